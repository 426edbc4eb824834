package dev.parley.web;

import static dev.parley.web.SocketConversation.command;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Message;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What crosses the socket, with a real client and against the simulator: messages, frames, and what is no command. */
@QuarkusTest
class ChatSocketTest {

    /** Two offsets and elements of five digits, brackets, commas and quotes. */
    private static final int AROUND_TEXT = 20;

    @Inject
    SocketConversation given;

    @Test
    void aMessageIsAcknowledgedAndAnsweredInOneMessage() {
        try (var reader = given.open()) {
            int turn = reader.send("/echo Hello, wörld 🌍");

            assertThat(reader.awaitEnd(turn)).isEqualTo("complete");
            assertThat(reader.shown().messages())
                    .extracting(Message::text)
                    .containsExactly("/echo Hello, wörld 🌍", "Hello, wörld 🌍");
            given.assertShows(reader);
        }
    }

    @Test
    void aFrameThatComesTheMomentTheSocketOpensIsNotLost() {
        for (int i = 0; i < 200; i++) {
            given.openAnother().close();
        }
    }

    @Test
    void theSameSendAgainIsAcknowledgedWithTheSameTurnAndAnsweredOnce() {
        try (var reader = given.open()) {
            String id = UUID.randomUUID().toString();
            int turn = reader.send(id, "/echo once");
            int again = reader.send(id, "/echo once");
            reader.awaitEnd(turn);
            int late = reader.send(id, "/echo once");

            assertThat(again).isEqualTo(turn);
            assertThat(late).isEqualTo(turn);
            assertThat(given.stored().messages()).hasSize(2);
        }
    }

    @Test
    void theSameIdWithAnotherTextIsRefused() {
        try (var reader = given.open()) {
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
        try (var reader = given.open()) {
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
    void anUnknownCommandIsAnsweredAndTheSocketLives() {
        try (var reader = given.open()) {
            reader.say("{\"type\":\"dance\"}");
            reader.awaitError("unknown-command");

            assertThat(reader.awaitEnd(reader.send("/echo still here"))).isEqualTo("complete");
        }
    }

    @Test
    void garbageIsAnsweredAndTheSocketLives() {
        try (var reader = given.open()) {
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
        try (var reader = given.open()) {
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
        try (var reader = given.open();
                var late = given.open()) {
            int turn = reader.send(text);
            var queued = late.await("turnQueued");
            assertThat(queued.path("text").asText())
                    .isEqualTo(text.substring(0, queued.path("text").asText().length()));
            assertThat(queued.toString().length()).isLessThan(11_000);
            assertThat(late.await("queuedTextAppended").path("turn").asInt()).isEqualTo(turn);

            assertThat(reader.awaitEnd(turn)).isEqualTo("complete");
            assertThat(reader.shown().messages().getFirst().text()).isEqualTo(text);
            try (var fresh = given.open()) {
                assertThat(fresh.shown().messages()).isEqualTo(reader.shown().messages());
            }
        }
    }

    @Test
    void commandsBeforeOpenAreRefused() {
        try (var reader = given.connect()) {
            reader.say(command("send", "\"text\":\"hello\""));

            reader.awaitError("not-open");
        }
    }

    @Test
    void halfACharacterIsMendedBeforeItIsStored() {
        try (var reader = given.open()) {
            reader.say(command("send", "\"text\":\"/echo lone \\uD83C half\""));
            reader.await(frame -> SocketClient.is(frame, "turnEnded"));

            assertThat(given.stored().messages().getFirst().text()).isEqualTo("/echo lone \uFFFD half");
        }
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
