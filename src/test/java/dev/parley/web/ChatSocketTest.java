package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Message;
import dev.parley.conversation.Snapshot;
import dev.parley.model.simulator.SimulatorActivity;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The socket with a real client, against the simulator. */
@QuarkusTest
class ChatSocketTest {

    /** Two offsets and elements of five digits, brackets, commas and quotes. */
    private static final int AROUND_TEXT = 20;

    @TestHTTPResource("/")
    URI server;

    @Inject
    ConversationStore store;

    @Inject
    SimulatorActivity simulator;

    private String owner;
    private String conversation;

    @BeforeEach
    void aNewOwnerAndConversation() throws Exception {
        owner = SocketClient.newOwner(server);
        conversation = SocketClient.newConversation();
    }

    @Test
    void aMessageIsAcknowledgedAndAnsweredInOneMessage() {
        try (var reader = open()) {
            int turn = reader.send("/echo Hello, wörld 🌍");

            assertThat(reader.awaitEnd(turn)).isEqualTo("complete");
            assertThat(reader.shown().messages())
                    .extracting(Message::text)
                    .containsExactly("/echo Hello, wörld 🌍", "Hello, wörld 🌍");
            assertSame(reader.shown(), stored());
        }
    }

    @Test
    void aFrameThatComesTheMomentTheSocketOpensIsNotLost() {
        for (int i = 0; i < 200; i++) {
            SocketClient.open(server, SocketClient.newConversation(), owner).close();
        }
    }

    @Test
    void theSameSendAgainIsAcknowledgedWithTheSameTurnAndAnsweredOnce() {
        try (var reader = open()) {
            String id = UUID.randomUUID().toString();
            int turn = reader.send(id, "/echo once");
            int again = reader.send(id, "/echo once");
            reader.awaitEnd(turn);
            int late = reader.send(id, "/echo once");

            assertThat(again).isEqualTo(turn);
            assertThat(late).isEqualTo(turn);
            assertThat(stored().messages()).hasSize(2);
        }
    }

    @Test
    void theSameIdWithAnotherTextIsRefused() {
        try (var reader = open()) {
            String id = UUID.randomUUID().toString();
            reader.send(id, "/echo one");
            reader.say("{\"type\":\"send\",\"id\":\"" + id + "\",\"text\":\"/echo two\"}");

            var error = reader.awaitError("id-reused");
            assertThat(error.path("id").asText()).isEqualTo(id);
            assertThat(error.path("retryable").asBoolean()).isFalse();
        }
    }

    @Test
    void textFramesHaveAtMostTwentyBytesAroundTheText() {
        try (var reader = open()) {
            reader.awaitEnd(reader.send("/long 300"));

            assertThat(reader.texts())
                    .filteredOn(text -> text.startsWith("["))
                    .isNotEmpty()
                    .allSatisfy(text -> {
                        String json = text.substring(text.indexOf('"'), text.lastIndexOf('"') + 1);
                        int around = utf8(text) - utf8(json) + 2;
                        assertThat(around).isLessThanOrEqualTo(AROUND_TEXT);
                    });
        }
    }

    @Test
    void aReaderThatComesBackInMidStreamGoesOnWithoutGapOrRepetition() {
        var first = open();
        int turn = first.send("/long 400");
        first.awaitText();
        first.vanish();

        try (var second = SocketClient.connect(server, conversation, owner)) {
            second.resumeFrom(first);
            second.await("resumed");
            second.awaitEnd(turn);

            assertSame(second.shown(), stored());
        }
    }

    @Test
    void aPositionOfAnotherEpochGetsASnapshot() {
        try (var reader = open()) {
            reader.awaitEnd(reader.send("/echo hello"));
        }
        try (var reader = SocketClient.connect(server, conversation, owner)) {
            reader.say("{\"type\":\"open\",\"position\":{\"epoch\":\"another\",\"offset\":3}}");
            reader.await("snapshot");

            assertSame(reader.shown(), stored());
        }
    }

    @Test
    void aPositionAboveTheEndGetsASnapshot() {
        try (var reader = open()) {
            reader.awaitEnd(reader.send("/echo hello"));
            String beyond = reader.position().replaceAll("\"offset\":\\d+", "\"offset\":999999");
            try (var other = SocketClient.connect(server, conversation, owner)) {
                other.say("{\"type\":\"open\",\"position\":" + beyond + "}");

                other.await("snapshot");
            }
        }
    }

