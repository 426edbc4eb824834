package dev.parley.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.chat.ChatHandler;
import dev.parley.conversation.Citations;
import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.Settings;
import dev.parley.conversation.Step;
import dev.parley.model.ModelEvent;
import dev.parley.model.ModelEvent.StopReason;
import dev.parley.model.ModelEvent.WaitReason;
import dev.parley.model.ModelFailure;
import dev.parley.model.ModelRequest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The scripted model and its faults, as a handler and its readers see them. */
class ModelTest {

    private static final ChatHandler CLAUDE = chat -> {
        try (var message = chat.message("assistant")) {
            message.writeStream(chat.model().stream(chat.history()));
        }
    };

    private final ChatHarness chat = ChatHarness.of(CLAUDE);

    @AfterEach
    void close() {
        chat.close();
    }

    @Test
    void itIsAskedAsItsReaderHasSetIt() {
        chat.model().answers("One").answers("Two").answers("Three");
        chat.settings(new Settings("small", "low", "Sing")).send("Hi").expectComplete();
        chat.model().call().expectSystem("Sing");
        assertThat(chat.model().call().request().model()).isEqualTo("small");
        assertThat(chat.model().call().request().effort()).isEqualTo("low");
        chat.settings(Settings.NONE).send("Hi").expectComplete();
        assertThat(chat.model().call().request().model()).isNull();
        chat.settings(new Settings(null, null, "Sing"))
                .newConversation()
                .send("Hi")
                .expectComplete();
        chat.model().call().expectSystem(null);
    }

    @Test
    void itThinksUsesToolsCitesAndReportsWhatItCost() {
        chat.model()
                .answers(answer -> answer.thinks("Hm", "m")
                        .says("Sun")
                        .cites("Weather", "https://example.com", "sun all day")
                        .usesTool("get_weather", "{\"city\":\"Paris\"}")
                        .says("Done")
                        .usage(10, 20));
        var turn = chat.send("One").expectComplete();
        turn.message()
                .expectElements(
                        Element.Thinking.class,
                        Element.Markdown.class,
                        Citations.class,
                        Step.Tool.class,
                        Element.Markdown.class)
                .expectStopReason(StopReason.END_TURN)
                .expectUsage(10, 20)
                .expectText("Sun\n\nDone");
        turn.element(Element.Thinking.class).expectChunks("Hm", "m").expectText("Hmm");
        turn.element(Citations.class)
                .expect(
                        "the page as its source",
                        all -> all.sources().getFirst().title().equals("Weather"));
        turn.element(Step.Tool.class).expect("its input", tool -> tool.input().contains("Paris"));
        assertThat(turn.elements(Element.Markdown.class).get(1).text()).isEqualTo("Done");
    }

    @Test
    void itStopsForReasonsOfItsOwn() {
        chat.model().answers(answer -> answer.says("Cut").reachesMaxTokens());
        chat.send("One").expectComplete().message().expectStopReason(StopReason.MAX_TOKENS);
        chat.model().answers(answer -> answer.says("x").event(new ModelEvent.Finished(StopReason.STOP_SEQUENCE, null)));
        chat.send("Two").expectComplete().message().expectStopReason(StopReason.STOP_SEQUENCE);
    }

    @Test
    void whatARefusedAnswerHadIsWithdrawn() {
        chat.model().answers(answer -> answer.says("I will").refuses("violence"));
        var turn = chat.send("One").expectFailed("declined to answer").expectText("");
        assertThat(turn.element(Element.Markdown.class).isWithdrawn()).isTrue();
        assertThat(turn.failure())
                .hasValueSatisfying(failure -> assertThat(failure).isInstanceOf(ModelFailure.class));
    }

    @ParameterizedTest
    @EnumSource(ModelFailure.Kind.class)
    void itFailsBeforeItsFirstWord(ModelFailure.Kind kind) {
        chat.model().answers(answer -> answer.fails(kind));
        var turn = chat.send("One").expectFailed("The model failed");
        assertThat(turn.message().problem().code()).isEqualToIgnoringCase(kind.name());
        assertThat(((ModelFailure) turn.failure().orElseThrow()).kind()).isEqualTo(kind);
        chat.model().call();
        assertThat(chat.model().call().state()).isEqualTo(TestCall.State.FAILED);
    }

    @ParameterizedTest
    @EnumSource(ModelFailure.Kind.class)
    void itFailsInTheMiddle(ModelFailure.Kind kind) {
        chat.model().answers(answer -> answer.says("Half").fails(new ModelFailure(kind, "Sorry.")));
        var turn = chat.send("One").awaitEnd().expectText("Half");
        turn.message().expectProblem("Sorry.");
        assertThat(turn.state().orElseThrow()).isIn(EndState.INTERRUPTED, EndState.FAILED);
    }

    @Test
    void itsConnectionBreaks() {
        chat.model().answers(answer -> answer.says("Half").disconnects());
        chat.send("One").expectInterrupted().message().expectText("Half").expectState(EndState.INTERRUPTED);
    }

    @Test
    void itIsOverloadedForAWhile() {
        chat.model()
                .answers(answer -> answer.waits(WaitReason.OVERLOADED, Duration.ofSeconds(5))
                        .waits(WaitReason.RATE_LIMITED, Duration.ofMinutes(1))
                        .says("At last"));
        var turn = chat.send("One").expectComplete().expectText("At last");
        assertThat(turn.events())
                .filteredOn(Event.TurnWaiting.class::isInstance)
                .extracting(event -> ((Event.TurnWaiting) event).until())
                .containsExactly(TestClock.START.plusSeconds(5), TestClock.START.plusSeconds(65));
        assertThat(turn.message().elements().getFirst().startedAt()).isEqualTo(TestClock.START.plusSeconds(65));
    }

