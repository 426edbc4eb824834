package dev.parley.turn;

import dev.parley.chat.Chat;
import dev.parley.chat.ChatHandler;
import dev.parley.chat.ChatProfile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** A plain conversation with the model: what answers where a project brings no handler of its own. */
@ApplicationScoped
@Named("claude")
class ClaudeHandler implements ChatHandler {

    @Override
    public ChatProfile profile() {
        return ChatProfile.of("Claude")
                .description("A plain conversation with the model.")
                .starter("Explain something", "How does a suspension bridge carry its load?")
                .starter("Plan a weekend", "Plan a calm weekend in Lisbon for two, with one museum and good coffee")
                .starter(
                        "Weigh a decision",
                        "Help me decide between renting and buying a flat: ask what you need to know")
                .starter("Write some code", "Write a Java method that merges two sorted lists, with a test");
    }

    @Override
    public void reply(Chat chat) {
        try (var message = chat.message("assistant")) {
            message.writeStream(chat.model().stream(chat.history()));
        }
    }
}
