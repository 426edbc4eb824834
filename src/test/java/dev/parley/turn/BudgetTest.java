package dev.parley.turn;

import static dev.parley.turn.TestTurns.OWNER;
import static dev.parley.turn.TestTurns.commandId;
import static dev.parley.turn.TestTurns.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.budget.Budget;
import dev.parley.budget.BudgetUsedUp;
import dev.parley.chat.TurnEndedException;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Spending;
import dev.parley.model.ModelFailure;
import dev.parley.model.ModelPrices;
import dev.parley.model.ModelRequest;
import dev.parley.turn.CommandRefused.Reason;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BudgetTest {

    private TestTurns given = TestTurns.within(BudgetLimits.ofEachOwner(100));

    @AfterEach
    void eachTurnAndMessageHasOneEnd() {
        given.shutDown();
        given.assertEachHasOneEnd();
    }

    @Test
    void whereNothingIsLeftTheNextMessageIsRefused() throws Exception {
        answer("One", 60, 50);
        assertThat(refusal(given.execute(send("Two")))).isEqualTo(Reason.BUDGET_USED_UP);
        assertThat(refusal(given.execute(
                        new Command.Regenerate(commandId(), given.last().id()))))
                .isEqualTo(Reason.BUDGET_USED_UP);
        assertThatThrownBy(() -> TestTurns.join(given.execute(send("Two"))))
                .hasRootCauseInstanceOf(CommandRefused.class)
                .rootCause()
                .hasMessageMatching("Your budget for today is used up\\. It is renewed on .* \\(UTC\\)\\.");
        assertThat(given.model.hasNoCall()).isTrue();
    }

    @Test
    void whatIsNotUsedUpIsNotInTheWay() throws Exception {
        answer("One", 50, 40);
        assertThat(answer("Two", 5, 6)).isEqualTo(EndState.COMPLETE);
    }

    @Test
    void aRunningAnswerEndsWhereTheBudgetDoesAndWhatCameStays() throws Exception {
        int turn = given.send("One");
        var call = given.model.nextCall().started().cost(40, 1).say("x".repeat(200));
        call.say("y".repeat(200));
        call.awaitCancelled();
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.INTERRUPTED);
        assertThat(given.last().text()).isEqualTo("x".repeat(200) + "y".repeat(200));
        assertThat(given.last().problem()).isNotNull();
        assertThat(given.last().problem().code()).isEqualTo("budget_used_up");
        assertThat(given.last().problem().text()).contains("It is renewed on");
    }

    @Test
    void anAnswerThatIsWholeWhenTheBudgetEndsIsComplete() throws Exception {
        assertThat(answer("One", 10, 1_000)).isEqualTo(EndState.COMPLETE);
    }

    @Test
    void aLongPromptAloneCanUseItUp() throws Exception {
        int turn = given.send("One");
        given.model.nextCall().started().cost(5_000, 1).awaitCancelled();
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.FAILED);
        assertThat(given.last().problem().code()).isEqualTo("budget_used_up");
    }

    @Test
    void answersUnderWayCountTogether() throws Exception {
        given.send("One");
        var first = given.model.nextCall().started().cost(10, 1).say("x".repeat(200));
        var other = TestTurns.conversation("other-conversation");
        int turn = given.send(other, "Two");
        var second = given.model.nextCall().started().cost(10, 1).say("y".repeat(200));
        second.awaitCancelled();
        assertThat(given.awaitEnd(other, turn)).isEqualTo(EndState.INTERRUPTED);
        first.say("More");
        first.awaitCancelled();
    }

    @Test
    void anOwnersBudgetIsNobodyElses() throws Exception {
        answer("One", 60, 50);
        var other = TestTurns.conversation("other-conversation");
        TestTurns.join(given.turns.execute("ben", other, send("Two")));
        given.model.nextCall().started().cost(10, 10).finish();
    }

    @Test
    void theBudgetOfAllIsEverybodys() throws Exception {
        given = TestTurns.within(BudgetLimits.ofAll(100));
        answer("One", 60, 50);
        var other = TestTurns.conversation("other-conversation");
        assertThatThrownBy(() -> TestTurns.join(given.turns.execute("ben", other, send("Two"))))
                .rootCause()
                .hasMessageStartingWith("This server's budget for today is used up.");
    }

    @Test
    void whatTheProviderSaysReplacesTheEstimate() throws Exception {
        given = TestTurns.within(BudgetLimits.ofEachOwner(10_000));
        int turn = given.send("One");
        var call = given.model.nextCall().started().cost(100, 1).say("x".repeat(8_000));
        awaitSpent(new Spending(2_100, 0));
        call.cost(100, 1_500).finish();
        given.awaitEnd(turn);
        awaitSpent(new Spending(1_600, 0));
    }

    @Test
    void aStoppedAnswerHasCostWhatCame() throws Exception {
        given = TestTurns.within(BudgetLimits.ofEachOwner(10_000));
        int turn = given.send("One");
        given.model.nextCall().started().cost(100, 1).say("x".repeat(400));
        given.await(snapshot -> !given.last().text().isEmpty());
        given.ack(new Command.Stop(commandId(), turn));
        awaitSpent(new Spending(200, 0));
    }

    @Test
    void aCallThatNobodyAnsweredCostsNothing() throws Exception {
        int turn = given.send("One " + "x".repeat(360));
        given.model.nextCall().fail(ModelFailure.Kind.UNREACHABLE);
        given.awaitEnd(turn);
        assertThat(spent(OWNER)).isEqualTo(Spending.NONE);
        answer("Two", 10, 10);
        awaitSpent(new Spending(20, 0));
    }

    @Test
    void theNextProcessKnowsWhatWasSpent() throws Exception {
        answer("One", 60, 50);
        given.shutDown();
        awaitSpent(new Spending(110, 0));
        var next = Budget.of(BudgetLimits.ofEachOwner(100), given.store, given.model, Clock.systemUTC());
        assertThatThrownBy(() -> next.require(OWNER)).isInstanceOf(BudgetUsedUp.class);
        next.require("ben");
        var larger = Budget.of(BudgetLimits.ofEachOwner(111), given.store, given.model, Clock.systemUTC());
        larger.require(OWNER);
        assertThat(larger.left(OWNER)).singleElement().satisfies(left -> {
            assertThat(left.left()).isEqualTo(1.0);
            assertThat(left.most()).isEqualTo(111.0);
            assertThat(left.period()).isEqualTo("day");
            assertThat(left.unit()).isEqualTo("tokens");
        });
    }

    @Test
    void aMessageThatWaitedFailsWhereNothingIsLeftByItsTurn() throws Exception {
        given.send("One");
        var call = given.model.nextCall().started().say("Hi");
        int waiting = given.send("Two");
        call.cost(60, 50).finish();
        assertThat(given.awaitEnd(waiting)).isEqualTo(EndState.FAILED);
        assertThat(given.last().problem().code()).isEqualTo("budget_used_up");
        assertThat(given.model.hasNoCall()).isTrue();
    }

    @Test
    void aHandlerThatAsksAgainIsRefused() throws Exception {
        given.handler(chat -> {
            for (int i = 0; i < 2; i++) {
                chat.message("assistant").write(chat.model().stream(ModelRequest.of(chat.history())));
            }
            throw new TurnEndedException();
        });
        int turn = given.send("One");
        given.model.nextCall().started().cost(60, 50).finish();
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.FAILED);
        assertThat(given.model.hasNoCall()).isTrue();
    }

    @Test
    void titlesCount() throws Exception {
        given = TestTurns.withTitles(new TitleLimits());
        int turn = given.send("One");
        given.model.nextCall().started().say("First").cost(10, 5).finish();
        given.awaitEnd(turn);
        given.model.nextCall().started().say("A name").cost(20, 3).finish();
        awaitSpent(new Spending(38, 0));
    }

    @Test
    void moneyIsCountedByThePricesOfTheModel() throws Exception {
        given.model.costs(new ModelPrices(List.of(new ModelPrices.Step(0, 10, 50, 1, 12))));
        var before = given;
        given = TestTurns.within(BudgetLimits.NONE);
        before.shutDown();
        given.model.costs(new ModelPrices(List.of(new ModelPrices.Step(0, 10, 50, 1, 12))));
        answer("One", 1_000, 2_000);
        awaitSpent(new Spending(3_000, 110_000_000));
        var tight = Budget.of(BudgetLimits.dollars(0.11), given.store, given.model, Clock.systemUTC());
        assertThatThrownBy(() -> tight.require(OWNER)).hasMessageStartingWith("Your budget for this month is used up.");
        Budget.of(BudgetLimits.dollars(0.111), given.store, given.model, Clock.systemUTC())
                .require(OWNER);
    }

    @Test
    void aBudgetInMoneyWithoutAnyPriceIsAMistakeAtTheStart() {
        assertThatThrownBy(() -> Budget.of(BudgetLimits.dollars(1), given.store, given.model, Clock.systemUTC()))
                .hasMessageContaining("parley.budget limits dollars, but no model has a price");
    }

    private EndState answer(String text, long input, long output) throws InterruptedException {
        int turn = given.send(text);
        given.model.nextCall().started().say("Hi").cost(input, output).finish();
        return given.awaitEnd(turn);
    }

    private static Command.Send send(String text) {
        return new Command.Send(commandId(), text, null);
    }

    private void awaitSpent(Spending amount) {
        Awaitility.await().untilAsserted(() -> assertThat(spent(OWNER)).isEqualTo(amount));
    }

    private Spending spent(@Nullable String owner) {
        var today = LocalDate.now(ZoneOffset.UTC);
        return given.store.spent(owner, today.minusDays(1), today.plusDays(1));
    }
}
