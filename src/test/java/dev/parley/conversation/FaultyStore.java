package dev.parley.conversation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A store in memory that can be told to be slow or to fail. Thread-safe. */
public final class FaultyStore implements ConversationStore {

    private final ConversationStore kept = new MemoryConversationStore();
    private final FaultyBlobStore blobs = new FaultyBlobStore(kept.blobs());
    private final List<List<Commit>> committed = new ArrayList<>();
    private final Map<ConversationId, Long> lastOffsets = new ConcurrentHashMap<>();
    private volatile Predicate<Commit> failing = commit -> false;
    private volatile boolean failingReads;
    private volatile boolean interrupted;
    private volatile boolean tendingBroken;
    private final AtomicInteger tended = new AtomicInteger();
    private boolean paused;
    private int blocked;

    /** The next commits block until {@link #resume()}. */
    public synchronized void pause() {
        paused = true;
    }

    public synchronized void resume() {
        paused = false;
        notifyAll();
    }

    /** Until a commit is blocked. */
    public synchronized void awaitBlocked() throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (blocked == 0) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new TimeoutException("No commit came");
            }
            wait(left);
        }
    }

    /** Looking after it throws an error from now on. */
    public void breakTending() {
        tendingBroken = true;
    }

    @Override
    public void tend() {
        tended.incrementAndGet();
        if (tendingBroken) {
            throw new StackOverflowError("Broken by a test");
        }
    }

    /** How often it was looked after. */
    public int tended() {
        return tended.get();
    }

    /** A transaction with such a commit fails. */
    public void failOn(Predicate<Commit> commits) {
        failing = commits;
    }

    public void failOn(ConversationId conversation) {
        failOn(commit -> commit.conversation().equals(conversation));
    }

    public void failAlways() {
        failOn(commit -> true);
    }

    public void failReads(boolean fail) {
        failingReads = fail;
    }

    public void recover() {
        failing = commit -> false;
    }

    /** Whether a commit was interrupted, which may break it. */
    public boolean wasInterrupted() {
        return interrupted;
    }

    /** What was stored, a list for each transaction. */
    public synchronized List<List<Commit>> committed() {
        return List.copyOf(committed);
    }

    public List<Event> events(ConversationId conversation) {
        return committed().stream()
                .flatMap(List::stream)
                .filter(commit -> commit.conversation().equals(conversation))
                .flatMap(commit -> commit.events().stream())
                .map(LoggedEvent::event)
                .toList();
    }

    public long lastOffset(ConversationId conversation) {
        return lastOffsets.getOrDefault(conversation, 0L);
    }

    @Override
    public void commit(List<Commit> commits) {
        block();
        if (commits.stream().anyMatch(failing)) {
            throw new StoreFailure("Told to fail", new IllegalStateException());
        }
        kept.commit(commits);
        for (var commit : commits) {
            if (!commit.events().isEmpty()) {
                lastOffsets.put(commit.conversation(), commit.events().getLast().offset());
            }
        }
        synchronized (this) {
            committed.add(List.copyOf(commits));
        }
    }

    private synchronized void block() {
        blocked++;
        notifyAll();
        while (paused) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        blocked--;
    }

    private ConversationStore reading() {
        if (failingReads) {
            throw new StoreFailure("Told to fail", new IllegalStateException());
        }
        return kept;
    }

    @Override
    public Optional<Conversation> find(ConversationId conversation) {
        return reading().find(conversation);
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
    public FaultyBlobStore blobs() {
        return blobs;
    }

    @Override
    public List<ConversationId> all(String owner) {
        return reading().all(owner);
    }

    @Override
    public List<Message> messages(ConversationId conversation, int after, int limit) {
        return reading().messages(conversation, after, limit);
    }

    @Override
    public List<ConversationSummary> list(
            String owner, boolean archived, ConversationSummary.@Nullable Place after, int limit) {
        return reading().list(owner, archived, after, limit);
    }

    @Override
    public int count(String owner) {
        return reading().count(owner);
    }

    @Override
    public List<SearchHit> search(String owner, SearchQuery query, SearchHit.@Nullable Place after, int limit) {
        return reading().search(owner, query, after, limit);
    }

    @Override
    public Snapshot snapshot(ConversationId conversation) {
        return reading().snapshot(conversation);
    }

    @Override
    public List<Message> path(ConversationId conversation, int end, int limit) {
        return reading().path(conversation, end, limit);
    }

    @Override
    public Optional<Message> message(ConversationId conversation, int message) {
        return reading().message(conversation, message);
    }

    @Override
    public List<Integer> children(ConversationId conversation, @Nullable Integer parent) {
        return reading().children(conversation, parent);
    }

    @Override
    public Optional<Integer> newestLeaf(ConversationId conversation, int message) {
        return reading().newestLeaf(conversation, message);
    }

    @Override
    public List<Integer> shownPath(ConversationId conversation) {
        return reading().shownPath(conversation);
    }

    @Override
    public Optional<Integer> leaf(ConversationId conversation) {
        return reading().leaf(conversation);
    }

    @Override
    public int lastNumber(ConversationId conversation) {
        return reading().lastNumber(conversation);
    }

    @Override
    public Optional<Receipt> receipt(ConversationId conversation, String command) {
        return reading().receipt(conversation, command);
    }

    @Override
    public Map<String, String> session(ConversationId conversation) {
        return reading().session(conversation);
    }

    @Override
    public Spending spent(@Nullable String owner, LocalDate from, LocalDate to) {
        return reading().spent(owner, from, to);
    }

    @Override
    public List<ConversationId> unfinished() {
        return reading().unfinished();
    }

    @Override
    public boolean purge(Instant deletedBefore) {
        return kept.purge(deletedBefore);
    }
}
