package dev.parley.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@ExtendWith(Browser.class)
class BurstBrowserTest {
    private static final Logger LOG = Logger.getLogger(BurstBrowserTest.class);
    /** From the key to its letter on the screen, in milliseconds: above it anyone would call the page stuck. */
    private static final double STUCK = 2_000;

    private static final int MOST_TYPED = 10_000;

    private static final String MEASURE = """
            () => {
              window.delays = [];
              document.getElementById("composer-text").addEventListener("input", ({ timeStamp }) =>
                requestAnimationFrame(() => setTimeout(() => window.delays.push(performance.now() - timeStamp))));
            }
            """;

    @Test
    void theComposerAnswersDuringABurst(Page page) {
        var chat = ChatPage.open(page);
        page.evaluate(MEASURE);
        chat.send("/burst 5000");
        String typed = typeUntilAnswered(chat);
        assertThat(chat.field().inputValue()).isEqualTo(typed);

        assertThat(chat.lastText().innerText().strip().split("\\s+")).hasSize(5_000);
        chat.assertTheTextOnlyEverGrew();
        chat.assertShowsWhatIsStored();
        @SuppressWarnings("unchecked")
        var delays = (List<Number>) page.evaluate("() => window.delays");
        var sorted = delays.stream().mapToDouble(Number::doubleValue).sorted().toArray();
        LOG.infof(
                "Delay of %d keys in a burst: median %.0f ms, longest %.0f ms",
                sorted.length, sorted[sorted.length / 2], sorted[sorted.length - 1]);
        assertThat(sorted[sorted.length - 1]).isLessThan(STUCK);
    }

    /** From before the first piece until after the last: who waits for the first one may find that all have come. */
    private static String typeUntilAnswered(ChatPage chat) {
        var typed = new StringBuilder();
        while (!chat.isAnswered()) {
            assertThat(typed).as("the answer does not end").hasSizeLessThan(MOST_TYPED);
            chat.field().pressSequentially("typed ");
            typed.append("typed ");
        }
        return typed.toString();
    }
}
