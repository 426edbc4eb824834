package dev.parley.turn;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parley.chat.ChatSession;
import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Event;
import dev.parley.conversation.WellFormedText;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A conversation's session as a running turn sees it: read when first needed, then kept up with what the turn itself puts. */
final class TurnSession implements ChatSession {

    private static final int LARGEST = 64_000;

    private final Turn turn;
    private final ConversationStore store;
    /** Guarded by this object's monitor. */
    private @Nullable Map<String, String> values;

    TurnSession(Turn turn, ConversationStore store) {
        this.turn = turn;
        this.store = store;
    }

    private Map<String, String> values() {
        if (values == null) {
            values = new TreeMap<>(store.session(turn.conversation()));
        }
        return values;
    }

    @Override
    public synchronized <T> Optional<T> get(String name, Class<T> type) {
        Objects.requireNonNull(type, "type");
        String json = values().get(Objects.requireNonNull(name, "name"));
        return json == null ? Optional.empty() : Optional.of(ConversationJson.read(json, type));
    }

    @Override
    public void put(String name, Object value) {
        Objects.requireNonNull(name, "name");
        change(name, json(Objects.requireNonNull(value, "value")));
    }

    @Override
    public void remove(String name) {
        change(Objects.requireNonNull(name, "name"), null);
    }

    private void change(String name, @Nullable String json) {
        turn.awaitRoom();
        synchronized (this) {
            var all = values();
            turn.write(new Event.SessionChanged(name, json));
            if (json == null) {
                all.remove(name);
            } else {
                all.put(name, json);
            }
        }
    }

    private static String json(Object value) {
        String json;
        try {
            json = WellFormedText.of(ConversationJson.mapper().writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "Cannot be kept as JSON: " + value.getClass().getName(), e);
        }
        if (json.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
            throw new IllegalArgumentException("A value in a session has at most " + LARGEST + " bytes");
        }
        return json;
    }

    @Override
    public synchronized Set<String> names() {
        return Set.copyOf(values().keySet());
    }
}
