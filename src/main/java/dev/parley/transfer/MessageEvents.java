package dev.parley.transfer;

import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.Message;
import dev.parley.conversation.Problem;
import dev.parley.conversation.WellFormedText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** The events that bring a message which is complete, well-formed and in pieces that events may have. For one thread. */
final class MessageEvents {

    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_AVATAR = 200;
    private static final int LONGEST_LINE = 2_000;

    private final Instant now;
    private final IntSupplier nextNumber;
    private final List<Event> events = new ArrayList<>();
    private int length;

    MessageEvents(Instant now, IntSupplier nextNumber) {
        this.now = now;
        this.nextNumber = nextNumber;
    }

    /** Its numbers in the conversation that it comes into. */
    record Numbers(
            int id,
            @Nullable Integer parent,
            int turn,
            @Nullable Integer continues) {}

    List<Event> events() {
        return events;
    }

    /** Of all texts. */
    int length() {
        return length;
    }

    /** Without siblings: the branch is read anew when the whole conversation is there. */
    MessageEvents of(Message message, Numbers numbers) {
        var time = past(message.time());
        events.add(new Event.MessageStarted(
                numbers.id(),
                numbers.parent(),
                List.of(),
                message.role(),
                Texts.clipped(message.name(), LONGEST_NAME),
                clipped(message.avatar(), LONGEST_AVATAR),
                time,
                numbers.turn(),
                numbers.continues()));
        message.elements().forEach(element -> add(numbers.id(), element));
        if (message.usage() != null) {
            events.add(new Event.UsageReported(numbers.id(), message.usage()));
        }
        events.add(new Event.MessageEnded(
                numbers.id(),
                end(message.state()),
                message.endedAt() == null ? time : past(message.endedAt()),
                clipped(message.stopReason(), LONGEST_NAME),
                problem(message.problem())));
        return this;
    }

    /** Nobody goes on writing what was still being written. */
    private static EndState end(@Nullable EndState state) {
        return state == null || state == EndState.REMOVED ? EndState.INTERRUPTED : state;
    }

    private void add(int message, Element element) {
        int id = nextNumber.getAsInt();
        var start = past(element.startedAt());
        switch (element.content()) {
            case Element.Growing growing -> addText(message, id, growing, start);
            case Element.Callout callout -> addCallout(message, id, callout, start);
        }
        if (element.withdrawn()) {
            events.add(new Event.ElementWithdrawn(id));
        }
        events.add(new Event.ElementClosed(id, element.endedAt() == null ? start : past(element.endedAt())));
    }

    private void addCallout(int message, int id, Element.Callout callout, Instant start) {
        String text = WellFormedText.of(callout.text());
        if (Texts.fitsIntoEvent(text)) {
            length += text.length();
            events.add(new Event.ElementAdded(id, message, new Element.Callout(callout.level(), text), start));
        } else {
            addText(message, id, new Element.Markdown(text), start);
        }
    }

    private void addText(int message, int id, Element.Growing content, Instant start) {
        String whole = WellFormedText.of(content.text());
        var texts = Texts.pieces(whole);
        length += whole.length();
        var first = content.withText(texts.isEmpty() ? "" : texts.getFirst());
        events.add(new Event.ElementAdded(id, message, first, start));
        texts.stream().skip(1).forEach(text -> events.add(new Event.TextAppended(id, text)));
    }

    /** The file decides what is there, whatever the types say. */
    private static @Nullable Problem problem(@Nullable Problem problem) {
        return problem == null
                ? null
                : new Problem(
                        Texts.clipped(String.valueOf(problem.code()), LONGEST_NAME),
                        Texts.clipped(String.valueOf(problem.text()), LONGEST_LINE),
                        clipped(problem.detail(), LONGEST_LINE),
                        clipped(problem.requestId(), LONGEST_NAME),
                        problem.retryable());
    }

    private static @Nullable String clipped(@Nullable String text, int longest) {
        return text == null ? null : Texts.clipped(text, longest);
    }

    private Instant past(Instant time) {
        return Texts.past(time, now);
    }
}
