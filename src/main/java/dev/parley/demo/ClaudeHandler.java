package dev.parley.demo;

import dev.parley.chat.Chat;
import dev.parley.chat.ChatHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** A plain conversation with the model. */
@ApplicationScoped
@Named("claude")
public class ClaudeHandler implements ChatHandler {

    @Override
    public void reply(Chat chat) {
        try (var message = chat.message("assistant")) {
            message.writeStream(chat.model().stream(chat.history()));
        }
    }
}
