package dev.parley.log;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.ConversationSummary;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The open conversations' logs. A log is open while someone holds it; each opening has an epoch of its own. Thread-safe.
 */
public final class ConversationLogs {

    private final ConversationStore store;
    private final LogConfig config;
    private final GroupCommit writer;
    private final BlobWriter blobs;
    private final PromptWriter prompts;
    private final Backlog.Shared backlog;
    private final String processEpoch = randomEpoch();
    private final AtomicLong openings = new AtomicLong();
    private final Map<ConversationId, Opened> open = new ConcurrentHashMap<>();
    private final Queue<ConversationId> idle = new ConcurrentLinkedQueue<>();
    private final List<Consumer<ConversationSummary>> listeners = new CopyOnWriteArrayList<>();

    public ConversationLogs(ConversationStore store, LogConfig config) {
        this(store, config, LogObserver.NONE);
    }

    /** @param observer told how the writer fares */
    public ConversationLogs(ConversationStore store, LogConfig config, LogObserver observer) {
        this(store, config, new GroupCommit(store, observer));
    }

    private ConversationLogs(ConversationStore store, LogConfig config, GroupCommit writer) {
        this.store = store;
        this.config = config;
        this.writer = writer;
        this.blobs = new BlobWriter(store.blobs(), writer);
        this.prompts = new PromptWriter(store.prompts(), writer);
        this.backlog = new Backlog.Shared(config.backlogAllTurns());
        this.writer.start();
    }

    /** Logs that commit each append alone, so that what was written can be told piece by piece: for tests, and slow. */
    public static ConversationLogs ungrouped(ConversationStore store, LogConfig config) {
        return new ConversationLogs(store, config, new GroupCommit(store, LogObserver.NONE, 1));
    }

    /** A log and how many hold it. */
    private record Opened(ConversationLog log, int holders) {

        Opened plus(int change) {
            return new Opened(log, holders + change);
        }
    }

    /** The conversation's log, open until it is released. May block: the first holder reads the store. */
    public ConversationLog hold(ConversationId id) {
        return open.compute(id, (key, opened) -> opened == null ? new Opened(open(id), 1) : opened.plus(1))
                .log();
    }

    /** Ends one holding. A log that nobody holds stays open for readers that come back, until newer ones push it out. */
    public void release(ConversationLog log) {
        open.computeIfPresent(log.id(), (key, opened) -> opened.plus(-1));
        idle.remove(log.id());
        idle.add(log.id());
        while (idle.size() > config.idleLogs()) {
            var oldest = idle.poll();
            if (oldest != null) {
                open.computeIfPresent(oldest, (key, opened) -> opened.holders() == 0 ? null : opened);
            }
        }
    }

    /** Takes in what is too large for an event. */
    public BlobWriter blobs() {
        return blobs;
    }

    /** Changes what owners keep to send it again. */
    public PromptWriter prompts() {
        return prompts;
    }

    /** Ends one holding of a log that nobody is expected to come back for: closed at once, if nobody else holds it. */
    public void close(ConversationLog log) {
        open.computeIfPresent(log.id(), (key, opened) -> opened.holders() == 1 ? null : opened.plus(-1));
    }

    /**
     * The bound of one turn's appends.
     *
     * @param onFailure told once, on the writer's thread, when one of them was not stored; must not block
     */
    public Backlog backlog(Consumer<NotStoredException> onFailure) {
        return new Backlog(config.backlogPerTurn(), backlog, onFailure);
    }

    /** Called on the writer's thread for each conversation that a list should show differently; must not block. */
    public void onChange(Consumer<ConversationSummary> listener) {
        listeners.add(listener);
    }

    public void removeOnChange(Consumer<ConversationSummary> listener) {
        listeners.remove(listener);
    }

    /** What all turns have written that is not stored yet, in characters. */
    public long waiting() {
        return backlog.waiting();
    }

    /** How far all readers have come; walks through them. */
    public ReaderLag lag() {
        var lag = ReaderLag.NONE;
        for (var opened : open.values()) {
            lag = opened.log().addLag(lag);
        }
        return lag;
    }

    /** Commits what was appended, then takes no more. */
    public void close() throws InterruptedException {
        writer.close();
    }

    private ConversationLog open(ConversationId id) {
        String epoch = processEpoch + Long.toString(openings.incrementAndGet(), Character.MAX_RADIX);
        return new ConversationLog(id, epoch, config.tail(), store, writer, this::changed);
    }

    private void changed(ConversationSummary summary) {
        listeners.forEach(listener -> listener.accept(summary));
    }

    private static String randomEpoch() {
        byte[] random = new byte[6];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random) + ".";
    }
}
