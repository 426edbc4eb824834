package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@ExtendWith(Browser.class)
class AccessibilityBrowserTest {
    /** What can be reached by the Tab key, as far as it is visible. */
    private static final String REACHABLE = """
            () => [...document.querySelectorAll("a[href], button:not(:disabled), textarea, input, summary, [tabindex='0']")]
              .filter((it) => !it.closest("[inert]") && it.checkVisibility({ visibilityProperty: true }))
              .map((it) => it.id || it.getAttribute("aria-label") || it.textContent.trim())
            """;

    private static final String FOCUSED = """
            () => {
              const it = document.activeElement;
              return it === document.body ? "" : it.id || it.getAttribute("aria-label") || it.textContent.trim();
            }
            """;
    /** A field shows the focus by its frame. */
    private static final String FOCUS_IS_VISIBLE = """
            () => {
              const it = document.activeElement;
              const style = getComputedStyle(it);
              const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
              const framed = it.id === "composer-text" || it.id === "search";
              const box = it.getBoundingClientRect();
              return (outlined || framed) && box.width > 0 && box.height > 0;
            }
            """;

    static void assertAccessible(Page page, String state) {
        List<String> violations = new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .map(rule -> rule.getId() + ": "
                                + rule.getNodes().stream()
                                        .map(node -> node.getHtml() + " " + node.getFailureSummary())
                                        .toList())
                        .toList();
        assertThat(violations).as("axe, %s", state).isEmpty();
    }

    @Test
    void theTabKeyReachesEverythingAndTheFocusIsSeen(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/code");
        chat.awaitAnswer();
        page.reload();
        chat.awaitAnswer();
        @SuppressWarnings("unchecked")
        var expected = (List<String>) page.evaluate(REACHABLE);
        page.evaluate("() => document.activeElement.blur()");
        List<String> reached = new ArrayList<>();
        for (int step = 0; step < expected.size() + 5; step++) {
            page.keyboard().press("Tab");
            String focused = (String) page.evaluate(FOCUSED);
            if (!focused.isEmpty()) {
                reached.add(focused);
                assertThat(page.evaluate(FOCUS_IS_VISIBLE))
                        .as("the focus on %s is visible", focused)
                        .isEqualTo(true);
            }
        }

        assertThat(expected).hasSizeGreaterThan(10);
        assertThat(reached).containsAll(expected);
    }

    @Test
    void aConversationNeedsNoMouse(Page page) {
        var chat = ChatPage.open(page);
        assertThat(chat.field()).isFocused();
        page.keyboard().type("/long 50000");
        page.keyboard().press("Enter");
        chat.awaitText(20);
        page.keyboard().press("Tab");
        assertThat(chat.button("Stop")).isFocused();
        page.keyboard().press("Enter");
        chat.awaitAnswer();
        assertThat(chat.offer("Continue")).isVisible();
        for (int back = 0; back < 12 && !isFocused(chat); back++) {
            page.keyboard().press("Shift+Tab");
        }
        assertThat(chat.offer("Continue")).isFocused();
        page.keyboard().press("Enter");
        assertThat(chat.field()).isFocused();
        assertThat(chat.offer("Continue")).hasCount(0);
        chat.awaitAnswer();
    }

    private static boolean isFocused(ChatPage chat) {
        return (boolean) chat.offer("Continue").evaluate("button => button === document.activeElement");
    }

    @Test
    void aScreenReaderHearsSentences(Page page) {
        var chat = ChatPage.open(page);
        page.evaluate("""
                () => {
                  window.heard = [];
                  const region = document.getElementById("announcements");
                  new MutationObserver(() => window.heard.push(region.textContent))
                    .observe(region, { subtree: true, childList: true, characterData: true });
                }
                """);
        chat.send("/long 160");
        chat.awaitAnswer();
        page.waitForFunction("() => window.heard.some((it) => it.endsWith('The answer is complete.'))");
        @SuppressWarnings("unchecked")
        var heard = (List<String>) page.evaluate("() => window.heard");

        String answer = ChatPage.squeezed(chat.lastText().textContent());

        // Ten sentences and the end, some of them together.
        assertThat(heard.size()).isBetween(1, 11);
        // Only the answer's own end may come in the middle of one.
        assertThat(heard).allMatch(said -> said.matches("(?s).*[.!?…:]") || answer.endsWith(ChatPage.squeezed(said)));
        assertThat(ChatPage.squeezed(String.join("", heard))).isEqualTo(answer + "Theansweriscomplete.");
        assertThat(page.locator("#announcements")).hasAttribute("aria-live", "polite");
    }
}
