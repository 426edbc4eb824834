package dev.parley.web;

import static dev.parley.web.SocketConversation.command;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.conversation.Message;
import dev.parley.conversation.Snapshot;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Messages that are not in the snapshot, as readers ask for them. */
@QuarkusTest
class SocketHistoryTest {

    @Inject
    SocketConversation given;

    @Test
    void olderMessagesComeInPages() {
        try (var reader = given.open()) {
            int turn = 0;
            for (int i = 0; i < 40; i++) {
                turn = reader.send("/echo " + i);
                reader.awaitEnd(turn);
            }
        }
        try (var late = given.open()) {
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
        try (var reader = given.open()) {
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
        try (var reader = given.open()) {
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
        try (var reader = given.open()) {
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
}
