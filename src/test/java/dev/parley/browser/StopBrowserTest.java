package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.parley.browser.ChatPage.squeezed;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import dev.parley.model.simulator.SimulatorActivity;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@ExtendWith(Browser.class)
class StopBrowserTest {
    @Inject
    SimulatorActivity simulator;

    @Test
    void stopClosesTheModelsStreamAndKeepsWhatCame(Page page) {
        long closed = simulator.streamsClosedByClient();
        var chat = ChatPage.open(page);
        chat.send("/long 50000");
        chat.awaitText(100);
        String before = squeezed(chat.lastText().textContent());
        chat.button("Stop").click();
        chat.awaitAnswer();

        page.waitForCondition(() -> simulator.streamsClosedByClient() == closed + 1);
        assertThat(simulator.openStreams()).isZero();
        assertThat(chat.lastAnswer().locator(".end-line")).containsText("Stopped");
        assertThat(squeezed(chat.lastText().textContent())).startsWith(before);
        chat.assertShowsWhatIsStored();
        assertThat(chat.lastStoredMessage().getString("state")).isEqualTo("stopped");
        assertThat(chat.lastStoredMessage().getJsonObject("usage").getInteger("inputTokens"))
                .isPositive();
    }

    @Test
    void aStoppedAnswerGoesOnInItsBubble(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/stall");
        chat.awaitText(290);
        chat.button("Stop").click();
        chat.awaitAnswer();
        String partial = squeezed(chat.lastText().textContent());
        chat.offer("Continue").click();
        assertThat(chat.lastText()).containsText("the light is on, so you know where I am.");
        chat.awaitAnswer();

        String whole = squeezed(chat.lastText().textContent());
        assertThat(whole)
                .startsWith(partial)
                .hasSizeGreaterThan(partial.length())
                .containsOnlyOnce("hadoneruleforletters");
        assertThat(chat.answers()).hasCount(1);
        assertThat(chat.lastText()).hasCount(1);
        assertThat(chat.offer("Continue")).hasCount(0);
        chat.assertShowsWhatIsStored();
        page.reload();
        chat.awaitAnswer();
        assertThat(squeezed(chat.lastText().textContent())).isEqualTo(whole);
    }

    @Test
    void stopWorksFromAnotherTab(Page page, BrowserContext context) {
        long closed = simulator.streamsClosedByClient();
        var one = ChatPage.open(page);
        one.send("/long 50000");
        one.awaitText(50);
        var other = ChatPage.open(context.newPage(), page.url());
        other.awaitText(50);
        other.button("Stop").click();
        one.awaitAnswer();
        other.awaitAnswer();

        page.waitForCondition(() -> simulator.streamsClosedByClient() == closed + 1);
        assertThat(one.lastAnswer().locator(".end-line")).containsText("Stopped");
        assertThat(one.markup()).isEqualTo(other.markup());
    }

    @Test
    void stopBeforeTheFirstWordClosesTheModelsStreamToo(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/slow");
        page.waitForCondition(() -> simulator.openStreams() == 1);
        chat.button("Stop").click();
        chat.awaitAnswer();

        page.waitForCondition(() -> simulator.openStreams() == 0);
        assertThat(chat.lastAnswer().locator(".end-line")).containsText("Stopped");
    }

    @Test
    void theSecondClickOfADoubleClickOnSendDoesNotStop(Page page) {
        var chat = ChatPage.open(page);
        chat.field().fill("/long 400");
        var send = chat.button("Send").boundingBox();
        double x = send.x + send.width / 2;
        double y = send.y + send.height / 2;
        page.mouse().click(x, y);
        assertThat(chat.button("Stop")).isVisible();
        page.mouse().move(x, y);
        page.mouse().down(new Mouse.DownOptions().setClickCount(2));
        page.mouse().up(new Mouse.UpOptions().setClickCount(2));
        chat.awaitAnswer();

        assertThat(chat.questions()).hasCount(1);
        assertThat(chat.lastStoredMessage().getString("state")).isEqualTo("complete");
    }
}
