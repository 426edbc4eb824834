package dev.parley.turn;

import dev.parley.chat.Chat;
import dev.parley.chat.ChatHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** A plain conversation with the model: what answers where a project brings no handler of its own. */
@ApplicationScoped
@Named("claude")
class ClaudeHandler implements ChatHandler {

    @Override
    public void reply(Chat chat) {
        try (var message = chat.message("assistant")) {
            message.writeStream(chat.model().stream(chat.history()));
        }
    }
}
