package dev.parley.conversation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Conversations in memory: gone with the process. */
public final class MemoryConversationStore implements ConversationStore {

    private final Map<ConversationId, MemoryConversation> conversations = new ConcurrentHashMap<>();
    private final MemoryBlobStore blobs = new MemoryBlobStore(this::find);
    private final MemoryPromptStore prompts = new MemoryPromptStore();
    private final MemorySpending spending = new MemorySpending();
    private final Consumer<Commit> onCommit;

    public MemoryConversationStore() {
        this(commit -> {});
    }

    /** @param onCommit told of each commit once it is kept, on the thread that writes */
    public MemoryConversationStore(Consumer<Commit> onCommit) {
        this.onCommit = onCommit;
    }

    @Override
    public void commit(List<Commit> commits) {
        requireSense(commits);
        for (var commit : commits) {
            var kept =
                    conversations.computeIfAbsent(commit.conversation(), id -> new MemoryConversation(created(commit)));
            kept.add(commit);
            blobs.use(commit);
            spending.add(kept.conversation().owner(), commit.spent());
            onCommit.accept(commit);
        }
    }

    /** Before anything is changed, so that a commit which makes no sense changes nothing. */
    private void requireSense(List<Commit> commits) {
        var checks = new HashMap<ConversationId, CommitCheck>();
        var creations = new HashMap<ConversationId, Conversation>();
        for (var commit : commits) {
            checks.computeIfAbsent(commit.conversation(), id -> {
                        var kept = conversations.get(id);
                        return kept == null ? CommitCheck.ofNothing() : kept.check();
                    })
                    .add(commit);
            if (commit.creates() != null) {
                creations.put(commit.conversation(), commit.creates());
            }
            var kept = conversations.get(commit.conversation());
            blobs.requireUsable(commit, kept == null ? created(creations, commit) : kept.conversation());
        }
    }

    private static Conversation created(Map<ConversationId, Conversation> creations, Commit commit) {
        return Objects.requireNonNull(
                creations.get(commit.conversation()), "Nothing is committed to what is not there");
    }

    private static Conversation created(Commit commit) {
        return Objects.requireNonNull(commit.creates(), "The first commit of a conversation creates it");
    }

    @Override
    public Optional<Conversation> find(ConversationId conversation) {
        return kept(conversation).map(MemoryConversation::conversation);
    }

    @Override
    public PromptStore prompts() {
        return prompts;
    }

    @Override
    public BlobStore blobs() {
        return blobs;
    }

    @Override
    public List<ConversationSummary> list(
            String owner, boolean archived, ConversationSummary.@Nullable Place after, int limit) {
        return ownedBy(owner)
                .map(MemoryConversation::summary)
                .filter(summary -> summary.archived() == archived)
                .filter(summary -> after == null || ConversationSummary.Place.ORDER.compare(after, summary.place()) < 0)
                .sorted(Comparator.comparing(ConversationSummary::place, ConversationSummary.Place.ORDER))
                .limit(limit)
                .toList();
    }

    @Override
    public List<ConversationId> all(String owner) {
        return ownedBy(owner)
                .map(MemoryConversation::conversation)
                .sorted(Comparator.comparing(Conversation::createdAt))
                .map(Conversation::id)
                .toList();
    }

    @Override
    public int count(String owner) {
        return (int) ownedBy(owner).count();
    }

    @Override
    public List<SearchHit> search(String owner, SearchQuery query, SearchHit.@Nullable Place after, int limit) {
        return ownedBy(owner)
                .flatMap(kept -> kept.texts().stream())
                .filter(hit -> !query.find(hit.text()).isEmpty())
                .filter(hit -> after == null || SearchHit.Place.ORDER.compare(after, hit.place()) < 0)
                .sorted(Comparator.comparing(SearchHit::place, SearchHit.Place.ORDER))
                .limit(limit)
                .toList();
    }

    @Override
    public List<Integer> search(ConversationId conversation, SearchQuery query) {
        return kept(conversation).map(MemoryConversation::texts).orElse(List.of()).stream()
                .filter(hit -> hit.message() != null && !query.find(hit.text()).isEmpty())
                .map(SearchHit::message)
                .sorted()
                .toList();
    }

    private Stream<MemoryConversation> ownedBy(String owner) {
        return conversations.values().stream().filter(kept -> kept.isShownTo(owner));
    }

    @Override
    public Snapshot snapshot(ConversationId conversation) {
        return kept(conversation).orElseThrow().snapshot();
    }

    @Override
    public List<Message> path(ConversationId conversation, int end, int limit) {
        return kept(conversation).map(kept -> kept.path(end, limit)).orElse(List.of());
    }

    @Override
    public List<Message> messages(ConversationId conversation, int after, int limit) {
        return kept(conversation).map(kept -> kept.messages(after, limit)).orElse(List.of());
    }

    @Override
    public Optional<Message> message(ConversationId conversation, int message) {
        return kept(conversation).flatMap(kept -> kept.message(message));
    }

    @Override
    public List<Integer> children(ConversationId conversation, @Nullable Integer parent) {
        return kept(conversation).map(kept -> kept.children(parent)).orElse(List.of());
    }

    @Override
    public Optional<Integer> newestLeaf(ConversationId conversation, int message) {
        return kept(conversation).flatMap(kept -> kept.newestLeaf(message));
    }

    @Override
    public List<Integer> shownPath(ConversationId conversation) {
        return kept(conversation).map(MemoryConversation::shownPath).orElse(List.of());
    }

    @Override
    public Optional<Integer> leaf(ConversationId conversation) {
        return kept(conversation).flatMap(MemoryConversation::leaf);
    }

    @Override
    public int lastNumber(ConversationId conversation) {
        return kept(conversation).map(MemoryConversation::lastNumber).orElse(0);
    }

    @Override
    public Optional<Receipt> receipt(ConversationId conversation, String command) {
        return kept(conversation).flatMap(kept -> kept.receipt(command));
    }

    @Override
    public Map<String, String> session(ConversationId conversation) {
        return kept(conversation).map(MemoryConversation::session).orElse(Map.of());
    }

    @Override
    public List<ConversationId> unfinished() {
        return conversations.values().stream()
                .filter(MemoryConversation::isUnfinished)
                .map(kept -> kept.conversation().id())
                .toList();
    }

    @Override
    public Spending spent(@Nullable String owner, LocalDate from, LocalDate to) {
        return spending.sum(owner, from, to);
    }

    @Override
    public boolean purge(Instant deletedBefore) {
        conversations.forEach((id, kept) -> {
            if (kept.wasDeletedBefore(deletedBefore)) {
                blobs.purge(id);
                conversations.remove(id);
            }
        });
        return false;
    }

    private Optional<MemoryConversation> kept(ConversationId conversation) {
        return Optional.ofNullable(conversations.get(conversation));
    }
}
