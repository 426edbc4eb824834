package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store does; a subclass for each. */
abstract class ConversationStoreContract {

    private static final Instant TIME = Instant.ofEpochMilli(1_795_000_000_000L);
    private static final ConversationId FIRST = new ConversationId("first-conversation");
    private static final ConversationId SECOND = new ConversationId("second-conversation");

    private ConversationStore store;

    /** An empty store. */
    abstract ConversationStore open();

    @BeforeEach
    void openStore() {
        store = open();
    }

    @Test
    void whatWasNeverCommittedIsNotThere() {
        assertThat(store.find(FIRST)).isEmpty();
        assertThat(store.owner(FIRST)).isEmpty();
        assertThat(store.message(FIRST, 1)).isEmpty();
        assertThat(store.children(FIRST, null)).isEmpty();
        assertThat(store.leaf(FIRST)).isEmpty();
        assertThat(store.lastNumber(FIRST)).isZero();
        assertThat(store.receipt(FIRST, "command-1")).isEmpty();
        assertThat(store.list("anna", 10)).isEmpty();
    }

    @Test
    void aConversationComesWithItsFirstCommit() {
        store.commit(List.of(creation(FIRST, "anna", new Event.TurnQueued(1, "Hi", "claude", TIME, "command-1"))));
        assertThat(store.find(FIRST)).contains(conversation(FIRST, "anna"));
        assertThat(store.owner(FIRST)).contains("anna");
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
        assertThat(store.owner(FIRST)).contains("bert");
        assertThat(store.children(FIRST, null)).containsExactly(2);
    }

    @Test
    void oneCommitMayBringSeveralConversations() {
        store.commit(List.of(creation(FIRST, "anna", message(2, null)), creation(SECOND, "bert", message(2, null))));
        assertThat(store.owner(FIRST)).contains("anna");
        assertThat(store.owner(SECOND)).contains("bert");
    }

    @Test
    void anOwnersConversationsAreListedTheLastChangedFirst() {
        store.commit(List.of(creation(FIRST, "anna"), creation(SECOND, "anna")));
        store.commit(List.of(creation(new ConversationId("not-annas-own"), "bert")));
        store.commit(List.of(more(FIRST, 1, new Event.TurnStarted(1, TIME.plusSeconds(5)))));
        assertThat(store.list("anna", 10)).extracting(ConversationSummary::id).containsExactly(FIRST, SECOND);
        assertThat(store.list("anna", 10))
                .extracting(ConversationSummary::state)
                .containsExactly(ConversationSummary.Activity.RUNNING, ConversationSummary.Activity.IDLE);
        store.commit(List.of(more(SECOND, 1, new Event.TurnStarted(1, TIME.plusSeconds(6)))));
        store.commit(List.of(more(SECOND, 2, new Event.TurnEnded(1, EndState.COMPLETE, TIME.plusSeconds(7)))));
        assertThat(store.list("anna", 10)).extracting(ConversationSummary::id).containsExactly(SECOND, FIRST);
        assertThat(store.list("anna", 1)).extracting(ConversationSummary::id).containsExactly(SECOND);
        assertThat(store.list("anna", 1).getFirst().updatedAt()).isEqualTo(TIME.plusSeconds(7));
    }

    @Test
    void aTitleChangesInAllThatTellsOfIt() {
        store.commit(List.of(creation(FIRST, "anna")));
        store.commit(List.of(more(FIRST, 1, new Event.ConversationChanged("Paris", null))));
        assertThat(store.find(FIRST).orElseThrow().title()).isEqualTo("Paris");
        assertThat(store.snapshot(FIRST).conversation().title()).isEqualTo("Paris");
        assertThat(store.list("anna", 10).getFirst().title()).isEqualTo("Paris");
    }

    @Test
    void aSnapshotIsTheFoldOfTheEvents() {
        var events = List.of(
                new Event.TurnStarted(1, TIME),
                message(2, null),
                added(3, 2, "Half "),
                new Event.TextAppended(3, "a sentence"),
                new Event.UsageReported(2, new Usage(1, 2, 3, 4)),
                new Event.TurnWaiting(1, "overloaded", TIME),
                new Event.TurnQueued(4, "Next", "claude", TIME, "command-4"));
        store.commit(List.of(creation(FIRST, "anna", events.toArray(Event[]::new))));
        var fold = new Transcript(Snapshot.empty(Snapshot.Heading.of(conversation(FIRST, "anna"))));
        events.forEach(fold::apply);
        assertThat(store.snapshot(FIRST)).isEqualTo(fold.snapshot());
    }

    @Test
    void aSnapshotHoldsTheLastFiftyOfTheShownPath() {
        store.commit(List.of(creation(FIRST, "anna")));
        commitChain(1, 53);
        var snapshot = store.snapshot(FIRST);
        assertThat(ids(snapshot.messages())).hasSize(50).startsWith(4).endsWith(53);
        assertThat(snapshot.more()).isTrue();
    }

    @Test
    void fiftyMessagesAreAllThereIs() {
        store.commit(List.of(creation(FIRST, "anna")));
        commitChain(1, 50);
        assertThat(store.snapshot(FIRST).messages()).hasSize(50);
        assertThat(store.snapshot(FIRST).more()).isFalse();
    }

