package dev.parley.conversation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whose words a message holds; decides its look. */
public enum Role {
    USER,
    ASSISTANT,
    /** Any other speaker, known by the message's name. */
    OTHER;

    @JsonValue
    String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
