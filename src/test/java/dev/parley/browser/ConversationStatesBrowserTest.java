package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each state of a conversation: see {@link States}. */
@QuarkusTest
@ExtendWith(Browser.class)
class ConversationStatesBrowserTest {

    private static final String LONG_WORDS =
            "What about the second bridge, the one that was built a hundred years later and is still there?";

    private static final String RIGHT_TO_LEFT = """
            /echo # جسر معلق

            يحمل الجسر المعلق طريقه بواسطة **كابلين رئيسيين**، مثل Golden Gate:

            - الكابلات تحمل الشد
            - الأبراج تحمل الضغط

            > הגשר נפתח בשנת 1937

            `double pull = w * L;`
            """;

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 390", "DARK, 320"})
    void anAnswerComesAndEnds(ColorScheme colours, int width, Page page) {
        var states = States.of(page, "", colours, width);
        var chat = ChatPage.open(page);
        states.keep("empty");
        chat.send("/markdown");
        assertThat(chat.lastText().locator("h3, h4").first()).isVisible();
        states.keep("streaming");
        chat.awaitAnswer();
        states.keep("finished");

        page.navigate("/");
        chat.send("/thinking");
        chat.awaitAnswer();
        chat.lastAnswer().locator("summary").click();
        states.keep("thinking");
        chat.send("/tool");
        assertThat(chat.answers()).hasCount(2);
        chat.awaitAnswer();
        chat.lastAnswer().locator("summary").first().click();
        states.keep("tool");
        page.locator(".message.user").last().hover();
        page.locator(".message.user").last().getByLabel("Edit").click();
        states.keep("editing");
        page.keyboard().press("Escape");
        chat.send(RIGHT_TO_LEFT);
        assertThat(chat.answers()).hasCount(3);
        chat.awaitAnswer();
        states.keep("right-to-left");
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 320", "DARK, 390"})
    void anAnswerWaitsOrFails(ColorScheme colours, int width, Page page, Network network, Complaints complaints) {
        complaints.expect("ERR_");
        complaints.expect("WebSocket");
        var states = States.of(page, "", colours, width);
        var chat = ChatPage.open(page);
        chat.send("/429 3600");
        assertThat(chat.lastAnswer()).containsText("Try again");
        chat.awaitAnswer();
        states.keep("failed");
        chat.send("/429 9");
        assertThat(chat.lastAnswer()).containsText("Waiting");
        states.keep("waiting");
        chat.send("/echo one more thing");
        chat.send(LONG_WORDS);
        assertThat(chat.pending()).hasCount(2);
        states.keep("queued");
        chat.button("Stop").click();
        assertThat(chat.pending().first()).containsText("Not sent");
        states.keep("held");

        page.navigate("/");
        chat.send("/drop");
        assertThat(chat.offer("Continue")).isVisible();
        states.keep("interrupted");
        chat.send("/refusal");
        assertThat(chat.answers()).hasCount(2);
        chat.awaitAnswer();
        states.keep("refused");
        network.cut();
        assertThat(chat.banner()).isVisible();
        chat.send("written without a connection");
        assertThat(chat.pending()).hasCount(1);
        states.keep("disconnected");
        network.mend();
        assertThat(chat.banner()).isHidden();
        page.navigate("/c/a-conversation-of-nobody");
        assertThat(page.locator("#missing, #welcome").first()).isAttached();
        states.keep("nobodys");
    }
}
