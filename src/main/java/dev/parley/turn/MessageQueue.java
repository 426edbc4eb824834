package dev.parley.turn;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.Receipt;
import dev.parley.conversation.Settings;
import dev.parley.log.Append;
import dev.parley.log.ConversationLog;
import dev.parley.turn.CommandRefused.Reason;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a conversation that wait for their turns, in order: sent, answered when it is their turn, released after a
 * stop, taken back. Guarded by the monitor of its conversation's turns.
 */
final class MessageQueue {

    /** How long after a failure the store is asked again to take the beginning of a waiting message's turn. */
    private static final long START_AGAIN_MILLIS = 1_000;

    private final TurnServices services;
    private final ConversationLog log;
    private final Beginnings beginnings;
    private final Commits commits;
    private final ConversationOwner owner;
    private final CurrentTurn current;
    private final Runnable startNext;
    private final Executor later;
    private final Deque<QueuedMessage> waiting = new ArrayDeque<>();

    /** @param startNext calls {@link #startNext} under the monitor, if a turn may begin at all */
    MessageQueue(
            TurnServices services,
            ConversationLog log,
            Beginnings beginnings,
            Commits commits,
            ConversationOwner owner,
            CurrentTurn current,
            Runnable startNext) {
        this.services = services;
        this.log = log;
        this.beginnings = beginnings;
        this.commits = commits;
        this.owner = owner;
        this.current = current;
        this.startNext = startNext;
        this.later = CompletableFuture.delayedExecutor(START_AGAIN_MILLIS, TimeUnit.MILLISECONDS, services.executor());
        for (var stored : log.snapshot().queue()) {
            var message = new QueuedMessage(stored.turn(), stored.text(), stored.handler(), stored.files());
            message.markStored();
            waiting.add(message);
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    CompletionStage<Ack> send(String asking, Command.Send send) {
        String text = ReaderText.message(
                send.text(), services.config().maxMessageLength(), !send.files().isEmpty());
        if (waiting.size() >= services.config().maxQueued()) {
            throw new CommandRefused(
                    Reason.QUEUE_FULL, "Too many messages wait in this conversation. Let one be answered first.");
        }
        String handler = send.handler() == null ? beginnings.ownHandler() : send.handler();
        beginnings.requireHandler(handler);
        var files = beginnings.attach(asking, send.files(), handler);
        var settings = send.settings() == null ? null : services.models().checked(send.settings());
        requireWithinLimits(asking);
        var message = new QueuedMessage(log.nextNumber(), text, handler, files);
        var append = sending(asking, send, message, settings);
        waiting.add(message);
        return commits.store(append, failure -> sent(message, failure))
                .thenApply(stored -> new Ack(send.id(), message.turn()));
    }

    private void requireWithinLimits(String asking) {
        if (makesConversation()) {
            services.limits().requireRoomForConversation(asking);
        }
        services.limits().requireRoomInLine(asking);
        services.limits().requireBudget(asking);
        services.limits().countSend(asking);
    }

    /** Whether the next message is the one that makes the conversation. */
    private boolean makesConversation() {
        return log.conversation() == null && waiting.isEmpty();
    }

    private Append sending(String asking, Command.Send send, QueuedMessage message, @Nullable Settings settings) {
        var events = new ArrayList<Event>();
        Conversation created = null;
        if (makesConversation()) {
            String title = MessageFiles.firstWords(message.text(), message.files());
            created = new Conversation(log.id(), asking, title, message.handler(), now());
            owner.becomes(asking);
            events.add(new Event.ConversationStarted(title, message.handler(), created.createdAt()));
        }
        if (settings != null) {
            events.add(Event.ConversationChanged.settings(settings));
        }
        events.addAll(message.queued(now(), send.id()));
        return new Append(events, send.receipt(message.turn()), created);
    }

    private void sent(QueuedMessage message, @Nullable Throwable failure) {
        var running = current.running();
        if (failure == null) {
            message.markStored();
            if (running != null) {
                running.questions().skip();
            }
        } else {
            waiting.remove(message);
            if (makesConversation()) {
                owner.nobodyYet();
            }
        }
        startNext.run();
    }

    /** Answers the first that waits, now or when there is a slot for it. */
    void startNext() {
        var message = waiting.peek();
        if (message != null && mayStart(message) && current.takeSlotOrWait()) {
            start(message, null);
        }
    }

    private boolean mayStart(QueuedMessage message) {
        return current.isFree() && message.isStored();
    }

    /** Has the slot already. */
    private CompletionStage<Void> start(QueuedMessage message, @Nullable Receipt receipt) {
        var beginning = beginnings.ofQueued(message, current.leaf());
        return current.exclusively(new Append(beginning.events(), receipt, null), failure -> {
            if (failure == null) {
                waiting.remove(message);
                current.run(beginning);
            } else {
                // What was acknowledged is answered once the store is back; nobody else would see to it.
                later.execute(startNext);
            }
        });
    }

    CompletionStage<Ack> release(Command.SendQueued release) {
        var message = waiting.peek();
        if (message == null || !log.held()) {
            return Commits.nothingToDo(release);
        }
        if (!mayStart(message)) {
            throw new CommandRefused(Reason.TURN_RUNNING, "Not while something else begins. Try again in a moment.");
        }
        services.limits().requireBudget(owner.known());
        current.requireSlot();
        return start(message, release.receipt(null)).thenApply(stored -> new Ack(release.id(), null));
    }

    CompletionStage<Ack> remove(Command.RemoveQueued remove) {
        var found = waiting.stream()
                .filter(message -> message.turn() == remove.turn() && message.isStored())
                .filter(message -> !current.isStarting() || message != waiting.peek())
                .findFirst()
                .orElseThrow(() -> new CommandRefused(Reason.NOT_FOUND, "This message does not wait any more."));
        found.withhold();
        return commits.keep(remove, new Event.TurnEnded(found.turn(), EndState.REMOVED, now()), failure -> {
            if (failure == null) {
                waiting.remove(found);
            } else {
                found.markStored();
            }
            startNext.run();
        });
    }

    private Instant now() {
        return Instant.ofEpochMilli(services.clock().millis());
    }
}
