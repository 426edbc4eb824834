package dev.parley.conversation;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that the reader is asked and answers once.
 *
 * @param prompt Markdown
 * @param answer its JSON depends on the form; null while there is none
 */
public record Question(
        String prompt, Form form, State state, @Nullable JsonNode answer) implements Element.Changing {

    public enum State {
        OPEN,
        ANSWERED,
        /** The reader went on without an answer. */
        SKIPPED;

        @JsonValue
        String json() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Question {
        checkAnswer(state, answer);
    }

    /** Not answered yet. */
    public Question(String prompt, Form form) {
        this(prompt, form, State.OPEN, null);
    }

    private static void checkAnswer(State state, @Nullable JsonNode answer) {
        if ((state == State.ANSWERED) != (answer != null)) {
            throw new IllegalArgumentException("What is answered has an answer");
        }
    }

    @Override
    public Question after(Element.Change change) {
        return change instanceof Change now ? new Question(prompt, form, now.state(), now.answer()) : this;
    }

    @Override
    public int weight() {
        return prompt.length();
    }

    /** It was answered, or skipped. */
    public record Change(State state, @Nullable JsonNode answer) implements Element.Change {

        public Change {
            checkAnswer(state, answer);
            if (state == State.OPEN) {
                throw new IllegalArgumentException("A question is asked once");
            }
        }

        public static Change answered(JsonNode answer) {
            return new Change(State.ANSWERED, answer);
        }

        public static Change skipped() {
            return new Change(State.SKIPPED, null);
        }

        @Override
        public int weight() {
            return answer == null ? 0 : new Json(answer).weight();
        }
    }
}
