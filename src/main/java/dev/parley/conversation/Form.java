package dev.parley.conversation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a question is answered. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Form.Choice.class, name = "choice"),
    @JsonSubTypes.Type(value = Form.Text.class, name = "text"),
    @JsonSubTypes.Type(value = Form.Confirm.class, name = "confirm"),
    @JsonSubTypes.Type(value = Form.Fields.class, name = "fields"),
    @JsonSubTypes.Type(value = Form.Thumbs.class, name = "thumbs"),
    @JsonSubTypes.Type(value = Form.Faces.class, name = "faces"),
    @JsonSubTypes.Type(value = Form.Stars.class, name = "stars"),
})
public sealed interface Form {

    /** The longest text that any form takes, in characters. */
    int LONGEST_TEXT = 20_000;

    /** @throws IllegalArgumentException with a sentence for the reader, when {@code answer} does not answer it */
    void check(JsonNode answer);

    /** Whether it asks what the reader thinks of an answer: nobody waits for it. */
    @JsonIgnore
    default boolean isFeedback() {
        return switch (this) {
            case Thumbs _, Faces _, Stars _ -> true;
            case Choice _, Text _, Confirm _, Fields _ -> false;
        };
    }

    /** One of several things to choose. */
    record Option(String value, String label, @Nullable String description) {}

    /** One option's value, or with {@code multiple} a list of them. */
    record Choice(
            List<Option> options,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean multiple) implements Form {

        public Choice {
            options = checkedOptions(options);
        }

        @Override
        public void check(JsonNode answer) {
            if (!multiple) {
                requireOption(options, answer);
                return;
            }
            require(answer.isArray(), "The answer is a list.");
            var chosen = new HashSet<String>();
            for (var one : answer) {
                requireOption(options, one);
                require(chosen.add(one.textValue()), "Each option can be chosen once.");
            }
        }
    }

    /** @param longest in characters */
    record Text(
            @Nullable String placeholder,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean multiline,
            @Nullable Integer longest)
            implements Form {

        public Text {
            if (longest != null && (longest < 1 || longest > LONGEST_TEXT)) {
                throw new IllegalArgumentException("The longest answer is from 1 to " + LONGEST_TEXT + " characters");
            }
        }

        @Override
        public void check(JsonNode answer) {
            require(answer.isTextual() && !answer.textValue().isBlank(), "An answer needs at least one character.");
            requireLength(answer, longest == null ? LONGEST_TEXT : longest);
        }
    }

    /**
     * True or false.
     *
     * @param yes what its button says
     */
    record Confirm(String yes, String no) implements Form {
        @Override
        public void check(JsonNode answer) {
            require(answer.isBoolean(), "The answer is yes or no.");
        }
    }

    /** An object with a value for each field. */
    record Fields(List<Field> fields) implements Form {

        public Fields {
            fields = List.copyOf(fields);
            checkNames(fields.stream().map(Field::name).toList(), "field");
        }

        @Override
        public void check(JsonNode answer) {
            require(answer.isObject(), "The answer is an object.");
            Set<String> known = new HashSet<>();
            for (var field : fields) {
                known.add(field.name());
                field.check(answer.get(field.name()));
            }
            answer.fieldNames()
                    .forEachRemaining(name -> require(known.contains(name), "There is no field named " + name + "."));
        }
    }

    /**
     * A field of a small form.
     *
     * @param options for a choice
     */
    record Field(
            String name,
            String label,
            Type type,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Option> options,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean required) {

        public enum Type {
            TEXT,
            NUMBER,
            BOOLEAN,
            CHOICE;

            @JsonValue
            String json() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        public Field {
            options = options == null ? List.of() : List.copyOf(options);
            if (type == Type.CHOICE) {
                checkedOptions(options);
            } else if (!options.isEmpty()) {
                throw new IllegalArgumentException("Only a choice has options");
            }
        }

        void check(@Nullable JsonNode value) {
            boolean missing = value == null
                    || value.isNull()
                    || (value.isTextual() && value.textValue().isBlank());
            if (value == null || missing) {
                require(!required, label + " is missing.");
                return;
            }
            switch (type) {
                case TEXT -> {
                    require(value.isTextual(), label + " is a text.");
                    requireLength(value, LONGEST_TEXT);
                }
                case NUMBER ->
                    require(value.isNumber() && Double.isFinite(value.doubleValue()), label + " is a number.");
                case BOOLEAN -> require(value.isBoolean(), label + " is yes or no.");
                case CHOICE -> requireOption(options, value);
            }
        }
    }

    /** {@code "up"} or {@code "down"}. */
    record Thumbs() implements Form {
        @Override
        public void check(JsonNode answer) {
            require(Set.of("up", "down").contains(answer.asText()), "The answer is up or down.");
        }
    }

    /** From 1, sad, to 5, glad. */
    record Faces() implements Form {
        @Override
        public void check(JsonNode answer) {
            requireOneToFive(answer);
        }
    }

    /** From 1 to 5. */
    record Stars() implements Form {
        @Override
        public void check(JsonNode answer) {
            requireOneToFive(answer);
        }
    }

    private static List<Option> checkedOptions(List<Option> options) {
        checkNames(options.stream().map(Option::value).toList(), "option");
        return List.copyOf(options);
    }

    private static void checkNames(List<String> names, String of) {
        if (names.isEmpty() || names.size() > 100) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "From 1 to 100 %ss, not %d", of, names.size()));
        }
        if (Set.copyOf(names).size() < names.size()) {
            throw new IllegalArgumentException("Two are the same " + of + ": " + names);
        }
    }

    private static void requireOption(List<Option> options, JsonNode answer) {
        require(
                answer.isTextual()
                        && options.stream().anyMatch(option -> option.value().equals(answer.textValue())),
                "The answer is one of the options.");
    }

    private static void requireLength(JsonNode answer, int longest) {
        require(answer.textValue().length() <= longest, "The answer is longer than " + longest + " characters.");
    }

    private static void requireOneToFive(JsonNode answer) {
        require(answer.isInt() && answer.intValue() >= 1 && answer.intValue() <= 5, "The answer is from 1 to 5.");
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
