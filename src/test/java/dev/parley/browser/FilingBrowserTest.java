package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a conversation's menu does, in its row and in the header: archive, rename, export. */
@QuarkusTest
@ExtendWith(Browser.class)
class FilingBrowserTest {

    @Test
    void anArchivedConversationIsOutOfTheWayAndCanBeBroughtBack(BrowserContext browser, Page page) {
        answered(page, "/echo one");
        answered(page, "/echo two");
        var other = browser.newPage();
        ChatPage.open(other);
        choose(page, "/echo one", "Archive");
        for (var tab : new Page[] {page, other}) {
            assertThat(rows(tab)).hasText(new String[] {"/echo two"});
        }
        assertThat(page.locator("#toast")).containsText("Archived “/echo one”");
        openArchive(page);
        assertThat(page.locator("#archived a")).hasText(new String[] {"/echo one"});
        assertThat(rows(page).first()).isHidden();
        page.locator("#archived a").click();
        assertThat(page.locator(".message.user .plain")).hasText("/echo one");
        assertThat(page.locator("#archived [aria-current=page]")).hasText("/echo one");
        choose(page, "/echo one", "Unarchive");
        assertThat(page.locator("#archived a")).hasCount(0);
        assertThat(page.locator("#none-archived")).isVisible();
        page.locator("#archive-back").click();
        for (var tab : new Page[] {page, other}) {
            assertThat(rows(tab)).hasText(new String[] {"/echo two", "/echo one"});
        }
    }

    @Test
    void archivingIsTakenBackWithItsPin(Page page) {
        answered(page, "/echo one");
        choose(page, "/echo one", "Pin");
        assertThat(page.locator("#conversations .sidebar-label")).hasText(new String[] {"Pinned"});
        choose(page, "/echo one", "Archive");
        assertThat(rows(page)).hasCount(0);
        page.locator("#toast button").click();
        assertThat(page.locator("#conversations .sidebar-label")).hasText(new String[] {"Pinned"});
    }

    @Test
    void aRowIsRenamedInItsPlace(BrowserContext browser, Page page) {
        answered(page, "/echo one");
        var other = browser.newPage();
        ChatPage.open(other);
        choose(page, "/echo one", "Rename");
        var editor = page.locator("#conversations .title-editor");
        assertThat(editor).isFocused();
        assertThat(editor).hasValue("/echo one");
        editor.fill("  Paris <b>in May</b>  ");
        editor.press("Enter");
        for (var tab : new Page[] {page, other}) {
            assertThat(rows(tab)).hasText(new String[] {"Paris <b>in May</b>"});
        }
        assertThat(page.locator("#title")).hasText("Paris <b>in May</b>");
        assertThat(rows(page)).isFocused();

        choose(page, "Paris <b>in May</b>", "Rename");
        editor.fill("something else");
        editor.press("Escape");
        assertThat(rows(page)).hasText(new String[] {"Paris <b>in May</b>"});
        assertThat(rows(page)).isFocused();
        choose(page, "Paris <b>in May</b>", "Rename");
        editor.fill("   ");
        editor.press("Enter");
        assertThat(rows(page)).hasText(new String[] {"Paris <b>in May</b>"});
        choose(page, "Paris <b>in May</b>", "Rename");
        editor.fill("Left by a click");
        page.locator("#composer-text").click();
        assertThat(rows(page)).hasText(new String[] {"Left by a click"});
    }

