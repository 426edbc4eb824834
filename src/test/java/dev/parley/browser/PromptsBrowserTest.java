package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Replies are scripted here, so a message with a slash is a scenario, too: nothing is chosen before it was pointed at. */
@QuarkusTest
@ExtendWith(Browser.class)
class PromptsBrowserTest {

    private static void keep(Page page, String title, String text) {
        var answer = page.request()
                .post(
                        page.url().replaceFirst("(://[^/]+/).*", "$1api/prompts"),
                        RequestOptions.create().setData(Map.of("title", title, "text", text)));
        assertThat(answer.status()).isEqualTo(201);
    }

    private static Locator options(Page page) {
        return page.locator("#prompt-list [role=option]");
    }

    private static Object selected(ChatPage chat) {
        return chat.field().evaluate("it => it.value.slice(it.selectionStart, it.selectionEnd)");
    }

    @Test
    void aSlashOffersThePromptsAndTabGoesFromPlaceToPlace(Page page) {
        var chat = ChatPage.open(page);
        keep(page, "Summary", "/echo Sum up {{what}} in {{length:three}} sentences.");
        keep(page, "Mail", "Write a mail.");
        chat.field().pressSequentially("/");
        assertThat(options(page)).hasCount(3);
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        chat.field().pressSequentially("sum");
        assertThat(options(page)).hasCount(1);
        chat.field().press("ArrowDown");
        assertThat(chat.field()).hasAttribute("aria-activedescendant", "prompt-list-0");
        chat.field().press("Enter");

        assertThat(chat.field()).hasValue("/echo Sum up {{what}} in three sentences.");
        assertThat(options(page)).hasCount(0);
        assertThat(selected(chat)).isEqualTo("{{what}}");
        page.keyboard().type("the book");
        chat.field().press("Tab");
        assertThat(selected(chat)).isEqualTo("three");
        chat.field().press("Shift+Tab");
        assertThat(selected(chat)).isEqualTo("the book");
        chat.field().press("Tab");
        page.keyboard().type("two");
        chat.field().press("Tab");
        assertThat(chat.field()).isFocused();
        chat.field().press("Enter");
        chat.awaitAnswer();
        assertThat(chat.lastText()).hasText("Sum up the book in two sentences.");
    }

    @Test
    void aPlaceThatIsStillEmptyIsAskedForOnce(Page page) {
        var chat = ChatPage.open(page);
        keep(page, "Greeting", "/echo Dear {{name}}");
        chat.field().pressSequentially("/gree");
        options(page).first().click();
        assertThat(chat.field()).hasValue("/echo Dear {{name}}");
        chat.field().press("End");
        chat.field().press("Enter");
        assertThat(page.locator("#composer-note")).containsText("“name” is still to be filled in");
        assertThat(selected(chat)).isEqualTo("{{name}}");
        chat.field().press("Enter");
        chat.awaitAnswer();

        assertThat(chat.lastText()).hasText("Dear {{name}}");
    }

    @Test
    void aMessageWithASlashIsSentAsItWasTyped(Page page) {
        var chat = ChatPage.open(page);
        keep(page, "Echo chamber", "Something else");
        chat.field().pressSequentially("/echo");
        assertThat(options(page)).hasCount(1);
        chat.field().pressSequentially(" this");
        assertThat(options(page)).hasCount(0);
        chat.field().press("Enter");
        chat.awaitAnswer();
        assertThat(chat.questions()).hasText(new String[] {"/echo this"});
        chat.field().pressSequentially("/echo");
        assertThat(options(page)).hasCount(1);
        chat.field().press("Enter");

        assertThat(chat.questions()).hasText(new String[] {"/echo this", "/echo"});
        chat.awaitAnswer();
    }

    @Test
    void escapeClosesTheListUntilTheLineBeginsAnew(Page page) {
        var chat = ChatPage.open(page);
        keep(page, "Mail", "Write a mail.");
        chat.field().pressSequentially("First line");
        chat.field().press("Shift+Enter");
        chat.field().pressSequentially("/m");
        assertThat(options(page)).hasCount(1);
        chat.field().press("Escape");
        assertThat(options(page)).hasCount(0);
        chat.field().pressSequentially("a");
        assertThat(options(page)).hasCount(0);
        chat.field().press("Backspace");
        chat.field().press("Backspace");
        chat.field().press("Backspace");
        chat.field().pressSequentially("/ma");
        chat.field().press("ArrowDown");
        chat.field().press("Tab");

        assertThat(chat.field()).hasValue("First line\nWrite a mail.");
    }

    @Test
    void promptsAreManagedAndTheSameInAnotherTab(Page page, BrowserContext context) {
        var chat = ChatPage.open(page);
        chat.field().pressSequentially("/");
        options(page)
                .filter(new Locator.FilterOptions().setHasText("Manage prompts"))
                .click();
        assertThat(chat.field()).hasValue("");
        var dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByText("New prompt").click();
        dialog.getByLabel("Title").fill("Shopping");
        dialog.getByLabel("Text").fill("What do I need for {{dish}}?");
        dialog.getByText("Save").click();
        assertThat(dialog.locator("li strong")).hasText(new String[] {"Shopping"});
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        dialog.getByLabel("Edit “Shopping”").click();
        dialog.getByLabel("Title").fill("Groceries");
        dialog.getByText("Save").click();
        assertThat(dialog.locator("li strong")).hasText(new String[] {"Groceries"});
        var other = ChatPage.open(context.newPage());
        other.field().pressSequentially("/groc");
        assertThat(other.field().locator("xpath=..").locator("[role=option]")).containsText("Groceries");
        dialog.getByLabel("Delete “Groceries”").click();

        assertThat(dialog).containsText("Keep what you often write");
        dialog.getByText("Done").click();
        assertThat(dialog).hasCount(0);
    }

    @Test
    void aMessageIsKeptAsAPrompt(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/echo words worth keeping");
        chat.awaitAnswer();
        var question = page.locator(".message.user");
        question.hover();
        question.getByLabel("More").click();
        page.getByText("Keep as a prompt").click();
        var dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog.getByLabel("Text")).hasValue("/echo words worth keeping");
        dialog.getByText("Save").click();

        assertThat(dialog.locator("li strong")).hasText(new String[] {"/echo words worth keeping"});
    }
}
