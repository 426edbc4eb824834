package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.Admitted;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationSummary;
import dev.parley.conversation.Event;
import dev.parley.conversation.MemoryConversationStore;
import dev.parley.log.Append;
import dev.parley.log.ConversationLogs;
import dev.parley.log.LogConfig;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SocketReaderTest {

    private static final Instant TIME = Instant.ofEpochMilli(1_795_000_000_000L);
    private static final ConversationId ID = new ConversationId("conversation-1");
    private static final Conversation CONVERSATION = new Conversation(ID, "anna", "Title", "claude", TIME);
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final ConversationLogs logs = new ConversationLogs(new MemoryConversationStore(), new Limits());
    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final SocketReader reader = new SocketReader(
            fake(WebSocketConnection.class),
            loop,
            logs,
            new Admitted("anna", null),
            ID,
            new Peer("", fake(HttpConnection.class)));

    @AfterEach
    void close() throws InterruptedException {
        reader.close();
        logs.close();
        vertx.close();
    }

    private record Limits() implements LogConfig {

        @Override
        public int tail() {
            return 262_144;
        }

        @Override
        public int idleLogs() {
            return 10;
        }

        @Override
        public long backlogPerTurn() {
            return 1_048_576;
        }

        @Override
        public long backlogAllTurns() {
            return 8_388_608;
        }
    }

    /** A frame that leaves when the test says so. */
    private record Sent(String frame, UniEmitter<? super Void> leaving) {}

    private <T> T fake(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> method.getName().equals("sendText")
                        ? Uni.createFrom().<Void>emitter(leaving -> sent.add(new Sent((String) arguments[0], leaving)))
                        : null));
    }

    private Sent awaitSent(int count) {
        Awaitility.await().until(() -> sent.size() >= count);
        return sent.get(count - 1);
    }

    private void leaves(Sent frame) {
        var left = new CompletableFuture<Void>();
        loop.runOnContext(ignored -> {
            frame.leaving().complete(null);
            left.complete(null);
        });
        left.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private boolean hangs() {
        return reader.hangs(System.nanoTime() + 2 * MINUTE, MINUTE);
    }

    @Test
    void aFrameThatIsLeftBehindAnotherIsMissedToo() {
        var log = logs.hold(ID);
        log.append(new Append(List.of(new Event.ConversationStarted("Title", "claude", TIME)), null, CONVERSATION))
                .toCompletableFuture()
                .join();
        reader.open(null);
        leaves(awaitSent(1));
        assertThat(hangs()).isFalse();
        reader.tell(ConversationSummary.of(CONVERSATION, false));
        var news = awaitSent(2);
        log.append(Append.of(Event.ConversationChanged.title("New")))
                .toCompletableFuture()
                .join();
        var event = awaitSent(3);
        assertThat(hangs()).isTrue();
        leaves(news);
        assertThat(hangs()).as("the event has not left").isTrue();
        leaves(event);
        assertThat(hangs()).isFalse();
    }
}
