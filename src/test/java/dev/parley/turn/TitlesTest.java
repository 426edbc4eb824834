package dev.parley.turn;

import static dev.parley.turn.TestTurns.commandId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.budget.Budget;
import dev.parley.conversation.Commit;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.model.ModelEvent;
import dev.parley.model.ModelEvent.StopReason;
import dev.parley.model.ModelFailure;
import dev.parley.model.ModelInfo;
import dev.parley.model.ModelProvider;
import dev.parley.model.ModelRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TitlesTest {

    private TestTurns given = TestTurns.withTitles(new TitleLimits());

    @AfterEach
    void eachTurnAndMessageHasOneEnd() {
        given.shutDown();
        given.assertEachHasOneEnd();
    }

    @Test
    void aModelNamesAConversationAfterItsFirstAnswer() throws Exception {
        answered("Paris in May?", "It is mild.");
        var call = given.model.nextCall();
        assertThat(call.request().model()).isEqualTo("small");
        assertThat(call.request().brief()).isTrue();
        assertThat(call.request().maxTokens()).isEqualTo(64);
        assertThat(call.prompt())
                .containsExactly("USER: <question>\nParis in May?\n</question>\n\n<answer>\nIt is mild.\n</answer>");
        assertThat(title()).isEqualTo("Paris in May?");
        call.started()
                .think("Hm")
                .say("\"The weather ")
                .say("in Paris.\"")
                .cost(9, 8)
                .finish();
        awaitTitle("The weather in Paris");
        assertThat(Objects.requireNonNull(given.last().usage()).outputTokens()).isEqualTo(3);
        assertThat(given.store.find(given.id).orElseThrow().title()).isEqualTo("The weather in Paris");
    }

    /** Of a provider's own making. */
    private record ThrowingModel() implements ModelProvider {

        @Override
        public String name() {
            return "throwing";
        }

        @Override
        public boolean scripted() {
            return false;
        }

        @Override
        public Multi<ModelEvent> stream(ModelRequest request) {
            throw new IllegalStateException("Not even begun");
        }

        @Override
        public Uni<List<ModelInfo>> models() {
            return Uni.createFrom().item(List.of());
        }
    }

    @Test
    void aProviderThatThrowsTakesNoPlaceForEver() {
        var provider = new ThrowingModel();
        var titles = new Titles(provider, TurnObserver.NONE, new TitleLimits(), InstantSource.system());
        var tab =
                Budget.unlimited(given.store, provider, InstantSource.system()).open("anna");
        for (int i = 0; i < Titles.MOST_AT_A_TIME; i++) {
            var made = titles.make(new Titles.Exchange("One", "First"), tab, spent -> {});
            assertThat(made.onFailure().recoverWithItem("none").await().indefinitely())
                    .isEqualTo("none");
        }
        assertThat(titles.areMade()).isTrue();
    }

    @Test
    void aConversationIsNamedOnce() throws Exception {
        answered("One", "First");
        say("A name");
        awaitTitle("A name");
        answered("Two", "Second");
        given.ack(new Command.Regenerate(commandId(), given.last().id()));
        given.model.nextCall().started().say("Other").finish();
        awaitIdle();
        assertNobodyAsks();
        assertThat(titles()).containsExactly("A name");
    }

    @Test
    void aNameThatIsTheFirstWordsIsAsGoodAsAnother() throws Exception {
        answered("One", "First");
        say("One");
        awaitMark();
        answered("Two", "Second");
        assertNobodyAsks();
    }

    @Test
    void nothingWaitsForTheTitle() throws Exception {
        answered("One", "First");
        var call = given.model.nextCall();
        answered("Two", "Second");
        given.ack(new Command.Pin(commandId(), true));
        call.started().say("A name").finish();
        awaitTitle("A name");
        assertNobodyAsks();
    }

    @Test
    void aLongQuestionAndALongAnswerAreCut() {
        var exchange = new Titles.Exchange("q".repeat(1_999) + "👋", "a".repeat(5_000));
        assertThat(exchange.prompt())
                .isEqualTo("<question>\n" + "q".repeat(1_999) + "\n</question>\n\n<answer>\n" + "a".repeat(2_000)
                        + "\n</answer>");
    }

    @ParameterizedTest
    @EnumSource(names = {"MAX_TOKENS", "REFUSAL"})
    void whatIsNoTitleLeavesTheFirstWordsForGood(StopReason reason) throws Exception {
        answered("One", "First");
        given.model.nextCall().started().say("I could call it").finish(reason);
        awaitMark();
        assertThat(title()).isEqualTo("One");
        answered("Two", "Second");
        assertNobodyAsks();
    }

    @Test
    void anAnswerThatDidNotEndWellIsNotNamed() throws Exception {
        int turn = given.send("One");
        given.model.nextCall().fail(ModelFailure.Kind.OVERLOADED);
        given.awaitEnd(turn);
        awaitIdle();
        assertNobodyAsks();
        given.ack(new Command.Regenerate(commandId(), given.last().id()));
        given.model.nextCall().started().say("First").finish();
        say("A name");
        awaitTitle("A name");
    }

    @Test
    void aHandlerThatSaysNothingLeavesNothingToBeNamed() throws Exception {
        given.handler(chat -> {});
        given.awaitEnd(given.send("One"));
        awaitIdle();
        assertNobodyAsks();
    }

    // What the reader gives

    @Test
    void aTitleGivenDuringTheAnswerStays() throws Exception {
        int turn = given.send("One");
        var call = given.model.nextCall().started().say("First");
        given.ack(new Command.Rename(commandId(), "Mine"));
        call.finish();
        given.awaitEnd(turn);
        awaitIdle();
        assertNobodyAsks();
        assertThat(title()).isEqualTo("Mine");
    }

    @Test
    void aTitleGivenWhileTheModelThinksStays() throws Exception {
        answered("One", "First");
        var call = given.model.nextCall().started().say("A na");
        given.ack(new Command.Rename(commandId(), "Mine"));
        call.awaitCancelled();
        call.say("me").finish();
        answered("Two", "Second");
        assertNobodyAsks();
        assertThat(title()).isEqualTo("Mine");
    }

    @Test
    void theFirstWordsGivenByTheReaderStay() throws Exception {
        answered("One", "First");
        var call = given.model.nextCall();
        given.ack(new Command.Rename(commandId(), "One"));
        call.awaitCancelled();
        given.ack(new Command.Rename(commandId(), "One"));
        awaitRetired();
        answered("Two", "Second");
        assertNobodyAsks();
    }

    @Test
    void whicheverComesFirstTheReadersTitleIsTheLast() throws Exception {
        for (int i = 0; i < 50; i++) {
            var conversation = TestTurns.conversation("conversation");
            given.awaitEnd(conversation, answer(conversation));
            var call = given.model.nextCall().started().say("A name");
            var finished = CompletableFuture.runAsync(call::finish);
            given.ack(conversation, new Command.Rename(commandId(), "Mine"));
            finished.get(20, TimeUnit.SECONDS);
            given.ack(conversation, new Command.Pin(commandId(), true));
            assertThat(given.store.find(conversation).orElseThrow().title()).isEqualTo("Mine");
        }
    }

    private int answer(ConversationId conversation) throws InterruptedException {
        int turn = given.send(conversation, "One");
        given.model.nextCall().started().say("First").finish();
        return turn;
    }

    @Test
    void aTitleThatWasNotStoredIsNotGiven() throws Exception {
        int turn = given.send("One");
        var call = given.model.nextCall().started().say("First");
        given.awaitText("First");
        given.store.failOn(given.id);
        assertThat(given.refusal(new Command.Rename(commandId(), "Mine"))).isEqualTo(CommandRefused.Reason.NOT_STORED);
        given.store.recover();
        call.finish();
        given.awaitEnd(turn);
        say("A name");
        awaitTitle("A name");
    }

    @Test
    void anImportedTitleStays() throws Exception {
        given.store.commit(List.of(new Commit(
                given.id,
                List.of(),
                List.of(),
                new Conversation(given.id, TestTurns.OWNER, "From elsewhere", "claude", Instant.EPOCH))));
        answered("One", "First");
        assertNobodyAsks();
    }

    // What goes wrong

    @Test
    void afterAFailureTheNextAnswerTriesAgain() throws Exception {
        answered("One", "First");
        given.model.nextCall().fail(ModelFailure.Kind.OVERLOADED);
        awaitRetired();
        answered("Two", "Second");
        var call = given.model.nextCall();
        assertThat(call.prompt().getFirst()).contains("\nOne\n", "\nFirst\n").doesNotContain("Second");
        call.started().say("A name").finish();
        awaitTitle("A name");
    }

    @Test
    void aLongConversationKeepsItsFirstWords() throws Exception {
        for (int i = 1; i <= 4; i++) {
            answered("Question " + i, "Answer");
            given.model.nextCall().fail(ModelFailure.Kind.UNREACHABLE);
            awaitRetired();
        }
        answered("Question 5", "Answer");
        assertNobodyAsks();
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSED_INPUT", "AUTHENTICATION", "BILLING"})
    void whoDoesNotKnowTheModelIsNotAskedAgain(ModelFailure.Kind kind) throws Exception {
        answered("One", "First");
        given.model.nextCall().fail(kind);
        awaitRetired();
        answered("Two", "Second");
        var other = TestTurns.conversation("conversation");
        given.awaitEnd(other, answer(other));
        assertNobodyAsks();
        assertThat(title()).isEqualTo("One");
    }

    @Test
    void aRefusalIsForgottenAfterAWhile() throws Exception {
        var now = new AtomicReference<>(Instant.EPOCH);
        var titles = new Titles(given.model, TurnObserver.NONE, new TitleLimits(), now::get);
        var refused = titles.make(
                        new Titles.Exchange("One", "First"),
                        Budget.unlimited(given.store, given.model, now::get).open("anna"),
                        spent -> {})
                .subscribe()
                .asCompletionStage();
        given.model.nextCall().fail(ModelFailure.Kind.REFUSED_INPUT);
        assertThat(refused).failsWithin(Duration.ofSeconds(20));
        assertThat(titles.areMade()).isFalse();
        now.set(Instant.EPOCH.plus(Titles.REST));
        assertThat(titles.areMade()).isTrue();
    }

    @Test
    void aModelThatTakesTooLongIsCancelled() throws Exception {
        given.shutDown();
        given = TestTurns.withTitles(new TitleLimits(true, "small", Duration.ofMillis(50)));
        answered("One", "First");
        given.model.nextCall().started().say("Let me").awaitCancelled();
        awaitRetired();
        assertThat(title()).isEqualTo("One");
    }

    @Test
    void aTitleThatCannotBeStoredIsTriedAgain() throws Exception {
        answered("One", "First");
        var call = given.model.nextCall().started().say("A name");
        given.store.failOn(given.id);
        call.finish();
        awaitRetired();
        given.store.recover();
        answered("Two", "Second");
        say("Another");
        awaitTitle("Another");
    }

    @Test
    void onlySoManyTitlesAreMadeAtATime() throws Exception {
        ScriptedModel.Call title = null;
        for (int i = 0; i < Titles.MOST_AT_A_TIME; i++) {
            var conversation = TestTurns.conversation("conversation");
            given.awaitEnd(conversation, answer(conversation));
            title = given.model.nextCall();
            assertThat(title.request().brief()).isTrue();
        }
        answered("One", "First");
        given.send("Two");
        // It is there as soon as all is done that follows the turn before.
        var second = given.model.nextCall();
        assertThat(second.request().brief()).isFalse();
        title.fail(ModelFailure.Kind.OVERLOADED);
        second.started().say("Second").finish();
        say("A name");
        awaitTitle("A name");
    }

    // Ends

    @Test
    void aDeletedConversationIsNotNamed() throws Exception {
        answered("One", "First");
        var call = given.model.nextCall().started().say("A name");
        given.ack(new Command.Delete(commandId()));
        call.awaitCancelled();
        call.finish();
        given.ack(new Command.Restore(commandId()));
        awaitRetired();
        assertThat(title()).isEqualTo("One");
    }

    @Test
    void atTheEndOfTheProcessNothingIsAskedAnyMore() throws Exception {
        answered("One", "First");
        var call = given.model.nextCall();
        given.shutDown();
        call.awaitCancelled();
        assertThat(title()).isEqualTo("One");
    }

    @Test
    void aScriptNamesNothing() throws Exception {
        given.shutDown();
        given = new TestTurns();
        answered("One", "First");
        assertNobodyAsks();
    }

    @Test
    void whoWantsNoTitlesGetsNone() throws Exception {
        given.shutDown();
        given = TestTurns.withTitles(new TitleLimits(false, "small", Duration.ofSeconds(20)));
        answered("One", "First");
        assertNobodyAsks();
    }

    private void answered(String question, String answer) throws InterruptedException {
        int turn = given.send(question);
        given.model.nextCall().started().say(answer).finish();
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.COMPLETE);
    }

    /** As a title. */
    private void say(String name) throws InterruptedException {
        given.model.nextCall().started().say(name).finish();
    }

    private String title() {
        return given.snapshot().conversation().title();
    }

    private void awaitTitle(String title) throws InterruptedException {
        given.await(now -> now.conversation().title().equals(title));
    }

    private void awaitMark() {
        await().until(() -> given.store.receipt(given.id, "title").isPresent());
    }

    /** What follows the last commit has been done as well. */
    private void awaitIdle() throws InterruptedException {
        given.await(now -> now.turn() == null);
        awaitRetired();
    }

    private void awaitRetired() {
        await().until(() -> given.turns.areIdle());
    }

    private void assertNobodyAsks() {
        awaitRetired();
        assertThat(given.model.hasNoCall()).isTrue();
    }

    /** Everything that changed the title. */
    private List<String> titles() {
        return given.events().stream()
                .filter(Event.ConversationChanged.class::isInstance)
                .map(event -> ((Event.ConversationChanged) event).title())
                .filter(Objects::nonNull)
                .toList();
    }
}
