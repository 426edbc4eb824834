package dev.parley.chat.stream.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.TokenStream;
import dev.parley.chat.StreamResult;
import dev.parley.chat.stream.EventStreamServer;
import dev.parley.conversation.Element.Markdown;
import dev.parley.conversation.Element.Thinking;
import dev.parley.conversation.Step;
import dev.parley.harness.ChatHarness;
import dev.parley.model.ModelEvent;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An AI service of LangChain4j, with the real library over a real HTTP stream. */
class TokenStreamsTest {

    private static final String USAGE =
            "{\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}}";
    private static final String CALL = delta("{\"tool_calls\":[{\"index\":0,\"id\":\"call-1\",\"type\":\"function\","
            + "\"function\":{\"name\":\"rain\",\"arguments\":\"{\\\"city\\\":\\\"Ulm\\\"}\"}}]}");

    private EventStreamServer server;

    interface Assistant {
        TokenStream answer(String question);
    }

    /** What the model may call. */
    public static final class Weather {

        @Tool
        public String rain(String city) {
            if (city.equals("Nowhere")) {
                throw new IllegalStateException("There is no such city");
            }
            return "3 mm in " + city;
        }
    }

    private static String delta(String delta) {
        return "{\"choices\":[{\"index\":0,\"delta\":" + delta + "}]}";
    }

    private static String text(String text) {
        return delta("{\"content\":\"" + text + "\"}");
    }

    private static String end(String reason) {
        return "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}";
    }

    @BeforeEach
    void start() throws IOException {
        server = new EventStreamServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private TokenStream ask(String question) {
        StreamingChatModel model = OpenAiStreamingChatModel.builder()
                .apiKey("none")
                .modelName("m")
                .returnThinking(true)
                .baseUrl(server.address().toString())
                .build();
        return AiServices.builder(Assistant.class)
                .streamingChatModel(model)
                .tools(new Weather())
                .build()
                .answer(question);
    }

    private ChatHarness chat(AtomicReference<StreamResult> result) {
        return ChatHarness.of(given -> result.set(given.message("assistant").writeStream(ask(given.text()))));
    }

    @Test
    void whatItThinksAndSaysStreams() {
        server.answers(List.of(
                delta("{\"reasoning_content\":\"Hm\"}"), text("It "), text("rains."), end("stop"), USAGE, "[DONE]"));
        var result = new AtomicReference<StreamResult>();
        try (var chat = chat(result)) {
            var turn = chat.send("Ulm?").expectComplete().expectText("It rains.");
            turn.message()
                    .expectElements(Thinking.class, Markdown.class)
                    .expectUsage(3, 4)
                    .expectStopReason(ModelEvent.StopReason.END_TURN);
            turn.element(Markdown.class).expectChunks("It ", "rains.");
            assertThat(result.get().text()).isEqualTo("It rains.");
        }
    }

    @Test
    void theToolsItRunsAreStepsAndTheirCostsAddUp() {
        server.answers(List.of(text("I look."), CALL, end("tool_calls"), USAGE, "[DONE]"));
        server.answers(List.of(text("3 mm."), end("stop"), USAGE, "[DONE]"));
        try (var chat = chat(new AtomicReference<>())) {
            var turn = chat.send("Ulm?").expectComplete().expectText("I look.\n\n3 mm.");
            turn.message()
                    .expectElements(Markdown.class, Step.Tool.class, Markdown.class)
                    .expectUsage(6, 8);
            turn.element(Step.Tool.class)
                    .expectHistory(Step.Tool::state, Step.State.RUNNING, Step.State.COMPLETE)
                    .expectContent(
                            new Step.Tool("rain", null, "{\"city\":\"Ulm\"}", Step.State.COMPLETE, "3 mm in Ulm"));
        }
    }

    @Test
    void aToolThatFailsIsAStepThatFails() {
        server.answers(List.of(CALL.replace("Ulm", "Nowhere"), end("tool_calls"), USAGE, "[DONE]"));
        server.answers(List.of(text("I do not know."), end("stop"), USAGE, "[DONE]"));
        try (var chat = chat(new AtomicReference<>())) {
            var turn = chat.send("Nowhere?").expectComplete().expectText("I do not know.");
            turn.element(Step.Tool.class)
                    .expect(
                            "its failure",
                            tool -> tool.state() == Step.State.ERROR
                                    && String.valueOf(tool.output()).contains("no such city"));
        }
    }

    @Test
    void anAnswerThatIsTooLongIsCompleteAndSaysSo() {
        server.answers(List.of(text("It"), end("length"), USAGE, "[DONE]"));
        try (var chat = chat(new AtomicReference<>())) {
            chat.send("Ulm?").expectComplete().message().expectStopReason(ModelEvent.StopReason.MAX_TOKENS);
        }
    }

    @Test
    void aModelThatFailsFailsTheMessage() {
        try (var chat = chat(new AtomicReference<>())) {
            assertThat(chat.send("Ulm?").expectFailed().failure()).isPresent();
        }
    }

    @Test
    void stopHangsUp() throws Exception {
        server.repeats(text("la "));
        try (var chat = chat(new AtomicReference<>())) {
            chat.begin("Sing").awaitText("la la").stop().expectStopped().expectTextContaining("la la");
            server.awaitHangUp();
        }
    }
}
