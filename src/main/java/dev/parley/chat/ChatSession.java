package dev.parley.chat;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a handler keeps between the turns of one conversation: values of any type that Jackson can write and read. Stored with
 * the conversation, in the order of what is written into messages, so a restart keeps what its readers have seen the result of.
 * Thread-safe.
 */
public interface ChatSession {

    /** @throws IllegalArgumentException if it is of another type */
    <T> Optional<T> get(String name, Class<T> type);

    /** The value, or {@code otherwise} where there is none. */
    default <T> T get(String name, T otherwise) {
        @SuppressWarnings("unchecked")
        var type = (Class<T>) Objects.requireNonNull(otherwise, "otherwise").getClass();
        return get(name, type).orElse(otherwise);
    }

    /**
     * Keeps a value instead of the one before.
     *
     * @param name from 1 to 100 characters
     * @throws IllegalArgumentException if it cannot be written as JSON, or has more than 64,000 bytes so
     * @throws TurnEndedException after Stop
     */
    void put(String name, Object value);

    void remove(String name);

    Set<String> names();
}
