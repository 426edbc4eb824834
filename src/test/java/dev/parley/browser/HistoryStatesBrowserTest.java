package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each state of the history beside the page: axe finds nothing in it, and it has a picture. */
@QuarkusTest
@ExtendWith(Browser.class)
class HistoryStatesBrowserTest {

    private static final List<String> TITLES = List.of(
            "Paris in May, by train",
            "A letter to the landlord about the heating, the window in the hall, and the deposit",
            "Why is the sky dark at night?",
            "Sourdough that does not rise");

    @Inject
    Library library;

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 390", "DARK, 390"})
    void eachStateIsAccessibleAndHasAPicture(ColorScheme colours, int width, Page page, Complaints complaints) {
        complaints.expect("503");
        var states = States.of(page, "history", colours, width);
        String owner = library.owner(page);
        var made = library.conversations(owner, 40, Instant.now().minusSeconds(60), 50_000);
        for (int i = 0; i < TITLES.size(); i++) {
            library.rename(made.get(i), TITLES.get(i));
        }
        page.navigate("/c/" + library.longConversation(owner, 120));
        assertThat(page.locator(".message.last")).isVisible();
        openSidebar(page);
        states.keep("list");
        FilingBrowserTest.choose(page, TITLES.get(2), "Pin");
        assertThat(page.locator("#conversations .sidebar-label").first()).hasText("Pinned");
        rowMenu(page, TITLES.get(1));
        states.keep("row-menu");
        FilingBrowserTest.item(page, "Rename").click();
        states.keep("rename");
        page.keyboard().press("Escape");
        FilingBrowserTest.choose(page, TITLES.get(1), "Archive");
        assertThat(page.locator("#toast")).isVisible();
        FilingBrowserTest.openArchive(page);
        assertThat(page.locator("#archived a")).hasCount(1);
        states.keep("archived");
        page.locator("#archive-back").click();
        page.locator("#general-menu").click();
        states.keep("general-menu");
        page.keyboard().press("Escape");
        search(page, "message 4");
        assertThat(page.locator(".result").first()).isVisible();
        page.keyboard().press("ArrowDown");
        states.keep("search");
        search(page, "nowhere to be found");
        assertThat(page.locator("#search-notes")).containsText("Nothing found");
        states.keep("nothing-found");
        page.route("**/api/search?*", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        search(page, "anything");
        assertThat(page.locator("#search-notes")).containsText("did not work");
        states.keep("search-failed");
        page.unroute("**/api/search?*");
        search(page, "\"message 24\"");
        assertThat(page.locator(".result")).hasCount(1);
        page.keyboard().press("Enter");
        SearchBrowserTest.awaitMarked(page, "Message");
        states.keep("hit");
        page.locator("#conversation-menu").click();
        states.keep("header-menu");
        FilingBrowserTest.item(page, "Rename").click();
        states.keep("header-rename");
        page.keyboard().press("Escape");
        imported(page, states);
    }

    private static void imported(Page page, States states) {
        openSidebar(page);
        page.route(
                "**/api/import",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody("""
                        {"imported":12,"conversations":["a","b"],"skipped":[
                          {"title":"Paris in May","reason":"It is here already."},
                          {"title":"","reason":"It has no messages."}]}""")));
        TransferBrowserTest.choose(page);
        assertThat(page.locator("#import")).containsText("12 conversations imported");
        states.keep("imported");
        page.keyboard().press("Escape");
    }

    private static void search(Page page, String words) {
        // Pressed a second time it opens the commands.
        if (!page.locator("#search:focus").isVisible()) {
            page.keyboard().press("Control+k");
        }
        page.locator("#search").fill(words);
    }

    private static void openSidebar(Page page) {
        if (page.locator("#sidebar-toggle").isVisible()) {
            page.locator("#sidebar-toggle").click();
        }
    }

    private static void rowMenu(Page page, String title) {
        page.locator("#conversations li:has(a[title='" + title + "'])").hover();
        page.locator("#conversations li:has(a[title='" + title + "']) .row-menu")
                .click();
    }
}
