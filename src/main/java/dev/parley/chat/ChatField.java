package dev.parley.chat;

import java.util.List;
import java.util.Objects;

/**
 * A field of a small form.
 *
 * @param name by which the answer has it
 * @param options for a choice
 */
public record ChatField(String name, String label, Type type, List<String> options, boolean required) {

    public enum Type {
        TEXT,
        NUMBER,
        BOOLEAN,
        CHOICE
    }

    public ChatField {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(type, "type");
        options = List.copyOf(Objects.requireNonNull(options, "options"));
    }

    public static ChatField text(String name, String label) {
        return new ChatField(name, label, Type.TEXT, List.of(), false);
    }

    public static ChatField number(String name, String label) {
        return new ChatField(name, label, Type.NUMBER, List.of(), false);
    }

    public static ChatField flag(String name, String label) {
        return new ChatField(name, label, Type.BOOLEAN, List.of(), false);
    }

    public static ChatField choice(String name, String label, String... options) {
        return new ChatField(name, label, Type.CHOICE, List.of(Objects.requireNonNull(options, "options")), false);
    }

    /** The same, without which there is no answer. */
    public ChatField mandatory() {
        return new ChatField(name, label, type, options, true);
    }
}