    @Test
    void theTurnGoesOnWhenItsReaderLeaves() {
        int turn;
        try (var reader = open()) {
            turn = reader.send("/long 200");
            reader.awaitText();
            reader.vanish();
        }
        await().atMost(SocketClient.patience())
                .untilAsserted(() -> assertThat(stored().turn()).isNull());

        var answer = stored().messages().getLast();
        assertThat(answer.turn()).isEqualTo(turn);
        assertThat(answer.state()).isEqualTo(EndState.COMPLETE);
    }

    @Test
    void stopKeepsThePartialAnswerAndClosesTheCallToTheModel() {
        long before = simulator.streamsClosedByClient();
        try (var reader = open()) {
            int turn = reader.send("/long 5000");
            reader.awaitText();
            reader.say(command("stop", "\"turn\":" + turn));

            assertThat(reader.awaitEnd(turn)).isEqualTo("stopped");
            var answer = stored().messages().getLast();
            assertThat(answer.state()).isEqualTo(EndState.STOPPED);
            assertThat(answer.text()).isNotEmpty();
            assertThat(answer.usage()).isNotNull();
        }
        await().atMost(SocketClient.patience())
                .untilAsserted(
                        () -> assertThat(simulator.streamsClosedByClient()).isGreaterThan(before));
    }

    @Test
    void stopOfAnotherTurnDoesNothing() {
        try (var reader = open()) {
            int turn = reader.send("/long 60");
            reader.say(command("stop", "\"turn\":" + (turn + 1000)));
            reader.await("ack");

            assertThat(reader.awaitEnd(turn)).isEqualTo("complete");
        }
    }

    @Test
    void messagesSentMeanwhileAreQueuedAndAnsweredInOrder() {
        try (var reader = open()) {
            reader.send("/long 60");
            reader.send("/echo second");
            int third = reader.send("/echo third");
            reader.awaitEnd(third);

            assertThat(stored().messages())
                    .extracting(Message::text)
                    .endsWith("/echo second", "second", "/echo third", "third");
        }
    }

    @Test
    void afterStopTheQueueWaitsUntilItIsSent() {
        try (var reader = open()) {
            int first = reader.send("/long 5000");
            int second = reader.send("/echo second");
            int third = reader.send("/echo third");
            reader.awaitText();
            reader.say(command("stop", "\"turn\":" + first));
            reader.awaitEnd(first);
            assertThat(reader.shown().held()).isTrue();
            reader.say(command("removeQueued", "\"turn\":" + second));
            assertThat(reader.awaitEnd(second)).isEqualTo("removed");
            reader.say("{\"type\":\"sendQueued\",\"id\":\"" + UUID.randomUUID() + "\"}");

            assertThat(reader.awaitEnd(third)).isEqualTo("complete");
            assertThat(reader.shown().held()).isFalse();
        }
    }

    @Test
    void twoReadersOfOneConversationSeeTheSame() {
        try (var one = open();
                var two = open()) {
            int turn = one.send("/markdown");
            one.awaitEnd(turn);
            two.awaitEnd(turn);

            assertSame(one.shown(), stored());
            assertSame(two.shown(), stored());
        }
    }

    @Test
    void regeneratingMakesASiblingAndTheOldBranchCanBeChosenAgain() {
        try (var reader = open()) {
            reader.awaitEnd(reader.send("/echo hello"));
            int old = reader.shown().messages().getLast().id();
            reader.say(command("regenerate", "\"message\":" + old));
            reader.await(frame -> SocketClient.is(frame, "turnEnded"));
            var anew = reader.shown().messages().getLast();
            assertThat(anew.siblings()).containsExactly(old, anew.id());
            reader.say(command("chooseBranch", "\"message\":" + old));
            reader.await("snapshot");

            assertThat(reader.shown().messages().getLast().id()).isEqualTo(old);
            assertSame(reader.shown(), stored());
        }
    }

    @Test
    void aCutAnswerCanBeContinuedInAMessageThatSaysSo() {
        try (var reader = open()) {
            int turn = reader.send("/drop");
            assertThat(reader.awaitEnd(turn)).isEqualTo("interrupted");
            int partial = reader.shown().messages().getLast().id();
            reader.say(command("continue", "\"message\":" + partial));
            reader.await(frame -> SocketClient.is(frame, "turnEnded"));

            assertThat(reader.shown().messages().getLast().continues()).isEqualTo(partial);
            assertThat(simulator.lastRequestBody()).contains("<partial>");
        }
    }