    @Test
    void itIsOverloadedInTheEnd() {
        chat.model()
                .answers(answer -> answer.waits(WaitReason.OVERLOADED, Duration.ofSeconds(5))
                        .stalls()
                        .fails(ModelFailure.Kind.OVERLOADED));
        var turn = chat.send("One");
        assertThat(chat.snapshot().turn().waiting().until()).isEqualTo(TestClock.START.plusSeconds(5));
        chat.model().goOn();
        turn.expectFailed("overloaded");
    }

    @Test
    void itStallsBeforeItsFirstWord() {
        chat.model().answers(answer -> answer.stalls().says("a"));
        var turn = chat.send("One");
        turn.message().expectText("").expectElements();
        assertThat(chat.model().call().state()).isEqualTo(TestCall.State.STALLED);
        chat.model().goOn();
        turn.expectComplete().expectText("a");
        chat.model().call().expectAnswered();
    }

    @Test
    void itStallsSeveralTimes() {
        chat.model()
                .answers(answer -> answer.says("a").stalls().says("b").stalls().says("c"));
        var turn = chat.send("One").expectText("a");
        chat.model().goOn();
        turn.await().expectText("ab");
        chat.model().goOn();
        turn.expectComplete().expectText("abc");
    }

    @Test
    void itGoesOnForEverAndIsStopped() {
        chat.model().answers(answer -> answer.says("Listen: ").repeats("la "));
        var turn = chat.begin("One").awaitText("la la").stop().expectStopped();
        assertThat(turn.text()).startsWith("Listen: la la");
        chat.model().call().expectCancelled();
    }

    @Test
    void answersComeInOrderAndThenByAFunction() {
        chat.model()
                .answers("First")
                .whenAsked((request, answer) -> answer.says(request.messages().size() + " messages"));
        chat.send("One").expectText("First");
        chat.send("Two").expectText("3 messages");
        chat.send("Three").expectText("5 messages");
        chat.model().expectCalls(3);
    }

    @Test
    void aTestSeesWhatWasAskedFor() {
        ChatHandler strict = given -> {
            var request = ModelRequest.of(given.history()).withModel("small").withSystem("Be brief.");
            given.message("assistant").writeStream(given.model().stream(request));
        };
        try (var other = ChatHarness.of(strict)) {
            other.model().answers("Yes").answers("No");
            other.send("One");
            other.send("Two");
            var call = other.model().call();
            call.expectSystem("Be brief.").expectPrompt("USER: One", "ASSISTANT: Yes", "USER: Two");
            assertThat(call.request().model()).isEqualTo("small");
            assertThatThrownBy(() -> call.expectPrompt("USER: Two")).hasMessageContaining("the model's prompt");
            assertThatThrownBy(() -> call.expectCancelled()).hasMessageContaining("ANSWERED");
            assertThatThrownBy(() -> other.model().call(2)).hasMessageContaining("called 2 times");
            assertThatThrownBy(() -> other.model().expectCalls(1)).hasMessageContaining("number of calls");
        }
    }

    @Test
    void aCallThatNobodyScriptedFailsTheTest() {
        assertThatThrownBy(() -> chat.send("One"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("has called the model once, which is more often than the test has scripted");
        chat.model().answers("a");
        chat.send("Two").expectComplete();
        assertThatThrownBy(() -> chat.send("Three")).hasMessageContaining("called the model 3 times");
    }

    @Test
    void alsoWhereTheHandlerHidesIt() {
        ChatHandler careless = given -> {
            try (var message = given.message("assistant")) {
                message.writeStream(given.model().stream(given.history()));
            } catch (IllegalStateException e) {
                given.message("assistant").markdown("Never mind");
            }
        };
        try (var other = ChatHarness.of(careless)) {
            assertThatThrownBy(() -> other.send("One")).hasMessageContaining("than the test has scripted");
        }
    }

    @Test
    void aModelThatWasNotCalledHasNoCall() {
        assertThatThrownBy(() -> chat.model().call()).hasMessageContaining("has not called the model");
    }

    @Test
    void aScriptMakesSense() {
        assertThatThrownBy(() ->
                        chat.model().answers(answer -> answer.disconnects().says("a")))
                .hasMessageContaining("Nothing comes after the end");
        assertThatThrownBy(() -> chat.model().answers("")).hasMessageContaining("never empty");
    }

    @Test
    void severalCallsRunAtATime() {
        ChatHandler two = given -> {
            var first = given.message("first");
            var second = given.message("second");
            var other = Thread.startVirtualThread(() -> first.writeStream(given.model().stream(given.history())));
            second.writeStream(given.model().stream(given.history()));
            other.join();
        };
        try (var both = ChatHarness.of(two)) {
            both.model()
                    .answers(answer -> answer.says("x").stalls())
                    .answers(answer -> answer.says("x").stalls());
            var turn = both.send("One");
            both.model().goOn().goOn();
            turn.expectComplete();
            assertThat(turn.messages()).extracting(TestMessage::text).containsExactly("x", "x");
        }
    }
}
