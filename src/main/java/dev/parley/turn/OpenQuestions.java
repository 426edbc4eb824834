package dev.parley.turn;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.TurnEndedException;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.Question;
import dev.parley.log.Append;
import dev.parley.log.Backlog;
import dev.parley.log.ConversationLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Questions for whose answers a turn waits. Thread-safe, by the turn's monitor. */
final class OpenQuestions {

    private final Turn turn;
    private final ConversationLog log;
    private final Backlog backlog;
    // Guarded by the turn's monitor.
    private final Map<Integer, CompletableFuture<Optional<JsonNode>>> waiting = new LinkedHashMap<>();
    private boolean draining;

    OpenQuestions(Turn turn, ConversationLog log, Backlog backlog) {
        this.turn = turn;
        this.log = log;
        this.backlog = backlog;
    }

    /** Adds a question. The stage has its answer, or nothing when it was skipped. */
    CompletableFuture<Optional<JsonNode>> ask(TurnContainer<?> container, Question question) {
        TurnContainer.requireFitting(question);
        turn.awaitRoom();
        synchronized (turn) {
            if (!draining) {
                turn.begin(container.message());
                var answer = add(container, question);
                if (log.queued()) {
                    // Nobody would see that what was sent before waits for this answer.
                    skip();
                }
                return answer;
            }
        }
        turn.end(EndState.INTERRUPTED, Problems.interrupted());
        throw new TurnEndedException();
    }

    private CompletableFuture<Optional<JsonNode>> add(TurnContainer<?> container, Question question) {
        int element = turn.nextNumber();
        container.post(new Event.ElementAdded(element, container.id(), question, turn.now()));
        // Nobody can answer before: whoever does so needs the turn's monitor first.
        var answer = new CompletableFuture<Optional<JsonNode>>();
        waiting.put(element, answer);
        return answer;
    }

    /** Takes a question that waits here, so that nobody else ends it; null if none does. */
    @Nullable
    CompletableFuture<Optional<JsonNode>> claim(int element) {
        synchronized (turn) {
            return turn.ended() ? null : waiting.remove(element);
        }
    }

    /** Its answer was not stored after all. */
    void unclaim(int element, CompletableFuture<Optional<JsonNode>> answer) {
        synchronized (turn) {
            waiting.put(element, answer);
        }
    }

    /** The reader went on without an answer. */
    void skip() {
        synchronized (turn) {
            if (!turn.ended()) {
                skipAll().forEach(skipped -> log.post(Append.of(skipped), backlog));
            }
        }
    }

    /** The server ends: nobody waits for an answer, which may come after its next start. */
    void drain() {
        boolean asking;
        synchronized (turn) {
            draining = true;
            asking = !waiting.isEmpty();
        }
        if (asking) {
            turn.end(EndState.INTERRUPTED, Problems.interrupted());
        }
    }

    /** Lets all who wait go on without an answer. Under the turn's monitor. */
    List<Event> skipAll() {
        var events = new ArrayList<Event>();
        waiting.forEach((element, answer) -> {
            events.add(new Event.ElementChanged(element, Question.Change.skipped()));
            answer.complete(Optional.empty());
        });
        waiting.clear();
        return events;
    }
}
