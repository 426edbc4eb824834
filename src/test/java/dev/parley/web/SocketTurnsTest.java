package dev.parley.web;

import static dev.parley.web.SocketConversation.command;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.conversation.EndState;
import dev.parley.conversation.Message;
import dev.parley.model.simulator.SimulatorActivity;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Turns that readers stop, queue, repeat and go on with, over the socket. */
@QuarkusTest
class SocketTurnsTest {

    @Inject
    SocketConversation given;

    @Inject
    SimulatorActivity simulator;

    @Test
    void stopKeepsThePartialAnswerAndClosesTheCallToTheModel() {
        long before = simulator.streamsClosedByClient();
        try (var reader = given.open()) {
            int turn = reader.send("/long 5000");
            reader.awaitText();
            reader.say(command("stop", "\"turn\":" + turn));

            assertThat(reader.awaitEnd(turn)).isEqualTo("stopped");
            var answer = given.stored().messages().getLast();
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
        try (var reader = given.open()) {
            int turn = reader.send("/long 60");
            reader.say(command("stop", "\"turn\":" + (turn + 1000)));
            reader.await("ack");

            assertThat(reader.awaitEnd(turn)).isEqualTo("complete");
        }
    }

    @Test
    void messagesSentMeanwhileAreQueuedAndAnsweredInOrder() {
        try (var reader = given.open()) {
            reader.send("/long 60");
            reader.send("/echo second");
            int third = reader.send("/echo third");
            reader.awaitEnd(third);

            assertThat(given.stored().messages())
                    .extracting(Message::text)
                    .endsWith("/echo second", "second", "/echo third", "third");
        }
    }

    @Test
    void afterStopTheQueueWaitsUntilItIsSent() {
        try (var reader = given.open()) {
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
    void regeneratingMakesASiblingAndTheOldBranchCanBeChosenAgain() {
        try (var reader = given.open()) {
            reader.awaitEnd(reader.send("/echo hello"));
            int old = reader.shown().messages().getLast().id();
            reader.say(command("regenerate", "\"message\":" + old));
            reader.await(frame -> SocketClient.is(frame, "turnEnded"));
            var anew = reader.shown().messages().getLast();
            assertThat(anew.siblings()).containsExactly(old, anew.id());
            reader.say(command("chooseBranch", "\"message\":" + old));
            reader.await("snapshot");

            assertThat(reader.shown().messages().getLast().id()).isEqualTo(old);
            given.assertShows(reader);
        }
    }

    @Test
    void aCutAnswerCanBeContinuedInAMessageThatSaysSo() {
        try (var reader = given.open()) {
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
        try (var reader = given.open()) {
            reader.awaitEnd(reader.send("/echo one"));
            int asked = reader.shown().messages().getFirst().id();
            reader.say(command("edit", "\"message\":" + asked + ",\"text\":\"/echo two\""));
            reader.await(frame -> SocketClient.is(frame, "turnEnded"));

            assertThat(reader.shown().messages()).extracting(Message::text).containsExactly("/echo two", "two");
            assertThat(reader.shown().messages().getFirst().siblings()).hasSize(2);
        }
    }
}
