package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@ExtendWith(Browser.class)
class ComposerBrowserTest {

    @Test
    void enterSendsAndShiftEnterBreaksTheLine(Page page) {
        var chat = ChatPage.open(page);
        double height = chat.field().boundingBox().height;
        chat.field().pressSequentially("/echo one");
        chat.field().press("Shift+Enter");
        chat.field().pressSequentially("two");
        chat.field().press("Shift+Enter");
        chat.field().pressSequentially("three");
        assertThat(chat.field()).hasValue("/echo one\ntwo\nthree");
        assertThat(chat.field().boundingBox().height).isGreaterThan(height);
        assertThat(page.locator("#thread .message")).hasCount(0);
        chat.field().press("Enter");
        chat.awaitAnswer();

        assertThat(chat.questions().textContent()).isEqualTo("/echo one\ntwo\nthree");
        assertThat(chat.field()).hasValue("");
        assertThat(chat.field()).isFocused();
        assertThat(chat.field().boundingBox().height).isEqualTo(height);
    }

    @Test
    void enterOfAnInputMethodSendsNothing(Page page) {
        var chat = ChatPage.open(page);
        chat.field().fill("にほん");
        chat.field().evaluate("""
                field => {
                  const enter = (init) => field.dispatchEvent(
                    new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, ...init }));
                  field.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
                  enter({ isComposing: true });
                  enter({ keyCode: 229 });
                  field.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true, data: "日本" }));
                }
                """);
        assertThat(chat.field()).hasValue("にほん");
        assertThat(page.locator("#thread .message")).hasCount(0);
        chat.field().press("Enter");
        chat.awaitAnswer();

        assertThat(chat.questions()).hasText(new String[] {"にほん"});
    }

    @Test
    void aDraftOutlivesAReloadAndBelongsToItsConversation(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/echo begun");
        chat.awaitAnswer();
        chat.field().fill("half a thought");
        page.reload();
        assertThat(chat.field()).hasValue("half a thought");
        page.getByText("New chat").first().click();
        assertThat(page.locator("#welcome")).isVisible();
        assertThat(chat.field()).hasValue("");
        chat.field().fill("another");
        page.goBack();

        assertThat(chat.field()).hasValue("half a thought");
        chat.field().fill("/echo finished");
        chat.field().press("Enter");
        assertThat(chat.answers()).hasCount(2);
        chat.awaitAnswer();
        page.reload();
        chat.awaitAnswer();
        assertThat(chat.field()).hasValue("");
    }

    @Test
    void aDoubleClickSendsOneMessage(Page page) {
        var chat = ChatPage.open(page);
        chat.field().fill("/echo once");
        chat.button("Send").dblclick();
        chat.awaitAnswer();

        assertThat(chat.questions()).hasCount(1);
        assertThat(chat.lastText()).hasText("once");
    }

    @Test
    void anEmptyMessageIsNotSent(Page page) {
        var chat = ChatPage.open(page);
        assertThat(chat.button("Send")).isDisabled();
        chat.field().fill("  \n ");
        chat.field().press("Enter");

        assertThat(chat.button("Send")).isDisabled();
        assertThat(page.locator("#thread .message")).hasCount(0);
        assertThat(page).hasURL(Pattern.compile("/$"));
    }

    @Test
    void aMessageThatIsTooLongIsToldOfAndKept(Page page) {
        var chat = ChatPage.open(page);
        chat.field().evaluate("""
                field => {
                  field.value = "x".repeat(Number(document.body.dataset.longestText) + 3);
                  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
                }
                """);
        assertThat(page.locator("#composer-note")).hasText("3 characters too many");
        assertThat(chat.button("Send")).isDisabled();
        chat.field().press("Enter");

        assertThat(page.locator("#thread .message")).hasCount(0);
        assertThat(page.locator("#composer-note")).hasText("3 characters too many");
    }

    @Test
    void anAnswerIsCopiedAsItWasWritten(Page page) {
        var clipboard = Clipboard.of(page);
        var chat = ChatPage.open(page);
        chat.send("/echo some **bold** words");
        chat.awaitAnswer();
        assertThat(chat.lastText().locator("strong")).hasText("bold");
        chat.lastAnswer().hover();
        chat.lastAnswer().getByLabel("Copy").click();

        assertThat(chat.lastAnswer().getByLabel("Copied")).isVisible();
        clipboard.awaitText("some **bold** words");
    }
}
