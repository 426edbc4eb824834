package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.RequestOptions;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What opens over a conversation or beside it when its reader asks for it: see {@link States}. */
@QuarkusTest
@ExtendWith(Browser.class)
class ToolStatesBrowserTest {

    private static final String SELECT = "it => getSelection().setBaseAndExtent(it, 0, it, it.childNodes.length)";

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 390", "DARK, 320"})
    void eachIsAccessibleAndHasAPicture(ColorScheme colours, int width, Page page) {
        var states = States.of(page, "tools", colours, width);
        var chat = ChatPage.open(page);
        keepPrompts(page);
        chat.field().pressSequentially("/");
        assertThat(page.locator("#prompt-list [role=option]").first()).isVisible();
        states.keep("prompt-picker");
        chat.field().fill("");
        chat.send("/citations");
        chat.awaitAnswer();
        aboutTheAnswer(page, chat, states);
        aboutTheModel(page, states);

        chat.field().press("Control+Shift+F");
        page.locator("#find").pressSequentially("waiting");
        assertThat(page.locator(".find-count")).containsText("1 of");
        states.keep("find-bar");
        page.keyboard().press("Escape");
        page.keyboard().press("Control+k");
        page.keyboard().press("Control+k");
        assertThat(page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Commands")))
                .isVisible();
        states.keep("palette");
        page.keyboard().press("Escape");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator("#model")).isHidden();
        states.keep("paper");
    }

    private static void aboutTheAnswer(Page page, ChatPage chat, States states) {
        var card = page.getByRole(AriaRole.DIALOG);
        chat.lastText().locator(".cite-number").first().click();
        assertThat(card).isVisible();
        states.keep("source");
        page.keyboard().press("Escape");
        page.locator(".message.assistant .price").click();
        assertThat(card.locator("dd").first()).isVisible();
        states.keep("usage");
        page.keyboard().press("Escape");
        page.locator("#window").click();
        assertThat(card).containsText("1 answer");
        states.keep("window");
        page.keyboard().press("Escape");
        chat.lastText().locator("p").first().evaluate(SELECT);
        assertThat(page.locator(".quote-button")).isVisible();
        states.keep("quote");
        page.evaluate("() => getSelection().removeAllRanges()");
    }

    private static void aboutTheModel(Page page, States states) {
        page.locator("#model").click();
        assertThat(page.getByRole(AriaRole.MENUITEMRADIO).first()).isVisible();
        states.keep("model-picker");
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(Pattern.compile("System prompt")))
                .click();
        assertThat(page.locator("dialog.sheet")).isVisible();
        states.keep("settings");
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog.sheet")).hasCount(0);
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 390"})
    void aWindowThatIsNearlyFull(ColorScheme colours, int width, Page page) {
        var states = States.of(page, "tools", colours, width);
        var summary = new JsonObject()
                .put("kind", "summary")
                .put("text", "They speak of bridges: which hang, which stand, and which were rebuilt.")
                .put("messages", 24)
                .put("upTo", 1)
                .put("endedAt", 1_795_000_001_000L);
        var conversation = StubbedConversation.with(
                page, summary, new JsonObject().put("kind", "markdown").put("text", "So far, then."));
        conversation.usage(new JsonObject()
                .put("model", "claude-sonnet-5-5")
                .put("inputTokens", 910_000)
                .put("outputTokens", 2_000)
                .put("cacheReadTokens", 0)
                .put("cacheWriteTokens", 0)
                .put("contextTokens", 912_000));
        conversation.end();
        assertThat(page.locator("#window")).hasAccessibleName("92 % of the model’s window is full");
        states.keep("nearly-full");
        page.locator(".disclosure.summary summary").click();
        states.keep("summary");
    }

    private static void keepPrompts(Page page) {
        for (String title : new String[] {"Sum up a text", "A friendly letter to somebody who has not answered yet"}) {
            page.request()
                    .post(
                            "/api/prompts",
                            RequestOptions.create()
                                    .setData(Map.of("title", title, "text", "Write {{what}} in three sentences.")));
        }
    }
}
