package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What handlers show, each kind of element among it: see {@link States}. */
@QuarkusTest
@ExtendWith(Browser.class)
class ElementStatesBrowserTest {

    private static final String STEP = "part => scroller.scrollTo(0, scroller.scrollHeight * part)";

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 390", "LIGHT, 320"})
    void elementsAndQuestions(ColorScheme colours, int width, Page page) {
        var states = States.of(page, "elements", colours, width);
        var chat = ChatPage.open(page, "/?with=gallery");
        states.keep("handlers");
        chat.send("everything");
        // It shows itself off for some ten seconds, on a quiet machine, and ends with a question that waits.
        assertThat(page.locator(".message.live .question"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(120_000));
        for (int part = 0; part < 4; part++) {
            page.evaluate(STEP, part / 4.0);
            page.waitForFunction("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
                    + ".then(() => !document.querySelector('#thread canvas:not([width])'))");
            states.keep("gallery-" + part);
        }
        page.navigate("/?with=approval");
        chat.send("Refund order 1042");
        assertThat(page.locator(".question").last()).isVisible();
        states.keep("question");
    }
}
