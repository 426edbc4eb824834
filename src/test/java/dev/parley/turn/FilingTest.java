package dev.parley.turn;

import static dev.parley.turn.TestTurns.commandId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Message;
import dev.parley.turn.CommandRefused.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pinning, archiving, deleting. */
class FilingTest {

    @RegisterExtension
    private final TestTurns given = new TestTurns();

    @Test
    void aConversationIsPinnedAndArchived() throws Exception {
        answered("One");
        given.ack(new Command.Pin(commandId(), true));
        assertThat(stored().pinned()).isTrue();
        given.ack(new Command.Archive(commandId(), true));
        assertThat(stored().archived()).isTrue();
        assertThat(stored().pinned()).isFalse();
        given.ack(new Command.Archive(commandId(), false));
        assertThat(stored().archived()).isFalse();
    }

    @Test
    void whatIsNotThereCannotBeFiled() {
        for (var command : List.of(
                new Command.Pin(commandId(), true),
                new Command.Archive(commandId(), true),
                new Command.Delete(commandId()),
                new Command.Restore(commandId()))) {
            assertThat(given.refusal(command)).isEqualTo(Reason.NOT_FOUND);
        }
    }

    @Test
    void deletingStopsTheAnswerAndSendsNothingMore() throws Exception {
        int turn = given.send("One");
        var call = given.model.nextCall();
        call.started().say("Half an");
        given.awaitText("Half an");
        int waiting = given.send("Two");
        given.ack(new Command.Delete(commandId()));
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.STOPPED);
        call.awaitCancelled();
        assertThat(stored().deleted()).isTrue();
        assertThat(given.snapshot().queue()).extracting(queued -> queued.turn()).containsExactly(waiting);
        assertThat(given.snapshot().held()).isTrue();
        assertThat(given.model.hasNoCall()).isTrue();
    }

    @Test
    void aDeletedConversationTakesNoCommandUntilItIsRestored() throws Exception {
        answered("One");
        var delete = new Command.Delete(commandId());
        given.ack(delete);
        for (var command : List.of(
                new Command.Send(commandId(), "Two", null),
                new Command.Rename(commandId(), "New"),
                new Command.Regenerate(commandId(), given.last().id()),
                new Command.Delete(commandId()))) {
            assertThat(given.refusal(command)).as(command.toString()).isEqualTo(Reason.NOT_FOUND);
        }
        given.ack(delete);
        given.ack(new Command.Restore(commandId()));
        answered("Two");
        assertThat(stored().deleted()).isFalse();
        assertThat(given.snapshot().messages()).extracting(Message::text).containsExactly("One", "yes", "Two", "yes");
    }

    private void answered(String text) throws Exception {
        int turn = given.send(text);
        given.model.nextCall().started().say("yes").finish();
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.COMPLETE);
    }

    private Conversation stored() {
        return given.store.find(given.id).orElseThrow();
    }
}
