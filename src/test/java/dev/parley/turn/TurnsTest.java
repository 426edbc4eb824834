package dev.parley.turn;

import static dev.parley.turn.TestTurns.commandId;
import static dev.parley.turn.TestTurns.join;
import static dev.parley.turn.TestTurns.textOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.ChatMessage;
import dev.parley.chat.TurnEndedException;
import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.Message;
import dev.parley.conversation.Role;
import dev.parley.conversation.Snapshot;
import dev.parley.conversation.Usage;
import dev.parley.model.ModelEvent;
import dev.parley.model.ModelFailure;
import dev.parley.turn.CommandRefused.Reason;
import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class TurnsTest {

    private final TestTurns given = new TestTurns(
            new TestTurns.Limits(), new TestTurns.LogLimits(200, 1_048_576, 8_388_608), List.of("weather", "oracle"));

    @AfterEach
    void eachTurnAndMessageHasOneEnd() {
        given.shutDown();
        given.assertEachHasOneEnd();
    }

    // Answers

    @Test
    void aMessageIsAnswered() throws Exception {
        int turn = given.send("Paris in May?");
        var call = given.model.nextCall();
        assertThat(call.prompt()).containsExactly("USER: Paris in May?");
        call.started().think("Hm").say("It is ").say("mild").cost(3, 4).finish();
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.COMPLETE);
        var messages = given.snapshot().messages();
        assertThat(messages).hasSize(2);
        assertThat(messages.getFirst().text()).isEqualTo("Paris in May?");
        assertThat(messages.getFirst().state()).isEqualTo(EndState.COMPLETE);
        var answer = messages.getLast();
        assertThat(answer.elements()).extracting(TestTurns::textOf).containsExactly("Hm", "It is mild");
        assertThat(answer.elements()).extracting(Element::endedAt).doesNotContainNull();
        assertThat(answer.state()).isEqualTo(EndState.COMPLETE);
        assertThat(answer.stopReason()).isEqualTo("end_turn");
        assertThat(answer.usage()).isEqualTo(new Usage(3, 4, 0, 0, "scripted-1", 7, null, false));
        assertThat(given.snapshot().conversation().title()).isEqualTo("Paris in May?");
        assertThat(given.snapshot().turn()).isNull();
    }

    @Test
    void theNextPromptHoldsTheAnswer() throws Exception {
        int first = given.send("One");
        given.model.nextCall().started().say("First").finish();
        given.awaitEnd(first);
        given.send("Two");
        assertThat(given.model.nextCall().prompt()).containsExactly("USER: One", "ASSISTANT: First", "USER: Two");
    }

    @Test
    void aBlocksTextIsKeptOnceAndGoesBackWhole() throws Exception {
        int first = given.send("One");
        given.model
                .nextCall()
                .started()
                .think("Hm\n")
                .send(new ModelEvent.BlockEnded(0, "{\"thinking\":,\"signature\":\"s\"}", "Hm\n", 12))
                .send(new ModelEvent.Text(1, "Fir"))
                .send(new ModelEvent.Text(1, "st"))
                .send(new ModelEvent.BlockEnded(1, "{\"text\":}", "First", 8))
                .send(new ModelEvent.Text(2, " more"))
                .send(new ModelEvent.BlockEnded(2, "{\"text\":}", " more", 8))
                .finish();
        given.awaitEnd(first);
        assertThat(given.keptBlocks()).noneMatch(block -> block.contains("Hm") || block.contains("First"));
        given.send("Two");
        assertThat(given.model.nextCall().prompt())
                .contains("ASSISTANT: verbatim {\"thinking\":\"Hm\\n\",\"signature\":\"s\"}"
                        + " | verbatim {\"text\":\"First\"} | verbatim {\"text\":\" more\"}");
    }

    @Test
    void aBlockWhoseTextTheHandlerChangedIsKeptAsItWas() throws Exception {
        given.handler(chat -> chat.message("assistant")
                .writeStream(chat.model().stream(chat.history())
                        .filter(event -> !(event instanceof ModelEvent.Text text
                                && text.text().equals("Fir")))));
        int first = given.send("One");
        given.model
                .nextCall()
                .started()
                .say("Fir")
                .say("st")
                .send(new ModelEvent.BlockEnded(0, "{\"text\":}", "First", 8))
                .finish();
        given.awaitEnd(first);
        assertThat(given.last().text()).isEqualTo("st");
        assertThat(given.keptBlocks()).containsExactly("{\"text\":\"First\"}");
    }

    @Test
    void malformedTextOfTheModelIsMended() throws Exception {
        int turn = given.send("One");
        String smile = "😀";
        var call = given.model.nextCall().started();
        call.say("a" + smile.charAt(0))
                .say(smile.charAt(1) + "b\0" + smile.charAt(1))
                .say("" + smile.charAt(0));
        call.finish();
        given.awaitEnd(turn);
        assertThat(given.last().text()).isEqualTo("a😀b\uFFFD\uFFFD\uFFFD");
    }

    @Test
    void toolsThatNobodyOffersAreTold() throws Exception {
        int turn = given.send("One");
        given.model
                .nextCall()
                .started()
                .say("I look. ")
                .send(new ModelEvent.ToolUse(1, "t", "search", "{}"))
                .finish(ModelEvent.StopReason.TOOL_USE);
        given.awaitEnd(turn);
        assertThat(given.last().elements()).hasSize(2);
        assertThat(textOf(given.last().elements().getLast()))
                .contains("\"search\"")
                .contains("error");
        assertThat(given.last().stopReason()).isEqualTo("tool_use");
    }

    @Test
    void aHandlerSpeaksInSeveralVoices() throws Exception {
        given.handler(chat -> {
            try (var weather = chat.message("weather");
                    var answer = chat.message("assistant")) {
                weather.markdown("Sunny").callout(ChatMessage.Level.WARNING, "Hot");
                var result = answer.writeStream(Multi.createFrom().items("a", "b", "c"));
                answer.markdown(result.text());
            }
        });
        int turn = given.send("One");
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.COMPLETE);
        var messages = given.snapshot().messages();
        assertThat(messages).extracting(Message::name).containsExactly("user", "weather", "assistant");
        assertThat(messages).extracting(Message::state).containsOnly(EndState.COMPLETE);
        assertThat(messages.getLast().elements()).extracting(TestTurns::textOf).containsExactly("abc", "abc");
        assertThat(messages.getLast().parent()).isEqualTo(messages.get(1).id());
    }

    @Test
    void aHandlerThatSaysNothingIsComplete() throws Exception {
        given.handler(chat -> {});
        assertThat(given.awaitEnd(given.send("One"))).isEqualTo(EndState.COMPLETE);
        assertThat(given.snapshot().messages()).hasSize(1);
    }

    @Test
    void aClosedMessageTakesNothingMore() throws Exception {
        var refused = new LinkedBlockingQueue<Throwable>();
        given.handler(chat -> {
            var message = chat.message("assistant").markdown("Kept");
            message.close();
            message.close();
            catching(refused, () -> message.markdown("too late"));
            catching(refused, () -> message.writeStream(Multi.createFrom().items("too late")));
            chat.message("assistant").markdown("Another");
        });
        given.awaitEnd(given.send("One"));
        assertThat(refused).hasSize(2).allMatch(IllegalStateException.class::isInstance);
        assertThat(given.events().toString()).doesNotContain("too late");
        assertThat(given.snapshot().messages()).extracting(Message::state).containsOnly(EndState.COMPLETE);
    }

    @Test
    void whatIsWrittenToAMessageThatHasEndedIsRefused() throws Exception {
        var refused = new LinkedBlockingQueue<Throwable>();
        given.handler(chat -> {
            var message = chat.message("assistant");
            catching(refused, () -> message.writeStream(chat.model().stream(chat.history())));
            catching(refused, () -> message.markdown("too late"));
        });
        int turn = given.send("One");
        given.model.nextCall().started().say("Half").fail(ModelFailure.Kind.INTERRUPTED);
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.INTERRUPTED);
        assertThat(refused.poll()).isInstanceOf(ModelFailure.class);
        assertThat(refused.poll()).isInstanceOf(IllegalStateException.class);
        assertThat(given.events().toString()).doesNotContain("too late");
    }

    @Test
    void twoStreamsOfOneMessageAddUpWhatTheyCost() throws Exception {
        given.handler(chat -> {
            try (var message = chat.message("assistant")) {
                message.writeStream(chat.model().stream(chat.history()));
                message.writeStream(chat.model().stream(chat.history()));
            }
        });
        int turn = given.send("One");
        given.model.nextCall().started().cost(10, 1).say("a").cost(10, 5).finish();
        given.model.nextCall().started().cost(20, 1).say("b").cost(20, 7).finish();
        given.awaitEnd(turn);
        assertThat(given.last().usage()).isEqualTo(new Usage(30, 12, 0, 0, "scripted-1", 27, null, false));
    }

    @Test
    void streamsThatRunAtTheSameTimeAddUpToo() throws Exception {
        given.handler(chat -> {
            try (var message = chat.message("assistant")) {
                var other = Thread.ofVirtual().start(() -> message.writeStream(chat.model().stream(chat.history())));
                message.writeStream(chat.model().stream(chat.history()));
                other.join();
            }
        });
        int turn = given.send("One");
        var first = given.model.nextCall().started();
        var second = given.model.nextCall().started();
        first.cost(10, 1);
        second.cost(20, 1);
        first.say("a").cost(10, 5);
        second.say("b").cost(20, 7);
        first.say("c").finish();
        second.finish();
        given.awaitEnd(turn);
        // Which of them is the last one nobody knows.
        assertThat(given.last().usage())
                .usingRecursiveComparison()
                .ignoringFields("contextTokens")
                .isEqualTo(new Usage(30, 12, 0, 0, "scripted-1", 27, null, false));
        assertThat(given.last().elements()).extracting(TestTurns::textOf).containsExactlyInAnyOrder("ac", "b");
    }

    @Test
    void aWaitIsShownUntilTheAnswerBegins() throws Exception {
        int turn = given.send("One");
        var until = Instant.ofEpochMilli(1_795_000_000_000L);
        var call = given.model.nextCall().send(new ModelEvent.Waiting(ModelEvent.WaitReason.OVERLOADED, until));
        given.await(now -> now.turn() != null && now.turn().waiting() != null);
        assertThat(given.snapshot().turn().waiting()).isEqualTo(new Snapshot.Waiting("overloaded", until));
        call.started().say("Here");
        given.awaitText("Here");
        assertThat(given.snapshot().turn().waiting()).isNull();
        call.finish();
        given.awaitEnd(turn);
    }

    // Whose conversation it is

    @Test
    void aConversationThatTwoOwnersBeginAtOnceBelongsToTheFirst() throws Exception {
        given.store.pause();
        var first = given.execute(new Command.Send(commandId(), "Mine", null));
        given.store.awaitBlocked();
        assertThat(TestTurns.refusal(given.turns.execute("bert", given.id, new Command.Send(commandId(), "Hi", null))))
                .isEqualTo(Reason.NOT_FOUND);
        given.store.resume();
        int turn = join(first).turn();
        assertThat(TestTurns.refusal(given.turns.execute("bert", given.id, new Command.Stop(commandId(), turn))))
                .isEqualTo(Reason.NOT_FOUND);
        given.model.nextCall().started().say("a").finish();
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.COMPLETE);
        assertThat(given.store.find(given.id).orElseThrow().owner()).isEqualTo(TestTurns.OWNER);
    }

    @Test
    void aConversationWhoseBeginningWasNotStoredIsStillAnybodys() throws Exception {
        given.store.failAlways();
        assertThat(given.refusal(new Command.Send(commandId(), "Mine", null))).isEqualTo(Reason.NOT_STORED);
        given.store.recover();
        int turn = join(given.turns.execute("bert", given.id, new Command.Send(commandId(), "Mine", null)))
                .turn();
        given.model.nextCall().started().say("a").finish();
        given.awaitEnd(turn);
        assertThat(given.store.find(given.id).orElseThrow().owner()).isEqualTo("bert");
    }

    // Commands that come again

    @Test
    void theSameSendAgainIsAcknowledgedAgainAndIsOneMessage() throws Exception {
        var send = new Command.Send(commandId(), "One", null);
        var first = given.ack(send);
        assertThat(given.ack(send)).isEqualTo(first);
        given.model.nextCall().started().say("a").finish();
        given.awaitEnd(first.turn());
        assertThat(given.ack(send)).isEqualTo(first);
        assertThat(given.refusal(new Command.Send(send.id(), "Another", null))).isEqualTo(Reason.ID_REUSED);
        assertThat(given.refusal(new Command.Stop(send.id(), 1))).isEqualTo(Reason.ID_REUSED);
        assertThat(given.events().stream().filter(Event.TurnQueued.class::isInstance))
                .hasSize(1);
        assertThat(given.model.hasNoCall()).isTrue();
    }

    @Test
    void theSameSendAgainWhileTheFirstIsOnItsWayIsOneMessage() throws Exception {
        var send = new Command.Send(commandId(), "One", null);
        given.store.pause();
        var first = given.execute(send);
        given.store.awaitBlocked();
        var again = given.execute(send);
        assertThat(given.refusal(new Command.Send(send.id(), "Another", null))).isEqualTo(Reason.ID_REUSED);
        assertThat(first.toCompletableFuture()).isNotDone();
        given.store.resume();
        assertThat(join(again)).isEqualTo(join(first));
        assertThat(given.events().stream().filter(Event.TurnQueued.class::isInstance))
                .hasSize(1);
    }

    @Test
    void sendQueuedAgainDoesNotReleaseALaterQueue() throws Exception {
        int first = given.send("One");
        int second = given.send("Two");
        given.model.nextCall();
        stop(first);
        var release = new Command.SendQueued(commandId());
        given.ack(release);
        given.model.nextCall();
        given.send("Three");
        stop(second);
        assertThat(given.snapshot().held()).isTrue();
        given.ack(release);
        assertThat(given.snapshot().held()).isTrue();
        assertThat(given.snapshot().turn()).isNull();
    }

    // The queue

    @Test
    void whatIsSentDuringATurnWaitsInOrder() throws Exception {
        int one = given.send("One");
        int two = given.send("Two");
        int three = given.send("Three");
        assertThat(given.snapshot().queue())
                .extracting(Snapshot.QueuedTurn::turn)
                .containsExactly(two, three);
        assertThat(given.snapshot().held()).isFalse();
        given.model.nextCall().started().say("1").finish();
        given.model.nextCall().started().say("2").finish();
        var last = given.model.nextCall();
        assertThat(last.prompt())
                .containsExactly("USER: One", "ASSISTANT: 1", "USER: Two", "ASSISTANT: 2", "USER: Three");
        last.finish();
        assertThat(given.awaitEnd(three)).isEqualTo(EndState.COMPLETE);
        assertThat(given.awaitEnd(one)).isEqualTo(EndState.COMPLETE);
    }

    @Test
    void theQueueIsHeldAfterStopUntilTheReaderSendsIt() throws Exception {
        int one = given.send("One");
        int two = given.send("Two");
        given.model.nextCall();
        stop(one);
        assertThat(given.snapshot().held()).isTrue();
        int three = given.send("Three");
        assertThat(given.snapshot().queue())
                .extracting(Snapshot.QueuedTurn::turn)
                .containsExactly(two, three);
        assertThat(given.model.hasNoCall()).isTrue();
        given.ack(new Command.SendQueued(commandId()));
        given.model.nextCall().started().say("2").finish();
        given.model.nextCall().started().say("3").finish();
        given.awaitEnd(three);
        assertThat(given.snapshot().held()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = ModelFailure.Kind.class,
            names = {"AUTHENTICATION", "INTERRUPTED"})
    void theQueueIsHeldAfterAFailure(ModelFailure.Kind kind) throws Exception {
        int one = given.send("One");
        given.send("Two");
        given.model.nextCall().started().say("a").fail(kind);
        given.awaitEnd(one);
        assertThat(given.snapshot().held()).isTrue();
        assertThat(given.model.hasNoCall()).isTrue();
    }

    @Test
    void aMessageThatIsOnItsWayWhenATurnIsStoppedIsAnswered() throws Exception {
        for (int i = 0; i < 30; i++) {
            int one = given.send("One");
            given.model.nextCall();
            var stopped = given.execute(new Command.Stop(commandId(), one));
            int two = given.send("Two");
            join(stopped);
            if (given.snapshot().held()) {
                given.ack(new Command.SendQueued(commandId()));
            }
            given.model.nextCall().finish();
            given.awaitEnd(two);
        }
    }

    @Test
    void aQueuedMessageCanBeTakenBack() throws Exception {
        int one = given.send("One");
        int two = given.send("Two");
        int three = given.send("Three");
        given.ack(new Command.RemoveQueued(commandId(), two));
        assertThat(given.awaitEnd(two)).isEqualTo(EndState.REMOVED);
        assertThat(given.refusal(new Command.RemoveQueued(commandId(), two))).isEqualTo(Reason.NOT_FOUND);
        assertThat(given.refusal(new Command.RemoveQueued(commandId(), one))).isEqualTo(Reason.NOT_FOUND);
        given.model.nextCall().finish();
        assertThat(given.model.nextCall().prompt()).endsWith("USER: One | Three");
        assertThat(given.snapshot().turn().id()).isEqualTo(three);
    }

    @Test
    void aHeldQueueThatIsEmptiedHoldsNothingMore() throws Exception {
        int one = given.send("One");
        int two = given.send("Two");
        given.model.nextCall();
        stop(one);
        given.ack(new Command.RemoveQueued(commandId(), two));
        assertThat(given.snapshot().held()).isFalse();
        given.send("Three");
        given.model.nextCall().finish();
    }

    @Test
    void aMessageThatIsBeingTakenBackIsNotAnsweredMeanwhile() throws Exception {
        int one = given.send("One");
        int two = given.send("Two");
        var call = given.model.nextCall();
        given.store.pause();
        var removed = given.execute(new Command.RemoveQueued(commandId(), two));
        given.store.awaitBlocked();
        call.finish();
        given.store.resume();
        join(removed);
        given.awaitEnd(one);
        int three = given.send("Three");
        assertThat(given.model.nextCall().prompt()).noneMatch(line -> line.contains("Two"));
        assertThat(given.snapshot().turn().id()).isEqualTo(three);
    }

    @Test
    void theQueueHasALimit() {
        given.send("One");
        for (int i = 0; i < 5; i++) {
            given.send("Waiting " + i);
        }
        assertThat(given.refusal(new Command.Send(commandId(), "One too many", null)))
                .isEqualTo(Reason.QUEUE_FULL);
    }

    @Test
    void aQueueSurvivesThatNobodyThinksOfItsConversation() throws Exception {
        var forgetful = new TestTurns(
                new TestTurns.Limits(), new TestTurns.LogLimits(0, 1_000_000, 8_000_000), List.of("weather"));
        forgetful.handler("weather", chat -> chat.message("weather").markdown("Sunny: " + chat.text()));
        int one = forgetful.send("One");
        forgetful.model.nextCall();
        int two = forgetful.ack(new Command.Send(commandId(), "Two", "weather")).turn();
        forgetful.send("Three");
        forgetful.ack(new Command.Stop(commandId(), one));
        awaitForgotten(forgetful);
        assertThat(forgetful.snapshot().held()).isTrue();
        int four = forgetful.send("Four");
        forgetful.ack(new Command.SendQueued(commandId()));
        forgetful.model.nextCall().started().say("3").finish();
        var last = forgetful.model.nextCall();
        assertThat(last.prompt())
                .containsExactly(
                        "USER: One | Two", "ASSISTANT: Sunny: Two", "USER: Three", "ASSISTANT: 3", "USER: Four");
        last.finish();
        assertThat(forgetful.awaitEnd(two)).isEqualTo(EndState.COMPLETE);
        assertThat(forgetful.awaitEnd(four)).isEqualTo(EndState.COMPLETE);
        forgetful.assertEachHasOneEnd();
    }

    /** With no room for idle logs, one that is held by nobody else has a new epoch each time. */
    private static void awaitForgotten(TestTurns turns) {
        String epoch = null;
        while (true) {
            var log = turns.logs.hold(turns.id);
            String now = log.end().epoch();
            turns.logs.release(log);
            if (epoch != null && !epoch.equals(now)) {
                return;
            }
            epoch = now;
            Thread.onSpinWait();
        }
    }

    // Stop

    @Test
    void stopCancelsTheModelAndKeepsWhatCame() throws Exception {
        int turn = given.send("One");
        var call = given.model.nextCall().started().cost(7, 1).say("Half a sen");
        given.awaitText("Half a sen");
        stop(turn);
        call.awaitCancelled();
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.STOPPED);
        assertThat(given.last().text()).isEqualTo("Half a sen");
        assertThat(given.last().state()).isEqualTo(EndState.STOPPED);
        assertThat(given.last().usage()).isEqualTo(new Usage(7, 3, 0, 0, "scripted-1", 10, null, true));
        assertThat(given.last().elements().getLast().endedAt()).isNotNull();
    }

    @Test
    void stopBeforeTheFirstWordLeavesAStoppedMessage() throws Exception {
        int turn = given.send("One");
        var call = given.model.nextCall();
        stop(turn);
        call.awaitCancelled();
        given.awaitEnd(turn);
        assertThat(given.last().state()).isEqualTo(EndState.STOPPED);
    }

    @Test
    void stopOfAnotherTurnDoesNothing() throws Exception {
        int turn = given.send("One");
        var call = given.model.nextCall();
        stop(turn + 1_000);
        assertThat(call.isCancelled()).isFalse();
        call.finish();
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.COMPLETE);
        stop(turn);
        assertThat(given.snapshot().messages()).extracting(Message::state).containsOnly(EndState.COMPLETE);
    }

    @Test
    void whatAHandlerWritesAfterStopIsRefusedAndTheNextTurnDoesNotWaitForIt() throws Exception {
        var refused = new LinkedBlockingQueue<Throwable>();
        var stopped = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        given.handler(chat -> {
            if (!chat.text().equals("One")) {
                chat.message("assistant").markdown("Answer to " + chat.text());
                return;
            }
            var message = chat.message("assistant").markdown("Kept");
            uninterruptibly(stopped);
            assertThat(chat.cancelled()).isTrue();
            catching(refused, () -> message.markdown("too late"));
            catching(refused, () -> chat.message("assistant"));
            catching(refused, () -> message.writeStream(Multi.createFrom().items("too late")));
            catching(refused, () -> message.writeStream(chat.model().stream(chat.history())));
            message.close();
            uninterruptibly(never);
        });
        int one = given.send("One");
        int two = given.send("Two");
        given.await(now -> now.messages().size() == 2
                && !now.messages().getLast().elements().isEmpty());
        stop(one);
        stopped.countDown();
        given.ack(new Command.SendQueued(commandId()));
        assertThat(given.awaitEnd(two)).isEqualTo(EndState.COMPLETE);
        for (int i = 0; i < 4; i++) {
            assertThat(refused.poll(20, TimeUnit.SECONDS)).isInstanceOf(TurnEndedException.class);
        }
        assertThat(given.events().toString()).doesNotContain("too late");
        assertThat(given.model.hasNoCall()).isTrue();
        never.countDown();
    }

    @Test
    void stopInterruptsTheHandler() throws Exception {
        var interrupted = new CompletableFuture<Boolean>();
        given.handler(chat -> {
            chat.message("assistant").markdown("a");
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.complete(true);
                throw e;
            }
        });
        int turn = given.send("One");
        given.awaitText("a");
        stop(turn);
        assertThat(interrupted.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.STOPPED);
    }

    @Test
    void stopCancelsAlsoTheCallsThatTheHandlerSubscribedToItself() throws Exception {
        var failed = new CompletableFuture<Throwable>();
        given.handler(chat -> {
            chat.model().stream(chat.history()).subscribe().with(event -> {}, failed::complete);
            chat.message("assistant").markdown("a");
            new CountDownLatch(1).await();
        });
        int turn = given.send("One");
        var call = given.model.nextCall().started();
        given.awaitText("a");
        stop(turn);
        call.awaitCancelled();
        assertThat(failed.get(20, TimeUnit.SECONDS)).isInstanceOf(TurnEndedException.class);
    }

    // Failures

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

    @Test
    void aTurnHasTheWorstOfItsMessagesEnds() throws Exception {
        var ignored = new LinkedBlockingQueue<Throwable>();
        given.handler(chat -> {
            try (var first = chat.message("assistant")) {
                catching(ignored, () -> first.writeStream(chat.model().stream(chat.history())));
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

    // Branches

    @Test
    void anAnswerCanBeMadeAnew() throws Exception {
        int one = answered("One", "First");
        int first = given.last().id();
        var ack = given.ack(new Command.Regenerate(commandId(), first));
        var call = given.model.nextCall();
        assertThat(call.prompt()).containsExactly("USER: One");
        call.started().say("Second").finish();
        given.awaitEnd(ack.turn());
        assertThat(ack.turn()).isGreaterThan(one);
        var second = given.last();
        assertThat(second.siblings()).containsExactly(first, second.id());
        assertThat(given.snapshot().messages()).extracting(Message::text).containsExactly("One", "Second");
        assertThat(given.store.message(given.id, first).orElseThrow().siblings())
                .containsExactly(first, second.id());
    }

    @Test
    void aMessageCanBeEdited() throws Exception {
        answered("One", "First");
        int old = given.snapshot().messages().getFirst().id();
        var ack = given.ack(new Command.Edit(commandId(), old, "Uno"));
        var call = given.model.nextCall();
        assertThat(call.prompt()).containsExactly("USER: Uno");
        call.started().say("Primo").finish();
        given.awaitEnd(ack.turn());
        var messages = given.snapshot().messages();
        assertThat(messages).extracting(Message::text).containsExactly("Uno", "Primo");
        assertThat(messages.getFirst().siblings())
                .containsExactly(old, messages.getFirst().id());
    }

    @Test
    void aBranchCanBeChosenAndGoneOnWith() throws Exception {
        answered("One", "First");
        int first = given.last().id();
        given.ack(new Command.Regenerate(commandId(), first));
        given.model.nextCall().started().say("Second").finish();
        given.await(now -> now.turn() == null);
        given.ack(new Command.ChooseBranch(commandId(), first));
        assertThat(given.snapshot().messages()).extracting(Message::text).containsExactly("One", "First");
        assertThat(given.last().siblings()).hasSize(2);
        given.send("Two");
        assertThat(given.model.nextCall().prompt()).containsExactly("USER: One", "ASSISTANT: First", "USER: Two");
    }

    @Test
    void whatIsSentWhileABranchIsChosenBelongsToIt() throws Exception {
        answered("One", "First");
        int first = given.last().id();
        given.ack(new Command.Regenerate(commandId(), first));
        given.model.nextCall().started().say("Second").finish();
        given.await(now -> now.turn() == null);
        for (int i = 0; i < 20; i++) {
            join(given.execute(new Command.ChooseBranch(
                    commandId(), i % 2 == 0 ? first : given.last().id())));
        }
        given.store.pause();
        var chosen = given.execute(new Command.ChooseBranch(commandId(), first));
        given.store.awaitBlocked();
        var sent = given.execute(new Command.Send(commandId(), "Two", null));
        given.store.resume();
        join(chosen);
        join(sent);
        assertThat(given.model.nextCall().prompt()).containsExactly("USER: One", "ASSISTANT: First", "USER: Two");
        given.await(now -> now.messages().size() == 4);
        assertThat(given.snapshot().messages()).extracting(Message::text).startsWith("One", "First", "Two");
    }

    @Test
    void anAnswerThatWasCutOffCanBeContinued() throws Exception {
        int turn = given.send("One");
        given.model.nextCall().started().say("Half a sen").fail(ModelFailure.Kind.INTERRUPTED);
        given.awaitEnd(turn);
        int partial = given.last().id();
        var ack = given.ack(new Command.Continue(commandId(), partial));
        var call = given.model.nextCall();
        assertThat(call.prompt()).hasSize(3).startsWith("USER: One", "ASSISTANT: Half a sen");
        assertThat(call.prompt().getLast()).contains("<partial>Half a sen</partial>");
        call.started().say("tence.").finish();
        assertThat(given.awaitEnd(ack.turn())).isEqualTo(EndState.COMPLETE);
        assertThat(given.last().continues()).isEqualTo(partial);
        assertThat(given.last().parent()).isEqualTo(partial);
        given.send("Two");
        assertThat(given.model.nextCall().prompt())
                .containsExactly("USER: One", "ASSISTANT: Half a sen | tence.", "USER: Two");
    }

    @Test
    void aCompleteAnswerCannotBeContinued() throws Exception {
        answered("One", "First");
        assertThat(given.refusal(new Command.Continue(commandId(), given.last().id())))
                .isEqualTo(Reason.NOT_POSSIBLE);
    }

    @Test
    void branchesStayWhileATurnRuns() throws Exception {
        answered("One", "First");
        int question = given.snapshot().messages().getFirst().id();
        int answer = given.last().id();
        given.send("Two");
        given.model.nextCall();
        for (var command : List.of(
                new Command.Regenerate(commandId(), answer),
                new Command.Edit(commandId(), question, "Uno"),
                new Command.ChooseBranch(commandId(), answer),
                new Command.Continue(commandId(), answer))) {
            assertThat(given.refusal(command)).isEqualTo(Reason.TURN_RUNNING);
        }
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        for (var command : List.of(
                new Command.Regenerate(commandId(), 99),
                new Command.Edit(commandId(), 99, "Uno"),
                new Command.ChooseBranch(commandId(), 99),
                new Command.Continue(commandId(), 99),
                new Command.RemoveQueued(commandId(), 99),
                new Command.Rename(commandId(), "Title"))) {
            assertThat(given.refusal(command)).as(command.toString()).isEqualTo(Reason.NOT_FOUND);
        }
        answered("One", "First");
        assertThat(given.refusal(new Command.Regenerate(commandId(), 99))).isEqualTo(Reason.NOT_FOUND);
        int question = given.snapshot().messages().getFirst().id();
        assertThat(given.refusal(new Command.Regenerate(commandId(), question))).isEqualTo(Reason.NOT_POSSIBLE);
        assertThat(given.refusal(new Command.Edit(commandId(), given.last().id(), "x")))
                .isEqualTo(Reason.NOT_POSSIBLE);
    }

    // The rest

    @Test
    void aConversationCanBeRenamed() throws Exception {
        answered("One", "First");
        given.ack(new Command.Rename(commandId(), " Paris "));
        assertThat(given.snapshot().conversation().title()).isEqualTo("Paris");
        assertThat(given.refusal(new Command.Rename(commandId(), " "))).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void aMessageMayNameItsHandler() throws Exception {
        given.handler("weather", chat -> chat.message("weather").markdown("Sunny"));
        int turn = given.ack(new Command.Send(commandId(), "One", "weather")).turn();
        given.awaitEnd(turn);
        assertThat(given.snapshot().conversation().handler()).isEqualTo("weather");
        given.awaitEnd(given.send("Two"));
        assertThat(given.last().text()).isEqualTo("Sunny");
        assertThat(given.refusal(new Command.Send(commandId(), "One", "nobody")))
                .isEqualTo(Reason.UNKNOWN_HANDLER);
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

    @Test
    void aMessageHasToFit() {
        assertThat(given.refusal(new Command.Send(commandId(), " ", null))).isEqualTo(Reason.MALFORMED);
        assertThat(given.refusal(new Command.Send(commandId(), "x".repeat(1_001), null)))
                .isEqualTo(Reason.TOO_LARGE);
        assertThat(given.store.find(given.id)).isEmpty();
    }

    @Test
    void aServerThatShutsDownInterruptsWhatRuns() throws Exception {
        int one = given.send("One");
        given.send("Two");
        var call = given.model.nextCall().started().say("Half");
        given.awaitText("Half");
        given.shutDown();
        call.awaitCancelled();
        assertThat(given.awaitEnd(one)).isEqualTo(EndState.INTERRUPTED);
        assertThat(given.last().text()).isEqualTo("Half");
        assertThat(given.snapshot().held()).isTrue();
        assertThat(given.model.hasNoCall()).isTrue();
        assertThat(given.refusal(new Command.Send(commandId(), "Three", null))).isEqualTo(Reason.SHUTTING_DOWN);
    }

    @Test
    void aTurnThatIsAboutToBeginWhenTheServerShutsDownIsInterrupted() throws Exception {
        given.store.pause();
        var sent = given.execute(new Command.Send(commandId(), "One", null));
        given.store.awaitBlocked();
        var down = Thread.ofVirtual().start(given::shutDown);
        given.store.resume();
        int turn = join(sent).turn();
        down.join(Duration.ofSeconds(20));
        if (!given.snapshot().messages().isEmpty()) {
            assertThat(given.awaitEnd(turn)).isEqualTo(EndState.INTERRUPTED);
        }
    }

    private int answered(String question, String answer) throws InterruptedException {
        int turn = given.send(question);
        given.model.nextCall().started().say(answer).finish();
        given.awaitEnd(turn);
        given.await(now -> now.turn() == null);
        return turn;
    }

    private void stop(int turn) {
        given.ack(new Command.Stop(commandId(), turn));
    }

    private static void catching(BlockingQueue<Throwable> caught, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            caught.add(e);
        }
    }

    private static void uninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // Such a handler does not listen.
            }
        }
    }
}
