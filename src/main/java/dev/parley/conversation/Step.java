package dev.parley.conversation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Work of which readers see how far it is. */
public sealed interface Step extends Element.Changing {

    enum State {
        RUNNING,
        COMPLETE,
        ERROR;

        @JsonValue
        String json() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A tool that a model asked for.
     *
     * @param label what people read; null for the name
     * @param input a JSON object as text
     * @param output what it gave back, or why it failed
     */
    record Tool(
            String name,
            @Nullable String label,
            @Nullable String input,
            State state,
            @Nullable String output) implements Step {

        @Override
        public Tool after(Element.Change change) {
            return change instanceof ToolChange now
                    ? new Tool(
                            name,
                            label,
                            now.input() == null ? input : now.input(),
                            now.state() == null ? state : now.state(),
                            now.output() == null ? output : now.output())
                    : this;
        }

        @Override
        public int weight() {
            return length(input) + length(output);
        }
    }

    /** What is null stays. */
    record ToolChange(
            @Nullable State state,
            @Nullable String input,
            @Nullable String output) implements Element.Change {

        @Override
        public int weight() {
            return length(input) + length(output);
        }
    }

    /**
     * Work that holds the elements which tell of it.
     *
     * @param expanded whether these are shown
     */
    record Status(String label, State state, boolean expanded) implements Step {

        @Override
        public Status after(Element.Change change) {
            return change instanceof StatusChange now
                    ? new Status(
                            now.label() == null ? label : now.label(),
                            now.state() == null ? state : now.state(),
                            now.expanded() == null ? expanded : now.expanded())
                    : this;
        }
    }

    /** What is null stays. */
    record StatusChange(
            @Nullable String label,
            @Nullable State state,
            @Nullable Boolean expanded) implements Element.Change {}

    /** @param value from 0 to 1; null where nobody knows how long it takes */
    record Progress(@Nullable Double value, @Nullable String label) implements Step {

        public Progress {
            checkFraction(value);
        }

        @Override
        public Progress after(Element.Change change) {
            return change instanceof ProgressChange now
                    ? new Progress(now.value() == null ? value : now.value(), now.label() == null ? label : now.label())
                    : this;
        }
    }

    /** What is null stays. */
    record ProgressChange(@Nullable Double value, @Nullable String label) implements Element.Change {
        public ProgressChange {
            checkFraction(value);
        }
    }

    private static void checkFraction(@Nullable Double value) {
        // Written so that NaN is refused too.
        if (value != null && !(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("Progress is from 0 to 1, not " + value);
        }
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
