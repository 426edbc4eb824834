package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer of the model says beside its text: its sources, how long it thought, why it stopped. */
@QuarkusTest
@ExtendWith(Browser.class)
class AnswerBrowserTest {

    @Test
    void sourcesAreNumbersWhereTheTextThatRestsOnThemEnds(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/citations");
        chat.awaitAnswer();

        var numbers = chat.lastText().locator(".cite-number");
        assertThat(numbers).hasText(new String[] {"1", "2"});
        assertThat(chat.lastText().locator("p").first())
                .containsText(Pattern.compile("people feel\\s?1, and a log makes it repeatable\\.\\s?2$"));
        numbers.first().click();
        var card = page.getByRole(AriaRole.DIALOG);
        assertThat(card).containsText("On waiting");
        assertThat(card).containsText("The first word matters more than the last.");
        assertThat(card.locator("a")).hasAttribute("rel", "noopener noreferrer");
        page.keyboard().press("Escape");
        assertThat(card).hasCount(0);
        assertThat(numbers.first()).isFocused();
    }

    @Test
    void aMarkThatWouldChangeWhatTheTextMeansIsLeftOut(Page page) {
        String text = "**Bold.** and _thin_\n\n```\ncode\n```\n\n- one\n- two";
        var sources = new JsonArray()
                .add(new JsonObject()
                        .put("title", "One")
                        .put("at", new JsonArray().add(9).add(20).add(35)))
                .add(new JsonObject().put("title", "Two").put("at", new JsonArray().add(text.length())));
        StubbedConversation.with(
                page,
                new JsonObject().put("kind", "markdown").put("text", text).put("endedAt", 1_795_000_001_000L),
                new JsonObject().put("kind", "citations").put("sources", sources));

        var shown = page.locator(".message.assistant .markdown");
        assertThat(shown.locator(".cite-number")).hasText(new String[] {"1", "1", "2"});
        assertThat(shown.locator("strong")).hasText("Bold.");
        assertThat(shown.locator("em")).hasText("thin");
        assertThat(shown.locator("pre")).hasText("code");
        assertThat(shown.locator("li").last()).hasText(Pattern.compile("two\\s?2"));
    }

    @Test
    void thinkingUnfoldsWhileItGoesOnAndSaysHowLong(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/thinking");
        var thinking = page.locator(".disclosure.thinking");
        assertThat(thinking.locator(".disclosure-label")).hasText(Pattern.compile("(Thinking…|Thought for) \\d+ s"));
        thinking.locator("summary").click();
        assertThat(thinking.locator(".disclosure-text")).isVisible();
        chat.awaitAnswer();
        assertThat(thinking.locator(".disclosure-label")).hasText(Pattern.compile("Thought for \\d+ s"));
        assertThat(thinking.locator(".disclosure-text")).isVisible();
    }

    @Test
    void earlierMessagesThatAreSummedUpAreOneLineThatUnfolds(Page page) {
        var stubbed = StubbedConversation.with(
                page,
                new JsonObject().put("kind", "summary").put("text", "They ").put("messages", 4));
        var summary = page.locator(".disclosure.summary");
        assertThat(summary.locator(".disclosure-label")).hasText("Summing up 4 earlier messages…");

        stubbed.append(10, "counted.");
        stubbed.change(10, new JsonObject().put("kind", "summary").put("upTo", 1));
        stubbed.close(10);

        assertThat(summary.locator(".disclosure-label")).hasText("4 earlier messages, summed up");
        summary.locator("summary").click();
        assertThat(summary.locator(".disclosure-text")).hasText("They counted.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max_tokens|The answer reached its length limit.|1",
                "context_window_exceeded|The conversation has become longer than the model can read.|1",
                "pause_turn|The model has paused.|1",
                "tool_use|The model asked for a tool that nobody runs here.|0",
                "stop_sequence|The answer ended at a stop sequence.|0",
                "other|The model stopped for a reason that this page does not know.|0",
            })
    void aStopThatIsNotSimplyTheEndHasWords(String reason, String words, int continues, Page page) {
        StubbedConversation.stopped(page, reason);

        assertThat(page.locator(".end-line span").first()).hasText(words);
        assertThat(page.locator(".end-line .button")).hasCount(continues);
    }
}
