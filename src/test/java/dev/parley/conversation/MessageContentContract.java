package dev.parley.conversation;

import static dev.parley.conversation.TestConversations.FIRST;
import static dev.parley.conversation.TestConversations.TIME;
import static dev.parley.conversation.TestConversations.added;
import static dev.parley.conversation.TestConversations.creation;
import static dev.parley.conversation.TestConversations.message;
import static dev.parley.conversation.TestConversations.more;
import static dev.parley.conversation.TestConversations.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store keeps in a message; a subclass for each. */
public abstract class MessageContentContract {

    private ConversationStore store;

    /** An empty store. */
    protected abstract ConversationStore opened() throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = opened();
    }

    @Test
    void whatAStatusHoldsIsKeptWithIt() {
        store.commit(List.of(creation(FIRST, "anna", message(2, null), status(3, 2))));
        store.commit(List.of(more(
                FIRST,
                3,
                added(4, 3, "in"),
                status(5, 3),
                added(6, 5, "deeper"),
                new Event.ElementChanged(3, new Step.StatusChange("Done", Step.State.COMPLETE, false)),
                new Event.TextAppended(6, " still"))));
        var open = store.message(FIRST, 2).orElseThrow();
        assertThat(open.elements()).extracting(Element::container).containsExactly(null, 3, 3, 5);
        assertThat(open.elements().getFirst().content()).isEqualTo(new Step.Status("Done", Step.State.COMPLETE, false));
        assertThat(open.elements().getLast().content()).isEqualTo(new Element.Markdown("deeper still"));
        store.commit(List.of(more(FIRST, 9, new Event.MessageEnded(2, EndState.COMPLETE, TIME, null, null))));
        var ended = store.message(FIRST, 2).orElseThrow();
        assertThat(ended.elements())
                .extracting(Element::content)
                .isEqualTo(open.elements().stream().map(Element::content).toList());
        assertThat(ended.elements()).extracting(Element::endedAt).doesNotContainNull();
    }

    @Test
    void anElementInAnElementThatIsNotThereIsRefused() {
        store.commit(List.of(creation(FIRST, "anna", message(2, null))));
        assertThatThrownBy(() -> store.commit(List.of(more(FIRST, 1, added(4, 3, "in nothing")))))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> store.commit(
                        List.of(more(FIRST, 1, new Event.ElementChanged(3, new Step.ProgressChange(1.0, null))))))
                .isInstanceOf(RuntimeException.class);
        assertThat(store.message(FIRST, 2).orElseThrow().elements()).isEmpty();
    }

    @Test
    void aQuestionIsAnsweredAfterItsMessageHasEnded() {
        var question = new Question("Sure?", new Form.Confirm("Yes", "No"));
        store.commit(List.of(creation(
                FIRST,
                "anna",
                message(2, null),
                message(3, 2),
                new Event.ElementAdded(4, 2, question, TIME),
                new Event.ElementAdded(5, 3, question, TIME),
                new Event.MessageEnded(2, EndState.INTERRUPTED, TIME, null, null))));
        store.commit(List.of(more(
                FIRST,
                6,
                new Event.MessageEnded(3, EndState.INTERRUPTED, TIME, null, null),
                new Event.ElementChanged(5, Question.Change.skipped()))));
        store.commit(List.of(more(FIRST, 8, new Event.ElementChanged(4, Question.Change.answered(BooleanNode.TRUE)))));
        assertThat(store.message(FIRST, 2).orElseThrow().elements().getFirst().content())
                .isEqualTo(new Question("Sure?", question.form(), Question.State.ANSWERED, BooleanNode.TRUE));
        assertThat(store.message(FIRST, 3).orElseThrow().elements().getFirst().content())
                .isEqualTo(new Question("Sure?", question.form(), Question.State.SKIPPED, null));
        assertThat(store.snapshot(FIRST).messages()).extracting(Message::state).containsOnly(EndState.INTERRUPTED);
    }

    @Test
    void aProvidersBlocksAreKeptInOrder() {
        var blocks =
                List.of(new KeptBlock("claude", "claude-x", "{ \"a\":1 }"), new KeptBlock("claude", "claude-x", "{}"));
        store.commit(List.of(creation(
                FIRST,
                "anna",
                message(2, null),
                new Event.BlockKept(2, blocks.getFirst()),
                new Event.BlockKept(2, blocks.getLast()))));
        assertThat(store.message(FIRST, 2).orElseThrow().blocks()).containsExactlyElementsOf(blocks);
        assertThat(store.path(FIRST, 2, 1).getFirst().blocks()).containsExactlyElementsOf(blocks);
    }

    @Test
    void aBlockThatCameInPiecesIsWhole() {
        String json = "{\"text\":\"" + "long ".repeat(5_000) + "\"}";
        var block = new KeptBlock("claude", "claude-x", json, new KeptBlock.Gap(5, 3, 0, 0));
        store.commit(List.of(creation(FIRST, "anna", message(2, null))));
        int offset = 2;
        for (var piece : block.pieces()) {
            store.commit(List.of(more(FIRST, offset, new Event.BlockKept(2, piece, offset > 2))));
            offset++;
        }
        assertThat(offset).isGreaterThan(4);
        assertThat(store.message(FIRST, 2).orElseThrow().blocks()).containsExactly(block);
    }

    @Test
    void aWaitingMessageThatCameInPiecesIsWhole() {
        store.commit(List.of(creation(
                FIRST,
                "anna",
                new Event.TurnQueued(1, "One, ", "claude", TIME, "command-1"),
                new Event.QueuedTextAppended(1, "two, "))));
        store.commit(List.of(more(FIRST, 3, new Event.QueuedTextAppended(1, "three"))));
        assertThat(store.snapshot(FIRST).queue())
                .containsExactly(new Snapshot.QueuedTurn(1, "One, two, three", "claude", TIME, "command-1"));
    }

    @Test
    void whatWasReadDoesNotChange() {
        store.commit(List.of(creation(FIRST, "anna", message(2, null), added(3, 2, "a"))));
        var snapshot = store.snapshot(FIRST);
        store.commit(List.of(more(FIRST, 3, new Event.TextAppended(3, "b"))));
        assertThat(snapshot.messages().getFirst().text()).isEqualTo("a");
        assertThat(store.snapshot(FIRST).messages().getFirst().text()).isEqualTo("ab");
    }
}
