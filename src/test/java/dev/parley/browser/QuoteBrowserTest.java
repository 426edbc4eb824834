package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@ExtendWith(Browser.class)
class QuoteBrowserTest {

    private static final String SELECT = """
            (from, end) => {
              getSelection().setBaseAndExtent(from, 0, end, end.childNodes.length);
            }""";

    private static void select(Locator from, Locator to) {
        from.evaluate(SELECT, to.elementHandle());
    }

    private static void select(Locator what) {
        select(what, what);
    }

    @Test
    void whatIsSelectedIsQuotedByTheButtonBesideIt(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/echo First.\n\nIt is **very** `odd` indeed.");
        chat.awaitAnswer();
        select(chat.lastText().locator("p").last());
        page.locator(".quote-button").click();

        assertThat(chat.field()).hasValue("> It is **very** `odd` indeed.\n\n");
        assertThat(chat.field()).isFocused();
        assertThat(page.locator(".quote-button")).hasCount(0);
    }

    @Test
    void quotesAreAddedByAKeyAndBlocksStayWhatTheyAre(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/echo Before\n\n1. one\n2. two\n\n```\nint a;\n\nint b;\n```\n\nAfter");
        chat.awaitAnswer();
        chat.field().fill("See:");
        select(chat.lastText().locator("ol"), chat.lastText().locator(".code-block"));
        page.keyboard().press("Control+Shift+9");
        String first = "See:\n\n> 1. one\n> 2. two\n>\n> ```\n> int a;\n>\n> int b;\n> ```\n\n";
        assertThat(chat.field()).hasValue(first);
        page.keyboard().type("and");
        select(chat.lastText().locator("p").last());
        page.keyboard().press("Control+Shift+9");

        assertThat(chat.field()).hasValue(first + "and\n\n> After\n\n");
    }

    @Test
    void aSelectionOverTwoMessagesIsTwoQuotes(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/echo words");
        chat.awaitAnswer();
        select(chat.questions(), chat.lastText());
        page.keyboard().press("Control+Shift+9");

        assertThat(chat.field()).hasValue("> /echo words\n\n> words\n\n");
    }

    @Test
    void partsOfBlocksKeepWhatTheyAre(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/echo - a **bold point** here\n- another");
        chat.awaitAnswer();
        chat.lastText()
                .locator("strong")
                .evaluate("it => getSelection().setBaseAndExtent(it.firstChild, 5, it.firstChild, 10)");
        page.keyboard().press("Control+Shift+9");

        assertThat(chat.field()).hasValue("> - **point**\n\n");
    }

    @Test
    void withoutASelectionThereIsNothingToQuote(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/echo words");
        chat.awaitAnswer();
        chat.field().press("Control+Shift+9");

        assertThat(chat.field()).hasValue("");
        assertThat(page.locator(".quote-button")).hasCount(0);
        assertThat(chat.field().evaluate("field => field.selectionStart")).isEqualTo(0);
    }
}
