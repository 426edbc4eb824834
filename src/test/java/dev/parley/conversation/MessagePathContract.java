package dev.parley.conversation;

import static dev.parley.conversation.TestConversations.FIRST;
import static dev.parley.conversation.TestConversations.SECOND;
import static dev.parley.conversation.TestConversations.TIME;
import static dev.parley.conversation.TestConversations.added;
import static dev.parley.conversation.TestConversations.conversation;
import static dev.parley.conversation.TestConversations.creation;
import static dev.parley.conversation.TestConversations.ended;
import static dev.parley.conversation.TestConversations.message;
import static dev.parley.conversation.TestConversations.more;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which messages of its branches every store shows; a subclass for each. */
public abstract class MessagePathContract {

    private ConversationStore store;

    /** An empty store. */
    protected abstract ConversationStore opened() throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = opened();
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
    void aSnapshotHoldsWhateverIsStillWritten() {
        var events = new ArrayList<Event>();
        events.add(message(1, null));
        events.add(ended(1));
        events.add(message(2, 1));
        for (int id = 3; id <= 160; id++) {
            events.add(message(id, id - 1));
            if (id != 20) {
                events.add(ended(id));
            }
        }
        store.commit(List.of(creation(FIRST, "anna", events.toArray(Event[]::new))));
        assertThat(ids(store.snapshot(FIRST).messages())).hasSize(159).startsWith(2);
        assertThat(store.snapshot(FIRST).more()).isTrue();
        store.commit(List.of(more(FIRST, 1_000, ended(2), message(161, 160))));
        assertThat(ids(store.snapshot(FIRST).messages())).startsWith(20).endsWith(161);
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
        assertThat(ids(store.path(FIRST, 10, 3))).containsExactly(8, 9, 10);
        assertThat(ids(store.path(FIRST, 7, 3))).containsExactly(5, 6, 7);
        assertThat(ids(store.path(FIRST, 2, 5))).containsExactly(1, 2);
        assertThat(store.path(FIRST, 77, 5)).isEmpty();
        assertThat(ids(store.path(FIRST, 4, 100))).containsExactly(1, 2, 3, 4);
    }

    @Test
    void branchesShareTheirTrunkAndHaveTheirOwnEnds() {
        store.commit(List.of(creation(FIRST, "anna", message(1, null), message(2, 1), message(3, 2), message(4, 1))));
        assertThat(store.leaf(FIRST)).contains(4);
        assertThat(ids(store.path(FIRST, 4, 10))).containsExactly(1, 4);
        assertThat(ids(store.path(FIRST, 3, 10))).containsExactly(1, 2, 3);
        assertThat(store.children(FIRST, 1)).containsExactly(2, 4);
        assertThat(store.children(FIRST, 3)).isEmpty();
        assertThat(store.children(FIRST, null)).containsExactly(1);
    }

    @Test
    void theShownBranchCanBeChosen() {
        store.commit(List.of(creation(FIRST, "anna", message(1, null), message(2, 1), message(3, 2))));
        store.commit(List.of(more(FIRST, 4, Event.ConversationChanged.leaf(1), message(4, 1))));
        assertThat(ids(store.snapshot(FIRST).messages())).containsExactly(1, 4);
        store.commit(List.of(more(FIRST, 6, Event.ConversationChanged.leaf(3))));
        assertThat(store.leaf(FIRST)).contains(3);
        assertThat(ids(store.snapshot(FIRST).messages())).containsExactly(1, 2, 3);
    }

    @Test
    void noBranchAtAllCanBeChosen() {
        store.commit(List.of(creation(FIRST, "anna", message(1, null))));
        store.commit(List.of(more(FIRST, 2, Event.ConversationChanged.leaf(0), message(2, null))));
        assertThat(store.leaf(FIRST)).contains(2);
        assertThat(ids(store.snapshot(FIRST).messages())).containsExactly(2);
        assertThat(store.children(FIRST, null)).containsExactly(1, 2);
        store.commit(List.of(more(FIRST, 4, Event.ConversationChanged.leaf(0))));
        assertThat(store.leaf(FIRST)).isEmpty();
        assertThat(store.snapshot(FIRST).messages()).isEmpty();
    }

    @Test
    void anOlderBranchKnowsTheNewerOnesBesideIt() {
        store.commit(List.of(creation(FIRST, "anna", message(1, null), message(2, 1))));
        store.commit(List.of(more(FIRST, 3, Event.ConversationChanged.leaf(1), message(3, 1, 2))));
        store.commit(List.of(more(FIRST, 5, Event.ConversationChanged.leaf(2))));
        assertThat(store.snapshot(FIRST).messages().getLast().siblings()).containsExactly(2, 3);
        assertThat(store.path(FIRST, 2, 10).getLast().siblings()).containsExactly(2, 3);
        assertThat(store.message(FIRST, 2).orElseThrow().siblings()).containsExactly(2, 3);
        assertThat(store.message(FIRST, 3).orElseThrow().siblings()).containsExactly(2, 3);
        store.commit(List.of(more(FIRST, 6, added(4, 2, "later"))));
        assertThat(store.snapshot(FIRST).messages().getLast().siblings()).containsExactly(2, 3);
    }

    @Test
    void aBranchEndsAtItsNewestLeaf() {
        store.commit(List.of(creation(FIRST, "anna")));
        commitChain(1, 60);
        store.commit(List.of(more(FIRST, 900, message(61, 3, 4), ended(61), message(62, 61), ended(62))));
        store.commit(List.of(more(FIRST, 904, message(63, 20, 21), ended(63))));
        assertThat(store.newestLeaf(FIRST, 1)).contains(62);
        assertThat(store.newestLeaf(FIRST, 4)).contains(63);
        assertThat(store.newestLeaf(FIRST, 21)).contains(60);
        assertThat(store.newestLeaf(FIRST, 62)).contains(62);
        assertThat(store.newestLeaf(FIRST, 99)).isEmpty();
        assertThat(store.newestLeaf(SECOND, 1)).isEmpty();
    }

    @Test
    void theShownPathIsToldByItsNumbers() {
        store.commit(List.of(creation(FIRST, "anna")));
        assertThat(store.shownPath(FIRST)).isEmpty();
        assertThat(store.shownPath(SECOND)).isEmpty();
        commitChain(1, 120);
        assertThat(store.shownPath(FIRST)).hasSize(120).startsWith(1, 2, 3).endsWith(119, 120);
        store.commit(List.of(more(FIRST, 900, message(121, 3, 4), ended(121))));
        assertThat(store.shownPath(FIRST)).containsExactly(1, 2, 3, 121);
        store.commit(List.of(more(FIRST, 902, Event.ConversationChanged.leaf(120))));
        assertThat(store.shownPath(FIRST)).hasSize(120).endsWith(120);
        store.commit(List.of(more(FIRST, 903, Event.ConversationChanged.leaf(0))));
        assertThat(store.shownPath(FIRST)).isEmpty();
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
}
