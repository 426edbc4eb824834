package dev.parley.conversation;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One conversation in memory, with all its branches. Thread-safe. */
final class MemoryConversation {

    private Conversation conversation;
    private final Transcript shown;
    private int lastNumber;
    private @Nullable Integer leaf;
    private @Nullable Instant deletedAt;
    private final Map<Integer, MessageFold> messages = new LinkedHashMap<>();
    private final Map<Integer, MessageFold> byElement = new HashMap<>();
    private final Map<Integer, List<Integer>> children = new HashMap<>();
    private final Map<String, String> session = new TreeMap<>();
    private final Map<String, Receipt> receipts = new HashMap<>();

    MemoryConversation(Conversation conversation) {
        this.conversation = conversation;
        this.shown = new Transcript(Snapshot.empty(Snapshot.Heading.of(conversation)));
    }

    CommitCheck check() {
        return new CommitCheck(messages::containsKey, byElement::containsKey, true);
    }

    synchronized void add(Commit commit) {
        commit.receipts().forEach(receipt -> receipts.put(receipt.command(), receipt));
        commit.events().forEach(logged -> apply(logged.event()));
    }

    private void apply(Event event) {
        shown.apply(event);
        conversation = conversation.after(event);
        switch (event) {
            case Event.TurnQueued queued -> number(queued.turn());
            case Event.TurnStarted started -> number(started.turn());
            case Event.ConversationStarted _,
                    Event.QueuedTextAppended _,
                    Event.TurnWaiting _,
                    Event.TurnEnded _,
                    Event.QueueHeld _ -> {}
            case Event.MessageStarted started -> {
                number(started.id());
                messages.put(started.id(), new MessageFold(started));
                siblings(started.parent()).add(started.id());
                leaf = started.id();
            }
            case Event.ElementAdded added -> {
                number(added.id());
                var message = byElement.containsKey(added.container())
                        ? fold(byElement, added.container())
                        : fold(messages, added.container());
                byElement.put(added.id(), message);
                message.apply(added);
            }
            case Event.TextAppended appended ->
                fold(byElement, appended.element()).apply(event);
            case Event.ElementChanged changed ->
                fold(byElement, changed.element()).apply(event);
            case Event.ElementClosed closed -> fold(byElement, closed.element()).apply(event);
            case Event.ElementWithdrawn gone -> fold(byElement, gone.element()).apply(event);
            case Event.UsageReported reported ->
                fold(messages, reported.message()).apply(event);
            case Event.BlockKept kept -> fold(messages, kept.message()).apply(event);
            case Event.MessageEnded ended -> fold(messages, ended.message()).apply(event);
            case Event.SessionChanged changed -> change(changed);
            case Event.ConversationChanged changed -> change(changed);
        }
    }

    private void change(Event.SessionChanged changed) {
        if (changed.json() == null) {
            session.remove(changed.name());
        } else {
            session.put(changed.name(), changed.json());
        }
    }

    synchronized Map<String, String> session() {
        return Map.copyOf(session);
    }

    private static MessageFold fold(Map<Integer, MessageFold> folds, int number) {
        var fold = folds.get(number);
        if (fold == null) {
            throw new IllegalStateException("An event for " + number + ", which was never started");
        }
        return fold;
    }

    private void number(int number) {
        lastNumber = Math.max(lastNumber, number);
    }

    private void change(Event.ConversationChanged changed) {
        if (changed.deleted() != null) {
            deletedAt = changed.deleted() ? Instant.now() : null;
        }
        if (changed.leaf() != null) {
            leaf = changed.leaf() == 0 ? null : changed.leaf();
            shown.reset(window(shown.snapshot()));
        }
    }

    /** The same conversation seen along the branch that is shown now. */
    private Snapshot window(Snapshot now) {
        var path = leaf == null ? List.<Message>of() : path(leaf, Snapshot.WINDOW + 1);
        boolean more = path.size() > Snapshot.WINDOW;
        return new Snapshot(
                Snapshot.Heading.of(conversation), more ? path.subList(1, path.size()) : path, more, now.activity());
    }

    synchronized Conversation conversation() {
        return conversation;
    }

    synchronized ConversationSummary summary() {
        return ConversationSummary.of(conversation, shown.running());
    }

    synchronized boolean isShownTo(String reader) {
        return conversation.owner().equals(reader) && !conversation.deleted();
    }

    synchronized boolean isUnfinished() {
        var activity = shown.snapshot().activity();
        return activity.turn() != null || (!activity.queue().isEmpty() && !activity.held());
    }

    synchronized boolean wasDeletedBefore(Instant time) {
        return deletedAt != null && deletedAt.isBefore(time);
    }

    /** What can be found by search. */
    synchronized List<SearchHit> texts() {
        var texts = new ArrayList<SearchHit>();
        texts.add(new SearchHit(summary(), null, conversation.createdAt(), conversation.title()));
        for (var fold : messages.values()) {
            var message = fold.result();
            if (message.state() != null) {
                texts.add(new SearchHit(summary(), message.id(), message.time(), SearchText.of(message)));
            }
        }
        return texts;
    }

    synchronized Snapshot snapshot() {
        return shown.snapshot();
    }

    synchronized List<Message> path(int end, int limit) {
        var newestFirst = new ArrayList<Message>();
        Integer next = messages.containsKey(end) ? end : null;
        while (next != null && newestFirst.size() < limit) {
            var fold = fold(messages, next);
            newestFirst.add(message(fold));
            next = fold.parent();
        }
        return newestFirst.reversed();
    }

    synchronized List<Message> messages(int after, int limit) {
        return messages.values().stream()
                .filter(fold -> fold.id() > after)
                .sorted(Comparator.comparingInt(MessageFold::id))
                .limit(limit)
                .map(fold -> fold.result().withSiblings(List.of()))
                .toList();
    }

    synchronized Optional<Message> message(int number) {
        return Optional.ofNullable(messages.get(number)).map(this::message);
    }

    /** Its siblings as of now: those that came after it as well. */
    private Message message(MessageFold fold) {
        var all = siblings(fold.parent());
        var message = fold.result();
        return message.siblings().equals(all) ? message : message.withSiblings(all);
    }

    /** The messages below {@code parent}; first messages are below 0. */
    private List<Integer> siblings(@Nullable Integer parent) {
        return children.computeIfAbsent(parent == null ? 0 : parent, below -> new ArrayList<>());
    }

    synchronized List<Integer> children(@Nullable Integer parent) {
        return List.copyOf(siblings(parent));
    }

    synchronized Optional<Integer> newestLeaf(int message) {
        Integer leaf = messages.containsKey(message) ? message : null;
        for (Integer next = leaf; next != null; next = last(siblings(next))) {
            leaf = next;
        }
        return Optional.ofNullable(leaf);
    }

    private static @Nullable Integer last(List<Integer> children) {
        return children.isEmpty() ? null : children.getLast();
    }

    synchronized List<Integer> shownPath() {
        var path = new ArrayDeque<Integer>();
        for (Integer next = leaf; next != null; next = fold(messages, next).parent()) {
            path.addFirst(next);
        }
        return List.copyOf(path);
    }

    synchronized Optional<Integer> leaf() {
        return Optional.ofNullable(leaf);
    }

    synchronized int lastNumber() {
        return lastNumber;
    }

    synchronized Optional<Receipt> receipt(String command) {
        return Optional.ofNullable(receipts.get(command));
    }
}
