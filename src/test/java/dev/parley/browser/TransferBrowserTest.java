package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Everything can be taken along, and brought in; here the page, with a server that says what the test wants. */
@QuarkusTest
@ExtendWith(Browser.class)
class TransferBrowserTest {

    private static final String IMPORT = "**/api/import";
    private static final String FILE = "{\"conversations\":[]}";

    @Test
    void everythingIsToBeHadAsAFile(Page page) {
        ChatPage.open(page);
        page.locator("#general-menu").click();
        var link = FilingBrowserTest.item(page, "Export everything");
        assertThat(link).hasAttribute("href", "/api/export");
        assertThat(link).hasAttribute("download", "");
    }

    @Test
    void whatWasImportedAndLeftOutIsSaid(Page page) {
        ChatPage.open(page);
        var sent = new ArrayList<String>();
        page.route(IMPORT, route -> {
            sent.add(route.request().method() + " " + route.request().headerValue("content-type") + " "
                    + route.request().postData());
            json(route, 200, """
                    {"imported":2,"conversations":["conversation-1","conversation-2"],
                     "skipped":[{"title":"<b>Paris</b>","reason":"It is here already."}]}""");
        });
        choose(page);
        var dialog = page.locator("#import");
        assertThat(dialog.locator("h2")).hasText("2 conversations imported");
        assertThat(dialog).containsText("One was left out:");
        assertThat(dialog.locator("strong")).hasText("<b>Paris</b>");
        assertThat(dialog).containsText("It is here already.");
        assertThat(sent).containsExactly("POST application/json " + FILE);
        page.keyboard().press("Enter");
        assertThat(dialog).isHidden();
    }

    @Test
    void theOnlyOneCanBeOpened(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/echo imported");
        chat.awaitAnswer();
        String id = chat.conversation();
        page.navigate("/");
        page.route(
                IMPORT,
                route -> json(route, 200, "{\"imported\":1,\"conversations\":[\"" + id + "\"],\"skipped\":[]}"));
        choose(page);
        assertThat(page.locator("#import h2")).hasText("1 conversation imported");
        chat.button("Open it").click();
        assertThat(page.locator(".message.user .plain")).hasText("/echo imported");
        assertThat(page.locator("#import")).isHidden();
    }

    @Test
    void theWaitIsShownAndCanBeEnded(Page page) {
        var chat = ChatPage.open(page);
        var held = new ArrayList<Route>();
        page.route(IMPORT, held::add);
        choose(page);
        assertThat(page.locator("#import h2")).hasText("Importing “export.json”");
        assertThat(page.locator("#import progress")).isVisible();
        page.waitForCondition(() -> !held.isEmpty());
        chat.button("Cancel").click();
        assertThat(page.locator("#import")).isHidden();
        page.unroute(IMPORT);
        page.route(IMPORT, route -> json(route, 200, "{\"imported\":0,\"conversations\":[],\"skipped\":[]}"));
        choose(page);
        assertThat(page.locator("#import h2")).hasText("0 conversations imported");
    }

    @Test
    void aFileThatWasNotImportedIsSaidWithTheReason(Page page, Complaints complaints) {
        complaints.expect("400");
        complaints.expect("413");
        complaints.expect("Failed to load resource");
        var chat = ChatPage.open(page);
        page.route(
                IMPORT,
                route -> json(route, 400, "{\"status\":400,\"detail\":\"This is no export of conversations.\"}"));
        choose(page);
        var dialog = page.locator("#import");
        assertThat(dialog.locator("h2")).hasText("The file was not imported");
        assertThat(dialog).containsText("This is no export of conversations.");
        page.unroute(IMPORT);
        page.route(IMPORT, route -> route.fulfill(new Route.FulfillOptions().setStatus(413)));
        var chooser = page.waitForFileChooser(() -> chat.button("Choose a file").click());
        chooser.setFiles(file());
        assertThat(dialog).containsText("The file is larger than the server takes.");
        page.unroute(IMPORT);
        page.route(IMPORT, Route::abort);
        chooser = page.waitForFileChooser(() -> chat.button("Choose a file").click());
        chooser.setFiles(file());
        assertThat(dialog).containsText("The server could not be reached.");
        page.unroute(IMPORT);
        page.route(IMPORT, route -> json(route, 200, "<html>"));
        chooser = page.waitForFileChooser(() -> chat.button("Choose a file").click());
        chooser.setFiles(file());
        assertThat(dialog).containsText("The server could not read the file.");
    }

    /** By the menu, from the sidebar. */
    static void choose(Page page) {
        var chooser = page.waitForFileChooser(() -> {
            page.locator("#general-menu").click();
            FilingBrowserTest.item(page, "Import…").click();
        });
        assertThat(chooser.isMultiple()).isFalse();
        chooser.setFiles(file());
    }

    private static FilePayload file() {
        return new FilePayload("export.json", "application/json", FILE.getBytes(StandardCharsets.UTF_8));
    }

    private static void json(Route route, int status, String body) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setContentType("application/json")
                .setBody(body));
    }
}
