package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Scripts, requests to another host and violations of the security policy fail every browser test: see Complaints. */
@QuarkusTest
@ExtendWith(Browser.class)
class HostileAnswerBrowserTest {
    /** Everything in an answer that could act by itself. */
    private static final String ACTING = """
            () => [...document.querySelectorAll("#thread .markdown *")].flatMap((node) => {
              const found = [];
              if (["SCRIPT", "IFRAME", "OBJECT", "EMBED", "STYLE", "FORM", "LINK", "META", "BASE"].includes(node.tagName))
                found.push(node.tagName);
              if (node.tagName === "INPUT" && node.type !== "checkbox") found.push("input " + node.type);
              for (const { name, value } of node.attributes) {
                if (name.startsWith("on") || name === "style" || name === "srcdoc") found.push(name);
                if (["href", "src", "action", "formaction", "xlink:href", "data"].includes(name)
                    && !["http:", "https:", "mailto:"].includes(new URL(value, "relative:x").protocol))
                  found.push(name + "=" + value);
                if (name === "target" && value === "_top") found.push("target=_top");
              }
              return found;
            })
            """;

    @Test
    void aHostileAnswerDoesNothing(Page page) {
        List<String> dialogs = new ArrayList<>();
        page.onDialog(dialog -> {
            dialogs.add(dialog.message());
            dialog.dismiss();
        });
        var chat = ChatPage.open(page);
        chat.send("/hostile");
        chat.awaitAnswer();
        assertHarmless(page, chat);
        for (Locator each : chat.lastText().locator(".part > *").all()) {
            each.hover();
        }
        page.reload();
        chat.awaitAnswer();
        assertHarmless(page, chat);

        assertThat(page.evaluate("() => document.body.tagName")).isEqualTo("BODY");
        assertThat(page.evaluate("() => typeof document.cookie")).isEqualTo("string");
        assertThat(dialogs).isEmpty();
    }

    private static void assertHarmless(Page page, ChatPage chat) {
        assertThat(chat.lastText()).containsText("Nothing below may run, load or pop up.");
        assertThat(chat.lastText().locator("pre")).containsText("alert('only code')");
        assertThat((List<?>) page.evaluate(ACTING)).isEmpty();
        // A picture of another host is at most offered.
        assertThat(chat.lastText().locator("img[src^=http]")).hasCount(0);
        for (Locator link : chat.lastText().locator("a[href]").all()) {
            assertThat(link.getAttribute("rel")).contains("noopener");
        }
    }

    @Test
    void aReadersOwnMarkupIsText(Page page) {
        String message = "<img src=x onerror=alert(1)> **bold** <script>alert(2)</script>";
        var chat = ChatPage.open(page);
        chat.send(message);
        chat.awaitAnswer();

        assertThat(chat.questions()).hasText(message);
        assertThat(page.locator("#title")).hasText(message);
        assertThat(page.locator("#conversations a").first()).hasText(message);
        assertThat(page.locator("#thread img")).hasCount(0);
    }
}
