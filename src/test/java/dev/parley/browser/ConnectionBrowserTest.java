package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.parley.model.simulator.SimulatorActivity;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A network that fails. What is lost is counted in events and not in seconds: a cut that outlasts the turn is as long as
 * one of 30 s, or of a day.
 */
@QuarkusTest
@ExtendWith(Browser.class)
class ConnectionBrowserTest {
    @Inject
    SimulatorActivity simulator;

    @BeforeEach
    void expectWhatTheBrowserSaysOfALostConnection(Complaints complaints) {
        complaints.expect("WebSocket connection to");
        complaints.expect("Failed to load resource: net::ERR_");
    }

    @Test
    void aShortCutLeavesNoTrace(Page page, Network network) {
        var chat = ChatPage.open(page);
        chat.send("/long 1500");
        chat.awaitText(100);
        network.cut();
        network.mend();
        chat.awaitAnswer();

        chat.assertTheTextOnlyEverGrew();
        assertThat(chat.answers()).hasCount(1);
        chat.assertShowsWhatIsStored();
        assertThat(chat.banner()).isHidden();
    }

    @Test
    void aCutUntilAfterTheTurnIsToldOfAndLosesNothing(Page page, Network network) {
        var chat = ChatPage.open(page);
        chat.send("/long 1500");
        chat.awaitText(100);
        network.cut();
        assertThat(chat.banner()).containsText("The connection is lost");
        page.waitForCondition(() -> simulator.openStreams() == 0);
        assertThat(chat.lastText().textContent().split(" ")).hasSizeLessThan(1500);
        network.mend();
        chat.awaitAnswer();

        assertThat(chat.banner()).isHidden();
        chat.assertTheTextOnlyEverGrew();
        assertThat(chat.answers()).hasCount(1);
        chat.assertShowsWhatIsStored();
        assertThat(chat.lastStoredMessage().getString("state")).isEqualTo("complete");
    }

    /** A browser that has refused many sockets holds the next ones back: the page must not ask it for so many. */
    @Test
    void howeverLongTheCutWasThePageIsBackSoon(Page page, Network network) {
        page.clock().install();
        var chat = ChatPage.open(page);
        chat.send("/echo before");
        chat.awaitAnswer();
        network.cut();
        for (int i = 0; i < 40; i++) {
            int refused = network.refused();
            page.clock().runFor(3_500);
            page.waitForCondition(() -> network.refused() > refused);
        }
        assertThat(chat.banner()).isVisible();
        network.mend();
        assertThat(chat.banner()).isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(5_000));
        chat.send("/echo after");
        assertThat(chat.answers()).hasCount(2);
        chat.awaitAnswer();
        chat.assertShowsWhatIsStored();
    }

    @Test
    void anotherNetworkInMidStreamLeavesNoTrace(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/long 1500");
        for (int length = 100; length <= 900; length += 200) {
            chat.awaitText(length);
            page.evaluate("() => dispatchEvent(new Event('online'))");
        }
        chat.awaitAnswer();

        chat.assertTheTextOnlyEverGrew();
        assertThat(chat.answers()).hasCount(1);
        chat.assertShowsWhatIsStored();
    }

    @Test
    void aMessageWrittenDuringACutIsSentAfterwards(Page page, Network network) {
        var chat = ChatPage.open(page);
        chat.send("/echo before");
        chat.awaitAnswer();
        network.cut();
        assertThat(chat.banner()).isVisible();
        chat.send("/echo meanwhile");
        assertThat(chat.pending()).containsText("Will be sent when the connection is back");
        network.mend();
        assertThat(chat.answers()).hasCount(2);
        chat.awaitAnswer();

        assertThat(chat.questions()).hasText(new String[] {"/echo before", "/echo meanwhile"});
        chat.assertShowsWhatIsStored();
    }

    @Test
    void aMessageWhoseAcknowledgementWasLostIsThereOnce(Page page, Network network) {
        var chat = ChatPage.open(page);
        chat.send("/echo before");
        chat.awaitAnswer();
        long requests = simulator.requests();
        network.loseAnswers();
        chat.send("/echo once");
        page.waitForCondition(() -> simulator.requests() == requests + 1);
        network.cut();
        network.mend();
        assertThat(chat.answers()).hasCount(2);
        chat.awaitAnswer();

        assertThat(chat.questions()).hasText(new String[] {"/echo before", "/echo once"});
        assertThat(chat.pending()).hasCount(0);
        assertThat(simulator.requests()).isEqualTo(requests + 1);
        chat.assertShowsWhatIsStored();
    }

    @Test
    void aMessageOnItsWayOutlivesAReload(Page page, Network network) {
        var chat = ChatPage.open(page);
        chat.send("/echo before");
        chat.awaitAnswer();
        long requests = simulator.requests();
        network.loseAnswers();
        chat.send("/echo once");
        page.waitForCondition(() -> simulator.requests() == requests + 1);
        network.cut();
        network.mend();
        page.reload();
        assertThat(chat.answers()).hasCount(2);
        chat.awaitAnswer();

        assertThat(chat.questions()).hasText(new String[] {"/echo before", "/echo once"});
        assertThat(chat.pending()).hasCount(0);
        assertThat(simulator.requests()).isEqualTo(requests + 1);
    }
}
