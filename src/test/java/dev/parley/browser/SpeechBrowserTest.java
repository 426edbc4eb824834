package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Speaks into, and listens to, a browser's speech that is only played. */
@QuarkusTest
@ExtendWith(Browser.class)
class SpeechBrowserTest {

    private static final String VOICE = """
            window.spoken = [];
            Object.defineProperty(window, "speechSynthesis", { value: {
              speak(utterance) { window.spoken.push(utterance); },
              cancel() { window.cancelled = (window.cancelled ?? 0) + 1; },
            } });
            """;

    private static final String EAR = """
            delete window.webkitSpeechRecognition;
            window.SpeechRecognition = class extends EventTarget {
              constructor() { super(); window.ear = this; }
              start() { this.listens = true; }
              stop() { this.listens = false; this.dispatchEvent(new Event("end")); }
              abort() { this.stop(); }
              hear(resultIndex, ...results) {
                const made = results.map(([transcript, isFinal]) => Object.assign([{ transcript }], { isFinal }));
                this.dispatchEvent(Object.assign(new Event("result"), { resultIndex, results: made }));
              }
            };
            """;

    private static Locator dictate(Page page) {
        return page.locator(".dictate");
    }

    /** What is understood is loaded with the first click: the ear is there once the button says so. */
    private static void listen(Page page) {
        dictate(page).click();
        assertThat(dictate(page)).hasAttribute("aria-pressed", "true");
    }

    private static Object spoken(Page page) {
        return page.evaluate("() => window.spoken.map((it) => it.lang + ': ' + it.text)");
    }

    private static void readLast(Page page, ChatPage chat) {
        chat.lastAnswer().hover();
        chat.lastAnswer().locator(".message-actions").getByLabel("More").click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Read aloud"))
                .click();
    }

    @Test
    void anAnswerIsReadSentenceBySentenceWithoutItsCode(Page page) {
        page.addInitScript(VOICE);
        var chat = ChatPage.open(page);
        chat.send("/echo One **bold** word. And `two`.\n\n```\nint a;\n```\n\n- a point");
        chat.awaitAnswer();
        readLast(page, chat);
        assertThat(page.locator(".reading-bar")).containsText("Reading aloud");
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        assertThat(spoken(page)).isEqualTo(List.of("en: One bold word."));
        for (int said = 0; said < 3; said++) {
            page.evaluate("() => window.spoken.at(-1).dispatchEvent(new Event('end'))");
        }

        assertThat(spoken(page)).isEqualTo(List.of("en: One bold word.", "en: And two.", "en: a point"));
        assertThat(page.locator(".reading-bar")).hasCount(0);
    }

    @Test
    void readingIsStoppedByItsButtonAndByLeavingTheConversation(Page page) {
        page.addInitScript(VOICE);
        var chat = ChatPage.open(page);
        chat.send("/echo One. Two. Three.");
        chat.awaitAnswer();
        readLast(page, chat);
        page.locator(".reading-bar").getByText("Stop").click();
        assertThat(page.locator(".reading-bar")).hasCount(0);
        assertThat(page.evaluate("() => window.cancelled")).isEqualTo(1);
        readLast(page, chat);
        assertThat(page.locator(".reading-bar")).isVisible();
        page.getByText("New chat").first().click();

        assertThat(page.locator(".reading-bar")).hasCount(0);
        page.evaluate("() => window.spoken.at(-1).dispatchEvent(new Event('end'))");
        assertThat(spoken(page)).isEqualTo(List.of("en: One.", "en: One."));
    }

    @Test
    void whatIsSaidIsWrittenWhereTheCaretIsAndSettlesAsItIsUnderstood(Page page) {
        page.addInitScript(EAR);
        var chat = ChatPage.open(page);
        chat.field().fill("Dear Anna,");
        listen(page);
        assertThat(page.evaluate("() => [window.ear.lang, window.ear.interimResults]"))
                .isEqualTo(List.of("en-GB", true));
        page.evaluate("() => window.ear.hear(0, ['hallo', false])");
        assertThat(chat.field()).hasValue("Dear Anna, hallo");
        page.evaluate("() => window.ear.hear(0, ['hello there', true])");
        assertThat(chat.field()).hasValue("Dear Anna, hello there");
        page.evaluate("() => window.ear.hear(1, ['hello there', true], [' my', false])");
        assertThat(chat.field()).hasValue("Dear Anna, hello there my");
        page.evaluate("() => window.ear.hear(1, ['hello there', true], [' my friend', true])");
        assertThat(chat.field()).hasValue("Dear Anna, hello there my friend");
        dictate(page).click();
        assertThat(dictate(page)).hasAttribute("aria-pressed", "false");
        page.reload();

        assertThat(chat.field()).hasValue("Dear Anna, hello there my friend");
    }

    @Test
    void whatComesAfterSendingIsNotWritten(Page page) {
        page.addInitScript(EAR);
        var chat = ChatPage.open(page);
        listen(page);
        page.evaluate("() => window.ear.hear(0, ['/echo heard', false])");
        chat.field().press("Enter");
        page.evaluate("() => window.ear.hear(0, ['/echo heard too late', true])");
        chat.awaitAnswer();

        assertThat(chat.lastText()).hasText("heard");
        assertThat(chat.field()).hasValue("");
        assertThat(dictate(page)).hasAttribute("aria-pressed", "false");
    }

    @Test
    void aMicrophoneThatIsNotAllowedIsSaid(Page page) {
        page.addInitScript(EAR);
        ChatPage.open(page);
        listen(page);
        page.evaluate("""
                () => {
                  window.ear.dispatchEvent(Object.assign(new Event("error"), { error: "not-allowed" }));
                  window.ear.dispatchEvent(new Event("end"));
                }
                """);

        assertThat(page.locator("#composer-note")).hasText("The browser does not allow the microphone.");
        assertThat(dictate(page)).hasAttribute("aria-pressed", "false");
    }

    @Test
    void whereTheBrowserHasNoneThereIsNoButton(Page page) {
        page.addInitScript("delete window.webkitSpeechRecognition; delete window.SpeechRecognition;"
                + " delete window.speechSynthesis; delete Window.prototype.speechSynthesis;");
        var chat = ChatPage.open(page);
        chat.send("/echo words");
        chat.awaitAnswer();
        chat.lastAnswer().hover();
        chat.lastAnswer().locator(".message-actions").getByLabel("More").click();

        assertThat(page.getByRole(AriaRole.MENU)).containsText("Copy as Markdown");
        assertThat(page.getByRole(AriaRole.MENU)).not().containsText("Read aloud");
        assertThat(dictate(page)).hasCount(0);
    }
}
