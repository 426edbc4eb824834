package org.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.output.TokenUsage;
import dev.parley.conversation.Element.Callout;
import dev.parley.conversation.Element.Markdown;
import dev.parley.harness.ChatHarness;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The handlers in {@code examples/streams}, over a real HTTP stream. */
class StreamsExampleTest {

    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private final CountDownLatch hungUp = new CountDownLatch(1);
    private volatile int status = 200;
    private volatile boolean endless;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        exchange.getResponseHeaders().add("Content-Type", status == 200 ? "text/event-stream" : "application/json");
        exchange.sendResponseHeaders(status, 0);
        try (var body = exchange.getResponseBody()) {
            if (status != 200) {
                body.write("{\"error\":{\"message\":\"No\"}}".getBytes(StandardCharsets.UTF_8));
                return;
            }
            do {
                write(body, chunk("It "));
                write(body, chunk("rains 🌦️"));
            } while (endless);
            write(body, "[DONE]");
        } catch (IOException e) {
            hungUp.countDown();
        }
    }

    private static void write(OutputStream body, String event) throws IOException {
        body.write(("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
        body.flush();
    }

    private static String chunk(String text) {
        return "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":"
                + "[{\"index\":0,\"finish_reason\":null,\"delta\":{\"content\":\"" + text + "\"}}]}";
    }

    private OpenAiHandler openAi() {
        return new OpenAiHandler(Optional.of(address()), Optional.of("secret"), Optional.of("small"));
    }

    @Test
    void theCompletionIsStreamedAndTheWholeConversationAsked() throws Exception {
        var handler = openAi();
        try (var chat = ChatHarness.of(handler)) {
            var turn = chat.send("Paris?").expectComplete().expectText("It rains 🌦️");
            turn.element(Markdown.class).expectText("It rains 🌦️");
            chat.send("And Rome?").expectComplete();
        } finally {
            handler.close();
        }
        assertThat(asked.take()).startsWith("Bearer secret {").contains("\"model\":\"small\"");
        var messages = new ObjectMapper()
                .readTree(asked.take().substring("Bearer secret ".length()))
                .path("messages");
        assertThat(messages.findValuesAsText("role")).containsExactly("user", "assistant", "user");
        assertThat(messages.findValuesAsText("content")).containsExactly("Paris?", "It rains 🌦️", "And Rome?");
    }

    @Test
    void stopHangsUp() throws Exception {
        endless = true;
        var handler = openAi();
        try (var chat = ChatHarness.of(handler)) {
            chat.begin("Paris?").awaitText("rains").stop().expectStopped();
        } finally {
            handler.close();
        }
        assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aKeyThatIsNotTakenIsSaidToBeSo() {
        status = 401;
        var handler = openAi();
        try (var chat = ChatHarness.of(handler)) {
            var box = chat.send("Paris?").expectComplete().element(Callout.class);
            assertThat(box.text()).contains("does not take the key");
        } finally {
            handler.close();
        }
    }

    @Test
    void withoutConfigurationItIsSaidWhatIsMissing() {
        var partly = new OpenAiHandler(Optional.of(address()), Optional.empty(), Optional.of("small"));
        try (var chat = ChatHarness.of(partly)) {
            var box = chat.send("Paris?").expectComplete().element(Callout.class);
            assertThat(box.text()).contains("openai.base-url", "openai.api-key", "openai.model");
        }
        try (var chat = ChatHarness.of(new LangChainHandler(Optional.empty()))) {
            var box = chat.send("Paris?").expectComplete().element(Callout.class);
            assertThat(box.text()).contains("StreamingChatModel");
        }
        assertThat(asked).isEmpty();
    }

    /** A provider that passes the lines of the local stream on as they come. */
    private final class LocalModel implements StreamingChatModel {

        @Override
        public Flow.Publisher<ChatModelStreamingEvent> doChat(ChatRequest request) {
            return Multi.createFrom()
                    .<ChatModelStreamingEvent>emitter(answer -> {
                        try (var client = HttpClient.newHttpClient()) {
                            client.send(ask(request), BodyHandlers.ofLines())
                                    .body()
                                    .filter(line -> line.startsWith("data: {"))
                                    .map(LocalModel::text)
                                    .forEach(text -> answer.emit(new PartialResponse(text)));
                            answer.emit(new CompleteResponse(ChatResponse.builder()
                                    .aiMessage(AiMessage.from("It rains"))
                                    .tokenUsage(new TokenUsage(3, 4))
                                    .build()));
                            answer.complete();
                        } catch (IOException e) {
                            answer.fail(e);
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                            answer.fail(e);
                        }
                    })
                    .runSubscriptionOn(Infrastructure.getDefaultExecutor());
        }

        private HttpRequest ask(ChatRequest request) {
            return HttpRequest.newBuilder(URI.create(address() + "/chat/completions"))
                    .POST(HttpRequest.BodyPublishers.ofString(request.messages().toString()))
                    .build();
        }

        private static String text(String line) {
            try {
                return new ObjectMapper()
                        .readTree(line.substring("data: ".length()))
                        .at("/choices/0/delta/content")
                        .asText();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void theModelOfLangChain4jIsStreamedWithItsUsage() throws Exception {
        try (var chat = ChatHarness.of(new LangChainHandler(Optional.of(new LocalModel())))) {
            var turn = chat.send("Paris?").expectComplete().expectText("It rains 🌦️");
            turn.message().expectUsage(3, 4);
            chat.send("And Rome?").expectComplete();
        }
        assertThat(asked.take()).contains("UserMessage").contains("Paris?");
        assertThat(asked.take()).contains("AiMessage").contains("It rains 🌦️").contains("And Rome?");
    }
}
