package dev.parley.conversation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * How a conversation's model is asked, where its handler does not say. What is null is as configured.
 *
 * @param model its id
 * @param effort how hard it tries
 * @param systemPrompt what it is told first
 */
public record Settings(
        @Nullable String model,
        @Nullable String effort,
        @Nullable String systemPrompt) {

    /** Everything as configured. */
    public static final Settings NONE = new Settings(null, null, null);

    /** The longest system prompt whatever the configuration says, in characters: it has to fit into an event. */
    public static final int LONGEST_PROMPT = 10_000;

    private static final int LONGEST_NAME = 200;

    public Settings {
        require(model, LONGEST_NAME, "model");
        require(effort, LONGEST_NAME, "effort");
        require(systemPrompt, LONGEST_PROMPT, "system prompt");
    }

    private static void require(@Nullable String text, int longest, String what) {
        if (text != null && (text.isBlank() || text.length() > longest)) {
            throw new IllegalArgumentException("A " + what + " has from 1 to " + longest + " characters");
        }
    }

    /** Whether everything is as configured. */
    @JsonIgnore
    public boolean isEmpty() {
        return equals(NONE);
    }
}
