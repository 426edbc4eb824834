package dev.parley.turn;

import static dev.parley.turn.TestTurns.commandId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Message;
import dev.parley.conversation.Role;
import dev.parley.model.ModelEvent;
import dev.parley.model.ModelFailure;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Models and handlers that fail. */
class TurnFailuresTest {

    @RegisterExtension
    private final TestTurns given = new TestTurns(new TurnLimits(), "oracle");

    @ParameterizedTest
    @EnumSource(ModelFailure.Kind.class)
    void aFailureBeforeContentIsAFailure(ModelFailure.Kind kind) throws Exception {
        int turn = given.send("One");
        given.model.nextCall().started().cost(1, 1).fail(kind);
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.FAILED);
        assertThat(given.last().state()).isEqualTo(EndState.FAILED);
        assertThat(given.last().problem().code()).isEqualTo(kind.name().toLowerCase(Locale.ROOT));
        assertThat(given.last().problem().retryable()).isEqualTo(kind.retryable());
    }

    @ParameterizedTest
    @EnumSource(
            value = ModelFailure.Kind.class,
            names = {"INTERRUPTED", "OVERLOADED", "RATE_LIMITED", "SERVER_ERROR", "TIMED_OUT", "UNREACHABLE"})
    void aConnectionThatBreaksAfterContentInterrupts(ModelFailure.Kind kind) throws Exception {
        assertThat(endAfterContent(kind)).isEqualTo(EndState.INTERRUPTED);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            value = ModelFailure.Kind.class,
            names = {"INTERRUPTED", "OVERLOADED", "RATE_LIMITED", "SERVER_ERROR", "TIMED_OUT", "UNREACHABLE"})
    void anyOtherFailureAfterContentIsAFailure(ModelFailure.Kind kind) throws Exception {
        assertThat(endAfterContent(kind)).isEqualTo(EndState.FAILED);
    }

    private EndState endAfterContent(ModelFailure.Kind kind) throws InterruptedException {
        int turn = given.send("One");
        given.model.nextCall().started().say("Half").fail(kind);
        var state = given.awaitEnd(turn);
        assertThat(given.last().state()).isEqualTo(state);
        assertThat(given.last().text()).isEqualTo("Half");
        assertThat(given.last().problem()).isNotNull();
        return state;
    }

    @Test
    void aRefusedAnswerIsWithdrawnAndItsQuestionNotInTheNextPrompt() throws Exception {
        int turn = given.send("One");
        given.model.nextCall().started().think("Hm").say("Sure, ").finish(ModelEvent.StopReason.REFUSAL);
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.FAILED);
        var refused = given.last();
        assertThat(refused.elements()).hasSize(2).allMatch(Element::withdrawn);
        assertThat(refused.state()).isEqualTo(EndState.FAILED);
        assertThat(refused.stopReason()).isEqualTo("refusal");
        assertThat(refused.problem().code()).isEqualTo("refusal");
        given.send("Two");
        assertThat(given.model.nextCall().prompt()).containsExactly("USER: Two");
    }

    @Test
    void aHandlerThatThrowsInATryBlockFailsItsMessage() throws Exception {
        given.handler(chat -> {
            try (var message = chat.message("assistant")) {
                message.markdown("So far");
                throw new IllegalArgumentException("A fault");
            }
        });
        assertThat(given.awaitEnd(given.send("One"))).isEqualTo(EndState.FAILED);
        assertThat(given.last().state()).isEqualTo(EndState.FAILED);
        assertThat(given.last().problem().code()).isEqualTo("handler_failed");
        assertThat(given.last().problem().toString()).doesNotContain("A fault");
        assertThat(given.snapshot().messages()).hasSize(2);
    }

    @Test
    void whoWritesAHandlerSeesWhatItHasThrown() throws Exception {
        var shown = new TestTurns(TurnLimits.showingFailures());
        try {
            shown.handler(chat -> {
                throw new IllegalArgumentException("A fault", new IllegalStateException("Its cause"));
            });
            shown.awaitEnd(shown.send("One"));
            var problem = shown.last().problem();
            assertThat(problem.code()).isEqualTo("handler_failed");
            assertThat(problem.text())
                    .isEqualTo("The handler that answers here has failed: IllegalArgumentException: A fault");
            assertThat(problem.detail())
                    .startsWith("java.lang.IllegalArgumentException: A fault\n\tat ")
                    .contains("dev.parley.turn.TurnFailuresTest");
            assertThat(problem.requestId()).isNotEmpty();
        } finally {
            shown.shutDown();
        }
    }

    @Test
    void aModelsFailureIsToldToWhoWritesAHandlerAsToAnybody() throws Exception {
        var shown = new TestTurns(TurnLimits.showingFailures());
        try {
            int turn = shown.send("One");
            shown.model.nextCall().started().fail(ModelFailure.Kind.BILLING);
            shown.awaitEnd(turn);
            assertThat(shown.last().problem().code()).isEqualTo("billing");
            assertThat(shown.last().problem().toString()).doesNotContain("\tat ");
        } finally {
            shown.shutDown();
        }
    }

    @Test
    void aFailureIsToldOnceThoughAMessageWasLeftEmpty() throws Exception {
        given.handler(chat -> {
            chat.message("assistant");
            chat.message("Ferry");
            throw new IllegalArgumentException("A fault");
        });
        assertThat(given.awaitEnd(given.send("One"))).isEqualTo(EndState.FAILED);
        assertThat(given.snapshot().messages())
                .extracting(Message::name)
                .hasSize(2)
                .last()
                .isEqualTo("Ferry");
        assertThat(given.last().state()).isEqualTo(EndState.FAILED);
    }

    @Test
    void aHandlerThatThrowsBeforeItSpeaksLeavesAFailedMessage() throws Exception {
        given.handler(chat -> {
            throw new IllegalArgumentException("A fault");
        });
        assertThat(given.awaitEnd(given.send("One"))).isEqualTo(EndState.FAILED);
        assertThat(given.snapshot().messages()).hasSize(2);
        assertThat(given.last().role()).isEqualTo(Role.ASSISTANT);
        assertThat(given.last().state()).isEqualTo(EndState.FAILED);
    }

    @Test
    void aHandlerThatThrowsAnErrorFailsToo() throws Exception {
        given.handler(chat -> {
            throw new StackOverflowError();
        });
        assertThat(given.awaitEnd(given.send("One"))).isEqualTo(EndState.FAILED);
    }

    /** As one whose library is there in another version. */
    private record BrokenText() implements CharSequence {

        @Override
        public int length() {
            throw new NoSuchMethodError("Another version");
        }

        @Override
        public char charAt(int index) {
            throw new NoSuchMethodError("Another version");
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            throw new NoSuchMethodError("Another version");
        }
    }

    /** Emits all on a thread of its own, and takes no notice of what its subscriber throws. */
    private record Emitting(Flow.Subscriber<? super CharSequence> subscriber, List<CharSequence> chunks)
            implements Flow.Subscription {

        @Override
        public void request(long n) {
            Thread.startVirtualThread(() -> chunks.forEach(subscriber::onNext));
        }

        @Override
        public void cancel() {}
    }

    @Test
    void aChunkFromAnotherThreadThatThrowsAnErrorFailsTheTurn() throws Exception {
        given.handler(chat -> {
            Flow.Publisher<CharSequence> source =
                    subscriber -> subscriber.onSubscribe(new Emitting(subscriber, List.of("Half", new BrokenText())));
            chat.message("assistant").writeStream(source);
        });
        assertThat(given.awaitEnd(given.send("One"))).isEqualTo(EndState.FAILED);
        assertThat(given.last().text()).isEqualTo("Half");
    }

    @Test
    void aModelWhoseNameIsTooLongToBeKeptAnswersAllTheSame() throws Exception {
        int turn = given.send("One");
        given.model
                .nextCall()
                .started("m".repeat(100_000) + "\uD800")
                .cost(7, 1)
                .say("Fine")
                .send(new ModelEvent.BlockEnded(0, "{\"type\":\"text\",\"text\":\"Fine\"}"))
                .finish();
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.COMPLETE);
        assertThat(given.last().text()).isEqualTo("Fine");
        assertThat(given.last().usage().model()).hasSizeLessThan(1_000);
    }

    @Test
    void aTurnHasTheWorstOfItsMessagesEnds() throws Exception {
        var ignored = new Thrown();
        given.handler(chat -> {
            try (var first = chat.message("assistant")) {
                ignored.by(() -> first.writeStream(chat.model().stream(chat.history())));
            }
            try (var second = chat.message("assistant")) {
                second.markdown("Fine");
            }
        });
        int turn = given.send("One");
        given.model.nextCall().started().fail(ModelFailure.Kind.BILLING);
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.FAILED);
        assertThat(given.snapshot().messages())
                .extracting(Message::state)
                .containsExactly(EndState.COMPLETE, EndState.FAILED, EndState.COMPLETE);
    }

    @Test
    void aHandlerThatIsGoneWhenItsMessageComesUpFailsTheTurn() throws Exception {
        given.handler("oracle", chat -> {});
        given.send("One");
        int two = given.ack(new Command.Send(commandId(), "Two", "oracle")).turn();
        given.handler("oracle", null);
        given.model.nextCall().finish();
        assertThat(given.awaitEnd(two)).isEqualTo(EndState.FAILED);
        assertThat(given.last().problem().code()).isEqualTo("handler_failed");
    }
}
