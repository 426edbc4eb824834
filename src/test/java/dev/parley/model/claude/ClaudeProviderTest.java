package dev.parley.model.claude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.model.ModelEvent;
import dev.parley.model.ModelEvent.BlockEnded;
import dev.parley.model.ModelEvent.Citation;
import dev.parley.model.ModelEvent.Finished;
import dev.parley.model.ModelEvent.StopReason;
import dev.parley.model.ModelEvent.Text;
import dev.parley.model.ModelEvent.Thinking;
import dev.parley.model.ModelEvent.ToolUse;
import dev.parley.model.ModelEvent.UsageReported;
import dev.parley.model.ModelEvent.Waiting;
import dev.parley.model.ModelFailure;
import dev.parley.model.ModelFailure.Kind;
import dev.parley.model.ModelInfo;
import dev.parley.model.ModelMessage;
import dev.parley.model.ModelMessage.Content;
import dev.parley.model.ModelMessage.Role;
import dev.parley.model.ModelProvider;
import dev.parley.model.ModelRequest;
import dev.parley.model.simulator.SimulatorActivity;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way, from the provider to the simulator and back, for each of its scenarios. */
@QuarkusTest
class ClaudeProviderTest {

    @Inject
    ModelProvider provider;

    @Inject
    SimulatorActivity activity;

    private Recorder ask(String text) {
        return Recorder.of(provider.stream(ModelRequest.of(List.of(ModelMessage.user(text)))));
    }

    @Test
    void withoutKeyAndUrlTheAnswersAreScripted() {
        assertThat(provider.scripted()).isTrue();
        assertThat(provider.name()).isEqualTo("claude");
        assertThat(provider.models().await().atMost(Duration.ofSeconds(20)))
                .contains(new ModelInfo(
                        "claude-sonnet-5-5",
                        "Claude Sonnet 5.5",
                        1_000_000,
                        128_000,
                        ModelInfo.EFFORTS,
                        provider.prices("claude-sonnet-5-5")));
        assertThat(provider.configured().getFirst().id()).isEqualTo("claude-sonnet-5-5");
    }

    @Test
    void aMessageIsAnsweredAndQuoted() {
        Recorder answer = ask("Hi there");
        List<ModelEvent> events = answer.complete();
        assertThat(events.getFirst()).isInstanceOf(ModelEvent.Started.class);
        assertThat(events.getLast()).isEqualTo(new Finished(StopReason.END_TURN, null));
        assertThat(answer.text()).contains("> Hi there", "scripted", "`/markdown`");
        // What comes at a time is one event, so how many there are is chance.
        assertThat(answer.seen(Text.class)).hasSizeGreaterThan(1);
        assertThat(answer.seen(UsageReported.class).getLast().usage().outputTokens())
                .isGreaterThan(100);
        assertThat(activity.lastRequestBody()).contains("Hi there");
    }

    @Test
    void aPromptThatBeginsAsTheLastOneIsReadFromTheCache() {
        var first = ModelMessage.user("/echo " + "a long story ".repeat(1_000));
        var one = usage(List.of(first));
        assertThat(one.cacheWriteTokens()).isGreaterThan(3_000);
        var more = List.of(first, ModelMessage.assistant("Yes"), ModelMessage.user("/echo more"));
        var two = usage(more);
        assertThat(two.cacheReadTokens()).isEqualTo(one.cacheWriteTokens());
        assertThat(two.cacheWriteTokens()).isLessThan(100);
    }

    private ModelEvent.Usage usage(List<ModelMessage> prompt) {
        Recorder answer = Recorder.of(provider.stream(ModelRequest.of(prompt)));
        answer.complete();
        return answer.seen(UsageReported.class).getLast().usage();
    }

    @ParameterizedTest
    @CsvSource({
        "/gzip,came compressed",
        "/bom,carriage returns",
        "/bytes,👩‍🚀 all arrive whole",
        "/unknown,this sentence arrives anyway",
        "/echo Ærø 👋,Ærø 👋",
        "/surrogate,A wave cut in two: 👋. And half of one"
    })
    void oddStreamsAreReadAllTheSame(String message, String words) {
        Recorder answer = ask(message);
        answer.complete();
        assertThat(answer.text()).contains(words);
    }

    @Test
    void thinkingComesFirstAndIsGivenBackVerbatim() {
        Recorder answer = ask("/thinking");
        answer.complete();
        assertThat(answer.seen(Thinking.class)).isNotEmpty();
        assertThat(answer.seen(BlockEnded.class)).hasSize(3);
        assertThat(answer.seen(BlockEnded.class).get(0).whole()).contains("\"signature\":\"c2lt");
        assertThat(answer.seen(BlockEnded.class).get(1).json()).contains("redacted_thinking");
    }

