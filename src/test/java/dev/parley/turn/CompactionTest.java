package dev.parley.turn;

import static dev.parley.turn.TestTurns.commandId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.EndState;
import dev.parley.conversation.Settings;
import dev.parley.conversation.Summary;
import dev.parley.model.ModelEvent.StopReason;
import dev.parley.model.ModelFailure;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Older turns that are summed up before a conversation outgrows its model, whose window has 1,000 tokens here. */
class CompactionTest {

    private static final Settings LARGE = new Settings("large", null, null);

    private TestTurns given = new TestTurns();

    @AfterEach
    void eachTurnAndMessageHasOneEnd() {
        given.shutDown();
        given.assertEachHasOneEnd();
    }

    private int send(String text) {
        return Objects.requireNonNull(given.ack(new Command.Send(commandId(), text, null, List.of(), LARGE))
                .turn());
    }

    private void answered(String text, String answer, long tokens) throws Exception {
        int turn = send(text);
        var call = given.model.nextCall();
        call.started().say(answer).cost(tokens, 10).finish();
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.COMPLETE);
    }

    private Summary summary() {
        return given.last().elements().stream()
                .map(element -> element.content())
                .filter(Summary.class::isInstance)
                .map(Summary.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** Three questions, of which the last two do not fit any more. */
    private ScriptedModel.Call fullConversation() throws Exception {
        answered("One", "1", 300);
        answered("Two", "2", 790);
        send("Three");
        return given.model.nextCall();
    }

    @Test
    void whatWouldNotFitIsSummedUpFirstAndStandsInItsPlace() throws Exception {
        var sum = fullConversation();
        assertThat(sum.request().model()).isEqualTo("small");
        assertThat(sum.request().brief()).isTrue();
        assertThat(sum.request().maxTokens()).isEqualTo(500);
        assertThat(sum.prompt().getFirst())
                .contains("<user>\nOne\n</user>", "<assistant>\n2\n</assistant>")
                .doesNotContain("Three");
        sum.started().say("They counted ").say("to two.").cost(50, 4).finish();
        var answer = given.model.nextCall();
        assertThat(answer.request().model()).isEqualTo("large");
        assertThat(answer.prompt())
                .singleElement()
                .asString()
                .contains("<summary>\nThey counted to two.\n</summary>", "Three");
        answer.started().say("3").cost(60, 1).finish();
        given.await(now -> now.turn() == null);

        assertThat(summary().text()).isEqualTo("They counted to two.");
        assertThat(summary().messages()).isEqualTo(4);
        assertThat(given.last().text()).isEqualTo("3");
        assertThat(given.snapshot().messages()).hasSize(6);
        var usage = Objects.requireNonNull(given.last().usage());
        assertThat(usage.inputTokens()).isEqualTo(110);
        assertThat(usage.contextTokens()).isEqualTo(61);
    }

    @Test
    void laterTurnsOfTheBranchGoOnFromTheSummary() throws Exception {
        var sum = fullConversation();
        sum.started().say("To two.").finish();
        given.model.nextCall().started().say("3").cost(60, 1).finish();
        given.await(now -> now.turn() == null);

        send("Four");
        var call = given.model.nextCall();
        assertThat(call.prompt()).hasSize(3);
        assertThat(call.prompt().getFirst()).contains("To two.", "Three").doesNotContain("One");
        assertThat(call.prompt().get(1)).isEqualTo("ASSISTANT: 3");
        call.started().say("4").cost(790, 11).finish();
        given.await(now -> now.turn() == null);

        send("Five");
        var again = given.model.nextCall();
        assertThat(again.prompt().getFirst()).contains("<summary>\nTo two.\n</summary>", "Four");
        again.started().say("To four.").finish();
        given.model.nextCall().started().say("5").cost(60, 1).finish();
        given.await(now -> now.turn() == null);
        assertThat(summary().messages()).isEqualTo(8);
    }

    @Test
    void anotherBranchHasItsMessagesAsTheyAre() throws Exception {
        var sum = fullConversation();
        sum.started().say("To two.").finish();
        given.model.nextCall().started().say("3").cost(60, 1).finish();
        given.await(now -> now.turn() == null);
        int second = given.snapshot().messages().get(2).id();

        given.ack(new Command.Edit(commandId(), second, "Two again"));
        var call = given.model.nextCall();
        assertThat(call.prompt()).containsExactly("USER: One", "ASSISTANT: 1", "USER: Two again");
        call.started().say("2").finish();
        given.await(now -> now.turn() == null);
    }

    @Test
    void aSumThatFailsEndsTheTurnInWords() throws Exception {
        var sum = fullConversation();
        sum.started().say("They").fail(ModelFailure.Kind.OVERLOADED);
        given.await(now -> now.turn() == null);
        assertThat(given.last().state()).isEqualTo(EndState.FAILED);
        assertThat(Objects.requireNonNull(given.last().problem()).text())
                .startsWith(
                        "The conversation is too long for the model, and its earlier messages could not be summed up.")
                .contains("It failed: OVERLOADED");
        assertThat(summary().upTo()).isZero();

        given.ack(new Command.Regenerate(commandId(), given.last().id()));
        var again = given.model.nextCall();
        assertThat(again.request().model()).isEqualTo("small");
        again.started().say("To two.").finish();
        given.model.nextCall().started().say("3").cost(60, 1).finish();
        given.await(now -> now.turn() == null);
        assertThat(given.last().state()).isEqualTo(EndState.COMPLETE);
    }

    @Test
    void stopEndsTheSumToo() throws Exception {
        var sum = fullConversation().started().say("They");
        given.await(now -> !now.messages().getLast().elements().isEmpty());
        int turn = Objects.requireNonNull(given.snapshot().turn()).id();
        given.ack(new Command.Stop(commandId(), turn));
        sum.awaitCancelled();
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.STOPPED);
        assertThat(summary().upTo()).isZero();
    }

    @Test
    void anAnswerThatMetTheEndOfTheWindowGoesOnFromASummary() throws Exception {
        answered("One", "1", 10);
        int turn = send("Two");
        given.model.nextCall().started().say("Half").cost(20, 1).finish(StopReason.CONTEXT_WINDOW_EXCEEDED);
        given.awaitEnd(turn);

        given.ack(new Command.Continue(commandId(), given.last().id()));
        var sum = given.model.nextCall();
        assertThat(sum.prompt().getFirst()).contains("One").doesNotContain("Half");
        sum.started().say("To one.").finish();
        var call = given.model.nextCall();
        assertThat(call.prompt().getFirst()).contains("To one.", "Two");
        assertThat(call.prompt().getLast()).contains("<partial>Half</partial>");
        call.started().say(" and half").finish();
        given.await(now -> now.turn() == null);
    }

    @Test
    void aSecondAttemptAtWhatDidNotFitIsMadeFromASummary() throws Exception {
        answered("One", "1", 10);
        int turn = send("Two");
        given.model.nextCall().fail(ModelFailure.Kind.TOO_LARGE);
        given.awaitEnd(turn);

        given.ack(new Command.Regenerate(commandId(), given.last().id()));
        given.model.nextCall().started().say("To one.").finish();
        var call = given.model.nextCall();
        assertThat(call.prompt()).singleElement().asString().contains("To one.", "Two");
        call.started().say("2").finish();
        given.await(now -> now.turn() == null);
    }

    @Test
    void whereThereIsNothingOlderNothingIsSummedUp() throws Exception {
        send("x".repeat(999));
        var call = given.model.nextCall();
        assertThat(call.request().model()).isEqualTo("large");
        call.started().say("Yes").cost(990, 1).finish();
        given.await(now -> now.turn() == null);
    }

    @Test
    void itCanBeTurnedOff() throws Exception {
        given.shutDown();
        given = TestTurns.withoutCompaction();
        answered("One", "1", 300);
        answered("Two", "2", 990);
        send("Three");
        var call = given.model.nextCall();
        assertThat(call.prompt()).hasSize(5);
        call.started().say("3").finish();
        given.await(now -> now.turn() == null);
    }
}
