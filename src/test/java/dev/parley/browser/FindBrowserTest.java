package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@ExtendWith(Browser.class)
class FindBrowserTest {
    @Inject
    Library library;

    private static Locator field(Page page) {
        return page.locator("#find");
    }

    private static Locator count(Page page) {
        return page.locator(".find-count");
    }

    private static String marked(Page page) {
        return (String)
                page.evaluate("() => [...(CSS.highlights.get('found') ?? [])].map(it => it.toString()).join(' ')");
    }

    @Test
    void theBarGoesFromHitToHitAndMarksTheWords(Page page) {
        var chat = ChatPage.open(page);
        for (String words : new String[] {"apples", "pears", "apples and plums"}) {
            chat.send("/echo " + words);
            chat.awaitAnswer();
        }
        chat.field().press("Control+Shift+F");
        assertThat(field(page)).isFocused();
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        field(page).pressSequentially("apples");
        assertThat(count(page)).hasText("1 of 4");
        assertThat(marked(page)).isEqualTo("apples");
        field(page).press("Enter");
        assertThat(count(page)).hasText("2 of 4");
        field(page).press("Shift+Enter");
        field(page).press("Shift+Enter");
        assertThat(count(page)).hasText("4 of 4");
        field(page).fill("plums apples");
        assertThat(count(page)).hasText("1 of 2");
        page.waitForFunction("() => CSS.highlights.get('found')?.size === 2");
        field(page).fill("bananas");
        assertThat(count(page)).hasText("Nothing found");
        assertThat(field(page)).isFocused();
        field(page).press("Escape");

        assertThat(field(page)).hasCount(0);
        assertThat(marked(page)).isEmpty();
        assertThat(chat.field()).isFocused();
    }

    @Test
    void theBarGoesWithItsConversation(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/echo something");
        chat.awaitAnswer();
        chat.field().press("Control+Shift+F");
        assertThat(field(page)).isFocused();
        page.getByText("New chat").first().click();

        assertThat(page.locator("#welcome")).isVisible();
        assertThat(field(page)).hasCount(0);
    }

    @Test
    void theBrowsersOwnSearchIsLeftAloneWhereAllMessagesAreHere(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/echo something");
        chat.awaitAnswer();
        Object prevented = chat.field().evaluate("""
                field => {
                  const event = new KeyboardEvent(
                    "keydown", { key: "f", code: "KeyF", ctrlKey: true, bubbles: true, cancelable: true });
                  field.dispatchEvent(event);
                  return event.defaultPrevented;
                }
                """);

        assertThat(prevented).isEqualTo(false);
    }

    @Test
    void theSameKeyOpensTheBarWhereOlderMessagesAreNotLoaded(Page page) {
        var conversation = library.longConversation(library.owner(page), 1_000);
        var chat = ChatPage.open(page, "/c/" + conversation);
        chat.field().press("Control+f");
        assertThat(field(page)).isFocused();
        field(page).pressSequentially("\"message 17\"");
        assertThat(count(page)).hasText("1 of 1");

        assertThat(page.locator("#thread")).containsText("Message 17.");
        assertThat(page.locator("#thread .message", new Page.LocatorOptions().setHasText("Message 17.")))
                .isInViewport();
        page.waitForFunction("() => CSS.highlights.get('found')?.size === 2");
        assertThat(field(page)).isFocused();
    }
}
