package dev.parley.turn;

import static dev.parley.turn.TestTurns.commandId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Commit;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.LoggedEvent;
import dev.parley.conversation.Message;
import dev.parley.conversation.Role;
import dev.parley.turn.CommandRefused.Reason;
import io.quarkus.runtime.StartupEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The end of one process and the beginning of the next. */
class RestartTest {

    private static final Instant TIME = Instant.ofEpochMilli(1_795_000_000_000L);

    @RegisterExtension
    private final TestTurns given = new TestTurns(TurnLimits.draining());

    @Test
    void anAnswerUnderWayMayEndByItself() throws Exception {
        given.send("Zero");
        given.model.nextCall().started().say("a").finish();
        int turn = given.send("One");
        var call = given.model.nextCall();
        call.started().say("Half ");
        int waiting = given.send("Two");
        var stopped = CompletableFuture.runAsync(given::shutDown);
        awaitShuttingDown();
        assertThat(stopped).isNotDone();
        call.say("and whole").finish();
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.COMPLETE);
        stopped.get(20, TimeUnit.SECONDS);
        assertThat(given.last().text()).isEqualTo("Half and whole");
        assertThat(given.model.hasNoCall()).isTrue();
        assertThat(given.snapshot().queue()).extracting(queued -> queued.turn()).containsExactly(waiting);
    }

    private void awaitShuttingDown() throws Exception {
        var refused = CompletableFuture.supplyAsync(() -> {
            while (true) {
                if (given.refusal(new Command.RemoveQueued(commandId(), 4_711)) == Reason.SHUTTING_DOWN) {
                    return true;
                }
            }
        });
        refused.get(20, TimeUnit.SECONDS);
    }

    @Test
    void anAnswerThatHadNotBegunIsThereAsInterruptedAndCanBeGoneOnWith() throws Exception {
        left(
                new Event.TurnStarted(1, TIME),
                new Event.MessageStarted(2, null, List.of(), Role.USER, "user", null, TIME, 1, null),
                new Event.ElementAdded(3, 2, new Element.Markdown("One"), TIME),
                new Event.MessageEnded(2, EndState.COMPLETE, TIME, null, null));
        restart();
        var answer = given.last();
        assertThat(answer.role()).isEqualTo(Role.ASSISTANT);
        assertThat(answer.parent()).isEqualTo(2);
        assertThat(answer.state()).isEqualTo(EndState.INTERRUPTED);
        assertThat(answer.problem().code()).isEqualTo("interrupted");
        assertThat(given.snapshot().turn()).isNull();

        Integer turn = given.ack(new Command.Continue(commandId(), answer.id())).turn();
        given.model.nextCall().started().say("Here it is").finish();
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.COMPLETE);
    }

    @Test
    void whatTheLastProcessLeftIsInterruptedAndItsQueueHeld() throws Exception {
        left(
                new Event.TurnStarted(1, TIME),
                new Event.MessageStarted(2, null, List.of(), Role.ASSISTANT, "assistant", null, TIME, 1, null),
                new Event.ElementAdded(3, 2, new Element.Markdown("Half an"), TIME),
                new Event.TurnQueued(4, "Two", "claude", TIME, "command-2"));
        restart();
        assertThat(given.last().state()).isEqualTo(EndState.INTERRUPTED);
        assertThat(given.last().problem().code()).isEqualTo("interrupted");
        assertThat(given.last().elements().getFirst().endedAt()).isNotNull();
        assertThat(given.snapshot().turn()).isNull();
        assertThat(given.snapshot().held()).isTrue();
        assertThat(given.store.unfinished()).isEmpty();
        given.ack(new Command.SendQueued(commandId()));
        var call = given.model.nextCall();
        assertThat(call.prompt()).containsExactly("ASSISTANT: Half an", "USER: Two");
        call.started().say("a").finish();
        given.awaitEnd(4);
    }

    @Test
    void messagesAreInterruptedHoweverManyOneTurnHasBegun() {
        var events = new ArrayList<Event>();
        events.add(new Event.TurnStarted(1, TIME));
        for (int id = 2; id < 200; id++) {
            Integer parent = id == 2 ? null : id - 1;
            events.add(
                    new Event.MessageStarted(id, parent, List.of(), Role.ASSISTANT, "assistant", null, TIME, 1, null));
        }
        left(events.toArray(Event[]::new));
        restart();
        assertThat(given.store.path(given.id, 199, 1_000))
                .hasSize(198)
                .extracting(Message::state)
                .containsOnly(EndState.INTERRUPTED);
    }

    @Test
    void whatWaitedWhenNothingRanIsHeld() throws Exception {
        left(new Event.TurnQueued(1, "One", "claude", TIME, "command-1"));
        restart();
        assertThat(given.snapshot().held()).isTrue();
        given.ack(new Command.RemoveQueued(commandId(), 1));
    }

    @Test
    void withoutTheStoreForGoodNoAnswerGoesOn() throws Exception {
        int turn = given.send("One");
        var call = given.model.nextCall();
        call.started().say("a");
        given.awaitText("a");
        given.status.lost("Another has it");
        call.awaitCancelled();
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.INTERRUPTED);
        assertThat(given.refusal(new Command.Send(commandId(), "Two", null))).isEqualTo(Reason.SHUTTING_DOWN);
    }

    private void left(Event... events) {
        var logged =
                Arrays.stream(events).map(event -> new LoggedEvent(1, event)).toList();
        var conversation = new Conversation(given.id, TestTurns.OWNER, "Title", "claude", TIME);
        given.store.commit(List.of(new Commit(given.id, logged, List.of(), conversation)));
    }

    private void restart() {
        new Recovery(given.store, given.logs).run(new StartupEvent());
    }
}