    @Test
    void aPathIsReadFromItsEndUpwards() {
        store.commit(List.of(creation(FIRST, "anna")));
        commitChain(1, 10);
        assertThat(ids(store.path(FIRST, 10, null, 3))).containsExactly(8, 9, 10);
        assertThat(ids(store.path(FIRST, 10, 8, 3))).containsExactly(5, 6, 7);
        assertThat(ids(store.path(FIRST, 10, 3, 5))).containsExactly(1, 2);
        assertThat(store.path(FIRST, 10, 1, 5)).isEmpty();
        assertThat(store.path(FIRST, 10, 77, 5)).isEmpty();
        assertThat(ids(store.path(FIRST, 4, null, 100))).containsExactly(1, 2, 3, 4);
    }

    @Test
    void branchesShareTheirTrunkAndHaveTheirOwnEnds() {
        store.commit(List.of(creation(FIRST, "anna", message(1, null), message(2, 1), message(3, 2), message(4, 1))));
        assertThat(store.leaf(FIRST)).contains(4);
        assertThat(ids(store.path(FIRST, 4, null, 10))).containsExactly(1, 4);
        assertThat(ids(store.path(FIRST, 3, null, 10))).containsExactly(1, 2, 3);
        assertThat(store.children(FIRST, 1)).containsExactly(2, 4);
        assertThat(store.children(FIRST, 3)).isEmpty();
        assertThat(store.children(FIRST, null)).containsExactly(1);
    }

    @Test
    void theShownBranchCanBeChosen() {
        store.commit(List.of(creation(FIRST, "anna", message(1, null), message(2, 1), message(3, 2))));
        store.commit(List.of(more(FIRST, 4, new Event.ConversationChanged(null, 1), message(4, 1))));
        assertThat(ids(store.snapshot(FIRST).messages())).containsExactly(1, 4);
        store.commit(List.of(more(FIRST, 6, new Event.ConversationChanged(null, 3))));
        assertThat(store.leaf(FIRST)).contains(3);
        assertThat(ids(store.snapshot(FIRST).messages())).containsExactly(1, 2, 3);
    }

    @Test
    void noBranchAtAllCanBeChosen() {
        store.commit(List.of(creation(FIRST, "anna", message(1, null))));
        store.commit(List.of(more(FIRST, 2, new Event.ConversationChanged(null, 0), message(2, null))));
        assertThat(store.leaf(FIRST)).contains(2);
        assertThat(ids(store.snapshot(FIRST).messages())).containsExactly(2);
        assertThat(store.children(FIRST, null)).containsExactly(1, 2);
        store.commit(List.of(more(FIRST, 4, new Event.ConversationChanged(null, 0))));
        assertThat(store.leaf(FIRST)).isEmpty();
        assertThat(store.snapshot(FIRST).messages()).isEmpty();
    }

    @Test
    void anOlderBranchKnowsTheNewerOnesBesideIt() {
        store.commit(List.of(creation(FIRST, "anna", message(1, null), message(2, 1))));
        store.commit(List.of(more(FIRST, 3, new Event.ConversationChanged(null, 1), message(3, 1, 2))));
        store.commit(List.of(more(FIRST, 5, new Event.ConversationChanged(null, 2))));
        assertThat(store.snapshot(FIRST).messages().getLast().siblings()).containsExactly(2, 3);
        assertThat(store.path(FIRST, 2, null, 10).getLast().siblings()).containsExactly(2, 3);
        assertThat(store.message(FIRST, 2).orElseThrow().siblings()).containsExactly(2, 3);
        assertThat(store.message(FIRST, 3).orElseThrow().siblings()).containsExactly(2, 3);
        store.commit(List.of(more(FIRST, 6, added(4, 2, "later"))));
        assertThat(store.snapshot(FIRST).messages().getLast().siblings()).containsExactly(2, 3);
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
        assertThat(store.path(FIRST, 2, null, 1).getFirst().blocks()).containsExactlyElementsOf(blocks);
    }

    @Test
    void whatWasReadDoesNotChange() {
        store.commit(List.of(creation(FIRST, "anna", message(2, null), added(3, 2, "a"))));
        var snapshot = store.snapshot(FIRST);
        store.commit(List.of(more(FIRST, 3, new Event.TextAppended(3, "b"))));
        assertThat(snapshot.messages().getFirst().text()).isEqualTo("a");
        assertThat(store.snapshot(FIRST).messages().getFirst().text()).isEqualTo("ab");
    }

    private void commitChain(int from, int to) {
        for (int id = from; id <= to; id++) {
            store.commit(List.of(more(
                    FIRST,
                    2L * id,
                    message(id, id == 1 ? null : id - 1),
                    new Event.MessageEnded(id, EndState.COMPLETE, TIME, null, null))));
        }
    }

    private static List<Integer> ids(List<Message> messages) {
        return messages.stream().map(Message::id).toList();
    }

    private static Event message(int id, @Nullable Integer parent, Integer... siblings) {
        return new Event.MessageStarted(id, parent, List.of(siblings), Role.USER, "user", null, TIME, 1, null);
    }

    private static Event added(int id, int container, String text) {
        return new Event.ElementAdded(id, container, new Element.Markdown(text), TIME);
    }

    private static Conversation conversation(ConversationId id, String owner) {
        return new Conversation(id, owner, "Title", "claude", TIME);
    }

    private static Commit creation(ConversationId id, String owner, Event... events) {
        return new Commit(id, logged(1, events), List.of(), conversation(id, owner));
    }

    private static Commit more(ConversationId id, long offset, Event... events) {
        return new Commit(id, logged(offset, events), List.of(), null);
    }

    private static List<LoggedEvent> logged(long offset, Event... events) {
        var logged = new ArrayList<LoggedEvent>();
        for (var event : events) {
            logged.add(new LoggedEvent(offset + logged.size(), event));
        }
        return logged;
    }
}
