package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.parley.browser.ChatPage.squeezed;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.parley.model.simulator.SimulatorActivity;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader sees of a model that fails. */
@QuarkusTest
@ExtendWith(Browser.class)
class FailuresBrowserTest {
    private static final Pattern COUNTDOWN = Pattern.compile("Waiting \\d s: rate limited");

    @Inject
    SimulatorActivity simulator;

    @Test
    void aWaitThatTheModelAsksForIsCountedDown(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/429 2 once");
        assertThat(chat.lastAnswer()).containsText(COUNTDOWN);
        chat.awaitAnswer();

        assertThat(chat.lastText()).containsText("this try got through");
        assertThat(chat.answers()).hasCount(1);
    }

    @Test
    void theCountdownIsTheSameInEveryTabAndEndsWithStop(Page page, BrowserContext context) {
        var chat = ChatPage.open(page);
        chat.send("/429 9");
        assertThat(chat.lastAnswer()).containsText(COUNTDOWN);
        var other = ChatPage.open(context.newPage(), page.url());
        assertThat(other.lastAnswer()).containsText(COUNTDOWN);
        long requests = simulator.requests();
        other.button("Stop").click();
        chat.awaitAnswer();
        other.awaitAnswer();

        assertThat(chat.lastAnswer().locator(".end-line")).containsText("Stopped");
        assertThat(other.markup()).isEqualTo(chat.markup());
        assertThat(simulator.requests()).isEqualTo(requests);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/429 once", "/529 once", "/500 twice", "/drop early", "/error early"})
    void aFailureBeforeTheFirstWordIsTriedAgainUnasked(String message, Page page) {
        var chat = ChatPage.open(page);
        chat.send(message);
        chat.awaitAnswer();

        assertThat(chat.lastText()).containsText("this try got through");
        assertThat(chat.mostAnswersSeen()).isEqualTo(1);
        assertThat(chat.lastStoredMessage().getString("state")).isEqualTo("complete");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/429", "/500", "/529"})
    void aFailureThatLastsIsGivenUpAndCanBeTriedAgain(String message, Page page) {
        var chat = ChatPage.open(page);
        long requests = simulator.requests();
        chat.send(message);
        chat.awaitAnswer();

        assertThat(chat.lastAnswer().locator(".problem")).isVisible();
        assertThat(simulator.requests()).isEqualTo(requests + 3);
        chat.offer("Try again").click();
        assertThat(chat.lastAnswer().locator(".branches")).containsText("2 / 2");
        chat.awaitAnswer();
        assertThat(chat.answers()).hasCount(1);
        assertThat(chat.lastStoredMessage().getString("state")).isEqualTo("failed");
    }

    @Test
    void aWaitThatIsTooLongFailsAtOnceAndTryAgainWorks(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/429 3600 once");
        assertThat(chat.lastAnswer().locator(".problem")).isVisible();
        chat.offer("Try again").click();
        assertThat(chat.lastText()).containsText("this try got through");
        chat.awaitAnswer();

        assertThat(chat.lastAnswer().locator(".problem")).hasCount(0);
        assertThat(chat.answers()).hasCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/error", "/drop", "/end"})
    void aBrokenAnswerKeepsItsTextAndCanBeContinued(String message, Page page) {
        var chat = ChatPage.open(page);
        long requests = simulator.requests();
        chat.send(message);
        chat.awaitAnswer();
        String partial = squeezed(chat.lastText().textContent());

        assertThat(chat.lastAnswer().locator(".end-line")).containsText("interrupted");
        assertThat(partial).startsWith("Thelighthousekeeper");
        chat.assertShowsWhatIsStored();
        assertThat(chat.lastStoredMessage().getString("state")).isEqualTo("interrupted");
        // What a reader has seen is not asked for again.
        assertThat(simulator.requests()).isEqualTo(requests + 1);

        chat.offer("Continue").click();
        assertThat(chat.lastText()).containsText("the light is on, so you know where I am.");
        chat.awaitAnswer();
        assertThat(chat.answers()).hasCount(1);
        assertThat(chat.lastText()).hasCount(1);
        assertThat(squeezed(chat.lastText().textContent())).startsWith(partial).hasSizeLessThan(1000);
        chat.assertShowsWhatIsStored();
    }

    @Test
    void aSilentModelIsGivenUpAndItsStreamClosed(Page page) {
        long closed = simulator.streamsClosedByClient();
        var chat = ChatPage.open(page);
        chat.send("/stall");
        chat.awaitText(100);
        assertThat(chat.lastAnswer()).containsText("Still waiting");
        chat.awaitAnswer();

        assertThat(chat.lastAnswer()).not().containsText("Still waiting");
        assertThat(chat.lastAnswer().locator(".end-line")).containsText("interrupted");
        assertThat(chat.offer("Continue")).isVisible();
        page.waitForCondition(() -> simulator.streamsClosedByClient() == closed + 1);
        chat.assertShowsWhatIsStored();
    }

    @Test
    void aRefusedAnswerIsFoldedAway(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/refusal");
        chat.awaitAnswer();

        assertThat(chat.lastAnswer().locator(".problem")).containsText("declined");
        assertThat(chat.lastText()).hasCount(0);
        var withdrawn = chat.lastAnswer().locator("details.withdrawn");
        assertThat(withdrawn.locator(".disclosure-text")).isHidden();
        withdrawn.locator("summary").click();
        assertThat(withdrawn).containsText("This text came before the refusal");
        assertThat(chat.offer("Try again")).hasCount(0);
    }

    @Test
    void aRefusalWithoutAnyTextSaysSo(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/refusal early");
        chat.awaitAnswer();

        assertThat(chat.lastAnswer().locator(".problem")).containsText("declined");
    }

    @Test
    void anAnswerAtItsLengthLimitCanBeContinued(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/max_tokens");
        chat.awaitAnswer();
        assertThat(chat.lastAnswer().locator(".end-line")).containsText("length limit");
        assertThat(chat.lastText()).containsText("its token limit was");
        chat.offer("Continue").click();
        assertThat(chat.offer("Continue")).hasCount(0);
        chat.awaitAnswer();

        assertThat(chat.answers()).hasCount(1);
        assertThat(chat.lastStoredMessage().getString("state")).isEqualTo("complete");
    }

    @Test
    void anEventThatIsTooLargeFailsTheTurnWithTheReason(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/huge");
        chat.awaitAnswer();

        assertThat(chat.lastAnswer().locator(".problem p")).not().hasText("");
        assertThat(chat.lastStoredMessage().getJsonObject("problem").getString("code"))
                .isEqualTo("too_large");
    }

    @Test
    void whatNobodyKnowsIsPassedOver(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/unknown");
        chat.awaitAnswer();

        assertThat(chat.lastText())
                .hasText("Everything around this sentence is unknown to any client, and this sentence arrives anyway.");
        assertThat(chat.lastAnswer().locator(".problem")).hasCount(0);
        assertThat(chat.lastAnswer().locator(".end-line"))
                .hasText("The model stopped for a reason that this page does not know.");
    }

    @Test
    void lettersOfManyBytesArriveWhole(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/bytes");
        chat.awaitAnswer();

        assertThat(chat.lastText())
                .containsText("Ærøskøbing, Привет, こんにちは, 안녕하세요, 𝔘𝔫𝔦𝔠𝔬𝔡𝔢, 👋🏽 and 👩‍🚀 all arrive whole.");
    }
}
