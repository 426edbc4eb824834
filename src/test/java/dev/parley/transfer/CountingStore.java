package dev.parley.transfer;

import dev.parley.conversation.BlobStore;
import dev.parley.conversation.Commit;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.ConversationSummary;
import dev.parley.conversation.Message;
import dev.parley.conversation.PromptStore;
import dev.parley.conversation.Receipt;
import dev.parley.conversation.SearchHit;
import dev.parley.conversation.SearchQuery;
import dev.parley.conversation.Snapshot;
import dev.parley.conversation.Spending;
import dev.parley.conversation.StoreFailure;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A store that knows how much was read at a time and what was committed, and can be told to fail. */
final class CountingStore implements ConversationStore {

    private final ConversationStore kept;
    private final List<Integer> windows = new CopyOnWriteArrayList<>();
    private final List<Commit> committed = new CopyOnWriteArrayList<>();
    private volatile Predicate<Commit> failing = commit -> false;

    CountingStore(ConversationStore kept) {
        this.kept = kept;
    }

    ConversationStore kept() {
        return kept;
    }

    /** How many messages each read brought. */
    List<Integer> windows() {
        return windows;
    }

    List<Commit> committed() {
        return committed;
    }

    void failOn(Predicate<Commit> commits) {
        failing = commits;
    }

    private List<Message> counted(List<Message> messages) {
        windows.add(messages.size());
        return messages;
    }

    @Override
    public void commit(List<Commit> commits) {
        if (commits.stream().anyMatch(failing)) {
            throw new StoreFailure("Told to fail");
        }
        kept.commit(commits);
        committed.addAll(commits);
    }

    @Override
    public List<Message> path(ConversationId conversation, int end, int limit) {
        return counted(kept.path(conversation, end, limit));
    }

    @Override
    public List<Message> messages(ConversationId conversation, int after, int limit) {
        return counted(kept.messages(conversation, after, limit));
    }

    @Override
    public List<Integer> search(ConversationId conversation, SearchQuery query) {
        return kept.search(conversation, query);
    }

    @Override
    public PromptStore prompts() {
        return kept.prompts();
    }

    @Override
    public BlobStore blobs() {
        return kept.blobs();
    }

    @Override
    public List<Integer> shownPath(ConversationId conversation) {
        return kept.shownPath(conversation);
    }

    @Override
    public Optional<Integer> newestLeaf(ConversationId conversation, int message) {
        return kept.newestLeaf(conversation, message);
    }

    @Override
    public Optional<Conversation> find(ConversationId conversation) {
        return kept.find(conversation);
    }

    @Override
    public List<ConversationSummary> list(
            String owner, boolean archived, ConversationSummary.@Nullable Place after, int limit) {
        return kept.list(owner, archived, after, limit);
    }

    @Override
    public List<ConversationId> all(String owner) {
        return kept.all(owner);
    }

    @Override
    public int count(String owner) {
        return kept.count(owner);
    }

    @Override
    public List<SearchHit> search(String owner, SearchQuery query, SearchHit.@Nullable Place after, int limit) {
        return kept.search(owner, query, after, limit);
    }

    @Override
    public Snapshot snapshot(ConversationId conversation) {
        return kept.snapshot(conversation);
    }

    @Override
    public Optional<Message> message(ConversationId conversation, int message) {
        return kept.message(conversation, message);
    }

    @Override
    public List<Integer> children(ConversationId conversation, @Nullable Integer parent) {
        return new ArrayList<>(kept.children(conversation, parent));
    }

    @Override
    public Optional<Integer> leaf(ConversationId conversation) {
        return kept.leaf(conversation);
    }

    @Override
    public int lastNumber(ConversationId conversation) {
        return kept.lastNumber(conversation);
    }

    @Override
    public Optional<Receipt> receipt(ConversationId conversation, String command) {
        return kept.receipt(conversation, command);
    }

    @Override
    public Spending spent(@Nullable String owner, LocalDate from, LocalDate to) {
        return kept.spent(owner, from, to);
    }

    @Override
    public List<ConversationId> unfinished() {
        return kept.unfinished();
    }

    @Override
    public boolean purge(Instant deletedBefore) {
        return kept.purge(deletedBefore);
    }

    @Override
    public Map<String, String> session(ConversationId conversation) {
        return kept.session(conversation);
    }
}
