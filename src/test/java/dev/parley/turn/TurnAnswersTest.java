package dev.parley.turn;

import static dev.parley.turn.TestTurns.textOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.ChatMessage;
import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Message;
import dev.parley.conversation.Snapshot;
import dev.parley.conversation.Usage;
import dev.parley.model.ModelEvent;
import dev.parley.model.ModelFailure;
import io.smallrye.mutiny.Multi;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What handlers and their models say, and what becomes of it. */
class TurnAnswersTest {

    @RegisterExtension
    private final TestTurns given = new TestTurns();

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
    void aMessageInWhichNothingIsWrittenIsNotShown() throws Exception {
        given.handler(chat -> {
            chat.message("assistant");
            try (var closed = chat.message("Ferry")) {
                assertThat(closed).isNotNull();
            }
            chat.message("Harbour master").markdown("Windy");
        });
        assertThat(given.awaitEnd(given.send("One"))).isEqualTo(EndState.COMPLETE);
        assertThat(given.snapshot().messages()).hasSize(2);
        assertThat(given.last().name()).isEqualTo("Harbour master");
    }

    @Test
    void anAnswerInWhichNothingIsSaidIsShownWhereItIsAllThereIs() throws Exception {
        given.handler(chat -> {
            try (var message = chat.message("assistant")) {
                message.writeStream(List.of());
            }
        });
        assertThat(given.awaitEnd(given.send("One"))).isEqualTo(EndState.COMPLETE);
        assertThat(given.snapshot().messages()).hasSize(2);
        assertThat(given.last().state()).isEqualTo(EndState.COMPLETE);
        assertThat(given.last().elements()).isEmpty();
    }

    @Test
    void aMessageThatWasClosedEmptyTakesNothingMore() throws Exception {
        var refused = new Thrown();
        given.handler(chat -> {
            var empty = chat.message("assistant");
            empty.close();
            refused.by(() -> empty.markdown("too late"));
            chat.message("assistant").markdown("Another");
            refused.by(() -> empty.markdown("too late"));
        });
        given.awaitEnd(given.send("One"));
        assertThat(refused.all()).hasSize(2).allMatch(IllegalStateException.class::isInstance);
        assertThat(given.snapshot().messages()).hasSize(2);
    }

    @Test
    void aFailureBehindATryBlockInWhichNothingWasWrittenStandsInItsMessage() throws Exception {
        given.handler(chat -> {
            try (var message = chat.message("Ferry")) {
                throw new IllegalArgumentException("A fault in " + message);
            }
        });
        assertThat(given.awaitEnd(given.send("One"))).isEqualTo(EndState.FAILED);
        assertThat(given.snapshot().messages()).hasSize(2);
        assertThat(given.last().name()).isEqualTo("Ferry");
        assertThat(given.last().state()).isEqualTo(EndState.FAILED);
    }

    @Test
    void aClosedMessageTakesNothingMore() throws Exception {
        var refused = new Thrown();
        given.handler(chat -> {
            var message = chat.message("assistant").markdown("Kept");
            message.close();
            message.close();
            refused.by(() -> message.markdown("too late"));
            refused.by(() -> message.writeStream(Multi.createFrom().items("too late")));
            chat.message("assistant").markdown("Another");
        });
        given.awaitEnd(given.send("One"));
        assertThat(refused.all()).hasSize(2).allMatch(IllegalStateException.class::isInstance);
        assertThat(given.events().toString()).doesNotContain("too late");
        assertThat(given.snapshot().messages()).extracting(Message::state).containsOnly(EndState.COMPLETE);
    }

    @Test
    void whatIsWrittenToAMessageThatHasEndedIsRefused() throws Exception {
        var refused = new Thrown();
        given.handler(chat -> {
            var message = chat.message("assistant");
            refused.by(() -> message.writeStream(chat.model().stream(chat.history())));
            refused.by(() -> message.markdown("too late"));
        });
        int turn = given.send("One");
        given.model.nextCall().started().say("Half").fail(ModelFailure.Kind.INTERRUPTED);
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.INTERRUPTED);
        assertThat(refused.next()).isInstanceOf(ModelFailure.class);
        assertThat(refused.next()).isInstanceOf(IllegalStateException.class);
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
}