    @Test
    void editingMakesAnotherBranchFromTheSamePlace() {
        try (var reader = open()) {
            reader.awaitEnd(reader.send("/echo one"));
            int asked = reader.shown().messages().getFirst().id();
            reader.say(command("edit", "\"message\":" + asked + ",\"text\":\"/echo two\""));
            reader.await(frame -> SocketClient.is(frame, "turnEnded"));

            assertThat(reader.shown().messages()).extracting(Message::text).containsExactly("/echo two", "two");
            assertThat(reader.shown().messages().getFirst().siblings()).hasSize(2);
        }
    }

    @Test
    void olderMessagesComeInPages() {
        try (var reader = open()) {
            int turn = 0;
            for (int i = 0; i < 40; i++) {
                turn = reader.send("/echo " + i);
                reader.awaitEnd(turn);
            }
        }
        try (var late = open()) {
            assertThat(late.shown().more()).isTrue();
            assertThat(late.shown().messages()).hasSize(Snapshot.WINDOW);
            late.say("{\"type\":\"older\",\"before\":"
                    + late.shown().messages().getFirst().id() + "}");
            var older = late.await("older");

            assertThat(older.path("messages")).hasSize(30);
            assertThat(older.path("more").asBoolean()).isFalse();
        }
    }

    @Test
    void aMessageIsToBeHadWithThoseAroundIt() {
        try (var reader = open()) {
            for (int i = 0; i < 6; i++) {
                reader.awaitEnd(reader.send("/echo " + i));
            }
            var path = reader.shown().messages().stream().map(Message::id).toList();

            var middle = around(reader, path.get(5), ",\"older\":2,\"newer\":3");
            assertThat(numbers(middle)).isEqualTo(path.subList(3, 9));
            assertThat(middle.path("more").asBoolean()).isTrue();
            assertThat(middle.path("newer").asBoolean()).isTrue();

            var below = around(reader, path.get(9), ",\"older\":0");
            assertThat(numbers(below)).isEqualTo(path.subList(9, 12));
            assertThat(below.path("more").asBoolean()).isTrue();
            assertThat(below.path("newer").asBoolean()).isFalse();

            assertThat(numbers(around(reader, path.getFirst(), ""))).isEqualTo(path);
        }
    }

    @Test
    void aMessageOfAnotherBranchHasNothingAroundIt() {
        try (var reader = open()) {
            reader.awaitEnd(reader.send("/echo one"));
            int old = reader.shown().messages().getLast().id();
            reader.say(command("regenerate", "\"message\":" + old));
            reader.await(frame -> SocketClient.is(frame, "turnEnded"));

            var elsewhere = around(reader, old, "");
            assertThat(numbers(elsewhere)).isEmpty();
            assertThat(elsewhere.path("newer").asBoolean()).isFalse();
        }
    }

    @Test
    void nothingIsAroundWhatIsNotThere() {
        try (var reader = open()) {
            reader.awaitEnd(reader.send("/echo one"));
            reader.say("{\"type\":\"around\",\"message\":999}");
            reader.awaitError("not-found");
            reader.say("{\"type\":\"around\",\"message\":1,\"newer\":201}");
            reader.awaitError("malformed");
            reader.say("{\"type\":\"around\",\"message\":1,\"older\":-1}");
            reader.awaitError("malformed");
            reader.say("{\"type\":\"around\"}");
            reader.awaitError("malformed");
        }
    }

    private static JsonNode around(SocketClient reader, int message, String fields) {
        reader.say("{\"type\":\"around\",\"message\":" + message + fields + "}");
        return reader.await(frame ->
                SocketClient.is(frame, "around") && frame.path("message").asInt() == message);
    }

    private static List<Integer> numbers(JsonNode frame) {
        return StreamSupport.stream(frame.path("messages").spliterator(), false)
                .map(message -> message.path("id").asInt())
                .toList();
    }

    @Test
    void theOwnersOtherSocketsAreToldOfAConversation() {
        try (var elsewhere = SocketClient.open(server, SocketClient.newConversation(), owner);
                var reader = open()) {
            reader.awaitEnd(reader.send("/echo hello"));

            var news =
                    elsewhere.await(frame -> SocketClient.is(frame, "conversations") && mentions(frame, conversation));
            assertThat(news.path("items").get(0).path("title").asText()).isEqualTo("/echo hello");
        }
    }

