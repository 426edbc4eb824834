package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.model.simulator.SimulatorActivity;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How the model is asked: chosen by its reader. */
@QuarkusTest
@ExtendWith(Browser.class)
class SettingsBrowserTest {

    @Inject
    SimulatorActivity activity;

    private static Locator picker(Page page) {
        return page.locator("#model");
    }

    private static void choose(Page page, String item) {
        picker(page).click();
        page.getByRole(
                        AriaRole.MENUITEMRADIO,
                        new Page.GetByRoleOptions().setName(item).setExact(true))
                .click();
    }

    private static void openSheet(Page page) {
        picker(page).click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(Pattern.compile("System prompt")))
                .click();
        assertThat(page.locator("dialog[open]")).isVisible();
    }

    private JsonObject asked() {
        return new JsonObject(activity.lastRequestBody());
    }

    @Test
    void aModelThatIsChosenBeforeTheFirstMessageAnswersIt(Page page) {
        var chat = ChatPage.open(page);
        assertThat(picker(page)).hasAccessibleName("Model: Claude Sonnet 5.5");

        choose(page, "Claude Haiku 5.5");
        choose(page, "High");
        assertThat(picker(page)).hasText("Haiku 5.5 · High");
        chat.send("/echo hello");
        chat.awaitAnswer();

        assertThat(asked().getString("model")).isEqualTo("claude-haiku-5-5");
        assertThat(asked().getJsonObject("output_config").getString("effort")).isEqualTo("high");
        assertThat(picker(page)).hasText("Haiku 5.5 · High");
        page.reload();
        assertThat(picker(page)).hasText("Haiku 5.5 · High");
    }

    @Test
    void aLaterChoiceIsSeenInEachTabAndHoldsFromTheNextAnswerOn(Page page, BrowserContext context) {
        var chat = ChatPage.open(page);
        chat.send("/echo hello");
        chat.awaitAnswer();
        var other = context.newPage();
        ChatPage.open(other, page.url());
        assertThat(picker(other)).hasText("Sonnet 5.5");

        choose(page, "Claude Opus 5.5");

        assertThat(picker(other)).hasText("Opus 5.5");
        chat.send("/echo again");
        chat.awaitAnswer();
        assertThat(asked().getString("model")).isEqualTo("claude-opus-5-5");
    }

    @Test
    void anEffortThatTheModelDoesNotTakeGoesWithIt(Page page) {
        ChatPage.open(page);
        choose(page, "Maximum");
        choose(page, "Claude Haiku 4.5");

        assertThat(picker(page)).hasText("Haiku 4.5");
        picker(page).click();
        assertThat(page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Effort")))
                .hasCount(0);
    }

    @Test
    void theLastChoiceIsThatOfTheNextConversation(Page page) {
        var chat = ChatPage.open(page);
        choose(page, "Claude Haiku 5.5");
        chat.send("/echo hello");
        chat.awaitAnswer();

        page.getByText("New chat").first().click();
        assertThat(picker(page)).hasText("Haiku 5.5");
        page.navigate("/");

        assertThat(picker(page)).hasText("Haiku 5.5");
        choose(page, "Claude Sonnet 5.5");
        page.reload();
        assertThat(picker(page)).hasText("Sonnet 5.5");
    }

    @Test
    void whoAsksNoModelOffersNoChoice(Page page) {
        ChatPage.open(page);
        assertThat(picker(page)).isVisible();

        page.getByText("Approval", new Page.GetByTextOptions().setExact(true)).click();

        assertThat(picker(page)).isHidden();
        page.getByText("Claude", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(picker(page)).isVisible();
    }

    @Test
    void theKeyboardIsEnough(Page page) {
        ChatPage.open(page);
        picker(page).focus();
        page.keyboard().press("Enter");
        assertThat(page.getByRole(
                        AriaRole.MENUITEMRADIO,
                        new Page.GetByRoleOptions().setName("Claude Sonnet 5.5").setChecked(true)))
                .isFocused();

        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");

        assertThat(picker(page)).hasText("Haiku 5.5");
        assertThat(picker(page)).isFocused();
    }

    @Test
    void aPresetFillsTheSheetAndItsPromptReachesTheModel(Page page) {
        var chat = ChatPage.open(page);
        assertThat(picker(page)).isVisible();
        openSheet(page);

        page.getByText("A patient tutor").click();
        assertThat(page.getByLabel("System prompt")).hasValue("You are a patient tutor. Ask back.");
        page.getByLabel("System prompt").fill("You are a patient tutor.");
        chat.button("Save").click();

        assertThat(page.locator("dialog.sheet")).hasCount(0);
        assertThat(picker(page)).isFocused();
        assertThat(picker(page)).hasText("Sonnet 5.5 · High");
        chat.send("/echo hello");
        chat.awaitAnswer();
        assertThat(asked().encode()).contains("You are a patient tutor.").doesNotContain("Ask back.");
        assertThat(chat.stored()
                        .getJsonObject("conversation")
                        .getJsonObject("settings")
                        .getString("systemPrompt"))
                .isEqualTo("You are a patient tutor.");
    }

    @Test
    void aSheetThatIsCancelledChangesNothing(Page page) {
        var chat = ChatPage.open(page);
        assertThat(picker(page)).isVisible();
        openSheet(page);
        page.getByLabel("System prompt").fill("Sing");

        page.keyboard().press("Escape");

        assertThat(page.locator("dialog.sheet")).hasCount(0);
        openSheet(page);
        assertThat(page.getByLabel("System prompt")).hasValue("");
        page.getByLabel("System prompt").fill("x".repeat(10_001));
        assertThat(page.locator("#settings-note")).hasText("1 characters too many");
        assertThat(chat.button("Save")).isDisabled();
    }

    @Test
    void anAnswerSaysWhatItHasCostAndHowFullTheWindowIs(Page page) {
        var chat = ChatPage.open(page);
        assertThat(page.locator("#window")).isHidden();
        chat.send("/echo hello");
        chat.awaitAnswer();

        var price = page.locator(".message.assistant .price");
        assertThat(price).hasText(Pattern.compile("\\$0\\.0+[1-9]\\d?"));
        price.click();
        var card = page.getByRole(AriaRole.DIALOG);
        assertThat(card).containsText("claude-sonnet-5-5");
        assertThat(card.locator("dd")).hasCount(4);
        page.keyboard().press("Escape");
        assertThat(card).hasCount(0);

        var gauge = page.locator("#window");
        assertThat(gauge).hasAccessibleName("1 % of the model’s window is full");
        gauge.click();
        assertThat(card).containsText("1 answer");
        assertThat(card).containsText("of 1,000,000 tokens");
        page.reload();
        assertThat(gauge).hasAccessibleName("1 % of the model’s window is full");
    }

    @Test
    void theHeaderKeepsItsHeightOnANarrowPage(Page page) {
        page.setViewportSize(390, 844);
        ChatPage.open(page);
        choose(page, "High");

        assertThat(picker(page)).isVisible();
        assertThat(page.locator(".header").boundingBox().height).isLessThanOrEqualTo(48);
        assertThat(page.evaluate("() => document.documentElement.scrollWidth")).isEqualTo(390);
    }
}
