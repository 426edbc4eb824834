package dev.parley.turn;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatFeedback;
import dev.parley.conversation.Element;
import dev.parley.conversation.Event;
import dev.parley.conversation.Form;
import dev.parley.conversation.Message;
import dev.parley.conversation.Question;
import dev.parley.conversation.Snapshot;
import dev.parley.log.Append;
import dev.parley.log.EventTooLargeException;
import dev.parley.turn.CommandRefused.Reason;
import java.util.List;
import java.util.stream.Stream;

/** A question in a message that readers see. */
record Asked(Message message, int element, Question question) {

    /** The question {@code element}, if it can still be answered. */
    static Asked find(Snapshot shown, int element) {
        var asked = all(shown)
                .filter(one -> one.element() == element)
                .findFirst()
                .orElseThrow(() -> new CommandRefused(Reason.NOT_FOUND, "There is no such question."));
        if (asked.question().state() != Question.State.OPEN) {
            throw new CommandRefused(Reason.NOT_POSSIBLE, "This question was answered or skipped already.");
        }
        return asked;
    }

    private static Stream<Asked> all(Snapshot shown) {
        return shown.messages().stream()
                .flatMap(message -> message.elements().stream().flatMap(element -> of(message, element)));
    }

    private static Stream<Asked> of(Message message, Element element) {
        return element.content() instanceof Question question
                ? Stream.of(new Asked(message, element.id(), question))
                : Stream.of();
    }

    /** What ends the questions that a turn has left behind, when the reader goes on without an answer. */
    static List<Event> skipAll(Snapshot shown) {
        return all(shown)
                .filter(asked -> asked.question().state() == Question.State.OPEN)
                .filter(asked -> !asked.isFeedback())
                .map(asked -> (Event) new Event.ElementChanged(asked.element(), Question.Change.skipped()))
                .toList();
    }

    boolean isFeedback() {
        return question.form().isFeedback();
    }

    Event answered(JsonNode answer) {
        try {
            question.form().check(answer);
        } catch (IllegalArgumentException e) {
            throw new CommandRefused(Reason.MALFORMED, String.valueOf(e.getMessage()));
        }
        var answered = new Event.ElementChanged(element, Question.Change.answered(answer));
        requireFitting(answered);
        return answered;
    }

    /** Before anything is taken for it. */
    private static void requireFitting(Event answered) {
        try {
            Append.of(answered);
        } catch (EventTooLargeException e) {
            throw new CommandRefused(Reason.TOO_LARGE, "The answer is too long to be kept. Make it shorter.");
        }
    }

    ChatFeedback feedback(JsonNode answer) {
        return switch (question.form()) {
            case Form.Faces _ -> new ChatFeedback(ChatFeedback.Kind.FACES, message.text(), answer.asInt());
            case Form.Stars _ -> new ChatFeedback(ChatFeedback.Kind.STARS, message.text(), answer.asInt());
            case Form.Thumbs _ ->
                new ChatFeedback(
                        ChatFeedback.Kind.THUMBS,
                        message.text(),
                        answer.asText().equals("up") ? 1 : 0);
            case Form.Choice _, Form.Text _, Form.Confirm _, Form.Fields _ ->
                throw new IllegalStateException("Not asked for feedback: " + element);
        };
    }
}
