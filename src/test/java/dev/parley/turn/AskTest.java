package dev.parley.turn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.parley.chat.Chat;
import dev.parley.chat.ChatAnswer;
import dev.parley.chat.ChatFeedback;
import dev.parley.chat.ChatField;
import dev.parley.chat.ChatHandler;
import dev.parley.chat.TurnEndedException;
import dev.parley.conversation.Commit;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.Form;
import dev.parley.conversation.LoggedEvent;
import dev.parley.conversation.Message;
import dev.parley.conversation.Question;
import dev.parley.conversation.Role;
import io.quarkus.runtime.StartupEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AskTest {

    private static final Instant TIME = Instant.ofEpochMilli(1_795_000_000_000L);

    private final TestTurns given = new TestTurns();

    private static JsonNode json(String text) {
        return ConversationJson.read(text.replace('\'', '"'), JsonNode.class);
    }

    private Element awaitQuestion() throws InterruptedException {
        given.await(now ->
                !now.messages().isEmpty() && open(now.messages().getLast()).isPresent());
        return open(given.last()).orElseThrow();
    }

    private static Optional<Element> open(Message message) {
        return message.elements().stream()
                .filter(element ->
                        element.content() instanceof Question question && question.state() == Question.State.OPEN)
                .findFirst();
    }

    private static Command.Answer answer(Element question, String answer) {
        return new Command.Answer(TestTurns.commandId(), question.id(), json(answer));
    }

    @Test
    void theHandlerWaitsForTheAnswer() throws Exception {
        given.handler(chat -> {
            var city = chat.ask("Which city?").choice("Paris", "Rome").orElseThrow();
            var sure = chat.ask("Sure?").confirm().orElseThrow();
            var why = chat.ask("Why?").text("because").orElseThrow();
            var days = chat.ask("Days?").choices("Mo", "Tu").orElseThrow();
            var form = chat.ask("More?")
                    .fields(
                            ChatField.number("people", "People").mandatory(),
                            ChatField.text("note", "Note"),
                            ChatField.flag("cheap", "Cheap"),
                            ChatField.choice("bed", "Bed", "one", "two"))
                    .orElseThrow();
            chat.message("assistant")
                    .markdown(city
                            + sure
                            + why
                            + days
                            + form.number("people").orElse(0.0)
                            + form.text("note").isPresent()
                            + form.flag("cheap")
                            + form.text("bed").orElse(""));
        });
        int turn = given.send("One");
        for (var text : List.of("'Rome'", "true", "'sun'", "['Tu']", "{'people':2,'cheap':true,'bed':'two'}")) {
            given.ack(answer(awaitQuestion(), text));
        }
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.COMPLETE);
        assertThat(given.last().text()).isEqualTo("Rometruesun[Tu]2.0falsetruetwo");
        assertThat(given.snapshot().messages()).extracting(Message::state).containsOnly(EndState.COMPLETE);
        given.assertEachHasOneEnd();
    }

    @Test
    void aQuestionIsAnsweredOnce() throws Exception {
        given.handler(chat -> chat.message("assistant")
                .markdown(chat.ask("Sure?").confirm().orElseThrow().toString()));
        int turn = given.send("One");
        var question = awaitQuestion();
        assertThat(given.refusal(answer(question, "'yes'"))).isEqualTo(CommandRefused.Reason.MALFORMED);
        assertThat(given.refusal(new Command.Answer(TestTurns.commandId(), 9_999, json("true"))))
                .isEqualTo(CommandRefused.Reason.NOT_FOUND);
        var yes = answer(question, "true");
        given.ack(yes);
        given.ack(yes);
        assertThat(given.refusal(new Command.Answer(yes.id(), yes.element(), json("false"))))
                .isEqualTo(CommandRefused.Reason.ID_REUSED);
        assertThat(given.refusal(answer(question, "false"))).isEqualTo(CommandRefused.Reason.NOT_POSSIBLE);
        given.awaitEnd(turn);
        assertThat(given.last().text()).isEqualTo("true");
    }

    @Test
    void aMessageSentMeanwhileEndsTheQuestionAsSkipped() throws Exception {
        given.handler(chat -> chat.message("assistant")
                .markdown(
                        chat.text().equals("One")
                                ? "Answered: " + chat.ask("Sure?").confirm().isPresent()
                                : "Second"));
        int one = given.send("One");
        var question = awaitQuestion();
        int two = given.send("Two");
        assertThat(given.awaitEnd(one)).isEqualTo(EndState.COMPLETE);
        assertThat(given.awaitEnd(two)).isEqualTo(EndState.COMPLETE);
        assertThat(given.snapshot().messages())
                .extracting(Message::text)
                .containsExactly("One", "", "Answered: false", "Two", "Second");
        assertThat(stateOf(question)).isEqualTo(Question.State.SKIPPED);
        assertThat(given.refusal(answer(question, "true"))).isEqualTo(CommandRefused.Reason.NOT_POSSIBLE);
    }

    @Test
    void aQuestionAskedWhileAMessageWaitsIsSkippedAtOnce() throws Exception {
        var mayAsk = new CountDownLatch(1);
        var answers = new LinkedBlockingQueue<Optional<?>>();
        given.handler(chat -> {
            if (chat.text().equals("One")) {
                mayAsk.await();
                answers.add(chat.ask("Sure?").confirm());
                answers.add(chat.ask("Why?").text());
            }
            chat.message("assistant").markdown("Went on");
        });
        int one = given.send("One");
        int two = given.send("Two");
        mayAsk.countDown();
        assertThat(given.awaitEnd(one)).isEqualTo(EndState.COMPLETE);
        assertThat(given.awaitEnd(two)).isEqualTo(EndState.COMPLETE);
        assertThat(answers).containsExactly(Optional.empty(), Optional.empty());
        assertThat(given.snapshot().messages().stream()
                        .flatMap(message -> message.elements().stream())
                        .filter(element -> element.content() instanceof Question))
                .hasSize(2)
                .allSatisfy(element -> assertThat(stateOf(element)).isEqualTo(Question.State.SKIPPED));
        given.assertEachHasOneEnd();
    }

    @Test
    void aMessageThatWasTakenBackSkipsNoQuestion() throws Exception {
        var mayAsk = new CountDownLatch(1);
        given.handler(chat -> {
            mayAsk.await();
            chat.message("assistant")
                    .markdown(chat.ask("Sure?").confirm().orElseThrow().toString());
        });
        int one = given.send("One");
        given.ack(new Command.RemoveQueued(TestTurns.commandId(), given.send("Two")));
        mayAsk.countDown();
        given.ack(answer(awaitQuestion(), "true"));
        assertThat(given.awaitEnd(one)).isEqualTo(EndState.COMPLETE);
        assertThat(given.last().text()).isEqualTo("true");
    }

    private Question.State stateOf(Element question) {
        return given.snapshot().messages().stream()
                .flatMap(message -> message.elements().stream())
                .filter(element -> element.id() == question.id())
                .map(element -> ((Question) element.content()).state())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void stopEndsTheQuestionToo() throws Exception {
        var ended = new CompletableFuture<Throwable>();
        given.handler(chat -> {
            try {
                chat.ask("Sure?").confirm();
            } catch (TurnEndedException e) {
                ended.complete(e);
                throw e;
            }
        });
        int turn = given.send("One");
        var question = awaitQuestion();
        given.ack(new Command.Stop(TestTurns.commandId(), turn));
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.STOPPED);
        assertThat(stateOf(question)).isEqualTo(Question.State.SKIPPED);
        assertThat(TestTurns.join(ended)).isInstanceOf(TurnEndedException.class);
    }

    @Test
    void aQuestionDelaysNoDrainAndItsAnswerBeginsANewTurn() throws Exception {
        var patient = new TestTurns(TurnLimits.draining());
        patient.handler(chat -> chat.ask("Sure?").confirm());
        int turn = patient.send("One");
        patient.await(now ->
                !now.messages().isEmpty() && open(now.messages().getLast()).isPresent());
        long before = System.nanoTime();
        patient.shutDown();
        assertThat(System.nanoTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(15));
        assertThat(patient.awaitEnd(turn)).isEqualTo(EndState.INTERRUPTED);
        assertThat(open(patient.last())).isPresent();
    }

    @Test
    void whatATurnHasLeftBehindIsAnsweredByANewOne() throws Exception {
        leaveAQuestion();
        var question = open(given.last()).orElseThrow();
        var answers = new LinkedBlockingQueue<ChatAnswer>();
        given.handler(chat -> {
            answers.add(chat.answer().orElseThrow());
            chat.message("assistant").markdown("Thanks for " + chat.text());
        });
        Integer turn = given.ack(answer(question, "true")).turn();
        assertThat(turn).isNotNull();
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.COMPLETE);
        var given1 = answers.poll(20, TimeUnit.SECONDS);
        assertThat(given1.prompt()).isEqualTo("Sure?");
        assertThat(given1.confirmed()).isTrue();
        assertThat(given.last().text()).isEqualTo("Thanks for One");
        assertThat(stateOf(question)).isEqualTo(Question.State.ANSWERED);
        assertThat(given.refusal(answer(question, "false"))).isEqualTo(CommandRefused.Reason.NOT_POSSIBLE);
    }

    /** As a restart leaves it: the turn is interrupted, the question open. */
    private void leaveAQuestion() {
        leaveAQuestion(given, new Question("Sure?", new Form.Confirm("Yes", "No")));
    }

    private static void leaveAQuestion(TestTurns given, Question question) {
        var left = List.of(
                new Event.TurnStarted(1, TIME),
                new Event.MessageStarted(2, null, List.of(), Role.USER, "user", null, TIME, 1, null),
                new Event.ElementAdded(3, 2, new Element.Markdown("One"), TIME),
                new Event.MessageEnded(2, EndState.COMPLETE, TIME, null, null),
                new Event.MessageStarted(4, 2, List.of(), Role.ASSISTANT, "assistant", null, TIME, 1, null),
                new Event.ElementAdded(5, 4, question, TIME));
        given.store.commit(List.of(new Commit(
                given.id,
                left.stream().map(event -> new LoggedEvent(1, event)).toList(),
                List.of(),
                new Conversation(given.id, TestTurns.OWNER, "Title", "claude", TIME))));
        new Recovery(given.store, given.logs).run(new StartupEvent());
        assertThat(given.last().state()).isEqualTo(EndState.INTERRUPTED);
    }

    @Test
    void anAnswerThatIsTooLargeToBeKeptIsRefusedAndTheQuestionWaitsOn() throws Exception {
        given.handler(chat -> chat.message("assistant")
                .markdown(chat.ask("More?")
                        .fields(
                                ChatField.text("a", "A"),
                                ChatField.text("b", "B"),
                                ChatField.text("c", "C"),
                                ChatField.text("d", "D"))
                        .orElseThrow()
                        .text("a")
                        .orElseThrow()));
        int turn = given.send("One");
        var question = awaitQuestion();
        String long1 = "'" + "x".repeat(Form.LONGEST_TEXT) + "'";
        var large = answer(question, "{'a':%1$s,'b':%1$s,'c':%1$s,'d':%1$s}".formatted(long1));
        assertThat(given.refusal(large)).isEqualTo(CommandRefused.Reason.TOO_LARGE);
        given.ack(answer(question, "{'a':'short'}"));
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.COMPLETE);
        assertThat(given.last().text()).isEqualTo("short");
    }

    @Test
    void anAnswerThatIsTooLargeTakesNoSlot() throws Exception {
        var tight = new TestTurns(TurnLimits.running(1, 1));
        leaveAQuestion(tight, new Question("Why?", new Form.Text(null, true, null)));
        var question = open(tight.last()).orElseThrow();
        tight.handler(chat -> chat.message("assistant")
                .markdown("Because " + chat.answer().orElseThrow().text()));
        var large = answer(question, "'" + "\\u0001".repeat(Form.LONGEST_TEXT) + "'");
        assertThat(TestTurns.refusal(tight.execute(large))).isEqualTo(CommandRefused.Reason.TOO_LARGE);
        Integer turn = tight.ack(answer(question, "'so'")).turn();
        assertThat(tight.awaitEnd(turn)).isEqualTo(EndState.COMPLETE);
        assertThat(tight.last().text()).isEqualTo("Because so");
    }

    @Test
    void whatAReaderAnswersIsWellFormed() throws Exception {
        given.handler(chat ->
                chat.message("assistant").markdown(chat.ask("Why?").text().orElseThrow()));
        int turn = given.send("One");
        var question = awaitQuestion();
        given.ack(answer(question, "'a\\ud800b\\u0000c\\ud83d\\ude00'"));
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.COMPLETE);
        assertThat(given.last().text()).isEqualTo("a\uFFFDb\uFFFDc\uD83D\uDE00");
        assertThat(given.events())
                .filteredOn(Event.ElementChanged.class::isInstance)
                .extracting(event -> ((Event.ElementChanged) event).change())
                .contains(Question.Change.answered(TextNode.valueOf("a\uFFFDb\uFFFDc\uD83D\uDE00")));
    }

    @Test
    void aMessageSentInsteadSkipsWhatATurnHasLeftBehind() throws Exception {
        leaveAQuestion();
        var question = open(given.last()).orElseThrow();
        given.handler(chat ->
                chat.message("assistant").markdown("Answered: " + chat.answer().isPresent()));
        given.awaitEnd(given.send("Two"));
        assertThat(given.last().text()).isEqualTo("Answered: false");
        assertThat(stateOf(question)).isEqualTo(Question.State.SKIPPED);
    }

    @Test
    void feedbackIsToldToTheHandlerAndStopsNothing() throws Exception {
        BlockingQueue<ChatFeedback> told = new LinkedBlockingQueue<>();
        given.handler(new ChatHandler() {
            @Override
            public void reply(Chat chat) {
                chat.message("assistant").markdown("Paris").feedback(ChatFeedback.Kind.THUMBS);
            }

            @Override
            public void feedback(ChatFeedback feedback) {
                told.add(feedback);
            }
        });
        given.awaitEnd(given.send("One"));
        var question = open(given.last()).orElseThrow();
        given.awaitEnd(given.send("Two"));
        assertThat(stateOf(question)).isEqualTo(Question.State.OPEN);
        given.ack(answer(question, "'up'"));
        assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo(new ChatFeedback(ChatFeedback.Kind.THUMBS, "Paris", 1));
        assertThat(given.refusal(answer(question, "'down'"))).isEqualTo(CommandRefused.Reason.NOT_POSSIBLE);
        assertThat(new ArrayList<>(told)).isEmpty();
    }
}
