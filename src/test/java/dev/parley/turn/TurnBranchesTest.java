package dev.parley.turn;

import static dev.parley.turn.TestTurns.commandId;
import static dev.parley.turn.TestTurns.join;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.EndState;
import dev.parley.conversation.Message;
import dev.parley.model.ModelFailure;
import dev.parley.turn.CommandRefused.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Answers and messages beside others. */
class TurnBranchesTest {

    @RegisterExtension
    private final TestTurns given = new TestTurns();

    @Test
    void anAnswerCanBeMadeAnew() throws Exception {
        int one = given.answered("One", "First");
        int first = given.last().id();
        var ack = given.ack(new Command.Regenerate(commandId(), first));
        var call = given.model.nextCall();
        assertThat(call.prompt()).containsExactly("USER: One");
        call.started().say("Second").finish();
        given.awaitEnd(ack.turn());
        assertThat(ack.turn()).isGreaterThan(one);
        var second = given.last();
        assertThat(second.siblings()).containsExactly(first, second.id());
        assertThat(given.snapshot().messages()).extracting(Message::text).containsExactly("One", "Second");
        assertThat(given.store.message(given.id, first).orElseThrow().siblings())
                .containsExactly(first, second.id());
    }

    @Test
    void aMessageCanBeEdited() throws Exception {
        given.answered("One", "First");
        int old = given.snapshot().messages().getFirst().id();
        var ack = given.ack(new Command.Edit(commandId(), old, "Uno"));
        var call = given.model.nextCall();
        assertThat(call.prompt()).containsExactly("USER: Uno");
        call.started().say("Primo").finish();
        given.awaitEnd(ack.turn());
        var messages = given.snapshot().messages();
        assertThat(messages).extracting(Message::text).containsExactly("Uno", "Primo");
        assertThat(messages.getFirst().siblings())
                .containsExactly(old, messages.getFirst().id());
    }

    @Test
    void aBranchCanBeChosenAndGoneOnWith() throws Exception {
        given.answered("One", "First");
        int first = given.last().id();
        given.ack(new Command.Regenerate(commandId(), first));
        given.model.nextCall().started().say("Second").finish();
        given.await(now -> now.turn() == null);
        given.ack(new Command.ChooseBranch(commandId(), first));
        assertThat(given.snapshot().messages()).extracting(Message::text).containsExactly("One", "First");
        assertThat(given.last().siblings()).hasSize(2);
        given.send("Two");
        assertThat(given.model.nextCall().prompt()).containsExactly("USER: One", "ASSISTANT: First", "USER: Two");
    }

    @Test
    void whatIsSentWhileABranchIsChosenBelongsToIt() throws Exception {
        given.answered("One", "First");
        int first = given.last().id();
        given.ack(new Command.Regenerate(commandId(), first));
        given.model.nextCall().started().say("Second").finish();
        given.await(now -> now.turn() == null);
        for (int i = 0; i < 20; i++) {
            join(given.execute(new Command.ChooseBranch(
                    commandId(), i % 2 == 0 ? first : given.last().id())));
        }
        given.store.pause();
        var chosen = given.execute(new Command.ChooseBranch(commandId(), first));
        given.store.awaitBlocked();
        var sent = given.execute(new Command.Send(commandId(), "Two", null));
        given.store.resume();
        join(chosen);
        join(sent);
        assertThat(given.model.nextCall().prompt()).containsExactly("USER: One", "ASSISTANT: First", "USER: Two");
        given.await(now -> now.messages().size() == 4);
        assertThat(given.snapshot().messages()).extracting(Message::text).startsWith("One", "First", "Two");
    }

    @Test
    void anAnswerThatWasCutOffCanBeContinued() throws Exception {
        int turn = given.send("One");
        given.model.nextCall().started().say("Half a sen").fail(ModelFailure.Kind.INTERRUPTED);
        given.awaitEnd(turn);
        int partial = given.last().id();
        var ack = given.ack(new Command.Continue(commandId(), partial));
        var call = given.model.nextCall();
        assertThat(call.prompt()).hasSize(3).startsWith("USER: One", "ASSISTANT: Half a sen");
        assertThat(call.prompt().getLast()).contains("<partial>Half a sen</partial>");
        call.started().say("tence.").finish();
        assertThat(given.awaitEnd(ack.turn())).isEqualTo(EndState.COMPLETE);
        assertThat(given.last().continues()).isEqualTo(partial);
        assertThat(given.last().parent()).isEqualTo(partial);
        given.send("Two");
        assertThat(given.model.nextCall().prompt())
                .containsExactly("USER: One", "ASSISTANT: Half a sen | tence.", "USER: Two");
    }

    @Test
    void aCompleteAnswerCannotBeContinued() throws Exception {
        given.answered("One", "First");
        assertThat(given.refusal(new Command.Continue(commandId(), given.last().id())))
                .isEqualTo(Reason.NOT_POSSIBLE);
    }

    @Test
    void branchesStayWhileATurnRuns() throws Exception {
        given.answered("One", "First");
        int question = given.snapshot().messages().getFirst().id();
        int answer = given.last().id();
        given.send("Two");
        given.model.nextCall();
        for (var command : List.of(
                new Command.Regenerate(commandId(), answer),
                new Command.Edit(commandId(), question, "Uno"),
                new Command.ChooseBranch(commandId(), answer),
                new Command.Continue(commandId(), answer))) {
            assertThat(given.refusal(command)).isEqualTo(Reason.TURN_RUNNING);
        }
    }
}
