package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Text that is written from right to left stands so, in a page that is not. */
@QuarkusTest
@ExtendWith(Browser.class)
class DirectionBrowserTest {

    @Test
    void eachBlockHasTheDirectionOfItsText(Page page) {
        var chat = ChatPage.open(page);
        chat.send(
                "/echo # جسر معلق\n\nيحمل الجسر طريقه.\n\n- الكابلات\n\nLeft to right again.\n\n```java\nint a; // جسر\n```");
        chat.awaitAnswer();

        var text = chat.lastText();
        assertThat(direction(text.locator("h3"))).isEqualTo("rtl");
        assertThat(direction(text.locator("p").first())).isEqualTo("rtl");
        assertThat(direction(text.locator("ul"))).isEqualTo("rtl");
        assertThat(direction(text.locator("p").last())).isEqualTo("ltr");
        assertThat(direction(text.locator("pre"))).isEqualTo("ltr");
    }

    @Test
    void soDoTheReadersOwnWords(Page page) {
        var chat = ChatPage.open(page);
        chat.field().fill("שלום");
        assertThat(direction(chat.field())).isEqualTo("rtl");
        chat.field().press("Enter");
        chat.awaitAnswer();

        assertThat(direction(chat.questions().first())).isEqualTo("rtl");
        assertThat(direction(page.locator("#title"))).isEqualTo("rtl");
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        assertThat(direction(page.locator(".header"))).isEqualTo("ltr");
    }

    private static Object direction(Locator element) {
        return element.evaluate("node => getComputedStyle(node).direction");
    }
}
