package dev.parley.log;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.ConversationSummary;
import dev.parley.conversation.Event;
import dev.parley.conversation.Snapshot;
import dev.parley.conversation.TextPieces;
import dev.parley.conversation.Transcript;
import io.smallrye.mutiny.Multi;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One open conversation's events: appended through the group commit, read through cursors. Thread-safe.
 *
 * <p>Only what is committed is in here; what is appended is seen after its commit.
 */
public final class ConversationLog {

    private static final Logger LOG = Logger.getLogger(ConversationLog.class);

    /** Text is merged into one event or one delivery up to so many characters. */
    static final int LARGEST_TEXT = TextPieces.LONGEST;

    private final ConversationId id;
    private final String epoch;
    private final ConversationStore store;
    private final GroupCommit writer;
    private final Consumer<ConversationSummary> onChange;
    private final AtomicInteger lastNumber;
    private final List<Cursor> cursors = new CopyOnWriteArrayList<>();

    // Guarded by this object's monitor; held for short, never while something blocks.
    private final Tail tail;
    private final Transcript transcript;
    private @Nullable Conversation conversation;
    /** Where the branch was changed last: whoever is before it needs the window of the new one. */
    private long branchOffset;

    // Writer's thread only.
    private boolean windowMissing;

    ConversationLog(
            ConversationId id,
            String epoch,
            int tailCharacters,
            ConversationStore store,
            GroupCommit writer,
            Consumer<ConversationSummary> onChange) {
        this.id = id;
        this.epoch = epoch;
        this.store = store;
        this.writer = writer;
        this.onChange = onChange;
        this.tail = new Tail(tailCharacters);
        this.conversation = store.find(id).orElse(null);
        this.transcript = new Transcript(conversation == null ? unborn() : store.snapshot(id));
        this.lastNumber = new AtomicInteger(store.lastNumber(id));
    }

    private Snapshot unborn() {
        return Snapshot.empty(new Snapshot.Heading(id, "", "", Instant.EPOCH));
    }

    public ConversationId id() {
        return id;
    }

    /** The next number for a turn, a message or an element. */
    public int nextNumber() {
        return lastNumber.incrementAndGet();
    }

    /** The highest number given so far. */
    public int lastNumber() {
        return lastNumber.get();
    }

    /** What is known of the conversation; null before its first commit. */
    public synchronized @Nullable Conversation conversation() {
        return conversation;
    }

    public synchronized Position end() {
        return new Position(epoch, tail.last());
    }

    public synchronized Snapshot snapshot() {
        return transcript.snapshot();
    }

    /** Whether a turn runs, as far as readers know. */
    public synchronized boolean running() {
        return transcript.running();
    }

    /** Whether messages wait, as far as readers know. */
    public synchronized boolean queued() {
        return transcript.queued();
    }

    /** Whether waiting messages wait for the reader. */
    public synchronized boolean held() {
        return transcript.held();
    }

    /** Appends and says when it is stored; fails with {@link NotStoredException}. The stage completes on the writer's thread. */
    public CompletionStage<Void> append(Append append) {
        var committed = new CompletableFuture<Void>();
        writer.submit(new PendingAppend(this, append, null, 0, committed));
        return committed;
    }

    /** Appends for a turn, within its backlog's room. The stage completes on the writer's thread. */
    public CompletionStage<Void> append(Append append, Backlog backlog) {
        var committed = new CompletableFuture<Void>();
        submit(append, backlog, committed);
        return committed;
    }

    /** The same where nobody waits for the commit: the backlog tells of a failure. */
    public void post(Append append, Backlog backlog) {
        submit(append, backlog, null);
    }

    private void submit(Append append, Backlog backlog, @Nullable CompletableFuture<Void> committed) {
        int weight = append.weight();
        backlog.add(weight);
        writer.submit(new PendingAppend(this, append, backlog, weight, committed));
    }

    /**
     * Everything after {@code from}, then whatever comes, without end. Delivers one item per request, so that a reader
     * which cannot take more costs nothing.
     *
     * @param from null for a snapshot first
     * @param executor runs the deliveries, one after the other
     */
    public Multi<Delivery> read(@Nullable Position from, Executor executor) {
        return Multi.createFrom().publisher(reader -> {
            var cursor = new Cursor(this, from, executor, reader);
            cursors.add(cursor);
            reader.onSubscribe(cursor);
        });
    }

