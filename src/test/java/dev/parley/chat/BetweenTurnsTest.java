package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Question;
import dev.parley.harness.ChatHarness;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Feedback and what a handler keeps. */
class BetweenTurnsTest {

    private static final ChatHandler RATED =
            given -> given.message("assistant").markdown("It rains.").feedback(ChatFeedback.Kind.valueOf(given.text()));

    @ParameterizedTest
    @EnumSource(ChatFeedback.Kind.class)
    void everyValueOfEachKindIsTold(ChatFeedback.Kind kind) {
        for (int value : kind == ChatFeedback.Kind.THUMBS ? new int[] {0, 1} : new int[] {1, 2, 3, 4, 5}) {
            try (var chat = ChatHarness.of(RATED)) {
                chat.send(kind.name()).expectComplete();
                assertThat(chat.giveFeedback(value)).isEqualTo(new ChatFeedback(kind, "It rains.", value));
            }
        }
    }

    @Test
    void feedbackInterruptsNoStream() {
        try (var chat = ChatHarness.of(given -> {
            var message = given.message("assistant");
            message.writeStream(given.model().stream(given.history()));
            message.feedback(ChatFeedback.Kind.STARS);
        })) {
            chat.model()
                    .answers("First")
                    .answers(answer -> answer.says("Sec").stalls().says("ond"));
            var first = chat.send("One").expectComplete();
            var second = chat.begin("Two").awaitText("Sec");
            assertThat(chat.giveFeedback(4).value()).isEqualTo(4);
            first.element(Question.class).expectHistory(Question::state, Question.State.OPEN, Question.State.ANSWERED);
            assertThat(second.state()).isEmpty();
            chat.model().goOn();
            second.expectComplete().expectText("Second");
        }
    }

    private record Trip(String city, List<Integer> days) {}

    @Test
    void whatIsKeptSurvivesARestartAndAFailure() {
        var trip = new Trip("Paris", List.of(1, 2));
        ChatHandler handler = given -> {
            var session = given.session();
            if (given.text().equals("Remember")) {
                session.put("trip", trip);
                throw new IllegalStateException("It broke");
            }
            given.message("assistant")
                    .markdown(session.get("trip", Trip.class).map(Trip::city).orElse("nothing"));
        };
        try (var chat = ChatHarness.of(handler)) {
            chat.send("Remember").expectFailed();
            assertThat(chat.session("trip", Trip.class)).contains(trip);
            chat.restart();
            chat.send("What?").expectComplete().expectText("Paris");
            chat.newConversation();
            chat.send("What?").expectComplete().expectText("nothing");
        }
    }

    @Test
    void whatIsKeptIsReplacedAndRemovedByItsName() {
        try (var chat = ChatHarness.of(given -> {
            var session = given.session();
            session.put("a", 1);
            session.put("a", Map.of("b", 2));
            session.put("c", true);
            session.remove("c");
            assertThat(session.names()).containsExactly("a");
        })) {
            chat.send("One").expectComplete();
            assertThat(chat.session("a", Map.class)).contains(Map.of("b", 2));
            assertThat(chat.session("c", Boolean.class)).isEmpty();
        }
    }
}
