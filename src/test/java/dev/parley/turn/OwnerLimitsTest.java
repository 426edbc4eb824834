package dev.parley.turn;

import static dev.parley.turn.TestTurns.commandId;
import static dev.parley.turn.TestTurns.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Snapshot;
import dev.parley.turn.CommandRefused.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnerLimitsTest {

    private TestTurns given = new TestTurns(new TurnLimits());

    @AfterEach
    void eachTurnAndMessageHasOneEnd() {
        given.shutDown();
        given.assertEachHasOneEnd();
    }

    // Turns at a time

    @Test
    void aMessageBeyondTheOwnersTurnsIsStoredAndWaitsUntilOneEnds() throws Exception {
        given = new TestTurns(TurnLimits.running(1, 10));
        given.send("One");
        var first = given.model.nextCall().started();
        var other = TestTurns.conversation("other-conversation");
        int waiting = given.send(other, "Two");
        assertThat(given.store.snapshot(other).queue()).hasSize(1);
        assertThat(given.store.snapshot(other).held()).isFalse();
        var ben = TestTurns.conversation("ben-conversation");
        sendAs("ben", ben, "Three");
        assertThat(given.model.nextCall().started().prompt()).containsExactly("USER: Three");
        assertThat(given.model.hasNoCall()).isTrue();
        first.finish();
        var second = given.model.nextCall().started();
        assertThat(second.prompt()).containsExactly("USER: Two");
        second.finish();

        assertThat(given.awaitEnd(other, waiting)).isEqualTo(EndState.COMPLETE);
    }

    @Test
    void whoHasWaitedLongerComesBeforeTheNextMessageOfTheConversationThatHadItsTurn() throws Exception {
        given = new TestTurns(TurnLimits.running(1, 10));
        given.send("One");
        var first = given.model.nextCall().started();
        given.send("Two");
        given.send(TestTurns.conversation("other-conversation"), "Three");
        first.finish();
        var next = given.model.nextCall().started();
        assertThat(next.prompt()).containsExactly("USER: Three");
        next.finish();

        assertThat(given.model.nextCall().prompt()).containsExactly("USER: One | Two");
    }

    @Test
    void whenAllTurnsRunOwnersComeOneAfterTheOther() throws Exception {
        given = new TestTurns(TurnLimits.running(10, 1));
        given.send("anna 0");
        var running = given.model.nextCall().started();
        given.send(TestTurns.conversation("anna-conversation"), "anna 1");
        given.send(TestTurns.conversation("anna-conversation"), "anna 2");
        sendAs("ben", TestTurns.conversation("ben-conversation"), "ben 1");
        var order = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            running.finish();
            running = given.model.nextCall().started();
            order.add(running.prompt().getFirst());
        }

        assertThat(order).containsExactly("USER: anna 1", "USER: ben 1", "USER: anna 2");
    }

    @Test
    void anAnswerMadeAnewDoesNotWaitButIsRefusedUntilThereIsRoom() throws Exception {
        given = new TestTurns(TurnLimits.running(1, 10));
        int turn = given.send("One");
        given.model.nextCall().started().say("First").finish();
        given.awaitEnd(turn);
        int answer = given.last().id();
        given.send(TestTurns.conversation("other-conversation"), "Two");
        var other = given.model.nextCall().started();
        assertThat(given.refusal(new Command.Regenerate(commandId(), answer))).isEqualTo(Reason.TOO_MANY_TURNS);
        assertThat(given.refusal(new Command.Edit(commandId(), 2, "Else"))).isEqualTo(Reason.TOO_MANY_TURNS);
        assertThat(Reason.TOO_MANY_TURNS.retryable()).isTrue();
        int before = given.events().size();
        other.finish();
        awaitAccepted(new Command.Regenerate(commandId(), answer));
        given.model.nextCall().started().say("Second").finish();

        given.await(now -> now.turn() == null && now.messages().getLast().text().equals("Second"));
        assertThat(given.events().size()).isGreaterThan(before);
    }

    @Test
    void stoppingAnAnswerLetsTheNextBegin() throws Exception {
        given = new TestTurns(TurnLimits.running(1, 10));
        int turn = given.send("One");
        given.model.nextCall().started();
        given.send(TestTurns.conversation("other-conversation"), "Two");
        given.ack(new Command.Stop(commandId(), turn));

        assertThat(given.model.nextCall().prompt()).containsExactly("USER: Two");
    }

    @Test
    void whatWasTakenBackOrDeletedWhileItWaitedHoldsNobodyUp() throws Exception {
        given = new TestTurns(TurnLimits.running(1, 10));
        given.send("One");
        var first = given.model.nextCall().started();
        var removed = TestTurns.conversation("removed-conversation");
        int turn = given.send(removed, "Removed");
        var deleted = TestTurns.conversation("deleted-conversation");
        given.send(deleted, "Deleted");
        given.send(TestTurns.conversation("last-conversation"), "Last");
        given.ack(removed, new Command.RemoveQueued(commandId(), turn));
        given.ack(deleted, new Command.Delete(commandId()));
        first.finish();

        assertThat(given.model.nextCall().prompt()).containsExactly("USER: Last");
    }

    @Test
    void whatWaitedInADeletedConversationWaitsForItsReaderWhenThatComesBack() throws Exception {
        given = new TestTurns(TurnLimits.running(1, 10));
        given.send("One");
        var first = given.model.nextCall().started();
        var deleted = TestTurns.conversation("deleted-conversation");
        int turn = given.send(deleted, "Two");
        given.ack(deleted, new Command.Delete(commandId()));
        first.finish();
        given.ack(deleted, new Command.Restore(commandId()));
        assertThat(given.store.snapshot(deleted).held()).isTrue();
        assertThat(given.store.snapshot(deleted).queue()).hasSize(1);
        awaitAccepted(deleted, new Command.SendQueued(commandId()));
        given.model.nextCall().started().finish();

        assertThat(given.awaitEnd(deleted, turn)).isEqualTo(EndState.COMPLETE);
    }

    @Test
    void aBeginningThatCannotBeStoredTakesNobodysPlaceAndComesLater() throws Exception {
        given = new TestTurns(TurnLimits.running(1, 10));
        given.send("One");
        var first = given.model.nextCall().started();
        var other = TestTurns.conversation("other-conversation");
        int turn = given.send(other, "Two");
        given.store.failOn(other);
        first.finish();
        given.send(TestTurns.conversation("third-conversation"), "Three");
        var third = given.model.nextCall().started();
        assertThat(third.prompt()).containsExactly("USER: Three");
        given.store.recover();
        third.finish();
        var second = given.model.nextCall().started();
        assertThat(second.prompt()).containsExactly("USER: Two");
        second.finish();

        assertThat(given.awaitEnd(other, turn)).isEqualTo(EndState.COMPLETE);
    }

    @Test
    void aStopOfTheServerStartsNothingThatWaited() throws Exception {
        given = new TestTurns(TurnLimits.running(1, 10));
        given.send("One");
        given.model.nextCall().started();
        var other = TestTurns.conversation("other-conversation");
        given.send(other, "Two");
        given.shutDown();

        assertThat(given.model.hasNoCall()).isTrue();
        assertThat(given.store.snapshot(other)).extracting(Snapshot::turn).isNull();
        assertThat(given.store.snapshot(other).queue()).hasSize(1);
    }

    @Test
    void noMoreRunThanMayAndEveryMessageIsAnswered() throws Exception {
        given = new TestTurns(TurnLimits.running(3, 5));
        Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
        var inAll = new AtomicInteger();
        var allRoomTaken = new CountDownLatch(5);
        var tooMany = new AtomicInteger();
        given.handler(chat -> {
            String owner = chat.text().split(" ", 2)[0];
            int own = running.computeIfAbsent(owner, key -> new AtomicInteger()).incrementAndGet();
            int all = inAll.incrementAndGet();
            if (own > 3 || all > 5) {
                tooMany.incrementAndGet();
            }
            chat.message("assistant").markdown("Done").close();
            allRoomTaken.countDown();
            awaitAll(allRoomTaken);
            inAll.decrementAndGet();
            running.get(owner).decrementAndGet();
        });
        Map<ConversationId, List<Integer>> turns = new HashMap<>();
        for (int round = 0; round < 4; round++) {
            for (String owner : new String[] {"anna", "ben", "cora"}) {
                for (int i = 0; i < 8; i++) {
                    var conversation = new ConversationId(owner + "-conversation-" + i);
                    turns.computeIfAbsent(conversation, key -> new ArrayList<>())
                            .add(sendAs(owner, conversation, owner + " " + round));
                }
            }
        }
        for (var conversation : turns.entrySet()) {
            for (int turn : conversation.getValue()) {
                assertThat(given.awaitEnd(conversation.getKey(), turn)).isEqualTo(EndState.COMPLETE);
            }
        }

        assertThat(tooMany).hasValue(0);
    }

    /** The first ones go on when as many run as may. */
    private static void awaitAll(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void onlySoManyConversationsMayWait() throws Exception {
        given = new TestTurns(TurnLimits.running(1, 10).withWaiting(2));
        given.send("One");
        given.model.nextCall().started();
        given.send(TestTurns.conversation("other-conversation"), "Two");
        given.send(TestTurns.conversation("other-conversation"), "Three");

        assertThat(refusal(send("anna", TestTurns.conversation("other-conversation"), "Four")))
                .isEqualTo(Reason.QUEUE_FULL);
        sendAs("ben", TestTurns.conversation("ben-conversation"), "Five");
        assertThat(given.model.nextCall().prompt()).containsExactly("USER: Five");
    }

    // Conversations

    @Test
    void anOwnerHasSoManyConversationsAndDeletingOneMakesRoom() throws Exception {
        given = new TestTurns(new TurnLimits().withConversations(2));
        given.handler(chat -> chat.message("assistant").markdown("Done"));
        given.send("One");
        var second = TestTurns.conversation("second-conversation");
        given.send(second, "Two");
        var third = TestTurns.conversation("third-conversation");
        assertThat(refusal(send("anna", third, "Three"))).isEqualTo(Reason.TOO_MANY_CONVERSATIONS);
        assertThat(Reason.TOO_MANY_CONVERSATIONS.retryable()).isFalse();
        given.send("In the first one");
        sendAs("ben", TestTurns.conversation("ben-conversation"), "Mine");
        awaitAccepted(second, new Command.Delete(commandId()));

        given.send(third, "Three");
    }

    // Sends

    @Test
    void anOwnerSendsSoManyInAMinute() {
        given = new TestTurns(new TurnLimits().withSends(2));
        given.handler(chat -> chat.message("assistant").markdown("Done"));
        given.send("One");
        given.send(TestTurns.conversation("other-conversation"), "Two");
        var third = given.execute(new Command.Send(commandId(), "Three", null));
        assertThat(refusal(third)).isEqualTo(Reason.TOO_MANY_SENDS);
        assertThat(Reason.TOO_MANY_SENDS.retryable()).isTrue();
        sendAs("ben", TestTurns.conversation("ben-conversation"), "Mine");
        given.ack(new Command.Rename(commandId(), "Renaming is not sending"));
    }

    @Test
    void theSameCommandAgainIsNotCounted() {
        given = new TestTurns(new TurnLimits().withSends(1));
        given.handler(chat -> chat.message("assistant").markdown("Done"));
        var send = new Command.Send(commandId(), "One", null);
        var first = given.ack(send);
        for (int i = 0; i < 5; i++) {
            assertThat(given.ack(send)).isEqualTo(first);
        }
    }

    @Test
    void answersMadeAnewAndEditsAreCountedAsWell() throws Exception {
        given = new TestTurns(new TurnLimits().withSends(2));
        given.handler(chat -> chat.message("assistant").markdown("Done"));
        int turn = given.send("One");
        given.awaitEnd(turn);
        int answer = given.last().id();
        awaitAccepted(new Command.Regenerate(commandId(), answer));
        given.await(now -> now.turn() == null);

        assertThat(given.refusal(new Command.Edit(commandId(), 2, "Else"))).isEqualTo(Reason.TOO_MANY_SENDS);
        assertThat(given.refusal(new Command.Regenerate(commandId(), answer))).isEqualTo(Reason.TOO_MANY_SENDS);
    }

    private int sendAs(String owner, ConversationId conversation, String text) {
        Integer turn = TestTurns.join(send(owner, conversation, text)).turn();
        assertThat(turn).isNotNull();
        return turn;
    }

    private CompletionStage<Ack> send(String owner, ConversationId conversation, String text) {
        return given.turns.execute(owner, conversation, new Command.Send(commandId(), text, null));
    }

    private void awaitAccepted(Command command) {
        awaitAccepted(given.id, command);
    }

    /** What is retryable is tried until it is accepted: an end is seen a little before it makes room. */
    private void awaitAccepted(ConversationId conversation, Command command) {
        Awaitility.await().until(() -> accepted(conversation, command));
    }

    private boolean accepted(ConversationId conversation, Command command) {
        try {
            given.ack(conversation, command);
            return true;
        } catch (CompletionException e) {
            assertThat(e.getCause())
                    .isInstanceOfSatisfying(
                            CommandRefused.class,
                            refused -> assertThat(refused.reason().retryable()).isTrue());
            return false;
        }
    }
}
