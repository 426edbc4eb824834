package dev.parley.turn;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.output.TokenUsage;
import dev.parley.chat.StreamResult;
import dev.parley.chat.stream.EventStreamServer;
import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The streams of other libraries, from the real library over a real HTTP stream. Whoever writes a stream closes it. */
@SuppressWarnings("MustBeClosedChecker")
class LibraryStreamsTest {

    private static final List<String> COMPLETION = List.of(
            completion("{\"role\":\"assistant\",\"content\":\"\"}"),
            completion("{\"content\":\"It \"}"),
            completion("{\"content\":\"rains 🌦️\"}"),
            completion("{}"),
            "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[]}",
            "[DONE]");
    private static final List<String> RESPONSE = List.of(
            delta("response.output_text.delta", "It "),
            "{\"type\":\"response.output_text.done\",\"sequence_number\":2,\"item_id\":\"i\",\"output_index\":0,"
                    + "\"content_index\":0,\"text\":\"It \",\"logprobs\":[]}",
            delta("response.refusal.delta", "cannot"));

    private EventStreamServer server;
    private OpenAIClient openai;

    private static String completion(String delta) {
        return "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":"
                + "[{\"index\":0,\"finish_reason\":null,\"delta\":" + delta + "}]}";
    }

    private static String delta(String type, String text) {
        return "{\"type\":\"" + type + "\",\"sequence_number\":1,\"item_id\":\"i\",\"output_index\":0,"
                + "\"content_index\":0,\"delta\":\"" + text + "\",\"logprobs\":[]}";
    }

    @BeforeEach
    void start() throws IOException {
        server = new EventStreamServer();
        openai = OpenAIOkHttpClient.builder()
                .apiKey("none")
                .baseUrl(server.address().toString())
                .maxRetries(0)
                .build();
    }

    @AfterEach
    void stop() {
        openai.close();
        server.close();
    }

    private static ChatCompletionCreateParams ask() {
        return ChatCompletionCreateParams.builder()
                .model("m")
                .addUserMessage("Paris?")
                .build();
    }

    private static ResponseCreateParams askResponses() {
        return ResponseCreateParams.builder().model("m").input("Paris?").build();
    }

    @Test
    void chatCompletionsOfOpenAi() throws Exception {
        server.answers(COMPLETION);
        assertStreamed("It rains 🌦️", () -> openai.chat().completions().createStreaming(ask()));
        assertStreamed("It rains 🌦️", () -> openai.async().chat().completions().createStreaming(ask()));
    }

    @Test
    void responsesOfOpenAi() throws Exception {
        server.answers(RESPONSE);
        assertStreamed("It cannot", () -> openai.responses().createStreaming(askResponses()));
        assertStreamed("It cannot", () -> openai.async().responses().createStreaming(askResponses()));
    }

    private interface Opening {
        Object open();
    }

    private static void assertStreamed(String text, Opening opening) throws Exception {
        var result = new CompletableFuture<StreamResult>();
        var written = Written.by((message, chat) -> result.complete(message.writeStream(opening.open())));
        assertThat(written.contents()).containsExactly(new Element.Markdown(text));
        assertThat(result.get().text()).isEqualTo(text);
    }

    @Test
    void aFailedResponseFailsTheMessageWithWhatCame() throws Exception {
        server.answers(
                List.of(
                        delta("response.output_text.delta", "It "),
                        "{\"type\":\"error\",\"sequence_number\":2,\"code\":\"server_error\",\"message\":\"No more\",\"param\":null}"));
        var written = Written.by(
                (message, chat) -> message.writeStream(openai.responses().createStreaming(askResponses())));
        assertThat(written.state()).isEqualTo(EndState.FAILED);
        assertThat(written.message().text()).isEqualTo("It ");
    }

    @Test
    void stopHangsUp() throws Exception {
        server.repeats(completion("{\"content\":\"x\"}"));
        for (boolean async : List.of(false, true)) {
            var turns = new TestTurns();
            turns.handler(chat -> chat.message("assistant")
                    .writeStream(
                            async
                                    ? openai.async().chat().completions().createStreaming(ask())
                                    : openai.chat().completions().createStreaming(ask())));
            int turn = turns.send("One");
            turns.await(now -> now.messages().size() == 2
                    && !now.messages().getLast().text().isEmpty());
            turns.ack(new Command.Stop(TestTurns.commandId(), turn));
            assertThat(turns.awaitEnd(turn)).isEqualTo(EndState.STOPPED);
            server.awaitHangUp();
        }
    }

    /** LangChain4j's core with a provider that reads the local stream. */
    private final class LocalModel implements StreamingChatModel {

        @Override
        public Flow.Publisher<ChatModelStreamingEvent> doChat(ChatRequest request) {
            return Multi.createFrom()
                    .<ChatModelStreamingEvent>emitter(answer -> {
                        answer.emit(new PartialThinking("Hm"));
                        lines().forEach(line -> answer.emit(new PartialResponse(line)));
                        answer.emit(new CompleteResponse(ChatResponse.builder()
                                .aiMessage(AiMessage.from("It rains"))
                                .tokenUsage(new TokenUsage(3, 4))
                                .build()));
                        answer.complete();
                    })
                    .runSubscriptionOn(Infrastructure.getDefaultExecutor());
        }

        private List<String> lines() {
            try (var client = HttpClient.newHttpClient()) {
                return client.send(
                                HttpRequest.newBuilder(server.address()).build(), HttpResponse.BodyHandlers.ofLines())
                        .body()
                        .filter(line -> line.startsWith("data: "))
                        .map(line -> line.substring("data: ".length()))
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void aModelOfLangChain4j() throws Exception {
        server.answers(List.of("It ", "rains"));
        var result = new CompletableFuture<StreamResult>();
        var written = Written.by((message, chat) ->
                result.complete(message.writeStream(new LocalModel().chat(List.of(UserMessage.from("Paris?"))))));
        assertThat(written.contents()).containsExactly(new Element.Thinking("Hm"), new Element.Markdown("It rains"));
        assertThat(result.get().usage().outputTokens()).isEqualTo(4);
    }
}
