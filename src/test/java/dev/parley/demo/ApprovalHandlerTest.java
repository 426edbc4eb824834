package dev.parley.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.chat.ChatFeedback.Kind;
import dev.parley.conversation.Element.Callout;
import dev.parley.conversation.Question;
import dev.parley.conversation.Step.Status;
import dev.parley.conversation.Table;
import dev.parley.harness.ChatHarness;
import dev.parley.harness.TestTurn;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApprovalHandlerTest {

    private static final String SURE = "Pay this money back?";
    private static final String DETAILS = "How is it to be done?";
    private static final Map<String, Object> BELL = Map.of("amount", 89.5, "reason", "Damaged");

    private final ChatHarness chat = ChatHarness.of(new ApprovalHandler());

    @AfterEach
    void close() {
        chat.close();
    }

    private static void expectPaid(TestTurn turn, String label) {
        var status = turn.expectComplete().element(Status.class);
        assertThat(status.content().label()).isEqualTo(label);
        turn.element(Callout.class).expect("success", box -> box.level() == Callout.Level.SUCCESS);
    }

    private static void expectNothingPaid(TestTurn turn) {
        assertThat(turn.expectComplete().elements(Status.class)).isEmpty();
    }

    @Test
    void afterAYesAndTheDetailsTheMoneyIsPaidBack() {
        var turn = chat.send("Refund order 1042");
        assertThat(turn.element(Table.class).content().rows()).hasToString("[[1042, Rui Matos, A ship's bell, 89.5]]");
        turn.question().expectPrompt(SURE).confirm();
        turn.question()
                .expectPrompt(DETAILS)
                .fill(Map.of("amount", 80, "reason", "Late", "letter", true, "note", "Sorry"));
        expectPaid(turn, "Paid back €80.00 to Rui Matos");
        turn.expectTextContaining("because: Late")
                .expectTextContaining("the note: Sorry")
                .expectTextContaining("Wrote to Rui Matos");
    }

    @Test
    void whatWasLeftOutOfTheFormIsNotDone() {
        var turn = chat.send("Refund order 1042");
        turn.question().confirm();
        expectPaid(turn.question().fill(BELL), "Paid back €89.50 to Rui Matos");
        turn.expectText("Told the bank, because: Damaged");
    }

    @Test
    void afterANoNothingIsPaidBack() {
        var turn = chat.send("Refund order 1042").question().decline();
        expectNothingPaid(turn);
        turn.element(Callout.class).expectText("Nothing was paid back.");
    }

    @Test
    void anotherMessageSkipsTheQuestionAndIsAnswered() {
        var first = chat.send("Refund order 1042");
        chat.send("Refund order 1041, I mean").question().decline();
        expectNothingPaid(first);
        first.element(Question.class).expectHistory(Question::state, Question.State.OPEN, Question.State.SKIPPED);
    }

    @Test
    void anotherMessageSkipsTheFormToo() {
        var first = chat.send("Refund order 1042");
        first.question().confirm();
        chat.send("Oh, wait").expectComplete().expectTextContaining("Name one of these orders");
        expectNothingPaid(first);
    }

    @ParameterizedTest
    @ValueSource(doubles = {89.51, 0, -5})
    void moreThanWasPaidIsAskedForAgain(double amount) {
        var turn = chat.send("Refund order 1042");
        turn.question().confirm();
        turn.question().fill(Map.of("amount", amount, "reason", "Damaged"));
        turn.element(Callout.class).expectText("Only €89.50 were paid. Nothing was paid back yet.");
        turn.question().expectPrompt(DETAILS).fill(BELL).expectComplete();
        assertThat(turn.element(Status.class).content().label()).isEqualTo("Paid back €89.50 to Rui Matos");
    }

    @Test
    void theFormWantsAnAmountAndAReason() {
        var turn = chat.send("Refund order 1042");
        turn.question().confirm();
        var form = turn.question();
        assertThatThrownBy(() -> form.fill(Map.of("reason", "Late"))).hasMessageContaining("is missing");
        assertThatThrownBy(() -> form.fill(Map.of("amount", 5))).hasMessageContaining("Reason is missing");
        expectPaid(form.fill(BELL), "Paid back €89.50 to Rui Matos");
    }

    @Test
    void anOrderThatIsNotThereIsToldWithThoseThatAre() {
        var turn = chat.send("Refund order 9999").expectComplete().expectTextContaining("Name one of these orders");
        assertThat(turn.element(Table.class).content().rows()).hasSize(3);
    }

    @Test
    void aYesAfterARestartGoesOnWithTheForm() {
        var before = chat.send("Refund order 1042");
        chat.restart(new ApprovalHandler());
        before.expectInterrupted();
        var turn = chat.question().expectPrompt(SURE).confirm();
        expectPaid(turn.question().expectPrompt(DETAILS).fill(BELL), "Paid back €89.50 to Rui Matos");
    }

    @Test
    void aNoAfterARestartIsANo() {
        chat.send("Refund order 1042");
        chat.restart(new ApprovalHandler());
        var turn = chat.question().decline();
        expectNothingPaid(turn);
        turn.element(Callout.class).expectText("Nothing was paid back.");
    }

    @Test
    void theFormOutlivesARestartAndIsCheckedThenToo() {
        chat.send("Refund order 1042").question().confirm();
        chat.restart(new ApprovalHandler());
        var turn = chat.question().expectPrompt(DETAILS).fill(Map.of("amount", 500, "reason", "Late"));
        turn.element(Callout.class).expectText("Only €89.50 were paid. Nothing was paid back yet.");
        turn.question().fill(BELL).expectComplete();
        assertThat(turn.element(Status.class).content().label()).isEqualTo("Paid back €89.50 to Rui Matos");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void whatIsDoneMayBeJudged(int thumb) {
        var turn = chat.send("Refund order 1042");
        turn.question().confirm();
        turn.question().fill(BELL).expectComplete();
        var told = chat.giveFeedback(thumb);
        assertThat(told.kind()).isEqualTo(Kind.THUMBS);
        assertThat(told.value()).isEqualTo(thumb);
    }
}
