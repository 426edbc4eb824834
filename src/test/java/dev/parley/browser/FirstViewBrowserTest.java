package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Reading the page's frame, typing and sending need a half of its script; what draws answers may come later. */
@QuarkusTest
@ExtendWith(Browser.class)
class FirstViewBrowserTest {

    private static final String WHAT_DRAWS = "**/text-elements-*.js";

    @Test
    void typingAndSendingDoNotWaitForWhatDrawsAnswers(Page page) {
        var held = new ArrayList<Route>();
        page.route(WHAT_DRAWS, held::add);
        var chat = ChatPage.open(page);
        chat.send("/echo **drawn** when it can be");
        assertThat(chat.pending()).containsText("/echo **drawn** when it can be");
        page.waitForCondition(chat::hasStoredAnAnswer);
        assertThat(chat.answers()).hasCount(0);

        held.forEach(Route::resume);
        chat.awaitAnswer();
        assertThat(chat.lastText().locator("strong")).hasText("drawn");
        assertThat(chat.pending()).hasCount(0);
        assertThat(chat.textsSeen()).noneMatch(text -> text.contains("**"));
    }

    @Test
    void whatCannotBeDrawnIsShownAsItWasWrittenUntilItCan(Page page, Complaints complaints) {
        complaints.expect("ERR_FAILED");
        var asked = new ArrayList<Route>();
        page.route(WHAT_DRAWS, route -> {
            asked.add(route);
            route.abort();
        });
        var chat = ChatPage.open(page);
        chat.send("/echo **plain** at first");
        chat.awaitAnswer();
        assertThat(chat.lastText()).hasText("**plain** at first");
        page.waitForCondition(() -> asked.size() > 1);

        page.unroute(WHAT_DRAWS);
        assertThat(chat.lastText().locator("strong")).hasText("plain");
        assertThat(chat.lastText()).hasText("plain at first");
        chat.send("/echo and _now_");
        assertThat(chat.lastText().locator("em")).hasText("now");
    }

    @Test
    void whatTheReaderWantsAndCannotBeLoadedIsSaidAndComesWhenItIsWantedAgain(Page page, Complaints complaints) {
        complaints.expect("ERR_FAILED");
        page.route("**/shortcut-sheet-*.js", Route::abort);
        ChatPage.open(page);
        page.locator("body").press("Control+/");
        assertThat(page.locator("#toast")).hasText("That did not work. Try again in a moment.");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);

        page.unroute("**/shortcut-sheet-*.js");
        page.locator("body").press("Control+/");
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Keyboard shortcuts");
    }

    @Test
    void nothingIsSaidOfWhatIsOnlyOffered(Page page, Complaints complaints) {
        complaints.expect("ERR_FAILED");
        page.route("**/prompt-picker-*.js", Route::abort);
        var chat = ChatPage.open(page);
        chat.send("/echo without its offers");
        chat.awaitAnswer();
        assertThat(chat.lastText()).hasText("without its offers");
        assertThat(page.locator("#toast")).isHidden();

        page.unroute("**/prompt-picker-*.js");
        chat.field().fill("/");
        assertThat(page.getByRole(AriaRole.LISTBOX)).isVisible();
    }
}
