package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who answers: chosen before a conversation begins. */
@QuarkusTest
@ExtendWith(Browser.class)
class HandlersBrowserTest {

    private static final Pattern HOME = Pattern.compile("/$");

    private static Locator choice(Page page, String title) {
        return page.getByLabel(title, new Page.GetByLabelOptions().setExact(true));
    }

    private static Locator starters(Page page) {
        return page.locator("#starters .starter strong");
    }

    @Test
    void theUsualOneIsChosenAndTheOthersAreOffered(Page page) {
        ChatPage.open(page);

        assertThat(choice(page, "Claude")).isChecked();
        assertThat(choice(page, "Data explorer")).not().isChecked();
        assertThat(page.locator("#composer-text")).hasAttribute("placeholder", "Write to Claude");
    }

    @Test
    void theOneThatIsChosenSaysWhatItDoesProposesAndAnswers(Page page) {
        var chat = ChatPage.open(page);

        page.getByText("Approval", new Page.GetByTextOptions().setExact(true)).click();

        assertThat(page.locator("#handler-description"))
                .hasText("Proposes to pay an order back, and does so when you agree.");
        assertThat(starters(page)).hasText(new String[] {"A bell", "Many ferry rides", "No such order"});
        assertThat(page.locator("#composer-text")).hasAttribute("placeholder", "Write to Approval");
        chat.send("Refund order 9999");
        assertThat(page.locator(".message.assistant").first()).containsText("Name one of these orders");
        assertThat(page.locator(".message.assistant").first()).hasAttribute("aria-label", "Approval");
    }

    @Test
    void theKeyboardChoosesToo(Page page) {
        ChatPage.open(page);

        choice(page, "Claude").focus();
        page.keyboard().press("ArrowRight");

        assertThat(page.locator("#handlers input:checked")).not().hasValue("claude");
        assertThat(page.locator("#handlers input:checked")).isFocused();
    }

    @Test
    void aStarterIsSentToTheOneThatProposesIt(Page page) {
        ChatPage.open(page);
        page.getByText("Approval", new Page.GetByTextOptions().setExact(true)).click();

        page.getByText("No such order").click();

        assertThat(page.locator(".message.assistant").first()).containsText("Name one of these orders");
    }

    @Test
    void aReloadKeepsTheChoiceAndAnAddressMakesIt(Page page) {
        ChatPage.open(page);
        page.getByText("Approval", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page).hasURL(Pattern.compile("\\?with=approval$"));

        page.reload();
        assertThat(choice(page, "Approval")).isChecked();

        page.navigate("/?with=explorer");
        assertThat(choice(page, "Data explorer")).isChecked();
    }

    @Test
    void anAddressWithAnUnknownNameIsToldAndTheUsualOneAnswers(Page page) {
        var chat = ChatPage.open(page, "/?with=nobody-here");
        assertThat(page.locator("#composer-note"))
                .hasText("Nobody here is called “nobody-here”. Claude will answer instead.");
        assertThat(choice(page, "Claude")).isChecked();
        assertThat(page.locator("#composer-text")).hasAttribute("placeholder", "Write to Claude");
        assertThat(page).hasURL(HOME);
        chat.send("/echo here");
        assertThat(chat.lastText()).hasText("here");
        assertThat(page.locator("#composer-note")).isHidden();
    }

    @Test
    void anotherNewChatBeginsWithTheUsualOneAgain(Page page) {
        var chat = ChatPage.open(page);
        page.getByText("Approval", new Page.GetByTextOptions().setExact(true)).click();
        chat.send("Refund order 9999");
        assertThat(page.locator(".message.assistant").first()).containsText("Name one of these orders");

        page.getByText("New chat").first().click();

        assertThat(page).hasURL(HOME);
        assertThat(choice(page, "Claude")).isChecked();
    }

