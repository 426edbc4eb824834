package dev.parley.transfer;

import dev.parley.conversation.BlobId;
import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.Message;
import dev.parley.conversation.Problem;
import dev.parley.conversation.Step;
import dev.parley.conversation.Summary;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The events that bring a message which is complete, well-formed and in pieces that events may have. For one thread. */
final class MessageEvents {

    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_AVATAR = 200;
    private static final int LONGEST_LINE = 2_000;

    private final Instant now;
    private final IntSupplier nextNumber;
    private final List<Event> events = new ArrayList<>();
    /** By the file's numbers. */
    private final Map<Integer, Integer> numbers = new HashMap<>();

    private final IntUnaryOperator messages;
    private final List<Event> withdrawn = new ArrayList<>();
    /** The ends of those that hold others, the last begun first: nothing comes into what is closed. */
    private final Deque<Event> open = new ArrayDeque<>();

    private int length;

    /** @param messages gives the number here of a message that has another in the file; 0 for one that is not there */
    MessageEvents(Instant now, IntSupplier nextNumber, IntUnaryOperator messages) {
        this.now = now;
        this.nextNumber = nextNumber;
        this.messages = messages;
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
    MessageEvents of(Message message, Numbers place) {
        var time = past(message.time());
        events.add(new Event.MessageStarted(
                place.id(),
                place.parent(),
                List.of(),
                message.role(),
                Texts.clipped(message.name(), LONGEST_NAME),
                avatar(message.avatar()),
                time,
                place.turn(),
                place.continues()));
        message.elements().forEach(element -> add(place.id(), element));
        events.addAll(withdrawn);
        events.addAll(open);
        if (message.usage() != null) {
            events.add(new Event.UsageReported(place.id(), message.usage()));
        }
        events.add(new Event.MessageEnded(
                place.id(),
                end(message.state()),
                message.endedAt() == null ? time : past(message.endedAt()),
                clipped(message.stopReason(), LONGEST_NAME),
                problem(message.problem())));
        return this;
    }

    /** A summary names the last message that it stands for. */
    private Element.Content here(Element.Content content) {
        return content instanceof Summary summary ? summary.with(messages.applyAsInt(summary.upTo())) : content;
    }

    /** Nobody goes on writing what was still being written. */
    private static EndState end(@Nullable EndState state) {
        return state == null || state == EndState.REMOVED ? EndState.INTERRUPTED : state;
    }

    private void add(int message, Element element) {
        int id = nextNumber.getAsInt();
        numbers.put(element.id(), id);
        int container = element.container() == null ? message : numbers.getOrDefault(element.container(), message);
        var start = past(element.startedAt());
        events.addAll(ContentEvents.of(id, container, here(element.content()), start));
        length += element.content().weight();
        if (element.withdrawn()) {
            withdrawn.add(new Event.ElementWithdrawn(id));
        }
        var closed = new Event.ElementClosed(id, element.endedAt() == null ? start : past(element.endedAt()));
        if (element.content() instanceof Step.Status) {
            open.addFirst(closed);
        } else {
            events.add(closed);
        }
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

    /** A picture's bytes are not in the document. */
    private static @Nullable String avatar(@Nullable String avatar) {
        return avatar == null || avatar.startsWith(BlobId.AVATAR) ? null : clipped(avatar, LONGEST_AVATAR);
    }

    private static @Nullable String clipped(@Nullable String text, int longest) {
        return text == null ? null : Texts.clipped(text, longest);
    }

    private Instant past(Instant time) {
        return Texts.past(time, now);
    }
}
