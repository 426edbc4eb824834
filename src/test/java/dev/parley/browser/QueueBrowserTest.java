package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.parley.model.simulator.SimulatorActivity;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@ExtendWith(Browser.class)
class QueueBrowserTest {
    @Inject
    SimulatorActivity simulator;

    @Test
    void messagesSentDuringAnAnswerAreAnsweredAfterItInOrder(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/long 800");
        chat.awaitText(10);
        chat.send("/echo second");
        chat.send("/echo third");
        assertThat(chat.pending().locator(".plain")).hasText(new String[] {"/echo second", "/echo third"});
        assertThat(chat.pending().locator(".pending-note > span"))
                .hasText(new String[] {"Waits for its turn", "Waits for its turn"});
        assertThat(chat.answers()).hasCount(3);
        chat.awaitAnswer();

        assertThat(chat.questions()).hasText(new String[] {"/long 800", "/echo second", "/echo third"});
        assertThat(chat.answers().nth(1).locator(".markdown")).hasText("second");
        assertThat(chat.answers().nth(2).locator(".markdown")).hasText("third");
        assertThat(chat.pending()).hasCount(0);
        chat.assertShowsWhatIsStored();
    }

    @Test
    void afterStopWhatWaitsIsHeldUntilTheReaderDecides(Page page, BrowserContext context) {
        var chat = ChatPage.open(page);
        chat.send("/long 50000");
        chat.awaitText(10);
        chat.send("/echo keep");
        chat.send("/echo drop");
        assertThat(chat.pending()).hasCount(2);
        long requests = simulator.requests();
        chat.button("Stop").click();
        Locator notes = chat.pending().locator(".pending-note > span");
        assertThat(notes).hasText(new String[] {"Not sent", "Not sent"});

        page.reload();
        assertThat(notes).hasText(new String[] {"Not sent", "Not sent"});
        chat.pending().last().getByText("Remove").click();
        assertThat(chat.pending()).hasCount(1);
        assertThat(simulator.requests()).isEqualTo(requests);
        var other = ChatPage.open(context.newPage(), page.url());
        assertThat(other.pending().locator(".plain")).hasText(new String[] {"/echo keep"});
        chat.pending().getByText("Send").click();
        assertThat(chat.answers()).hasCount(2);
        chat.awaitAnswer();
        other.awaitAnswer();

        assertThat(chat.questions()).hasText(new String[] {"/long 50000", "/echo keep"});
        assertThat(chat.lastText()).hasText("keep");
        assertThat(simulator.requests()).isEqualTo(requests + 1);
        assertThat(other.markup()).isEqualTo(chat.markup());
    }

    @Test
    void aWaitingMessageCanBeSentAtOnceInsteadOfTheAnswer(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/long 50000");
        chat.awaitText(10);
        chat.send("/echo steered");
        chat.send("/echo after it");
        chat.pending().first().getByText("Stop and send").click();
        assertThat(chat.answers()).hasCount(3);
        chat.awaitAnswer();

        assertThat(chat.answers().first()).containsText("Stopped");
        assertThat(chat.questions()).hasText(new String[] {"/long 50000", "/echo steered", "/echo after it"});
        assertThat(chat.lastText()).hasText("after it");
        assertThat(chat.pending()).hasCount(0);
    }

    @Test
    void aWaitingMessageCanBeTakenBack(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/long 400");
        chat.awaitText(10);
        chat.send("/echo regretted");
        chat.pending().getByText("Remove").click();
        chat.awaitAnswer();

        assertThat(chat.pending()).hasCount(0);
        assertThat(chat.questions()).hasCount(1);
        assertThat(chat.answers()).hasCount(1);
    }

    @Test
    void messagesOfTwoTabsAtATimeAreAllAnswered(Page page, BrowserContext context) {
        var one = ChatPage.open(page);
        one.send("/echo begin");
        one.awaitAnswer();
        var other = ChatPage.open(context.newPage(), page.url());
        for (int number = 1; number <= 4; number++) {
            one.send("/echo one-" + number);
            other.send("/echo other-" + number);
        }
        assertThat(one.answers()).hasCount(9);
        one.awaitAnswer();
        assertThat(other.answers()).hasCount(9);
        other.awaitAnswer();

        List<String> asked = one.stored().getJsonArray("messages").stream()
                .map(JsonObject.class::cast)
                .filter(message -> "user".equals(message.getString("role")))
                .map(message ->
                        message.getJsonArray("elements").getJsonObject(0).getString("text"))
                .toList();
        assertThat(asked.stream().filter(text -> text.contains("one-")))
                .containsExactly("/echo one-1", "/echo one-2", "/echo one-3", "/echo one-4");
        assertThat(asked.stream().filter(text -> text.contains("other-")))
                .containsExactly("/echo other-1", "/echo other-2", "/echo other-3", "/echo other-4");
        assertThat(other.markup()).isEqualTo(one.markup());
        one.assertShowsWhatIsStored();
    }
}
