package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The page as its reader sees and uses it. */
final class ChatPage {
    private static final Pattern ADDRESS = Pattern.compile("/c/([\\w-]{8,64})(?:#.*)?$");
    private static final Pattern FINISHED_ANSWER = Pattern.compile("^(?!.*\\blive\\b).*\\bassistant\\b");

    /** Keeps each text that the newest answer has shown, and the most answers that were there at a time. */
    private static final String WATCH = """
            document.addEventListener("DOMContentLoaded", () => {
              const seen = (window.seen = { texts: [""], answers: 0 });
              const thread = document.getElementById("thread");
              if (!thread) return;
              new MutationObserver(() => {
                const answers = thread.querySelectorAll(".message.assistant");
                if (answers.length > seen.answers) seen.texts = [""];
                seen.answers = Math.max(seen.answers, answers.length);
                const text = answers.item(answers.length - 1)?.querySelector(".markdown")?.textContent ?? "";
                if (text !== seen.texts.at(-1)) seen.texts.push(text);
              }).observe(thread, { subtree: true, childList: true, characterData: true });
            });
            """;

    private final Page page;

    private ChatPage(Page page) {
        this.page = page;
    }

    /** Opens a new conversation. */
    static ChatPage open(Page page) {
        return open(page, "/");
    }

    /** Opens an address, and waits until the page is connected. */
    static ChatPage open(Page page, String address) {
        page.addInitScript(WATCH);
        page.navigate(address);
        assertThat(page.locator("#welcome:not([hidden]), #thread .message").first())
                .isVisible();
        return new ChatPage(page);
    }

    Locator field() {
        return page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true));
    }

    void send(String text) {
        field().fill(text);
        field().press("Enter");
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** A button with words on it, which stands in the thread. */
    Locator offer(String words) {
        return page.locator(
                ".button-row .button, .end-line .button, .pending-note .button",
                new Page.LocatorOptions().setHasText(words));
    }

    /** The texts of the reader's messages that a model has seen. */
    Locator questions() {
        return page.locator(".message.user:not(.pending) .plain");
    }

    Locator pending() {
        return page.locator(".message.user.pending");
    }

    Locator answers() {
        return page.locator(".message.assistant");
    }

    Locator lastAnswer() {
        return answers().last();
    }

    Locator lastText() {
        return lastAnswer().locator(".markdown");
    }

    Locator banner() {
        return page.locator("#connection");
    }

    /** Waits until the answer in the making shows so much; one that may have ended by then is not seen. */
    void awaitText(int characters) {
        page.waitForFunction(
                "length => (document.querySelector('#thread .message.live .markdown')?.textContent ?? '').length"
                        + " >= length",
                characters);
    }

    /** Waits until the last thing in the thread is an answer that has ended. */
    void awaitAnswer() {
        assertThat(page.locator("#thread .message").last()).hasClass(FINISHED_ANSWER);
    }

    /** Whether that is so already. */
    boolean isAnswered() {
        return page.locator("#thread > .thread-part:last-child > .message.assistant:last-child:not(.live)")
                        .count()
                > 0;
    }

    String conversation() {
        var address = ADDRESS.matcher(page.url());
        if (!address.find()) {
            throw new IllegalStateException("The page shows no conversation of its own: " + page.url());
        }
        return address.group(1);
    }

    /** What the server has stored. */
    JsonObject stored() {
        APIResponse response = askForStored();
        assertThat(response.status()).isEqualTo(200);
        return new JsonObject(response.text());
    }

    private APIResponse askForStored() {
        var address = URI.create(page.url()).resolve("/api/conversations/" + conversation());
        return page.request().get(address.toString());
    }

    /** Whether the server has stored an answer that is complete; before the first message is stored it knows nothing at all. */
    boolean hasStoredAnAnswer() {
        return askForStored().status() == 200
                && lastStoredMessage().getString("role").equals("assistant")
                && "complete".equals(lastStoredMessage().getString("state"));
    }

    JsonObject lastStoredMessage() {
        JsonArray messages = stored().getJsonArray("messages");
        return messages.getJsonObject(messages.size() - 1);
    }

    /** The thread's markup, to compare it with another tab's. */
    String markup() {
        return page.locator("#thread").innerHTML();
    }

    /** Every text that the newest answer has shown since the page was loaded, in order. */
    @SuppressWarnings("unchecked")
    List<String> textsSeen() {
        return (List<String>) page.evaluate("() => window.seen.texts");
    }

    int mostAnswersSeen() {
        return ((Number) page.evaluate("() => window.seen.answers")).intValue();
    }

    /** For answers without markup: nothing was ever taken back, shown twice or left out. */
    void assertTheTextOnlyEverGrew() {
        List<String> texts = textsSeen();
        for (int at = 1; at < texts.size(); at++) {
            assertThat(squeezed(texts.get(at))).startsWith(squeezed(texts.get(at - 1)));
        }
    }

    /** For messages without markup: the page and the store hold the same. */
    void assertShowsWhatIsStored() {
        JsonArray messages = stored().getJsonArray("messages");
        assertThat(squeezed(String.join("", questions().allTextContents())))
                .isEqualTo(squeezed(textOf(messages, "user")));
        assertThat(squeezed(String.join("", answers().locator(".markdown").allTextContents())))
                .isEqualTo(squeezed(textOf(messages, "assistant")));
    }

    /** The text without white space, which markup may lay out in another way. */
    static String squeezed(String text) {
        return text.replaceAll("\\s+", "");
    }

    private static String textOf(JsonArray messages, String role) {
        return messages.stream()
                .map(JsonObject.class::cast)
                .filter(message -> role.equals(message.getString("role")))
                .flatMap(message -> message.getJsonArray("elements").stream())
                .map(JsonObject.class::cast)
                .filter(element -> "markdown".equals(element.getString("kind")))
                .filter(element -> !element.getBoolean("withdrawn", false))
                .map(element -> element.getString("text"))
                .collect(Collectors.joining());
    }
}
