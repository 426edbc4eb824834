package dev.parley.turn;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.Role;
import dev.parley.conversation.Snapshot;
import dev.parley.log.Append;
import dev.parley.log.ConversationLog;
import dev.parley.log.ConversationLogs;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * Ends, before anyone is served, what the process before has left: answers under way are interrupted, so that their readers
 * can have them continued, and messages that wait do so until their reader sends them.
 */
@Singleton
class Recovery {

    private static final Logger LOG = Logger.getLogger(Recovery.class);

    private final ConversationStore store;
    private final ConversationLogs logs;
    private final InstantSource clock;

    @Inject
    Recovery(ConversationStore store, ConversationLogs logs) {
        this(store, logs, Clock.systemUTC());
    }

    Recovery(ConversationStore store, ConversationLogs logs, InstantSource clock) {
        this.store = store;
        this.logs = logs;
        this.clock = clock;
    }

    void run(@Observes StartupEvent event) {
        endWhatWasLeft();
    }

    void endWhatWasLeft() {
        var unfinished = store.unfinished();
        if (!unfinished.isEmpty()) {
            CompletableFuture.allOf(unfinished.stream().map(this::end).toArray(CompletableFuture<?>[]::new))
                    .join();
            LOG.infof(
                    "The last process left %d conversations unfinished: they were brought to an end",
                    unfinished.size());
        }
    }

    private CompletableFuture<Void> end(ConversationId conversation) {
        var log = logs.hold(conversation);
        return log.append(Append.of(ends(log)))
                .whenComplete((stored, failure) -> logs.release(log))
                .toCompletableFuture();
    }

    private List<Event> ends(ConversationLog log) {
        var left = log.snapshot();
        var now = Instant.ofEpochMilli(clock.millis());
        var events = new ArrayList<Event>();
        left.messages().stream()
                .filter(message -> message.state() == null)
                .forEach(message -> events.add(
                        new Event.MessageEnded(message.id(), EndState.INTERRUPTED, now, null, Problems.interrupted())));
        var turn = left.turn();
        if (turn != null && isUnanswered(left)) {
            events.addAll(answerThatDidNotBegin(
                    log, turn.id(), left.messages().getLast().id(), now));
        }
        events.add(turn == null ? new Event.QueueHeld() : new Event.TurnEnded(turn.id(), EndState.INTERRUPTED, now));
        return events;
    }

    private static boolean isUnanswered(Snapshot left) {
        return !left.messages().isEmpty() && left.messages().getLast().role() == Role.USER;
    }

    /** So that its reader sees what has happened, and can go on. */
    private List<Event> answerThatDidNotBegin(ConversationLog log, int turn, int question, Instant now) {
        int answer = log.nextNumber();
        var place = new MessagePlace(question, store.children(log.id(), question), null);
        return List.of(
                place.next(answer, turn, Speaker.of("assistant"), now),
                new Event.MessageEnded(answer, EndState.INTERRUPTED, now, null, Problems.interrupted()));
    }
}