    @Test
    void aToolTakesTwoRounds() {
        Recorder first = ask("/tool");
        first.complete();
        ToolUse tool = first.seen(ToolUse.class).getFirst();
        assertThat(tool.input()).isEqualTo("{\"city\":\"Bergen\",\"days\":3}");
        assertThat(first.seen().getLast()).isEqualTo(new Finished(StopReason.TOOL_USE, null));
        List<Content> blocks = first.seen(BlockEnded.class).stream()
                .<Content>map(block -> new Content.Verbatim(block.whole()))
                .toList();
        Content result = new Content.Verbatim(
                "{\"type\":\"tool_result\",\"tool_use_id\":\"" + tool.id() + "\",\"content\":\"rain\"}");
        Recorder second = Recorder.of(provider.stream(ModelRequest.of(List.of(
                ModelMessage.user("/tool"),
                new ModelMessage(Role.ASSISTANT, blocks),
                new ModelMessage(Role.USER, List.of(result))))));
        second.complete();
        assertThat(second.text()).contains("second round");
        assertThat(activity.lastRequestBody()).contains(tool.id());
    }

    @Test
    void citationsNameTheirSources() {
        Recorder answer = ask("/citations");
        answer.complete();
        assertThat(answer.seen(Citation.class))
                .extracting(Citation::title)
                .containsExactly("On waiting", "Notes on logs");
    }

    @ParameterizedTest
    @CsvSource({
        "/max_tokens,MAX_TOKENS",
        "/max_tokens tool,MAX_TOKENS",
        "/refusal,REFUSAL",
        "/refusal early,REFUSAL",
        "/unknown,OTHER"
    })
    void anAnswerSaysWhyItStopped(String message, StopReason reason) {
        Recorder answer = ask(message);
        Finished end = (Finished) answer.complete().getLast();
        assertThat(end.reason()).isEqualTo(reason);
        assertThat(answer.seen(ToolUse.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/429 once", "/529 once", "/500 once", "/error early", "/drop early"})
    void aPassingTroubleIsWaitedOut(String message) {
        Recorder answer = ask(message);
        answer.complete();
        assertThat(answer.seen(Waiting.class)).hasSize(1);
        assertThat(answer.text()).contains("this try got through");
    }

    @Test
    void aLongRateLimitFailsAtOnce() {
        ModelFailure failure = ask("/429 3600").failure();
        assertThat(failure.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @CsvSource({"/error,OVERLOADED", "/drop,INTERRUPTED", "/end,INTERRUPTED"})
    void aBreakInMidStreamKeepsTheTextAndCanBeContinued(String message, Kind kind) {
        Recorder broken = ask(message);
        assertThat(broken.failure().kind()).isEqualTo(kind);
        assertThat(broken.text()).startsWith("The lighthouse keeper");
        Recorder rest = ask("Go on from here: " + broken.text());
        rest.complete();
        assertThat(broken.text() + rest.text())
                .endsWith("so you know where I am.")
                .contains("ships that passed");
    }

    @Test
    void oneEventOfTenMegabytesFailsWithItsReason() {
        assertThat(ask("/huge").failure().kind()).isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void aBurstComesWhole() {
        Recorder answer = ask("/burst 5000");
        Recorder more = ask("/burst 5001");
        answer.complete();
        more.complete();

        assertThat(answer.text()).hasSizeGreaterThan(20_000);
        assertThat(more.text()).startsWith(answer.text()).isNotEqualTo(answer.text());
        assertThat(answer.seen(Text.class)).hasSizeLessThan(5_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/stall", "/long 5000"})
    void stoppingClosesTheConnectionOfTheSimulator(String message) {
        long before = activity.streamsClosedByClient();
        Recorder answer = ask(message);
        answer.next(Text.class);
        assertThat(activity.openStreams()).isPositive();
        answer.cancel();
        await().until(() -> activity.streamsClosedByClient() > before);
    }

    @Test
    void stoppingBeforeTheFirstByteClosesTheConnectionOfTheSimulator() {
        long before = activity.streamsClosedByClient();
        int open = activity.openStreams();
        Recorder answer = ask("/slow");
        await().until(() -> activity.openStreams() > open);
        answer.cancel();
        await().until(() -> activity.streamsClosedByClient() > before);
    }

    @Test
    void callsAfterOneAnotherShareAConnection() {
        long before = activity.reusedConnections();
        ask("/echo one").complete();
        ask("/echo two").complete();
        assertThat(activity.reusedConnections()).isGreaterThan(before);
    }

    @Test
    void anUnknownModelIsNamed() {
        ModelRequest request = ModelRequest.of(List.of(ModelMessage.user("Hi"))).withModel("claude-from-the-future");
        ModelFailure failure = Recorder.of(provider.stream(request)).failure();
        assertThat(failure.kind()).isEqualTo(Kind.REFUSED_INPUT);
        assertThat(failure).hasMessageContaining("claude-from-the-future").hasMessageContaining("parley.claude.model");
    }
}
