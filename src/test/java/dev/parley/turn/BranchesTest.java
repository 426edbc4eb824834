package dev.parley.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.EndState;
import dev.parley.turn.CommandRefused.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class BranchesTest {

    private final StoredConversation given = new StoredConversation();
    private final Branches branches = new Branches(given.store, given.id);

    @Test
    void theNewestLeafIsTakenWhereABranchForks() {
        given.user(1, null, "One")
                .answer(2, 1, "First")
                .answer(3, 1, "Second")
                .user(4, 2, "Two")
                .user(5, 2, "Zwei");
        assertThat(branches.newestLeaf(1)).isEqualTo(3);
        assertThat(branches.newestLeaf(2)).isEqualTo(5);
        assertThat(branches.newestLeaf(4)).isEqualTo(4);
        assertThat(branches.shownLeaf()).isEqualTo(5);
    }

    @Test
    void anEmptyConversationShowsNothing() {
        assertThat(branches.shownLeaf()).isNull();
        assertRefused(() -> branches.newestLeaf(1), Reason.NOT_FOUND);
    }

    @Test
    void theQuestionIsTheUserMessageAboveHoweverFar() {
        given.user(1, null, "One").answer(2, 1, "Half").answer(3, 2, "Rest");
        assertThat(branches.questionOf(2).id()).isEqualTo(1);
        assertThat(branches.questionOf(3).id()).isEqualTo(1);
        assertRefused(() -> branches.questionOf(1), Reason.NOT_POSSIBLE);
        assertRefused(() -> branches.questionOf(9), Reason.NOT_FOUND);
    }

    @Test
    void onlyTheReadersOwnMessagesAreTheirs() {
        given.user(1, null, "One").answer(2, 1, "First");
        assertThat(branches.ownMessage(1).text()).isEqualTo("One");
        assertRefused(() -> branches.ownMessage(2), Reason.NOT_POSSIBLE);
    }

    @Test
    void onlyAnAnswerThatWasCutOffCanBeContinued() {
        given.user(1, null, "One")
                .answer(2, 1, "a", EndState.STOPPED, null)
                .answer(3, 1, "a", EndState.INTERRUPTED, null)
                .answer(4, 1, "a", EndState.COMPLETE, "max_tokens")
                .answer(5, 1, "a", EndState.COMPLETE, "end_turn")
                .answer(6, 1, "a", EndState.FAILED, null);
        for (int cutOff = 2; cutOff <= 4; cutOff++) {
            assertThat(branches.continuable(cutOff, cutOff).id()).isEqualTo(cutOff);
        }
        assertRefused(() -> branches.continuable(5, 5), Reason.NOT_POSSIBLE);
        assertRefused(() -> branches.continuable(6, 6), Reason.NOT_POSSIBLE);
        assertRefused(() -> branches.continuable(1, 1), Reason.NOT_POSSIBLE);
        assertRefused(() -> branches.continuable(2, 5), Reason.NOT_POSSIBLE);
        assertRefused(() -> branches.continuable(2, null), Reason.NOT_POSSIBLE);
        assertRefused(() -> branches.continuable(9, 9), Reason.NOT_FOUND);
    }

    private static void assertRefused(ThrowingCallable call, Reason reason) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CommandRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
