package dev.parley.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.chat.Chat;
import dev.parley.chat.ChatAnswer;
import dev.parley.chat.ChatFeedback;
import dev.parley.chat.ChatFeedback.Kind;
import dev.parley.chat.ChatField;
import dev.parley.chat.ChatHandler;
import dev.parley.conversation.Form;
import dev.parley.conversation.Question;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Questions of a handler, answered by a test; also over a restart. */
class QuestionTest {

    private static void askAll(Chat chat) {
        var city = chat.ask("Which city?").choice("Paris", "Rome").orElseThrow();
        var days = chat.ask("Days?").choices("Mo", "Tu").orElseThrow();
        var why = chat.ask("Why?").text("because").orElseThrow();
        var sure = chat.ask("Sure?").confirm().orElseThrow();
        var form = chat.ask("More?")
                .fields(ChatField.number("people", "People").mandatory(), ChatField.text("note", "Note"))
                .orElseThrow();
        chat.message("assistant")
                .markdown(city + days + why + sure + form.number("people").orElseThrow());
    }

    @Test
    void everyFormIsAnswered() {
        try (var chat = ChatHarness.of(QuestionTest::askAll)) {
            var turn = chat.send("One");
            turn.question()
                    .expectPrompt("Which city?")
                    .expectOptions("Paris", "Rome")
                    .choose("Rome");
            turn.question().expectPrompt("Days?").chooseAll("Tu");
            turn.question().type("sun");
            assertThat(turn.question().form()).isInstanceOf(Form.Confirm.class);
            turn.question().decline();
            var question = turn.question();
            assertThatThrownBy(() -> question.fill(Map.of("note", "x")))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("People is missing.");
            question.fill(Map.of("people", 2)).expectComplete().expectText("Rome[Tu]sunfalse2.0");
            assertThat(turn.messages()).hasSize(6);
        }
    }

    @Test
    void aTurnThatAsksHasNotEnded() {
        try (var chat = ChatHarness.of(QuestionTest::askAll)) {
            var turn = chat.send("One");
            assertThatThrownBy(turn::expectComplete).hasMessageContaining("it asks “Which city?”");
            turn.stop().expectStopped();
            assertThatThrownBy(turn::question).hasMessageContaining("asks nothing");
            assertThatThrownBy(chat::question).hasMessageContaining("No question is open");
        }
    }

    @Test
    void aMessageSentInsteadSkipsTheQuestion() {
        ChatHandler handler = chat -> chat.message("assistant")
                .markdown(
                        chat.text().equals("One") ? "Sure: " + chat.ask("Sure?").confirm() : "Second");
        try (var chat = ChatHarness.of(handler)) {
            var one = chat.send("One");
            chat.send("Two").expectText("Second");
            one.expectComplete().expectText("Sure: " + Optional.empty());
            one.element(Question.class).expectHistory(Question::state, Question.State.OPEN, Question.State.SKIPPED);
        }
    }

    /** Asks, unless the answer has begun the turn. */
    private static void approve(Chat chat) {
        boolean sure = chat.answer()
                .map(ChatAnswer::confirmed)
                .or(() -> chat.ask("Delete?").confirm("Delete", "Keep"))
                .orElse(false);
        int count = chat.session().get("asked", 0) + 1;
        chat.session().put("asked", count);
        chat.message("assistant").markdown((sure ? "Deleted " : "Kept ") + chat.text() + " " + count);
    }

    @Test
    void anAnswerAfterARestartBeginsATurn() {
        try (var chat = ChatHarness.of(QuestionTest::approve)) {
            chat.send("a").question().confirm().expectText("Deleted a 1");
            var turn = chat.send("b");
            chat.restart();
            turn.expectInterrupted();
            chat.question().expectPrompt("Delete?").confirm().expectComplete().expectText("Deleted b 2");
            turn.expectInterrupted();
            assertThat(chat.session("asked", Integer.class)).contains(2);
        }
    }

    @Test
    void aRestartInterruptsAndHoldsWhatWaits() {
        ChatHandler claude = chat -> chat.message("assistant").writeStream(chat.model().stream(chat.history()));
        try (var chat = ChatHarness.of(claude)) {
            chat.model().answers(answer -> answer.says("Half").stalls());
            var one = chat.send("One");
            var call = chat.model().call();
            var two = chat.begin("Two");
            chat.restart(given -> given.message("assistant").markdown("New: " + given.text()));
            one.expectInterrupted().expectText("Half");
            call.expectCancelled();
            chat.sendWaiting().expectText("New: Two");
            two.expectComplete();
            one.regenerate().expectText("New: One");
        }
    }

    /** Asks for feedback of that kind, and keeps what it was told. */
    private static final class Rated implements ChatHandler {

        private volatile ChatFeedback told;

        @Override
        public void reply(Chat chat) {
            chat.message("assistant").markdown("Paris").feedback(Kind.valueOf(chat.text()));
        }

        @Override
        public void feedback(ChatFeedback feedback) {
            if (feedback.kind() == Kind.FACES) {
                throw new IllegalStateException("No faces");
            }
            told = feedback;
        }
    }

    @Test
    void feedbackReachesTheHandler() {
        var handler = new Rated();
        try (var chat = ChatHarness.of(handler)) {
            chat.send("THUMBS").expectComplete();
            assertThat(chat.giveFeedback(1)).isEqualTo(new ChatFeedback(Kind.THUMBS, "Paris", 1));
            assertThat(handler.told).isEqualTo(new ChatFeedback(Kind.THUMBS, "Paris", 1));
            chat.send("STARS").expectComplete();
            chat.giveFeedback(4);
            assertThat(handler.told.value()).isEqualTo(4);
            assertThatThrownBy(() -> chat.giveFeedback(5)).hasMessageContaining("No message asks for feedback");
        }
    }

    @Test
    void aHandlerThatFailsAtItsFeedbackIsSeen() {
        try (var chat = ChatHarness.of(new Rated())) {
            chat.send("FACES").expectComplete();
            assertThatThrownBy(() -> chat.giveFeedback(3))
                    .hasMessageContaining("failed at its feedback")
                    .hasRootCauseMessage("No faces");
        }
    }
}
