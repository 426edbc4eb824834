package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a reader copies out of an answer is its text, without the page around it. */
@QuarkusTest
@ExtendWith(Browser.class)
class CopyingBrowserTest {
    private static final String ANSWER = """
            ## Title

            Some **bold** text[^1] with [a link](https://example.org/) and $x^2$.

            - one
              - below
            - two

            3. third

            | Name | Count |
            |---|---:|
            | a \\| b | 1 |

            ```java
            int a;

            int b;
            ```

            [^1]: The note.
            """;

    @Test
    void aSelectionIsCopiedAsCleanTextAndAsCleanRichText(Page page) {
        var clipboard = Clipboard.of(page);
        show(page);
        copy(page, clipboard, ".markdown");

        clipboard.awaitText("""
                Title

                Some bold text1 with a link and $x^2$.

                - one
                  - below
                - two

                3. third

                Name\tCount
                a | b\t1

                int a;

                int b;

                1. The note.""");
        assertThat(clipboard.awaitHtml("<strong>bold</strong>"))
                .contains("<a href=\"https://example.org/\">a link</a>", "<li>", "<pre>", "<td>1</td>")
                .doesNotContain("class=", "style=", "<button", "Copy code", "katex");
    }

    @Test
    void aPartOfCodeIsCopiedAsCode(Page page) {
        var clipboard = Clipboard.of(page);
        show(page);
        copy(page, clipboard, ".code-part");

        clipboard.awaitText("int a;\n\nint b;");
    }

    @Test
    void aTableIsCopiedForASpreadsheetAndAsMarkdownAndSavedAsCsv(Page page) throws IOException {
        var clipboard = Clipboard.of(page);
        show(page);

        choose(page, "Copy for a spreadsheet");
        clipboard.awaitText("Name\tCount\na | b\t1");
        choose(page, "Copy as Markdown");
        clipboard.awaitText("| Name | Count |\n| --- | --: |\n| a \\| b | 1 |");
        Download saved = page.waitForDownload(() -> choose(page, "Download as CSV"));
        assertThat(saved.suggestedFilename()).isEqualTo("Table.csv");
        assertThat(Files.readString(saved.path())).isEqualTo("\uFEFFName,Count\r\na | b,1\r\n");
    }

    private static void show(Page page) {
        StubbedConversation.with(
                page,
                new JsonObject().put("kind", "markdown").put("text", ANSWER).put("endedAt", 1L));
        assertThat(page.locator(".katex")).isVisible();
    }

    private static void choose(Page page, String label) {
        page.locator(".table-menu").click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(label))
                .click();
    }

    /** What cleans a copy is loaded with the selection; until then the browser copies in its own way, with styles. */
    private static void copy(Page page, Clipboard clipboard, String selector) {
        page.locator("#thread .assistant " + selector)
                .first()
                .evaluate("node => getSelection().selectAllChildren(node)");
        page.waitForCondition(() -> {
            clipboard.empty();
            page.keyboard().press("Control+c");
            return clipboard.html().filter(it -> !it.contains("style=")).isPresent();
        });
    }
}
