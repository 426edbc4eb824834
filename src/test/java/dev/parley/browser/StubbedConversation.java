package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.options.WaitUntilState;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A conversation whose frames the test writes itself, so that the page can be shown every element at any moment of its
 * life. Everything but the socket is the real application.
 */
final class StubbedConversation {
    static final String ID = "stubbed-conversation";
    static final String FILES = "/api/conversations/" + ID + "/files/";

    private static final long TIME = 1_795_000_000_000L;
    private static final int MESSAGE = 2;

    private final Page page;
    private final List<JsonObject> commands = new ArrayList<>();
    private WebSocketRoute socket;
    private int offset = 1;

    private StubbedConversation(Page page, JsonObject snapshot) {
        this.page = page;
        page.routeWebSocket(Pattern.compile("/chat/" + ID), route -> {
            socket = route;
            route.onMessage(frame -> receive(new JsonObject(frame.text()), snapshot));
        });
        // A test may hold back a picture, for which the page's load event would wait.
        page.navigate("/c/" + ID, new Page.NavigateOptions().setWaitUntil(WaitUntilState.DOMCONTENTLOADED));
        assertThat(page.locator("#thread .message").first()).isVisible();
    }

    /** Opens a conversation in which an assistant's message holds these elements, and still goes on. */
    static StubbedConversation with(Page page, JsonObject... elements) {
        var held = new JsonArray();
        for (int at = 0; at < elements.length; at++) {
            held.add(withDefaults(elements[at], 10 + at));
        }
        var message = message(MESSAGE, "assistant", "assistant", held).put("parent", 1);
        return new StubbedConversation(
                page, snapshot(new JsonArray().add(question()).add(message)));
    }

    /** Opens a conversation with a message of that speaker. */
    static StubbedConversation by(Page page, String role, String name, @Nullable String avatar) {
        var element = withDefaults(new JsonObject().put("kind", "markdown").put("text", "Hello."), 10);
        var message = message(MESSAGE, role, name, new JsonArray().add(element)).put("parent", 1);
        if (avatar != null) {
            message.put("avatar", avatar);
        }
        return new StubbedConversation(
                page, snapshot(new JsonArray().add(question()).add(message)));
    }

    /** Opens the conversation of a snapshot. */
    static StubbedConversation of(Page page, JsonObject snapshot) {
        return new StubbedConversation(page, snapshot);
    }

    /** Opens the conversation of a file beside the tests, a snapshot. */
    static StubbedConversation of(Page page, String resource) {
        try (var file = StubbedConversation.class.getResourceAsStream("/elements/" + resource)) {
            byte[] bytes = Objects.requireNonNull(file, resource).readAllBytes();
            return new StubbedConversation(page, new JsonObject(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds an element to the message, or to another element. */
    void add(int id, int container, JsonObject element) {
        event(new JsonObject()
                .put("type", "elementAdded")
                .put("id", id)
                .put("container", container == 0 ? MESSAGE : container)
                .put("element", element)
                .put("time", TIME));
    }

    void change(int element, JsonObject change) {
        event(new JsonObject()
                .put("type", "elementChanged")
                .put("element", element)
                .put("change", change));
    }

    void append(int element, String text) {
        offset++;
        socket.send(new JsonArray().add(offset).add(element).add(text).encode());
    }

    void close(int element) {
        event(new JsonObject()
                .put("type", "elementClosed")
                .put("element", element)
                .put("time", TIME + 1000));
    }

    /** Opens a conversation whose answer has ended for that reason. */
    static StubbedConversation stopped(Page page, String reason) {
        var stubbed = with(page, new JsonObject().put("kind", "markdown").put("text", "So far"));
        stubbed.end(reason);
        return stubbed;
    }

    void end() {
        end("end_turn");
    }

    private void end(String stopReason) {
        event(new JsonObject()
                .put("type", "messageEnded")
                .put("message", MESSAGE)
                .put("state", "complete")
                .put("stopReason", stopReason)
                .put("time", TIME + 2000));
        event(new JsonObject()
                .put("type", "turnEnded")
                .put("turn", 1)
                .put("state", "complete")
                .put("time", TIME + 2000));
    }

    /** Reports what the message has cost. */
    void usage(JsonObject usage) {
        event(new JsonObject()
                .put("type", "usageReported")
                .put("message", MESSAGE)
                .put("usage", usage));
    }

    void acknowledge(JsonObject command) {
        socket.send(new JsonObject()
                .put("type", "ack")
                .put("id", command.getString("id"))
                .encode());
    }

    void refuse(JsonObject command, String code, String text) {
        socket.send(new JsonObject()
                .put("type", "error")
                .put("id", command.getString("id"))
                .put("code", code)
                .put("text", text)
                .put("retryable", false)
                .put("requestId", "f00d.3")
                .encode());
    }

    /** Waits for the next command that changes something. */
    JsonObject command() {
        page.waitForCondition(() -> !commands.isEmpty());
        return commands.removeFirst();
    }

    boolean isSilent() {
        page.evaluate("() => 0");
        return commands.isEmpty();
    }

    /** The message with the elements. */
    Locator answer() {
        return page.locator("#thread .message").nth(1);
    }

    private void receive(JsonObject command, JsonObject snapshot) {
        if (command.getString("type").equals("open")) {
            socket.send(snapshot.encode());
        } else {
            commands.add(command);
        }
    }

    private void event(JsonObject event) {
        offset++;
        socket.send(event.put("offset", offset).encode());
    }

    private static JsonObject question() {
        var text =
                new JsonObject().put("kind", "markdown").put("text", "Show me.").put("endedAt", TIME);
        return message(1, "user", "user", new JsonArray().add(withDefaults(text, 9)))
                .put("state", "complete")
                .put("endedAt", TIME);
    }

    private static JsonObject message(int id, String role, String name, JsonArray elements) {
        return new JsonObject()
                .put("id", id)
                .put("role", role)
                .put("name", name)
                .put("time", TIME)
                .put("turn", 1)
                .put("siblings", new JsonArray().add(id))
                .put("elements", elements);
    }

    private static JsonObject withDefaults(JsonObject element, int id) {
        return new JsonObject().put("id", id).put("startedAt", TIME).mergeIn(element);
    }

    private static JsonObject snapshot(JsonArray messages) {
        return new JsonObject()
                .put("type", "snapshot")
                .put("position", new JsonObject().put("epoch", "stub").put("offset", 1))
                .put(
                        "conversation",
                        new JsonObject().put("id", ID).put("title", "Elements").put("handler", "claude"))
                .put("messages", messages)
                .put("more", false)
                .put("turn", new JsonObject().put("id", 1).put("startedAt", TIME))
                .put("queue", new JsonArray())
                .put("held", false);
    }
}
