package org.example;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.parley.chat.Chat;
import dev.parley.chat.ChatHandler;
import dev.parley.chat.ChatProfile;
import dev.parley.model.ModelMessage;
import dev.parley.model.ModelMessage.Content;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Answers with the streaming model of LangChain4j that the application has as a bean, whoever provides it. */
@ApplicationScoped
@Named("langchain")
public class LangChainHandler implements ChatHandler {

    private final Optional<StreamingChatModel> model;

    @Inject
    LangChainHandler(Instance<StreamingChatModel> models) {
        this(models.stream().findFirst());
    }

    LangChainHandler(Optional<StreamingChatModel> model) {
        this.model = model;
    }

    @Override
    public ChatProfile profile() {
        return ChatProfile.of("LangChain4j")
                .description("Any model that LangChain4j has a provider for.")
                .avatar(":material/link:")
                .accepts();
    }

    @Override
    public void reply(Chat chat) {
        try (var message = chat.message("assistant")) {
            if (model.isEmpty()) {
                message.warning("There is no model yet. Add a provider of LangChain4j to the project, and a bean that"
                        + " produces its `StreamingChatModel`.");
                return;
            }
            // A publisher of events: thinking, tool calls and usage are written too.
            message.writeStream(model.get().chat(prompt(chat.history())));
        }
    }

    private static List<ChatMessage> prompt(List<ModelMessage> history) {
        var prompt = new ArrayList<ChatMessage>();
        for (var message : history) {
            String words = words(message);
            if (words.isEmpty()) {
                continue; // Only files, or what only another model can take back.
            }
            prompt.add(
                    switch (message.role()) {
                        case USER -> UserMessage.from(words);
                        case ASSISTANT -> AiMessage.from(words);
                    });
        }
        return prompt;
    }

    private static String words(ModelMessage message) {
        return message.content().stream()
                .filter(Content.Text.class::isInstance)
                .map(content -> ((Content.Text) content).text())
                .collect(Collectors.joining("\n\n"));
    }
}
