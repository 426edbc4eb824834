package org.example;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.parley.chat.Chat;
import dev.parley.chat.ChatHandler;
import dev.parley.chat.ChatProfile;
import dev.parley.model.ModelMessage;
import dev.parley.model.ModelMessage.Content;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Answers with the chat completions of a server that speaks OpenAI's API. */
@ApplicationScoped
@Named("openai")
public class OpenAiHandler implements ChatHandler {

    private final Optional<String> model;
    /** Empty where it is not said whom to ask. */
    private final Optional<OpenAIClient> client;

    OpenAiHandler(
            @ConfigProperty(name = "openai.base-url") Optional<String> baseUrl,
            @ConfigProperty(name = "openai.api-key") Optional<String> apiKey,
            @ConfigProperty(name = "openai.model") Optional<String> model) {
        this.model = model;
        this.client = baseUrl.flatMap(url -> apiKey.map(
                key -> OpenAIOkHttpClient.builder().baseUrl(url).apiKey(key).build()));
    }

    @PreDestroy
    void close() {
        client.ifPresent(OpenAIClient::close);
    }

    @Override
    public ChatProfile profile() {
        return ChatProfile.of("OpenAI")
                .description("A model behind OpenAI's API.")
                .avatar(":material/smart_toy:")
                .accepts();
    }

    @Override
    public void reply(Chat chat) {
        try (var message = chat.message("assistant")) {
            if (client.isEmpty() || model.isEmpty()) {
                message.warning("Nobody is asked yet. Set `openai.base-url`, `openai.api-key` and `openai.model`.");
                return;
            }
            var completions = client.get().chat().completions();
            // Stop closes the stream too, which hangs up.
            try (var answer = completions.createStreaming(prompt(chat.history(), model.get()))) {
                message.writeStream(answer);
            } catch (UnauthorizedException | PermissionDeniedException e) {
                message.warning("The server does not take the key in `openai.api-key`.");
            }
        }
    }

    private static ChatCompletionCreateParams prompt(List<ModelMessage> history, String model) {
        var prompt = ChatCompletionCreateParams.builder().model(model);
        for (var message : history) {
            String words = words(message);
            if (words.isEmpty()) {
                continue; // Only files, or what only another model can take back.
            }
            switch (message.role()) {
                case USER -> prompt.addUserMessage(words);
                case ASSISTANT -> prompt.addAssistantMessage(words);
            }
        }
        return prompt.build();
    }

    private static String words(ModelMessage message) {
        return message.content().stream()
                .filter(Content.Text.class::isInstance)
                .map(content -> ((Content.Text) content).text())
                .collect(Collectors.joining("\n\n"));
    }
}
