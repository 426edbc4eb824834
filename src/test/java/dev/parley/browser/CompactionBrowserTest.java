package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A conversation that outgrows what its model reads at once goes on from a summary. */
@QuarkusTest
@ExtendWith(Browser.class)
@TestProfile(CompactionBrowserTest.SmallWindow.class)
class CompactionBrowserTest {

    /** Of a million tokens, so that two thousand are too many already. */
    public static final class SmallWindow implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("parley.compaction.at", "0.002", "parley.compaction.keep", "0.0002");
        }
    }

    @Test
    void theReaderIsToldTheNextAnswerWorksAndAReloadShowsTheSame(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/long 3000");
        chat.awaitAnswer();
        assertThat(summaries(page)).hasCount(0);
        chat.send("/echo still here");
        assertThat(chat.answers()).hasCount(2);
        chat.awaitAnswer();

        Locator summary = chat.lastAnswer().locator(".disclosure.summary");
        assertThat(summary.locator("summary")).hasText("2 earlier messages, summed up");
        summary.locator("summary").click();
        assertThat(summary.locator(".disclosure-text")).isVisible();
        assertThat(summary.locator(".disclosure-text")).not().isEmpty();
        assertThat(chat.lastText()).hasText("still here");
        // What was summed up is still there to be read.
        assertThat(chat.questions()).hasText(new String[] {"/long 3000", "/echo still here"});

        chat.send("/echo and going on");
        assertThat(chat.answers()).hasCount(3);
        chat.awaitAnswer();
        assertThat(chat.lastText()).hasText("and going on");
        assertThat(summaries(page)).hasCount(1);

        var texts = chat.answers().allTextContents();
        page.reload();
        chat.awaitAnswer();
        assertThat(summaries(page)).hasCount(1);
        assertThat(summaries(page).locator("summary")).hasText("2 earlier messages, summed up");
        assertThat(chat.answers().allTextContents()).isEqualTo(texts);
    }

    private static Locator summaries(Page page) {
        return page.locator("#thread .disclosure.summary");
    }
}
