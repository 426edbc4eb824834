package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.Element;
import dev.parley.conversation.Message;
import dev.parley.conversation.Role;
import dev.parley.conversation.Snapshot;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A conversation with one reader that remembers all it sent and was shown, over the deaths of its server. */
final class WatchedConversation {

    private final String id = SocketClient.newConversation();
    private final String cookie;
    /** What was sent, by the command's id. */
    private final Map<String, String> sent = new LinkedHashMap<>();

    private final Map<String, String> unacknowledged = new LinkedHashMap<>();
    private SocketClient reader;
    private Snapshot shownLast;

    WatchedConversation(String cookie) {
        this.cookie = cookie;
    }

    /** Connects anew, and holds what the server has against what the reader had seen before. */
    void open(URI server) {
        reader = SocketClient.open(server, id, cookie);
        if (shownLast != null) {
            check();
        }
    }

    private void check() {
        var now = reader.shown();
        var stored = history();
        assertThat(now.turn()).as("no turn outlives its process").isNull();
        assertThat(now.held())
                .as("what waits does so until the reader sends it")
                .isEqualTo(!now.queue().isEmpty());
        checkMessagesExistOnce(now, stored);
        checkEnds(stored);
        checkShownIsPrefix(stored);
    }

    /** I1. */
    private void checkMessagesExistOnce(Snapshot now, List<Message> stored) {
        var texts = new ArrayList<String>();
        stored.stream().filter(message -> message.role() == Role.USER).forEach(message -> texts.add(message.text()));
        now.queue().forEach(queued -> texts.add(queued.text()));
        assertThat(texts).doesNotHaveDuplicates();
        sent.forEach((command, text) -> {
            if (!unacknowledged.containsKey(command)) {
                assertThat(texts).as("acknowledged messages").contains(text);
            }
        });
        assertThat(sent.values()).containsAll(texts);
    }

    /** I3. */
    private static void checkEnds(List<Message> stored) {
        assertThat(stored).allSatisfy(message -> assertThat(message.state()).isNotNull());
        assertThat(stored.stream()
                        .filter(message -> message.role() == Role.ASSISTANT)
                        .map(Message::turn)
                        .toList())
                .as("one answer for each turn")
                .doesNotHaveDuplicates();
    }

    /** I2. */
    private void checkShownIsPrefix(List<Message> stored) {
        var byId = stored.stream().collect(Collectors.toMap(Message::id, Function.identity()));
        for (var shown : shownLast.messages()) {
            var kept = byId.get(shown.id());
            assertThat(kept).as("message %d was shown", shown.id()).isNotNull();
            for (var element : shown.elements()) {
                checkShown(element, kept);
            }
            if (shown.state() != null) {
                assertThat(kept).isEqualTo(shown);
            }
        }
    }

    private static void checkShown(Element shown, Message kept) {
        var same = kept.elements().stream()
                .filter(element -> element.id() == shown.id())
                .findFirst();
        assertThat(same).as("element %d was shown", shown.id()).isPresent();
        assertThat(text(same.get())).startsWith(text(shown));
    }

    private static String text(Element element) {
        return switch (element.content()) {
            case Element.Growing growing -> growing.text();
            case Element.Callout callout -> callout.text();
            case Element.Content other -> ConversationJson.write(other);
        };
    }

    /** All messages of the shown path, the oldest first. */
    private List<Message> history() {
        var all = new ArrayList<>(reader.shown().messages());
        boolean more = reader.shown().more();
        while (more) {
            reader.say("{\"type\":\"older\",\"before\":" + all.getFirst().id() + "}");
            var page = reader.await("older");
            all.addAll(
                    0, Arrays.asList(ConversationJson.read(page.path("messages").toString(), Message[].class)));
            more = page.path("more").asBoolean();
        }
        return all;
    }

    /** Says again what nobody acknowledged, and lets go what waits. */
    void goOn() {
        Map.copyOf(unacknowledged).forEach(this::say);
        if (reader.shown().held()) {
            reader.say("{\"type\":\"sendQueued\",\"id\":\"" + UUID.randomUUID() + "\"}");
            reader.await("turnStarted");
        }
    }

    /** The same, and sends something new. */
    void goOn(String newText) {
        goOn();
        String command = UUID.randomUUID().toString();
        sent.put(command, newText);
        unacknowledged.put(command, newText);
        say(command, newText);
    }

    private void say(String command, String text) {
        reader.say(ConversationJson.mapper()
                .createObjectNode()
                .put("type", "send")
                .put("id", command)
                .put("text", text)
                .toString());
    }

    int received() {
        return reader.received();
    }

    /** The server is gone: what came until then was shown. */
    int disconnected() {
        int code = reader.awaitClose();
        reader.takeWhatCame();
        shownLast = reader.shown();
        for (String text : reader.texts()) {
            var frame = ConversationJson.read(text, JsonNode.class);
            if (SocketClient.is(frame, "ack")) {
                unacknowledged.remove(frame.path("id").asText());
            }
        }
        return code;
    }

    /** How the last message shown has ended. */
    String lastState() {
        return String.valueOf(shownLast.messages().getLast().state()).toLowerCase(Locale.ROOT);
    }

    /** Until all that was sent is answered. What found no room in the queue, or was not acknowledged, is sent again. */
    void awaitRest() {
        awaitIdle();
        Map.copyOf(unacknowledged).forEach(this::sendAgain);
        var answered = history().stream()
                .filter(message -> message.role() == Role.USER)
                .map(Message::text)
                .toList();
        assertThat(answered).containsExactlyInAnyOrderElementsOf(sent.values());
    }

    private void awaitIdle() {
        while (reader.shown().turn() != null || !reader.shown().queue().isEmpty()) {
            reader.await("turnEnded");
        }
    }

    private void sendAgain(String command, String text) {
        say(command, text);
        int turn = reader.await(frame -> SocketClient.is(frame, "ack")
                        && frame.path("id").asText().equals(command))
                .path("turn")
                .asInt();
        unacknowledged.remove(command);
        boolean begunLongAgo = isIn(history(), turn);
        while (!begunLongAgo && !isIn(reader.shown().messages(), turn)) {
            reader.await(frame -> true);
        }
        awaitIdle();
    }

    /** What waits has no message yet. One that a crash cut off before its answer began has no answer, and needs none. */
    private static boolean isIn(List<Message> messages, int turn) {
        return messages.stream().anyMatch(message -> message.role() == Role.USER && message.turn() == turn);
    }
}
