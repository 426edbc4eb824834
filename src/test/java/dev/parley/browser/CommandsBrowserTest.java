package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@ExtendWith(Browser.class)
class CommandsBrowserTest {

    private static Locator palette(Page page) {
        return page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Commands"));
    }

    private static Locator options(Page page) {
        return palette(page).getByRole(AriaRole.OPTION);
    }

    @Test
    void theSearchKeyTwiceOpensTheCommandsAndEnterCarriesOneOut(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/echo something");
        chat.awaitAnswer();
        page.keyboard().press("Control+k");
        assertThat(page.locator("#search")).isFocused();
        page.keyboard().press("Control+k");
        assertThat(palette(page).getByRole(AriaRole.COMBOBOX)).isFocused();
        page.keyboard().type("renm");
        assertThat(options(page).first()).hasText(Pattern.compile("^Rename"));
        page.keyboard().press("Enter");

        assertThat(palette(page)).hasCount(0);
        assertThat(page.locator(".title-editor")).isFocused();
    }

    @Test
    void aPointedBracketInTheSearchOpensTheCommandsWithWhatFollows(Page page) {
        ChatPage.open(page);
        page.keyboard().press("Control+k");
        page.locator("#search").fill(">dark");
        assertThat(palette(page).getByRole(AriaRole.COMBOBOX)).hasValue("dark");
        page.keyboard().press("Enter");

        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        assertThat(page.locator("#search")).hasValue("");
    }

    @Test
    void onANarrowPageTheSidebarMakesWayForTheCommands(Page page) {
        page.setViewportSize(390, 844);
        ChatPage.open(page);
        page.keyboard().press("Control+k");
        assertThat(page.locator("#search")).isFocused();
        page.keyboard().press("Control+k");
        assertThat(palette(page).getByRole(AriaRole.COMBOBOX)).isFocused();
        page.keyboard().press("Escape");

        assertThat(page.locator("html")).not().hasClass(Pattern.compile("sidebar-open"));
    }

    @Test
    void theArrowsMoveThroughTheCommandsAndEscapeLeavesThem(Page page) {
        var chat = ChatPage.open(page);
        page.keyboard().press("Control+k");
        page.keyboard().press("Control+k");
        assertThat(options(page).first()).hasAttribute("aria-selected", "true");
        page.keyboard().press("ArrowDown");
        assertThat(options(page).nth(1)).hasAttribute("aria-selected", "true");
        String second = options(page).nth(1).getAttribute("id");
        assertThat(palette(page).getByRole(AriaRole.COMBOBOX)).hasAttribute("aria-activedescendant", second);
        page.keyboard().press("ArrowUp");
        page.keyboard().press("ArrowUp");
        assertThat(options(page).last()).hasAttribute("aria-selected", "true");
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        page.keyboard().type("no such thing");
        assertThat(palette(page)).containsText("Nothing found");
        page.keyboard().press("Escape");

        assertThat(palette(page)).hasCount(0);
        assertThat(chat.field()).hasValue("");
    }

    @Test
    void aConversationIsGoneToByItsName(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/echo the zebra conversation");
        chat.awaitAnswer();
        String address = page.url();
        page.keyboard().press("Control+Shift+O");
        assertThat(page.locator("#welcome")).isVisible();
        page.keyboard().press("Control+k");
        page.keyboard().type(">zebra");
        assertThat(options(page).first()).containsText("zebra");
        page.keyboard().press("Enter");

        assertThat(page).hasURL(address);
        assertThat(chat.lastText()).hasText("the zebra conversation");
    }

    @Test
    void theHelpSheetShowsTheKeys(Page page) {
        var chat = ChatPage.open(page);
        chat.field().fill("what?");
        chat.field().press("?");
        assertThat(chat.field()).hasValue("what??");
        page.keyboard().press("Control+/");
        Locator sheet = page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Keyboard shortcuts"));
        assertThat(sheet).containsText("Copy the last answer");
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        page.keyboard().press("Escape");
        assertThat(sheet).hasCount(0);
        assertThat(chat.field()).isFocused();
        page.locator("#scroller").focus();
        page.keyboard().press("?");

        assertThat(sheet).isVisible();
    }

    @Test
    void theKeysStopAnAnswerAndEditTheLastMessage(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/long 50000");
        chat.awaitText(10);
        chat.field().press("Control+.");
        chat.awaitAnswer();
        assertThat(chat.lastAnswer()).containsText("Stopped");
        chat.field().press("ArrowUp");

        assertThat(page.getByLabel("Edit your message")).isFocused();
        assertThat(page.getByLabel("Edit your message")).hasValue("/long 50000");
    }

    @Test
    void aCommandOnlyOffersWhatCanBeDoneNow(Page page) {
        var chat = ChatPage.open(page);
        page.keyboard().press("Control+k");
        page.keyboard().press("Control+k");
        assertThat(options(page).first()).isVisible();
        assertThat(options(page).filter(new Locator.FilterOptions().setHasText("Try again")))
                .hasCount(0);
        assertThat(options(page).filter(new Locator.FilterOptions().setHasText("Delete")))
                .hasCount(0);
        page.keyboard().press("Escape");
        chat.send("/echo once");
        chat.awaitAnswer();
        page.keyboard().press("Control+k");
        page.keyboard().press("Control+k");
        assertThat(palette(page).getByRole(AriaRole.COMBOBOX)).isFocused();
        page.keyboard().type("try again");
        page.keyboard().press("Enter");

        assertThat(chat.lastAnswer().locator(".branches")).containsText("2 / 2");
        assertThat(page.locator("#toast")).isHidden();
    }
}
