package dev.parley.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a question offered, and what was answered, in words.
 *
 * @param options those that could be chosen
 * @param values what was entered
 * @param state that there is no answer; empty where there is one
 */
public record AnswerWords(List<Option> options, List<Value> values, String state) {

    public record Option(String label, @Nullable String description, boolean chosen) {}

    /** @param label empty where the question asked for one thing only */
    public record Value(String label, String text) {}

    public static AnswerWords of(Question question) {
        JsonNode answer = question.answer() == null ? MissingNode.getInstance() : question.answer();
        String state = switch (question.state()) {
            case OPEN -> "Not answered";
            case ANSWERED -> "";
            case SKIPPED -> "Skipped";
        };
        return new AnswerWords(options(question.form(), answer), values(question.form(), answer), state);
    }

    private static List<Option> options(Form form, JsonNode answer) {
        return switch (form) {
            case Form.Choice choice ->
                choice.options().stream()
                        .map(option -> new Option(option.label(), option.description(), isChosen(option, answer)))
                        .toList();
            case Form.Confirm confirm ->
                List.of(
                        new Option(confirm.yes(), null, answer.isBoolean() && answer.booleanValue()),
                        new Option(confirm.no(), null, answer.isBoolean() && !answer.booleanValue()));
            case Form.Text _, Form.Fields _, Form.Thumbs _, Form.Faces _, Form.Stars _ -> List.of();
        };
    }

    private static boolean isChosen(Form.Option option, JsonNode answer) {
        if (answer.isTextual()) {
            return answer.textValue().equals(option.value());
        }
        for (var one : answer) {
            if (option.value().equals(one.textValue())) {
                return true;
            }
        }
        return false;
    }

    private static List<Value> values(Form form, JsonNode answer) {
        if (answer.isMissingNode()) {
            return List.of();
        }
        return switch (form) {
            case Form.Choice _, Form.Confirm _ -> List.of();
            case Form.Text _ -> List.of(new Value("", answer.asText()));
            case Form.Fields fields -> values(fields.fields(), answer);
            case Form.Thumbs _ -> List.of(new Value("", "Thumbs " + answer.asText()));
            case Form.Faces _ -> List.of(new Value("", answer.asText() + " of 5"));
            case Form.Stars _ -> List.of(new Value("", answer.asText() + " of 5 stars"));
        };
    }

    private static List<Value> values(List<Form.Field> fields, JsonNode answer) {
        var values = new ArrayList<Value>();
        for (var field : fields) {
            values.add(new Value(field.label(), text(field, answer.path(field.name()))));
        }
        return values;
    }

    private static String text(Form.Field field, JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue() ? "Yes" : "No";
        }
        String text = value.asText("");
        return field.options().stream()
                .filter(option -> option.value().equals(text))
                .map(Form.Option::label)
                .findFirst()
                .orElse(text.isBlank() ? "–" : text);
    }
}
