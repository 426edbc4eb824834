package dev.parley.conversation;

import static dev.parley.conversation.TestConversations.FIRST;
import static dev.parley.conversation.TestConversations.SECOND;
import static dev.parley.conversation.TestConversations.TIME;
import static dev.parley.conversation.TestConversations.added;
import static dev.parley.conversation.TestConversations.conversation;
import static dev.parley.conversation.TestConversations.creation;
import static dev.parley.conversation.TestConversations.found;
import static dev.parley.conversation.TestConversations.logged;
import static dev.parley.conversation.TestConversations.message;
import static dev.parley.conversation.TestConversations.more;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store does with the commits of conversations; a subclass for each. */
public abstract class ConversationStoreContract {

    private ConversationStore store;

    /** An empty store. */
    protected abstract ConversationStore open() throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = open();
    }

    @Test
    void whatWasNeverCommittedIsNotThere() {
        assertThat(store.find(FIRST)).isEmpty();
        assertThat(store.message(FIRST, 1)).isEmpty();
        assertThat(store.path(FIRST, 1, 10)).isEmpty();
        assertThat(store.count("anna")).isZero();
        assertThat(found(store, "anna", "paris")).isEmpty();
        assertThat(store.unfinished()).isEmpty();
        assertThat(store.children(FIRST, null)).isEmpty();
        assertThat(store.leaf(FIRST)).isEmpty();
        assertThat(store.lastNumber(FIRST)).isZero();
        assertThat(store.receipt(FIRST, "command-1")).isEmpty();
        assertThat(store.list("anna", false, null, 10)).isEmpty();
    }

    @Test
    void aConversationComesWithItsFirstCommit() {
        store.commit(List.of(creation(FIRST, "anna", new Event.TurnQueued(1, "Hi", "claude", TIME, "command-1"))));
        assertThat(store.find(FIRST)).contains(conversation(FIRST, "anna"));
        assertThat(store.find(FIRST).orElseThrow().owner()).isEqualTo("anna");
        assertThat(store.snapshot(FIRST).queue())
                .containsExactly(new Snapshot.QueuedTurn(1, "Hi", "claude", TIME, "command-1"));
        assertThat(store.lastNumber(FIRST)).isEqualTo(1);
    }

    @Test
    void aFirstCommitThatCreatesNothingIsRefused() {
        assertThatThrownBy(() -> store.commit(List.of(more(FIRST, 1, new Event.TurnStarted(1, TIME)))))
                .isInstanceOf(RuntimeException.class);
        assertThat(store.find(FIRST)).isEmpty();
    }

    @Test
    void aCommitThatFailsInTheMiddleKeepsNothing() {
        store.commit(List.of(creation(FIRST, "anna", message(2, null), added(3, 2, "a"))));
        var good = more(FIRST, 3, new Event.TextAppended(3, "b"), message(4, 2), added(5, 4, "c"));
        var created = creation(SECOND, "anna", message(2, null));
        var bad = more(SECOND, 2, new Event.TextAppended(99, "for nobody"));
        var receipt = new Commit(FIRST, List.of(), List.of(new Receipt("command-9", "hash", null)), null);
        assertThatThrownBy(() -> store.commit(List.of(good, receipt, created, bad)))
                .isInstanceOf(RuntimeException.class);
        assertThat(store.message(FIRST, 2).orElseThrow().text()).isEqualTo("a");
        assertThat(store.message(FIRST, 4)).isEmpty();
        assertThat(store.leaf(FIRST)).contains(2);
        assertThat(store.receipt(FIRST, "command-9")).isEmpty();
        assertThat(store.find(SECOND)).isEmpty();
        store.commit(List.of(good));
        assertThat(store.message(FIRST, 2).orElseThrow().text()).isEqualTo("ab");
    }

    @Test
    void theSameCommitThatFailedCanBeTriedAgain() {
        var bad = creation(
                FIRST, "anna", message(2, null), new Event.MessageEnded(7, EndState.COMPLETE, TIME, null, null));
        assertThatThrownBy(() -> store.commit(List.of(bad))).isInstanceOf(RuntimeException.class);
        store.commit(List.of(creation(FIRST, "bert", message(2, null))));
        assertThat(store.find(FIRST).orElseThrow().owner()).isEqualTo("bert");
        assertThat(store.children(FIRST, null)).containsExactly(2);
    }

    @Test
    void whatAHandlerKeepsIsThereUntilItIsRemoved() {
        assertThat(store.session(FIRST)).isEmpty();
        store.commit(
                List.of(creation(FIRST, "anna", new Event.SessionChanged("count", "1")), creation(SECOND, "anna")));
        store.commit(List.of(more(
                FIRST,
                1,
                new Event.SessionChanged("count", "2"),
                new Event.SessionChanged("name", "\"😀\""),
                new Event.SessionChanged("gone", "1"),
                new Event.SessionChanged("gone", null))));
        assertThat(store.session(FIRST)).isEqualTo(Map.of("count", "2", "name", "\"😀\""));
        assertThat(store.session(SECOND)).isEmpty();
        assertThatThrownBy(() -> store.commit(List.of(more(
                        FIRST, 5, new Event.SessionChanged("count", "3"), new Event.TextAppended(99, "for nobody")))))
                .isInstanceOf(RuntimeException.class);
        assertThat(store.session(FIRST)).containsEntry("count", "2");
        store.commit(List.of(more(FIRST, 5, new Event.SessionChanged("count", null))));
        assertThat(store.session(FIRST)).containsOnlyKeys("name");
    }

    @Test
    void oneCommitMayBringSeveralConversations() {
        store.commit(List.of(creation(FIRST, "anna", message(2, null)), creation(SECOND, "bert", message(2, null))));
        assertThat(store.find(FIRST).orElseThrow().owner()).isEqualTo("anna");
        assertThat(store.find(SECOND).orElseThrow().owner()).isEqualTo("bert");
    }

    @Test
    void settingsAreKeptAndGivenUp() {
        var settings = new Settings("large", "high", "Sing: ü 👋");
        store.commit(List.of(creation(FIRST, "anna", Event.ConversationChanged.settings(settings))));
        assertThat(store.find(FIRST).orElseThrow().settings()).isEqualTo(settings);
        assertThat(store.snapshot(FIRST).conversation().settings()).isEqualTo(settings);
        store.commit(List.of(more(FIRST, 2, Event.ConversationChanged.pinned(true))));
        assertThat(store.find(FIRST).orElseThrow().settings()).isEqualTo(settings);
        store.commit(List.of(more(FIRST, 3, Event.ConversationChanged.settings(new Settings(null, "low", null)))));
        assertThat(store.find(FIRST).orElseThrow().settings()).isEqualTo(new Settings(null, "low", null));
        store.commit(List.of(more(FIRST, 4, Event.ConversationChanged.settings(Settings.NONE))));
        assertThat(store.find(FIRST).orElseThrow().settings()).isEqualTo(Settings.NONE);
        assertThat(store.snapshot(FIRST).conversation().settings()).isNull();
    }

    @Test
    void conversationsWhereSomethingRunsOrWaitsAreUnfinished() {
        var third = new ConversationId("third-conversation");
        store.commit(List.of(
                creation(FIRST, "anna", new Event.TurnStarted(1, TIME)),
                creation(SECOND, "anna", new Event.TurnQueued(1, "Hi", "claude", TIME, "command-1")),
                creation(third, "anna")));
        assertThat(store.unfinished()).containsExactlyInAnyOrder(FIRST, SECOND);
        store.commit(List.of(
                more(FIRST, 2, new Event.TurnEnded(1, EndState.COMPLETE, TIME)),
                more(SECOND, 2, new Event.QueueHeld())));
        assertThat(store.unfinished()).isEmpty();
        assertThat(store.snapshot(SECOND).held()).isTrue();
    }

    @Test
    void aTitleChangesInAllThatTellsOfIt() {
        store.commit(List.of(creation(FIRST, "anna")));
        store.commit(List.of(more(FIRST, 1, Event.ConversationChanged.title("Paris"))));
        assertThat(store.find(FIRST).orElseThrow().title()).isEqualTo("Paris");
        assertThat(store.snapshot(FIRST).conversation().title()).isEqualTo("Paris");
        assertThat(store.list("anna", false, null, 10).getFirst().title()).isEqualTo("Paris");
    }

    @Test
    void receiptsAreKeptPerConversation() {
        var receipt = new Receipt("command-1", "hash", 1);
        var another = new Receipt("command-2", "hash", null);
        store.commit(List.of(
                new Commit(FIRST, List.of(), List.of(receipt, another), conversation(FIRST, "anna")),
                creation(SECOND, "anna")));
        assertThat(store.receipt(FIRST, "command-1")).contains(receipt);
        assertThat(store.receipt(FIRST, "command-2")).contains(another);
        assertThat(store.receipt(SECOND, "command-1")).isEmpty();
    }

    @Test
    void theLastNumberIsTheHighestOfTurnsMessagesAndElements() {
        store.commit(
                List.of(creation(FIRST, "anna", new Event.TurnStarted(1, TIME), message(2, null), added(3, 2, "a"))));
        assertThat(store.lastNumber(FIRST)).isEqualTo(3);
        store.commit(List.of(more(FIRST, 4, new Event.TurnQueued(9, "Hi", "claude", TIME, "command-9"))));
        assertThat(store.lastNumber(FIRST)).isEqualTo(9);
        store.commit(List.of(more(FIRST, 5, new Event.TurnEnded(1, EndState.COMPLETE, TIME))));
        assertThat(store.lastNumber(FIRST)).isEqualTo(9);
    }

    @Test
    void whatIsSpentIsKeptByOwnersAndDays() {
        store.commit(List.of(creation(FIRST, "anna"), creation(SECOND, "bert")));
        store.commit(List.of(spent(FIRST, 30, 10), spent(FIRST, 30, 5), spent(SECOND, 30, 100)));
        store.commit(List.of(spent(FIRST, 31, 7), spent(FIRST, 31, -2)));
        assertThat(store.spent("anna", day(30), day(30))).isEqualTo(new Spending(15, 150));
        assertThat(store.spent("anna", day(31), day(31))).isEqualTo(new Spending(5, 50));
        assertThat(store.spent("anna", day(1), day(31))).isEqualTo(new Spending(20, 200));
        assertThat(store.spent("bert", day(1), day(31))).isEqualTo(new Spending(100, 1_000));
        assertThat(store.spent(null, day(30), day(31))).isEqualTo(new Spending(120, 1_200));
        assertThat(store.spent("anna", day(1), day(29))).isEqualTo(Spending.NONE);
        assertThat(store.spent("carl", day(1), day(31))).isEqualTo(Spending.NONE);
    }

    @Test
    void whatACommitThatFailsHasSpentIsNotKept() {
        store.commit(List.of(creation(FIRST, "anna")));
        var bad = new Commit(
                FIRST,
                logged(2, new Event.MessageEnded(7, EndState.COMPLETE, TIME, null, null)),
                List.of(),
                null,
                List.of(new Spent(day(1), new Spending(10, 100))));
        assertThatThrownBy(() -> store.commit(List.of(bad))).isInstanceOf(RuntimeException.class);
        assertThat(store.spent("anna", day(1), day(1))).isEqualTo(Spending.NONE);
    }

    private static Commit spent(ConversationId id, int day, long tokens) {
        return new Commit(
                id, List.of(), List.of(), null, List.of(new Spent(day(day), new Spending(tokens, 10 * tokens))));
    }

    private static LocalDate day(int day) {
        return LocalDate.of(2026, 12, day);
    }
}