    @Test
    void renamingIsSeenByEveryReader() {
        try (var one = open();
                var two = open()) {
            one.awaitEnd(one.send("/echo hello"));
            one.say(command("rename", "\"title\":\"Another title\""));

            assertThat(two.await(frame -> SocketClient.is(frame, "conversationChanged")
                                    && frame.path("title").asText().startsWith("A"))
                            .path("title")
                            .asText())
                    .isEqualTo("Another title");
        }
    }

    @Test
    void anUnknownCommandIsAnsweredAndTheSocketLives() {
        try (var reader = open()) {
            reader.say("{\"type\":\"dance\"}");
            reader.awaitError("unknown-command");

            assertThat(reader.awaitEnd(reader.send("/echo still here"))).isEqualTo("complete");
        }
    }

    @Test
    void garbageIsAnsweredAndTheSocketLives() {
        try (var reader = open()) {
            for (String garbage : new String[] {
                "",
                "x",
                "[]",
                "42",
                "null",
                "{\"type\":7}",
                "{\"type\":\"send\"}",
                "{\"type\":\"send\",\"id\":\"short\",\"text\":\"x\"}",
                "{\"type\":\"stop\",\"id\":\"12345678\",\"turn\":1e99}",
                "{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}"
            }) {
                reader.say(garbage);
                reader.awaitError("malformed");
            }

            assertThat(reader.awaitEnd(reader.send("/echo still here"))).isEqualTo("complete");
        }
    }

    @Test
    void aMessageThatIsTooLongIsRefusedAndTheSocketLives() {
        try (var reader = open()) {
            reader.say(command("send", "\"text\":\"" + "x".repeat(300_000) + "\""));
            reader.awaitError("too-large");
            reader.say(command("send", "\"text\":\"" + "x".repeat(2_000_000) + "\""));
            reader.awaitError("too-large");

            assertThat(reader.awaitEnd(reader.send("/echo still here"))).isEqualTo("complete");
        }
    }

    @Test
    void aLongMessageComesInPiecesAndIsWhole() {
        String text = "/echo " + "🌍".repeat(50_000);
        try (var reader = open();
                var late = open()) {
            int turn = reader.send(text);
            var queued = late.await("turnQueued");
            assertThat(queued.path("text").asText())
                    .isEqualTo(text.substring(0, queued.path("text").asText().length()));
            assertThat(queued.toString().length()).isLessThan(11_000);
            assertThat(late.await("queuedTextAppended").path("turn").asInt()).isEqualTo(turn);

            assertThat(reader.awaitEnd(turn)).isEqualTo("complete");
            assertThat(reader.shown().messages().getFirst().text()).isEqualTo(text);
            try (var fresh = open()) {
                assertThat(fresh.shown().messages()).isEqualTo(reader.shown().messages());
            }
        }
    }

    @Test
    void commandsBeforeOpenAreRefused() {
        try (var reader = SocketClient.connect(server, conversation, owner)) {
            reader.say(command("send", "\"text\":\"hello\""));

            reader.awaitError("not-open");
        }
    }

    @Test
    void halfACharacterIsMendedBeforeItIsStored() {
        try (var reader = open()) {
            reader.say(command("send", "\"text\":\"/echo lone \\uD83C half\""));
            reader.await(frame -> SocketClient.is(frame, "turnEnded"));

            assertThat(stored().messages().getFirst().text()).isEqualTo("/echo lone \uFFFD half");
        }
    }

    @Test
    void aReaderThatDoesNotReadDelaysNobodyAndCatchesUpInFewerFrames() {
        try (var stalled = open();
                var reader = open()) {
            stalled.stopReading();
            int turn = reader.send("/burst 5000");
            assertThat(reader.awaitEnd(turn)).isEqualTo("complete");
            stalled.readOn();
            stalled.await(frame -> SocketClient.is(frame, "turnEnded") || endedIn(frame, turn));

            assertSame(stalled.shown(), stored());
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

    private SocketClient open() {
        return SocketClient.open(server, conversation, owner);
    }

    private Snapshot stored() {
        return store.snapshot(new ConversationId(conversation));
    }

    /** As readers see it: what the provider gets back is none of their business. */
    private static void assertSame(Snapshot shown, Snapshot stored) {
        assertThat(ConversationJson.write(shown)).isEqualTo(ConversationJson.write(stored));
    }

    private static String command(String type, String fields) {
        return "{\"type\":\"" + type + "\",\"id\":\"" + UUID.randomUUID() + "\"," + fields + "}";
    }

    private static boolean mentions(JsonNode frame, String conversation) {
        return frame.path("items").findValuesAsText("id").contains(conversation);
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
