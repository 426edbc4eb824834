package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.parley.browser.ChatPage.squeezed;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.parley.model.simulator.SimulatorActivity;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@ExtendWith(Browser.class)
class ConversationBrowserTest {
    @Inject
    SimulatorActivity simulator;

    @Test
    void anAnswerGrowsInOneBubble(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/long 400");
        assertThat(page).hasURL(Pattern.compile("/c/[\\w-]{36}$"));
        chat.awaitText(1);
        assertThat(chat.button("Stop")).isVisible();
        chat.awaitAnswer();

        assertThat(chat.textsSeen()).hasSizeGreaterThan(10);
        chat.assertTheTextOnlyEverGrew();
        assertThat(chat.mostAnswersSeen()).isEqualTo(1);
        chat.assertShowsWhatIsStored();
        assertThat(chat.lastStoredMessage().getString("state")).isEqualTo("complete");
        assertThat(chat.button("Stop")).isHidden();
        assertThat(page).hasTitle("/long 400 · Parley");
    }

    @Test
    void theReadersMessageIsThereBeforeTheServerKnowsIt(Page page) {
        var chat = ChatPage.open(page);
        chat.field().fill("/echo heard");
        // One task of the page: no frame can have come in between.
        Object shown = chat.field().evaluate("""
                field => {
                  field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
                  return document.querySelector("#thread .message.user")?.textContent ?? "nothing";
                }
                """);

        assertThat(shown).asString().contains("/echo heard");
        chat.awaitAnswer();
        assertThat(chat.questions()).hasCount(1);
        assertThat(chat.pending()).hasCount(0);
    }

    @Test
    void aQuietNetworkNeedsOneSocketAndOneSnapshot(Page page) {
        List<String> sockets = new ArrayList<>();
        List<String> snapshots = new ArrayList<>();
        page.onWebSocket(socket -> {
            sockets.add(socket.url());
            socket.onFrameReceived(frame -> {
                if (frame.text() != null && frame.text().startsWith("{\"type\":\"snapshot\"")) {
                    snapshots.add(frame.text());
                }
            });
        });
        var chat = ChatPage.open(page);
        for (String message : List.of("/thinking", "/bytes", "/burst 5000", "/529 once", "/stop", "/long 400")) {
            int answers = chat.answers().count();
            chat.send(message);
            assertThat(chat.answers()).hasCount(answers + 1);
            chat.awaitAnswer();
        }

        assertThat(sockets).hasSize(1);
        assertThat(snapshots).hasSize(1);
    }

    @Test
    void aReloadInMidStreamGoesOnWithTheSameText(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/long 1500");
        chat.awaitText(200);
        String before = chat.lastText().textContent();
        page.reload();
        chat.awaitText(1);
        assertThat(chat.textsSeen().get(1)).startsWith(before.strip());
        chat.awaitAnswer();

        chat.assertTheTextOnlyEverGrew();
        assertThat(chat.questions()).hasCount(1);
        assertThat(chat.answers()).hasCount(1);
        chat.assertShowsWhatIsStored();
    }

    @Test
    void twoTabsShowTheSame(Page page, BrowserContext context) {
        var one = ChatPage.open(page);
        one.send("/thinking");
        one.awaitAnswer();
        var other = ChatPage.open(context.newPage(), page.url());
        one.send("/long 400");
        other.awaitText(1);
        one.awaitAnswer();
        other.awaitAnswer();

        assertThat(other.questions()).hasText(new String[] {"/thinking", "/long 400"});
        assertThat(other.markup()).isEqualTo(one.markup());
        one.assertTheTextOnlyEverGrew();
    }

    @Test
    void aTabThatJoinsInMidStreamShowsTheSame(Page page, BrowserContext context) {
        var one = ChatPage.open(page);
        one.send("/long 1500");
        one.awaitText(100);
        var other = ChatPage.open(context.newPage(), page.url());
        other.awaitText(1);
        assertThat(squeezed(other.textsSeen().get(1)).length()).isGreaterThan(50);
        one.awaitAnswer();
        other.awaitAnswer();

        assertThat(other.markup()).isEqualTo(one.markup());
        other.assertTheTextOnlyEverGrew();
        other.assertShowsWhatIsStored();
    }

    @Test
    void formattedTextLooksTheSameStreamedAndWhole(Page page, BrowserContext context) {
        var streamed = ChatPage.open(page);
        streamed.send("/markdown");
        streamed.awaitAnswer();
        var whole = ChatPage.open(context.newPage(), page.url());
        whole.awaitAnswer();
        String coloured = "#thread code .code-keyword";
        assertThat(page.locator(coloured).first()).isVisible();

        assertThat(whole.lastText().locator("table, ol, ul, blockquote, pre, h3, hr, input"))
                .not()
                .hasCount(0);
        context.pages().forEach(tab -> assertThat(tab.locator(coloured).first()).isVisible());
        assertThat(whole.markup()).isEqualTo(streamed.markup());
    }

    @Test
    void closingTheTabDoesNotEndTheTurn(Page page, BrowserContext context) {
        var chat = ChatPage.open(page);
        long closed = simulator.streamsClosedByClient();
        chat.send("/long 800");
        chat.awaitText(50);
        String address = page.url();
        Page later = context.newPage();
        page.close();
        later.waitForCondition(() -> simulator.openStreams() == 0);

        chat = ChatPage.open(later, address);
        chat.awaitAnswer();
        assertThat(chat.lastStoredMessage().getString("state")).isEqualTo("complete");
        chat.assertShowsWhatIsStored();
        assertThat(simulator.streamsClosedByClient()).isEqualTo(closed);
    }

    @Test
    void clicksElsewhereLeaveTheStreamAlone(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/echo first");
        chat.awaitAnswer();
        chat.send("/long 800");
        chat.awaitText(20);
        page.locator("#theme").click();
        page.locator("#sidebar-close").click();
        page.locator("#sidebar-toggle").click();
        page.locator("#title").click();
        chat.awaitAnswer();

        assertThat(chat.lastStoredMessage().getString("state")).isEqualTo("complete");
        chat.assertTheTextOnlyEverGrew();
    }

    @Test
    void whatIsFinishedIsNotDrawnAgain(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/markdown");
        assertThat(chat.lastText().locator("table")).isVisible();
        page.evaluate("""
                () => document.querySelectorAll("#thread .part > :is(h3, p, ol)").forEach((block) => {
                  block.drawnOnce = true;
                })
                """);
        int finished = drawnOnce(page);
        chat.awaitAnswer();

        assertThat(finished).isGreaterThan(2);
        assertThat(drawnOnce(page)).isEqualTo(finished);
    }

    private static int drawnOnce(Page page) {
        Object count = page.evaluate(
                "() => [...document.querySelectorAll('#thread .part > *')].filter((it) => it.drawnOnce).length");
        return ((Number) count).intValue();
    }

    @Test
    void eachConversationHasAnAddressAndANewOneIsAClickAway(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/echo one");
        chat.awaitAnswer();
        String first = page.url();
        page.getByText("New chat").first().click();
        assertThat(page.locator("#welcome")).isVisible();
        assertThat(chat.questions()).hasCount(0);
        chat.send("/echo two");
        chat.awaitAnswer();
        assertThat(page).not().hasURL(first);
        page.locator("#conversations a[href='" + URI.create(first).getPath() + "']")
                .click();

        assertThat(page).hasURL(first);
        assertThat(chat.questions()).hasText(new String[] {"/echo one"});
        page.goBack();
        assertThat(chat.questions()).hasText(new String[] {"/echo two"});
    }
}
