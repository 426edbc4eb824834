package dev.parley.turn;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.conversation.Event;
import dev.parley.conversation.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Questions for whose answers a turn waits. Guarded by the turn's monitor. */
final class OpenQuestions {

    private final Map<Integer, CompletableFuture<Optional<JsonNode>>> waiting = new LinkedHashMap<>();

    CompletableFuture<Optional<JsonNode>> ask(TurnContainer<?> container, Question question) {
        int element = container.turn.nextNumber();
        container.post(new Event.ElementAdded(element, container.id(), question, container.turn.now()));
        // Nobody can answer before: whoever does so needs the turn's monitor first.
        var answer = new CompletableFuture<Optional<JsonNode>>();
        waiting.put(element, answer);
        return answer;
    }

    boolean any() {
        return !waiting.isEmpty();
    }

    @Nullable
    CompletableFuture<Optional<JsonNode>> claim(int element) {
        return waiting.remove(element);
    }

    void unclaim(int element, CompletableFuture<Optional<JsonNode>> answer) {
        waiting.put(element, answer);
    }

    /** Lets all who wait go on without an answer. */
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