    public boolean hasReaders() {
        return !cursors.isEmpty();
    }

    ReaderLag addLag(ReaderLag lag) {
        long last = end().offset();
        var sum = lag;
        for (var cursor : cursors) {
            sum = sum.and(cursor.missing(last));
        }
        return sum;
    }

    void detach(Cursor cursor) {
        cursors.remove(cursor);
    }

    /** Writer's thread only: the offset that the next commit goes on from. */
    synchronized long lastOffset() {
        return tail.last();
    }

    /** Writer's thread only: shows what was just committed. */
    void publish(List<Event> events, @Nullable Conversation created) {
        windowMissing |= events.stream().anyMatch(ConversationLog::changesBranch);
        boolean listed = admit(events, created, windowMissing ? window() : null);
        for (var cursor : cursors) {
            cursor.wake();
        }
        if (listed) {
            onChange.accept(summary());
        }
    }

    private static boolean changesBranch(Event event) {
        return event instanceof Event.ConversationChanged changed && changed.leaf() != null;
    }

    /** The new branch as of the commit that is about to be shown; null if it cannot be read now. */
    private @Nullable Snapshot window() {
        try {
            var window = store.snapshot(id);
            windowMissing = false;
            return window;
        } catch (RuntimeException e) {
            LOG.errorf(e, "Conversation %s: the chosen branch is shown with the next change", id);
            return null;
        }
    }

    private synchronized boolean admit(List<Event> events, @Nullable Conversation created, @Nullable Snapshot window) {
        if (created != null) {
            conversation = created;
            transcript.reset(Snapshot.empty(Snapshot.Heading.of(created)));
        }
        boolean listed = created != null;
        for (var event : events) {
            transcript.apply(event);
            tail.add(event);
            conversation = conversation == null ? null : conversation.after(event);
            listed |= event instanceof Event.TurnStarted
                    || event instanceof Event.TurnEnded
                    || event instanceof Event.ConversationChanged;
        }
        if (window != null) {
            transcript.reset(window);
            branchOffset = tail.last();
        }
        return listed;
    }

    private synchronized ConversationSummary summary() {
        var known = conversation;
        if (known == null) {
            throw new IllegalStateException("Events of a conversation that was never created: " + id);
        }
        return ConversationSummary.of(known, transcript.running());
    }

    /** Where a reader with this position starts: it is served from the tail, or given a snapshot. */
    synchronized Delivery first(@Nullable Position from) {
        if (from != null && from.epoch().equals(epoch) && serves(from.offset())) {
            return new Delivery.Resumed(from, tail.last());
        }
        return newest();
    }

    /** What follows {@code offset}; null when nothing does yet. */
    synchronized @Nullable Delivery after(long offset) {
        if (!serves(offset)) {
            return newest();
        }
        long next = offset + 1;
        while (next <= tail.last() && isHidden(tail.get(next))) {
            next++;
        }
        if (next > tail.last()) {
            return null;
        }
        var event = tail.get(next);
        return event instanceof Event.TextAppended appended ? merged(next, appended) : new Delivery.Logged(next, event);
    }

    /** What is the server's own. */
    private static boolean isHidden(Event event) {
        return event instanceof Event.BlockKept || event instanceof Event.SessionChanged;
    }

    private boolean serves(long offset) {
        return offset >= branchOffset && tail.reachesBackTo(offset);
    }

    private Delivery newest() {
        return new Delivery.Snapshot(end(), transcript.snapshot());
    }

    private Delivery merged(long first, Event.TextAppended appended) {
        long last = first;
        StringBuilder text = null;
        while (last < tail.last()
                && tail.get(last + 1) instanceof Event.TextAppended next
                && next.element() == appended.element()
                && (text == null ? appended.text() : text).length()
                                + next.text().length()
                        <= LARGEST_TEXT) {
            text = text == null ? new StringBuilder(appended.text()) : text;
            text.append(next.text());
            last++;
        }
        return text == null
                ? new Delivery.Logged(first, appended)
                : new Delivery.Logged(last, new Event.TextAppended(appended.element(), text.toString()));
    }
}