    @Test
    void aTitleThatWasNotKeptStaysInItsField(Page page, Complaints complaints) {
        complaints.expect("503");
        answered(page, "/echo one");
        page.route("**/api/conversations/*", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        choose(page, "/echo one", "Rename");
        var editor = page.locator("#conversations .title-editor");
        editor.fill("A better title");
        editor.press("Enter");
        assertThat(page.locator("#toast")).containsText("That did not work");
        assertThat(editor).hasValue("A better title");
        assertThat(editor).isEditable();
        page.unroute("**/api/conversations/*");
        editor.press("Enter");
        assertThat(rows(page)).hasText(new String[] {"A better title"});
    }

    @Test
    void theHeaderHasTheSameMenu(Page page) {
        var chat = ChatPage.open(page);
        assertThat(page.locator("#conversation-menu")).isHidden();
        chat.send("/echo one");
        chat.awaitAnswer();
        page.locator("#conversation-menu").click();
        item(page, "Rename").click();
        var editor = page.locator(".header .title-editor");
        assertThat(editor).isFocused();
        editor.fill("Another title");
        editor.press("Enter");
        assertThat(page.locator("#title")).hasText("Another title");
        assertThat(page.locator("#conversation-menu")).isFocused();
        assertThat(rows(page)).hasText(new String[] {"Another title"});
        page.locator("#conversation-menu").click();
        item(page, "Archive").click();
        assertThat(rows(page)).hasCount(0);
        assertThat(page.locator("#title")).hasText("Another title");
        page.locator("#conversation-menu").click();
        assertThat(item(page, "Unarchive")).isVisible();
        item(page, "Delete").click();
        assertThat(page.locator("#deleted")).isVisible();
    }

    @Test
    void aConversationIsToBeHadInThreeForms(Page page) {
        var chat = answered(page, "/echo one");
        page.locator("#conversation-menu").click();
        for (String[] form : new String[][] {{"Markdown", "markdown"}, {"JSON", "json"}, {"HTML", "html"}}) {
            assertThat(item(page, "Export as " + form[0]))
                    .hasAttribute("href", "/api/conversations/" + chat.conversation() + "/export?format=" + form[1]);
        }
        var file = page.waitForDownload(() -> item(page, "Export as Markdown").click());
        assertThat(file.url()).endsWith("/export?format=markdown");
        assertThat(page.locator(".menu")).hasCount(0);
        assertThat(page.locator("#thread .message")).hasCount(2);
    }

    @Test
    void aMenuNeedsNoMouse(Page page) {
        answered(page, "/echo one");
        var opener = page.locator("#conversations .row-menu");
        rows(page).focus();
        page.keyboard().press("Tab");
        assertThat(opener).isFocused();
        page.keyboard().press("Enter");
        assertThat(opener).hasAttribute("aria-expanded", "true");
        assertThat(item(page, "Pin")).isFocused();
        page.keyboard().press("ArrowUp");
        assertThat(item(page, "Delete")).isFocused();
        page.keyboard().press("Home");
        page.keyboard().press("ArrowDown");
        assertThat(item(page, "Rename")).isFocused();
        page.keyboard().press("e");
        assertThat(item(page, "Export as Markdown")).isFocused();
        page.keyboard().press("Escape");
        assertThat(page.locator(".menu")).hasCount(0);
        assertThat(opener).isFocused();
        assertThat(opener).hasAttribute("aria-expanded", "false");
        page.keyboard().press("Enter");
        page.keyboard().press("Enter");
        assertThat(page.locator("#conversations .sidebar-label")).hasText(new String[] {"Pinned"});
    }

    @Test
    void aMenuClosesByItsButtonAndByAPressElsewhere(Page page) {
        answered(page, "/echo one");
        var opener = page.locator("#conversation-menu");
        opener.click();
        assertThat(page.locator(".menu")).isVisible();
        opener.click();
        assertThat(page.locator(".menu")).hasCount(0);
        opener.click();
        assertThat(page.locator(".menu")).isVisible();
        page.locator("#thread").click();
        assertThat(page.locator(".menu")).hasCount(0);
    }

    private static ChatPage answered(Page page, String text) {
        var chat = ChatPage.open(page);
        chat.send(text);
        chat.awaitAnswer();
        return chat;
    }

    static void openArchive(Page page) {
        page.locator("#general-menu").click();
        item(page, "Archived chats").click();
    }

    /** By the menu of the conversation's row. */
    static void choose(Page page, String title, String what) {
        var row = page.locator(".conversations:visible li")
                .filter(new Locator.FilterOptions().setHas(page.locator("a[title='" + title + "']")));
        row.hover();
        row.locator(".row-menu").click();
        item(page, what).click();
    }

    static Locator item(Page page, String label) {
        return page.locator(".menu")
                .getByRole(
                        AriaRole.MENUITEM,
                        new Locator.GetByRoleOptions().setName(label).setExact(true));
    }

    private static Locator rows(Page page) {
        return page.locator("#conversations a");
    }
}
