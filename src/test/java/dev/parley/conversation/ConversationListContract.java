package dev.parley.conversation;

import static dev.parley.conversation.TestConversations.FIRST;
import static dev.parley.conversation.TestConversations.SECOND;
import static dev.parley.conversation.TestConversations.TIME;
import static dev.parley.conversation.TestConversations.added;
import static dev.parley.conversation.TestConversations.creation;
import static dev.parley.conversation.TestConversations.ended;
import static dev.parley.conversation.TestConversations.found;
import static dev.parley.conversation.TestConversations.message;
import static dev.parley.conversation.TestConversations.more;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store lists of an owner, and what is left of what was deleted; a subclass for each. */
public abstract class ConversationListContract {

    private ConversationStore store;

    /** An empty store. */
    protected abstract ConversationStore opened() throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = opened();
    }

    @Test
    void anOwnersConversationsAreListedTheLastChangedFirst() {
        store.commit(List.of(creation(FIRST, "anna"), creation(SECOND, "anna")));
        store.commit(List.of(creation(new ConversationId("not-annas-own"), "bert")));
        store.commit(List.of(more(FIRST, 1, new Event.TurnStarted(1, TIME.plusSeconds(5)))));
        assertThat(store.list("anna", false, null, 10))
                .extracting(ConversationSummary::id)
                .containsExactly(FIRST, SECOND);
        assertThat(store.list("anna", false, null, 10))
                .extracting(ConversationSummary::state)
                .containsExactly(ConversationSummary.Activity.RUNNING, ConversationSummary.Activity.IDLE);
        store.commit(List.of(more(SECOND, 1, new Event.TurnStarted(1, TIME.plusSeconds(6)))));
        store.commit(List.of(more(SECOND, 2, new Event.TurnEnded(1, EndState.COMPLETE, TIME.plusSeconds(7)))));
        assertThat(store.list("anna", false, null, 10))
                .extracting(ConversationSummary::id)
                .containsExactly(SECOND, FIRST);
        assertThat(store.list("anna", false, null, 1))
                .extracting(ConversationSummary::id)
                .containsExactly(SECOND);
        assertThat(store.list("anna", false, null, 1).getFirst().updatedAt()).isEqualTo(TIME.plusSeconds(7));
    }

    @Test
    void aListGoesOnBehindAPlace() {
        for (int i = 1; i <= 7; i++) {
            store.commit(List.of(creation(
                    new ConversationId("conversation-" + i),
                    "anna",
                    new Event.TurnStarted(1, TIME.plusSeconds(i / 2)))));
        }
        store.commit(List.of(
                more(new ConversationId("conversation-3"), 2, Event.ConversationChanged.pinned(true)),
                more(new ConversationId("conversation-5"), 2, Event.ConversationChanged.pinned(true))));
        var all = store.list("anna", false, null, 10);
        assertThat(names(all)).containsExactly(5, 3, 7, 6, 4, 2, 1);
        var pages = new ArrayList<ConversationSummary>();
        for (var page = store.list("anna", false, null, 2);
                !page.isEmpty();
                page = store.list("anna", false, pages.getLast().place(), 2)) {
            pages.addAll(page);
        }
        assertThat(pages).isEqualTo(all);
    }

    @Test
    void theArchivedAreListedByThemselves() {
        store.commit(List.of(creation(FIRST, "anna"), creation(SECOND, "anna")));
        store.commit(List.of(more(FIRST, 1, Event.ConversationChanged.pinned(true))));
        store.commit(List.of(more(FIRST, 2, Event.ConversationChanged.archived(true))));
        assertThat(store.list("anna", false, null, 10))
                .extracting(ConversationSummary::id)
                .containsExactly(SECOND);
        var archived = store.list("anna", true, null, 10);
        assertThat(archived).extracting(ConversationSummary::id).containsExactly(FIRST);
        assertThat(archived.getFirst().archived()).isTrue();
        assertThat(archived.getFirst().pinned()).isFalse();
        assertThat(store.count("anna")).isEqualTo(2);
        store.commit(List.of(more(FIRST, 3, Event.ConversationChanged.archived(false))));
        assertThat(store.list("anna", false, null, 10)).hasSize(2);
    }

    @Test
    void aClockThatWasSetBackTakesNoConversationDownTheList() {
        store.commit(List.of(
                creation(FIRST, "anna", new Event.TurnStarted(1, TIME.plusSeconds(9))),
                creation(SECOND, "anna", new Event.TurnStarted(1, TIME.plusSeconds(5)))));
        store.commit(List.of(more(FIRST, 2, new Event.TurnEnded(1, EndState.COMPLETE, TIME.minusSeconds(86_400)))));
        assertThat(store.list("anna", false, null, 10))
                .extracting(ConversationSummary::id)
                .containsExactly(FIRST, SECOND);
    }

    @Test
    void whatWasDeletedIsFoundByItsIdOnly() {
        store.commit(List.of(creation(FIRST, "anna", message(2, null), added(3, 2, "Paris"), ended(2))));
        store.commit(List.of(more(FIRST, 4, Event.ConversationChanged.deleted(true))));
        assertThat(store.find(FIRST).orElseThrow().deleted()).isTrue();
        assertThat(store.list("anna", false, null, 10)).isEmpty();
        assertThat(store.list("anna", true, null, 10)).isEmpty();
        assertThat(store.count("anna")).isZero();
        assertThat(found(store, "anna", "paris")).isEmpty();
        store.commit(List.of(more(FIRST, 5, Event.ConversationChanged.deleted(false))));
        assertThat(store.find(FIRST).orElseThrow().deleted()).isFalse();
        assertThat(store.list("anna", false, null, 10)).hasSize(1);
        assertThat(found(store, "anna", "paris")).containsExactly("first-conversation 2");
    }

    @Test
    void whatIsPurgedIsGone() {
        var receipt = new Receipt("command-1", "hash", 1);
        var first = creation(FIRST, "anna", message(2, null), added(3, 2, "Paris"), ended(2));
        store.commit(List.of(
                new Commit(FIRST, first.events(), List.of(receipt), first.creates()),
                creation(SECOND, "anna", message(2, null), added(3, 2, "Paris"), ended(2))));
        store.commit(List.of(more(FIRST, 4, Event.ConversationChanged.deleted(true))));
        purge(Instant.now().minusSeconds(60));
        assertThat(store.find(FIRST)).isPresent();
        purge(Instant.now().plusSeconds(60));
        assertThat(store.find(FIRST)).isEmpty();
        assertThat(store.message(FIRST, 2)).isEmpty();
        assertThat(store.receipt(FIRST, "command-1")).isEmpty();
        assertThat(store.children(FIRST, null)).isEmpty();
        assertThat(store.lastNumber(FIRST)).isZero();
        assertThat(found(store, "anna", "paris")).containsExactly("second-conversation 2");
        store.commit(List.of(creation(FIRST, "bert", message(2, null))));
        assertThat(store.find(FIRST).orElseThrow().owner()).isEqualTo("bert");
    }

    private void purge(Instant deletedBefore) {
        boolean more = true;
        while (more) {
            more = store.purge(deletedBefore);
        }
    }

    private static List<Integer> names(List<ConversationSummary> summaries) {
        return summaries.stream()
                .map(summary -> Integer.valueOf(summary.id().value().substring("conversation-".length())))
                .toList();
    }
}
