package dev.parley.harness;

import static dev.parley.conversation.Step.State.COMPLETE;
import static dev.parley.conversation.Step.State.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Chat;
import dev.parley.chat.ChatHandler;
import dev.parley.conversation.Step;
import dev.parley.model.ModelRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of docs/handlers.md. */
class DocumentedTest {

    private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private static final class WeatherHandler implements ChatHandler {
        @Override
        public void reply(Chat chat) {
            try (var message = chat.message("assistant")) {
                message.status("Looking outside").complete("Looked outside");
                var request = ModelRequest.of(chat.history()).withSystem("Be brief.");
                message.writeStream(chat.model().stream(request));
            }
        }
    }

    private static final class CleanUpHandler implements ChatHandler {
        @Override
        public void reply(Chat chat) {
            boolean sure = chat.answer().isPresent() ? chat.answer().get().confirmed() : ask(chat);
            chat.message("assistant").markdown(sure ? "Deleted." : "Kept.");
        }

        private static boolean ask(Chat chat) {
            String name = chat.attachments().getFirst().name();
            return chat.ask("Delete " + name + "?").confirm("Delete", "Keep").orElse(false);
        }
    }

    @Test
    void theWeatherIsTheModels() {
        try (var chat = ChatHarness.of(new WeatherHandler())) {
            chat.model().answers("Sunny, ", "22 °C.");
            var turn = chat.send("Paris?").expectComplete().expectText("Sunny, 22 °C.");
            turn.element(Step.Status.class).expectHistory(Step.Status::state, RUNNING, COMPLETE);
            chat.model().call().expectSystem("Be brief.").expectPrompt("USER: Paris?");
        }
    }

    @Test
    void nothingIsDeletedWithoutAYes() {
        try (var chat = ChatHarness.of(new CleanUpHandler())) {
            chat.attach("old.csv", "text/csv", "a,b").send("Clean up");
            chat.question().expectPrompt("Delete old.csv?").decline().expectText("Kept.");
            chat.attach("new.csv", "text/csv", "a,b").send("And now?");
            chat.restart();
            chat.question().confirm().expectComplete().expectText("Deleted.");
        }
    }

    @Test
    void theDocumentHasTheseExamples() throws Exception {
        String document = Files.readString(Path.of("docs/handlers.md"));
        String section = document.substring(document.indexOf("## Testing a handler"));
        var examples = EXAMPLE.matcher(section.substring(0, section.indexOf("\n## ")))
                .results()
                .map(example -> withoutSpaces(example.group(1)))
                .toList();
        String source =
                withoutSpaces(Files.readString(Path.of("src/test/java/dev/parley/harness/DocumentedTest.java")));
        assertThat(examples).hasSize(2).allSatisfy(example -> assertThat(source).contains(List.of(example)));
    }

    private static String withoutSpaces(String text) {
        return text.replaceAll("\\s", "");
    }
}
