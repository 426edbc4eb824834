package dev.parley.turn;

import dev.parley.chat.Chat;
import dev.parley.chat.ChatMessage;
import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a handler has written in one turn, when that has ended. */
record Written(TestTurns turns, EndState state, Message message) {

    interface Writing {
        void to(ChatMessage message, Chat chat) throws Exception;
    }

    /** Runs a handler that writes one message. */
    static Written by(Writing writing) throws InterruptedException {
        return by(new TestTurns(), writing);
    }

    static Written by(TestTurns turns, Writing writing) throws InterruptedException {
        turns.handler(chat -> {
            try (var message = chat.message("assistant")) {
                writing.to(message, chat);
            }
        });
        var state = turns.awaitEnd(turns.send("One"));
        return new Written(turns, state, turns.last());
    }

    List<Element.Content> contents() {
        return message.elements().stream().map(Element::content).toList();
    }

    /** The only element. */
    Element.Content content() {
        if (message.elements().size() != 1) {
            throw new AssertionError("Not one element: " + json());
        }
        return message.elements().getFirst().content();
    }

    <C extends Element.Content> C content(Class<C> type) {
        return type.cast(content());
    }

    List<String> kinds() {
        return contents().stream()
                .map(content -> ConversationJson.mapper()
                        .valueToTree(content)
                        .path("kind")
                        .asText())
                .toList();
    }

    List<String> json() {
        return contents().stream().map(ConversationJson::write).toList();
    }

    List<Event> events() {
        return turns.events();
    }

    /** The largest event's JSON, in bytes. */
    int largestEvent() {
        return events().stream()
                .mapToInt(event -> ConversationJson.write(event).getBytes(StandardCharsets.UTF_8).length)
                .max()
                .orElse(0);
    }
}
