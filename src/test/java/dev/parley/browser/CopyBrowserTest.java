package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@ExtendWith(Browser.class)
class CopyBrowserTest {
    private static final String MARKDOWN = """
            # Head

            some **bold** and `code`
            in two lines

            - one
            - [x] two

            ```java
            int a = 1;
            ```
            [link](https://example.org/a) <b>raw</b>""";

    private static void choose(Page page, ChatPage chat, String item) {
        chat.lastAnswer().hover();
        chat.lastAnswer().locator(".message-actions").getByLabel("More").click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(item))
                .click();
    }

    @Test
    void anAnswerIsCopiedAsMarkdownAndAsRichTextAtATime(Page page) {
        var clipboard = Clipboard.of(page);
        var chat = ChatPage.open(page);
        chat.send("/echo " + MARKDOWN);
        chat.awaitAnswer();
        chat.lastAnswer().hover();
        chat.lastAnswer()
                .getByLabel("Copy", new Locator.GetByLabelOptions().setExact(true))
                .last()
                .click();
        assertThat(chat.lastAnswer().getByLabel("Copied")).isVisible();

        clipboard.awaitText(MARKDOWN);
        assertThat(clipboard.awaitHtml("<h1>Head</h1>"))
                .contains("<p>some <strong>bold</strong> and <code>code</code><br>in two lines</p>")
                .contains("int a = 1;")
                .contains("☑ ")
                .contains("href=\"https://example.org/a\"")
                .contains("&lt;b&gt;raw&lt;/b&gt;")
                .doesNotContain("class=")
                .doesNotContain("<button")
                .doesNotContain("<span");
    }

    @Test
    void theMenuCopiesMarkdownAlone(Page page) {
        var clipboard = Clipboard.of(page);
        var chat = ChatPage.open(page);
        chat.send("/echo **bold**");
        chat.awaitAnswer();
        choose(page, chat, "Copy as Markdown");

        clipboard.awaitText("**bold**");
        assertThat(clipboard.html()).isEmpty();
    }

    @Test
    void theLastAnswerIsCopiedByAKey(Page page) {
        var clipboard = Clipboard.of(page);
        var chat = ChatPage.open(page);
        chat.send("/echo the **answer**");
        chat.awaitAnswer();
        chat.field().fill("Something else is being written");
        chat.field().press("Control+Shift+C");
        assertThat(page.locator("#toast")).hasText("The answer is copied");

        clipboard.awaitText("the **answer**");
        clipboard.awaitHtml("<p>the <strong>answer</strong></p>");
        assertThat(chat.field()).isFocused();
    }

    @Test
    void elementsThatAreNoTextAreCopiedByTheirMarkdown(Page page, Complaints complaints) {
        var clipboard = Clipboard.of(page);
        // There are no pictures and no recording.
        complaints.expect("404");
        StubbedConversation.of(page, "gallery.json");
        var message = page.locator(".message")
                .filter(new Locator.FilterOptions().setHas(page.locator(".table-element")))
                .first();
        message.hover();
        message.locator(".message-actions").getByLabel("More").click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Copy as rich text"))
                .click();

        assertThat(clipboard.awaitHtml("<table>")).doesNotContain("<canvas").doesNotContain("class=");
    }
}
