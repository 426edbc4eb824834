package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The conversations beside the page: grouped, pinned, deleted and brought back, the same in every tab. */
@QuarkusTest
@ExtendWith(Browser.class)
class SidebarBrowserTest {

    @Test
    void conversationsStandUnderTheirDay(Page page) {
        answered(page, "/echo one");
        assertThat(page.locator("#conversations .sidebar-label")).hasText(new String[] {"Today"});
    }

    @Test
    void aPinnedConversationStandsAboveAllOthersInEveryTab(BrowserContext browser, Page page) {
        answered(page, "/echo one");
        answered(page, "/echo two");
        var other = browser.newPage();
        ChatPage.open(other);
        FilingBrowserTest.choose(page, "/echo one", "Pin");
        for (var tab : new Page[] {page, other}) {
            assertThat(tab.locator("#conversations .sidebar-label")).hasText(new String[] {"Pinned", "Today"});
            assertThat(tab.locator("#conversations a")).hasText(new String[] {"/echo one", "/echo two"});
        }
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/sidebar.png")));
        FilingBrowserTest.choose(page, "/echo one", "Unpin");
        assertThat(page.locator("#conversations .sidebar-label")).hasText(new String[] {"Today"});
    }

    @Test
    void aDeletedConversationCanBeBroughtBackFromTheToast(Page page) {
        answered(page, "/echo one");
        answered(page, "/echo two");
        FilingBrowserTest.choose(page, "/echo one", "Delete");
        assertThat(page.locator("#conversations a")).hasText(new String[] {"/echo two"});
        assertThat(page.locator("#toast")).containsText("Deleted “/echo one”");
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/toast.png")));
        page.locator("#toast button").click();
        assertThat(page.locator("#toast")).isHidden();
        assertThat(page.locator("#conversations a")).hasCount(2);
    }

    @Test
    void whoeverHasItOpenSeesThatItWasDeletedAndCanUndoIt(BrowserContext browser, Page page) {
        answered(page, "/echo one");
        var other = browser.newPage();
        ChatPage.open(other, page.url());
        FilingBrowserTest.choose(page, "/echo one", "Delete");
        for (var tab : new Page[] {page, other}) {
            assertThat(tab.locator("#deleted")).isVisible();
            assertThat(tab.locator("#dock")).isHidden();
        }
        other.locator("#restore").click();
        for (var tab : new Page[] {page, other}) {
            assertThat(tab.locator("#deleted")).isHidden();
            assertThat(tab.locator("#dock")).isVisible();
        }
    }

    private static void answered(Page page, String text) {
        var chat = ChatPage.open(page);
        chat.send(text);
        assertThat(page.locator(".message.assistant:not(.live) .markdown")).isVisible();
    }
}