    @Test
    void anOldConversationIsStillItsHandlers(Page page) {
        var chat = ChatPage.open(page);
        page.getByText("Approval", new Page.GetByTextOptions().setExact(true)).click();
        chat.send("Refund order 9999");
        assertThat(page.locator(".message.assistant").first()).containsText("Name one of these orders");

        page.reload();

        assertThat(page.locator("#composer-text")).hasAttribute("placeholder", "Write to Approval");
        assertThat(page.locator("#composer-attach")).isHidden();
        chat.send("Refund order 8888");
        assertThat(page.locator(".message.assistant").nth(1)).containsText("Name one of these orders");
    }

    @Test
    void aMessageThatIsSentBeforeItsConversationIsThereGoesToItsHandlerAllTheSame(Page page) {
        var chat = ChatPage.open(page, "/?with=approval");
        chat.send("Refund order 9999");
        assertThat(page.locator(".message.assistant").first()).containsText("Name one of these orders");
        var held = new ArrayList<Runnable>();
        var flowing = new AtomicBoolean();
        page.routeWebSocket(Pattern.compile("/chat/"), route -> {
            var server = route.connectToServer();
            server.onMessage(frame -> {
                if (flowing.get()) {
                    route.send(frame.text());
                } else {
                    held.add(() -> route.send(frame.text()));
                }
            });
            route.onMessage(frame -> server.send(frame.text()));
        });

        page.reload();
        page.waitForCondition(() -> !held.isEmpty());
        chat.send("Refund order 8888");
        flowing.set(true);
        held.forEach(Runnable::run);

        assertThat(page.locator(".message.assistant").nth(1)).containsText("Name one of these orders");
    }

    @Test
    void onlyTheLastOfSeveralOpenMessagesIsWaitedFor(Page page) {
        var chat = ChatPage.open(page, "/?with=gallery");
        chat.send("everything");

        assertThat(page.locator(".message.last .question").last()).isVisible();
        assertThat(page.getByText("which may be a symbol.")).isVisible();
        assertThat(page.locator(".message:not(.last) .waiting")).hasCount(0);
    }

    @Test
    void onlyFilesThatItTakesCanBeAttached(Page page) {
        ChatPage.open(page, "/?with=explorer");

        assertThat(page.locator("#composer-files"))
                .hasAttribute("accept", ".csv,.tsv,text/csv,text/tab-separated-values");
        page.locator("#composer-files").setInputFiles(new FilePayload("a.png", "image/png", new byte[] {1}));
        assertThat(page.locator("#composer-note")).containsText("a.png is no file that Data explorer takes.");
        assertThat(page.locator("#composer-attached .chip")).hasCount(0);

        byte[] table = "city,price\nLisbon,3\n".getBytes(StandardCharsets.UTF_8);
        page.locator("#composer-files").setInputFiles(new FilePayload("a.csv", "text/csv", table));
        assertThat(page.locator("#composer-attached .chip[data-state=kept]")).hasCount(1);
    }

    @Test
    void whoTakesNoFilesHasNoButtonForThem(Page page) {
        ChatPage.open(page, "/?with=approval");
        assertThat(page.locator("#composer-attach")).isHidden();
    }

    @Test
    void stopStandsAtTheEndAlsoWhereNoFilesAreTaken(Page page) {
        var chat = ChatPage.open(page, "/?with=approval");
        chat.send("Refund order 1042");
        assertThat(page.getByText("Pay this money back?")).isVisible();

        var stop = page.locator("#composer-stop").boundingBox();
        var composer = page.locator("#composer").boundingBox();
        assertThat(composer.x + composer.width - stop.x - stop.width).isBetween(0.0, 16.0);
    }

    @Test
    void theChoiceFitsANarrowPageAndIsReadFromItsTop(Page page) {
        page.setViewportSize(320, 480);
        ChatPage.open(page);

        assertThat(page.evaluate("() => document.getElementById('scroller').scrollTop"))
                .isEqualTo(0);

        assertThat((Boolean) page.evaluate(
                        "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .isTrue();
        assertThat(choice(page, "Approval")).isVisible();
    }
}
