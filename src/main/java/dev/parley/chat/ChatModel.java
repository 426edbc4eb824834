package dev.parley.chat;

import dev.parley.model.ModelEvent;
import dev.parley.model.ModelMessage;
import dev.parley.model.ModelRequest;
import io.smallrye.mutiny.Multi;
import java.util.List;
import java.util.Objects;

/** The model of a turn. */
public interface ChatModel {

    /** The answer to {@code request} as it comes; one call per subscription, cancelled when the turn ends. */
    Multi<ModelEvent> stream(ModelRequest request);

    /** The same with everything but the prompt as configured. */
    default Multi<ModelEvent> stream(List<ModelMessage> messages) {
        return stream(ModelRequest.of(Objects.requireNonNull(messages, "messages")));
    }
}
