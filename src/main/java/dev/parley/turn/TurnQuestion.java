package dev.parley.turn;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatAnswer;
import dev.parley.chat.ChatField;
import dev.parley.chat.ChatQuestion;
import dev.parley.chat.TurnEndedException;
import dev.parley.conversation.Form;
import dev.parley.conversation.Question;
import dev.parley.conversation.WellFormedText;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A question of a running turn.
 *
 * @param message begins the message that it is asked in
 */
record TurnQuestion(Turn turn, Supplier<TurnMessage> message, String prompt) implements ChatQuestion {

    @Override
    public Optional<String> choice(String... options) {
        return ask(new Form.Choice(options(options), false)).map(ChatAnswer::text);
    }

    @Override
    public Optional<List<String>> choices(String... options) {
        return ask(new Form.Choice(options(options), true)).map(ChatAnswer::texts);
    }

    @Override
    public Optional<String> text() {
        return text(null, false);
    }

    @Override
    public Optional<String> text(String placeholder) {
        return text(requireNonNull(placeholder, "placeholder"), false);
    }

    private Optional<String> text(@Nullable String placeholder, boolean multiline) {
        return ask(new Form.Text(TurnContainer.wellFormed(placeholder), multiline, null))
                .map(ChatAnswer::text);
    }

    @Override
    public Optional<Boolean> confirm(String yes, String no) {
        requireNonNull(yes, "yes");
        requireNonNull(no, "no");
        return ask(new Form.Confirm(WellFormedText.of(yes), WellFormedText.of(no)))
                .map(ChatAnswer::confirmed);
    }

    @Override
    public Optional<ChatAnswer> fields(ChatField... fields) {
        return ask(new Form.Fields(Arrays.stream(requireNonNull(fields, "fields"))
                .map(TurnQuestion::field)
                .toList()));
    }

    private static Form.Field field(ChatField field) {
        requireNonNull(field, "fields");
        return new Form.Field(
                WellFormedText.of(field.name()),
                WellFormedText.of(field.label()),
                Form.Field.Type.valueOf(field.type().name()),
                options(field.options()),
                field.required());
    }

    private static List<Form.Option> options(String[] options) {
        for (String option : requireNonNull(options, "options")) {
            requireNonNull(option, "options");
        }
        return options(Arrays.asList(options));
    }

    private static List<Form.Option> options(List<String> options) {
        return options.stream()
                .map(WellFormedText::of)
                .map(option -> new Form.Option(option, option, null))
                .toList();
    }

    private Optional<ChatAnswer> ask(Form form) {
        try (var asking = message.get()) {
            var answer = turn.questions()
                    .ask(asking, new Question(WellFormedText.of(prompt), form))
                    .get();
            if (turn.ended()) {
                throw new TurnEndedException();
            }
            return answer.map(this::answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TurnEndedException();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Nobody answers with a failure", e);
        }
    }

    private ChatAnswer answer(JsonNode value) {
        return new ChatAnswer(prompt, value);
    }
}
