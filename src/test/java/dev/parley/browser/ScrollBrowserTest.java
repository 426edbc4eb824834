package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@ExtendWith(Browser.class)
class ScrollBrowserTest {
    /** What comes late: a picture, what draws formulas, and their fonts. */
    private static final Pattern LATE = Pattern.compile("/files/late$|/typeset-|/KaTeX_[^/]*\\.woff2$");

    private static final String AT_END = """
            () => {
              const { scrollHeight, scrollTop, clientHeight } = document.getElementById("scroller");
              return scrollHeight > clientHeight + 100 && scrollHeight - scrollTop - clientHeight < 40;
            }
            """;
    private static final String SCROLLABLE = """
            () => {
              const { scrollHeight, clientHeight } = document.getElementById("scroller");
              return scrollHeight > clientHeight + 500;
            }
            """;

    @Test
    void theViewFollowsAtTheEndAndOnlyThere(Page page) {
        page.setViewportSize(800, 500);
        var chat = ChatPage.open(page);
        chat.send("/long 9000");
        page.waitForFunction(SCROLLABLE);
        page.waitForFunction(AT_END);
        assertThat(chat.button("Jump to the end")).isHidden();

        page.mouse().move(400, 200);
        page.mouse().wheel(0, -300);
        assertThat(chat.button("Jump to the end")).isVisible();
        page.waitForFunction(restsSince("rested"));
        double place = top(page);
        chat.awaitText(chat.lastText().textContent().length() + 500);
        assertThat(top(page)).isEqualTo(place);

        chat.button("Jump to the end").click();
        page.waitForFunction(AT_END);
        assertThat(chat.button("Jump to the end")).isHidden();
        chat.awaitText(chat.lastText().textContent().length() + 500);
        page.waitForFunction(AT_END);
        chat.button("Stop").click();
        chat.awaitAnswer();
        page.waitForFunction(AT_END);
    }

    @Test
    void sendingLeadsToTheEnd(Page page) {
        page.setViewportSize(800, 500);
        var chat = ChatPage.open(page);
        chat.send("/long 1500");
        chat.awaitAnswer();
        page.mouse().move(400, 200);
        page.mouse().wheel(0, -600);
        assertThat(chat.button("Jump to the end")).isVisible();
        chat.send("/echo end");
        page.waitForFunction(AT_END);
        chat.awaitAnswer();

        page.waitForFunction(AT_END);
    }

    @Test
    void whatIsReadStaysInItsPlaceWhenSomethingAboveGetsItsSizeLate(Page page) {
        page.setViewportSize(800, 500);
        List<Route> held = new ArrayList<>();
        var released = new AtomicBoolean();
        page.route(LATE, route -> {
            if (released.get()) {
                route.resume();
            } else {
                held.add(route);
            }
        });
        StubbedConversation.with(
                page,
                new JsonObject()
                        .put("kind", "image")
                        .put("file", "late")
                        .put("alt", "Late")
                        .put("endedAt", 1L),
                markdown("$$\n\\sum_{i=1}^{n} x_i\n$$\n\n```mermaid\nflowchart LR\n  A --> B\n```\n"),
                markdown("A line of text.\n\n".repeat(60)));
        page.mouse().move(400, 200);
        page.mouse().wheel(0, -500);
        page.waitForFunction(restsSince("rested"));
        var line = page.locator(".part > p").nth(35);
        double place = line.boundingBox().y;
        page.waitForCondition(() -> held.size() >= 2);
        released.set(true);
        held.forEach(route -> {
            if (route.request().url().endsWith("/late")) {
                route.fulfill(new Route.FulfillOptions()
                        .setContentType("image/svg+xml")
                        .setBody("<svg xmlns='http://www.w3.org/2000/svg' width='600' height='900'/>"));
            } else {
                route.resume();
            }
        });
        page.waitForFunction("() => document.querySelector('.image img').naturalHeight === 900");
        page.waitForFunction("() => document.querySelector('.katex') && document.fonts.status === 'loaded'");
        page.waitForFunction(restsSince("settled"));

        assertThat(page.locator(".image img").boundingBox().height).isGreaterThan(200);
        assertThat(line.boundingBox().y).isCloseTo(place, within(1.0));
    }

    private static JsonObject markdown(String text) {
        return new JsonObject().put("kind", "markdown").put("text", text).put("endedAt", 1L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/markdown", "/code", "/hostile", "/echo Donaudampfschifffahrtsgesellschaftskapitän"})
    void nothingScrollsSidewaysOnANarrowScreen(String message, Page page) {
        page.setViewportSize(390, 844);
        var chat = ChatPage.open(page);
        chat.send(message + "x".repeat(message.startsWith("/echo") ? 200 : 0));
        chat.awaitAnswer();

        assertThat(page.evaluate("() => document.documentElement.scrollWidth")).isEqualTo(390);
        assertThat(page.evaluate("""
                () => ["scroller", "composer"]
                  .map((id) => document.getElementById(id))
                  .filter((it) => it.scrollWidth > it.clientWidth)
                  .map((it) => it.id)
                  .join(" ")
                """)).isEqualTo("");
    }

    private static double top(Page page) {
        return ((Number) page.evaluate("() => document.getElementById('scroller').scrollTop")).doubleValue();
    }

    /** True once the scroller has stood still for some frames: wheels may scroll smoothly. */
    private static String restsSince(String name) {
        return """
                () => {
                  const { scrollTop } = document.getElementById("scroller");
                  const before = window.%1$s ?? { scrollTop: NaN, frames: 0 };
                  window.%1$s = { scrollTop, frames: scrollTop === before.scrollTop ? before.frames + 1 : 0 };
                  return window.%1$s.frames > 10;
                }
                """.formatted(name);
    }
}
