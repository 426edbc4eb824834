package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@ExtendWith(Browser.class)
class PrintBrowserTest {
    private static final Path PAPER = Path.of("target", "screenshots");

    @Inject
    Library library;

    private static Object style(Locator of, String property) {
        return of.evaluate("(it, name) => getComputedStyle(it).getPropertyValue(name)", property);
    }

    @Test
    void onPaperThereIsTheTextAndNothingToClick(Page page) {
        page.addInitScript("localStorage.setItem('parley.theme', 'dark')");
        var chat = ChatPage.open(page);
        String lines = "a long line of code that goes on and on and does not fit on any paper at all, never ever;\n";
        chat.send("/echo See [this](https://example.org/page).\n\n```\n" + lines.repeat(60) + "```\n\nThe end.");
        chat.awaitAnswer();
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT).setColorScheme(ColorScheme.DARK));

        for (String gone :
                new String[] {"#sidebar", "#dock", "#theme", "#conversation-menu", ".code-fold", ".code-bar button"}) {
            assertThat(page.locator(gone).first()).isHidden();
        }
        assertThat(chat.lastAnswer().locator(".message-actions")).isHidden();
        assertThat(page.locator("#title")).isVisible();
        assertThat(style(page.locator("body"), "color")).isEqualTo("rgb(0, 0, 0)");
        assertThat(style(page.locator("body"), "background-color")).isEqualTo("rgb(255, 255, 255)");
        assertThat(style(page.locator("#scroller"), "overflow-y")).isEqualTo("visible");
        assertThat(chat.lastText().locator("a").evaluate("it => getComputedStyle(it, '::after').content"))
                .asString()
                .contains("https://example.org/page");
        assertThat(chat.lastText()
                        .locator(".code-box")
                        .evaluate(
                                "it => it.scrollHeight <= it.clientHeight + 1 && it.scrollWidth <= it.clientWidth + 1"))
                .isEqualTo(true);
        assertThat(page.evaluate("() => document.documentElement.scrollHeight > innerHeight"))
                .isEqualTo(true);
        page.screenshot(
                new Page.ScreenshotOptions().setPath(PAPER.resolve("paper.png")).setFullPage(true));
        assertThat(page.pdf(new Page.PdfOptions().setPath(PAPER.resolve("paper.pdf"))).length)
                .isGreaterThan(10_000);
    }

    @Test
    void allMessagesAreLoadedBeforeTheyArePrinted(Page page) {
        page.addInitScript("window.print = () => {"
                + " window.printed = document.querySelectorAll('#thread .message').length;"
                + " window.dispatchEvent(new Event('afterprint')); };");
        var conversation = library.longConversation(library.owner(page), 730);
        ChatPage.open(page, "/c/" + conversation);
        page.locator("#conversation-menu").click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Print…"))
                .click();
        page.waitForFunction("() => window.printed !== undefined");

        assertThat(page.evaluate("() => window.printed")).isEqualTo(730);
        assertThat(page.locator("#thread .message")).hasCount(100);
    }

    @Test
    void allRowsOfALongTableGoOnPaper(Page page) {
        StubbedConversation.with(page, tableOf(600));
        Locator rows = page.locator(".data-table tbody tr:not(.spacer)");
        assertThat(rows.first()).hasText("Row 0");
        assertThat(rows.count()).isLessThan(200);
        page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))");
        assertThat(rows).hasCount(600);
        assertThat(rows.last()).hasText("Row 599");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(rows.last()).isVisible();
        assertThat(page.locator(".data-table")
                        .evaluate(
                                "it => it.scrollHeight <= it.clientHeight + 1 && it.scrollWidth <= it.clientWidth + 1"))
                .isEqualTo(true);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        page.evaluate("() => window.dispatchEvent(new Event('afterprint'))");
        assertThat(rows.count()).isLessThan(200);
    }

    @Test
    void whatIsTooLongForPaperSaysWhatIsMissing(Page page) {
        StubbedConversation.with(page, tableOf(2_500));
        Locator rows = page.locator(".data-table tbody tr");
        assertThat(page.locator(".data-table tbody tr:not(.spacer)").first()).isVisible();
        page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))");
        assertThat(rows).hasCount(2_001);
        assertThat(rows.last()).hasText("2,000 of 2,500 rows");
    }

    private static JsonObject tableOf(int count) {
        var rows = new JsonArray();
        for (int number = 0; number < count; number++) {
            rows.add(new JsonArray().add("Row " + number));
        }
        var column = new JsonObject().put("name", "name").put("type", "text");
        return new JsonObject()
                .put("kind", "table")
                .put("columns", new JsonArray().add(column))
                .put("rows", rows)
                .put("endedAt", 1_795_000_001_000L);
    }

    @Test
    void aConversationThatIsTooLongIsNotPrinted(Page page) {
        page.addInitScript("window.print = () => { window.printed = true; };");
        var conversation = library.longConversation(library.owner(page), 2_300);
        ChatPage.open(page, "/c/" + conversation);
        page.locator("#conversation-menu").click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Print…"))
                .click();

        assertThat(page.locator("#toast")).containsText("too long to print");
        assertThat(page.evaluate("() => window.printed")).isNull();
    }
}
