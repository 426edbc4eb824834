package dev.parley.web;

import static dev.parley.web.SocketConversation.command;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.conversation.EndState;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Several readers of a conversation, and readers that come back, fall behind or leave. */
@QuarkusTest
class SocketReadersTest {

    @Inject
    SocketConversation given;

    @Inject
    Readers readers;

    @Test
    void aReaderThatComesBackInMidStreamGoesOnWithoutGapOrRepetition() {
        var first = given.open();
        int turn = first.send("/long 400");
        first.awaitText();
        first.vanish();

        try (var second = given.connect()) {
            second.resumeFrom(first);
            second.await("resumed");
            second.awaitEnd(turn);

            given.assertShows(second);
        }
    }

    @Test
    void aPositionOfAnotherEpochGetsASnapshot() {
        try (var reader = given.open()) {
            reader.awaitEnd(reader.send("/echo hello"));
        }
        try (var reader = given.connect()) {
            reader.say("{\"type\":\"open\",\"position\":{\"epoch\":\"another\",\"offset\":3}}");
            reader.await("snapshot");

            given.assertShows(reader);
        }
    }

    @Test
    void aPositionAboveTheEndGetsASnapshot() {
        try (var reader = given.open()) {
            reader.awaitEnd(reader.send("/echo hello"));
            String beyond = reader.position().replaceAll("\"offset\":\\d+", "\"offset\":999999");
            try (var other = given.connect()) {
                other.say("{\"type\":\"open\",\"position\":" + beyond + "}");

                other.await("snapshot");
            }
        }
    }

    @Test
    void whoIsToldGoodbyeHasBeenGivenAllThatIsStored() {
        try (var reader = given.open()) {
            int turn = reader.send("/burst 20000");
            reader.awaitText();
            reader.stopReading();
            await().atMost(SocketClient.patience())
                    .untilAsserted(() -> assertThat(given.stored().turn()).isNull());
            var goodbye = CompletableFuture.runAsync(() -> readers.stop(new ShutdownDelayInitiatedEvent()));
            reader.readOn();

            reader.awaitEnd(turn);
            assertThat(reader.awaitClose()).isEqualTo(1001);
            given.assertShows(reader);
            goodbye.join();
        }
    }

    @Test
    void theTurnGoesOnWhenItsReaderLeaves() {
        int turn;
        try (var reader = given.open()) {
            turn = reader.send("/long 200");
            reader.awaitText();
            reader.vanish();
        }
        await().atMost(SocketClient.patience())
                .untilAsserted(() -> assertThat(given.stored().turn()).isNull());

        var answer = given.stored().messages().getLast();
        assertThat(answer.turn()).isEqualTo(turn);
        assertThat(answer.state()).isEqualTo(EndState.COMPLETE);
    }

    @Test
    void twoReadersOfOneConversationSeeTheSame() {
        try (var one = given.open();
                var two = given.open()) {
            int turn = one.send("/markdown");
            one.awaitEnd(turn);
            two.awaitEnd(turn);

            given.assertShows(one);
            given.assertShows(two);
        }
    }

    @Test
    void aReaderThatDoesNotReadDelaysNobodyAndCatchesUpInFewerFrames() {
        try (var stalled = given.open();
                var reader = given.open()) {
            stalled.stopReading();
            int turn = reader.send("/burst 5000");
            assertThat(reader.awaitEnd(turn)).isEqualTo("complete");
            stalled.readOn();
            stalled.await(frame -> SocketClient.is(frame, "turnEnded") || endedIn(frame, turn));

            given.assertShows(stalled);
        }
    }

    private static boolean endedIn(JsonNode frame, int turn) {
        return SocketClient.is(frame, "snapshot")
                && !frame.has("turn")
                && !frame.path("messages").isEmpty()
                && frame.path("messages")
                                .get(frame.path("messages").size() - 1)
                                .path("turn")
                                .asInt()
                        == turn;
    }

    @Test
    void theOwnersOtherSocketsAreToldOfAConversation() {
        try (var elsewhere = given.openAnother();
                var reader = given.open()) {
            reader.awaitEnd(reader.send("/echo hello"));

            var news = elsewhere.await(frame -> SocketClient.is(frame, "conversations") && mentions(frame, given.id()));
            assertThat(news.path("items").get(0).path("title").asText()).isEqualTo("/echo hello");
        }
    }

    private static boolean mentions(JsonNode frame, String conversation) {
        return frame.path("items").findValuesAsText("id").contains(conversation);
    }

    @Test
    void renamingIsSeenByEveryReader() {
        try (var one = given.open();
                var two = given.open()) {
            one.awaitEnd(one.send("/echo hello"));
            one.say(command("rename", "\"title\":\"Another title\""));

            assertThat(two.await(frame -> SocketClient.is(frame, "conversationChanged")
                                    && frame.path("title").asText().startsWith("A"))
                            .path("title")
                            .asText())
                    .isEqualTo("Another title");
        }
    }
}
