package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A message in other words is a branch beside the old one. */
@QuarkusTest
@ExtendWith(Browser.class)
class EditBrowserTest {

    @Test
    void anEditedMessageIsAnsweredAnewAndTheOldOneStaysInEveryTab(BrowserContext browser, Page page) {
        var chat = answered(page);
        var other = browser.newPage();
        ChatPage.open(other, page.url());
        chat.button("Edit").click();
        assertThat(editor(page)).isFocused();
        assertThat(editor(page)).hasValue("/echo first");
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/edit.png")));
        editor(page).fill("/echo second");
        editor(page).press("Control+Enter");
        for (var tab : new Page[] {page, other}) {
            assertThat(tab.locator(".message.user .plain")).hasText("/echo second");
            assertThat(tab.locator(".message.assistant .markdown")).hasText("second");
            assertThat(tab.locator(".branches")).hasText("2 / 2");
        }
        chat.button("Earlier version").click();
        for (var tab : new Page[] {page, other}) {
            assertThat(tab.locator(".message.user .plain")).hasText("/echo first");
            assertThat(tab.locator(".message.assistant .markdown")).hasText("first");
            assertThat(tab.locator(".branches")).hasText("1 / 2");
        }
    }

    @Test
    void whatIsNotSavedStaysAsItWas(Page page) {
        var chat = answered(page);
        chat.button("Edit").click();
        editor(page).fill("something else");
        editor(page).press("Escape");
        assertThat(editor(page)).hasCount(0);
        assertThat(page.locator(".message.user .plain")).hasText("/echo first");
        chat.button("Edit").click();
        editor(page).fill("   ");
        chat.button("Save").click();
        assertThat(editor(page)).isVisible();
        chat.button("Cancel").click();
        assertThat(page.locator(".message")).hasCount(2);
        assertThat(page.locator(".branches")).hasCount(0);
    }

    @Test
    void nothingIsEditedWhileAnAnswerIsWritten(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/long 2000");
        var edit = page.locator(".message.user button[aria-label^='Edit']");
        assertThat(edit).isDisabled();
        chat.button("Stop").click();
        assertThat(edit).isEnabled();
    }

    private static ChatPage answered(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/echo first");
        assertThat(page.locator(".message.assistant:not(.live) .markdown")).hasText("first");
        return chat;
    }

    private static Locator editor(Page page) {
        return page.getByLabel("Edit your message");
    }
}
