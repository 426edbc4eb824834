package dev.parley.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One message that events are still changing. Not thread-safe. */
public final class MessageFold {

    private final Event.MessageStarted start;
    private final List<Integer> siblings;
    private final Map<Integer, ElementFold> elements = new LinkedHashMap<>();
    private final List<KeptBlock> blocks = new ArrayList<>();
    private Event.@Nullable MessageEnded end;
    private @Nullable Usage usage;
    private @Nullable Message result;

    public MessageFold(Event.MessageStarted start) {
        this.start = start;
        this.siblings = new ArrayList<>(start.siblings());
        siblings.add(start.id());
    }

    /** Goes on with a message that was read from a store. */
    public MessageFold(Message message) {
        this.start = new Event.MessageStarted(
                message.id(),
                message.parent(),
                List.of(),
                message.role(),
                message.name(),
                message.avatar(),
                message.time(),
                message.turn(),
                message.continues());
        this.siblings = message.siblings();
        message.elements().forEach(element -> elements.put(element.id(), new ElementFold(element)));
        this.blocks.addAll(message.blocks());
        this.usage = message.usage();
        if (message.state() != null && message.endedAt() != null) {
            this.end = new Event.MessageEnded(
                    message.id(), message.state(), message.endedAt(), message.stopReason(), message.problem());
        }
        this.result = message;
    }

    int id() {
        return start.id();
    }

    @Nullable
    Integer parent() {
        return start.parent();
    }

    boolean ended() {
        return end != null;
    }

    /** What does not concern a message's content is ignored. */
    public void apply(Event event) {
        switch (event) {
            case Event.ElementAdded added -> elements.put(added.id(), new ElementFold(added, heldBy(added)));
            case Event.TextAppended appended -> element(appended.element()).append(appended.text());
            case Event.ElementChanged changed -> element(changed.element()).change(changed.change());
            case Event.ElementClosed closed -> forEachIn(closed.element(), element -> element.close(closed.time()));
            case Event.ElementWithdrawn withdrawn -> forEachIn(withdrawn.element(), ElementFold::withdraw);
            case Event.BlockKept kept -> keep(kept);
            case Event.UsageReported reported -> usage = reported.usage();
            case Event.MessageEnded ended -> end(ended);
            case Event.ConversationStarted _,
                    Event.TurnQueued _,
                    Event.QueuedTextAppended _,
                    Event.TurnStarted _,
                    Event.TurnWaiting _,
                    Event.TurnEnded _,
                    Event.SessionChanged _,
                    Event.QueueHeld _,
                    Event.MessageStarted _,
                    Event.ConversationChanged _ -> {
                return;
            }
        }
        result = null;
    }

    private void keep(Event.BlockKept kept) {
        blocks.add(kept.goesOn() ? blocks.removeLast().with(kept.block()) : kept.block());
    }

    private void end(Event.MessageEnded ended) {
        elements.values().forEach(element -> element.close(ended.time()));
        end = ended;
    }

    public Message result() {
        if (result == null) {
            result = build();
        }
        return result;
    }

    private Message build() {
        return new Message(
                start.id(),
                start.parent(),
                siblings,
                start.role(),
                start.name(),
                start.avatar(),
                start.time(),
                start.turn(),
                start.continues(),
                elements.values().stream().map(ElementFold::result).toList(),
                end == null ? null : end.state(),
                end == null ? null : end.time(),
                end == null ? null : end.stopReason(),
                end == null ? null : end.problem(),
                usage,
                blocks);
    }

    private @Nullable Integer heldBy(Event.ElementAdded added) {
        return added.container() == start.id() ? null : added.container();
    }

    /** The element and all that it holds. A container comes before what it holds. */
    private void forEachIn(int container, Consumer<ElementFold> action) {
        var within = new HashSet<Integer>();
        within.add(container);
        action.accept(element(container));
        for (var element : elements.values()) {
            if (element.container != null && within.contains(element.container)) {
                within.add(element.id);
                action.accept(element);
            }
        }
    }

    private ElementFold element(int id) {
        var element = elements.get(id);
        if (element == null) {
            throw new IllegalArgumentException("No element " + id + " in message " + start.id());
        }
        return element;
    }

    private static final class ElementFold {

        private final int id;
        private final @Nullable Integer container;
        private Element.Content content;
        private final Instant startedAt;
        private final StringBuilder appended = new StringBuilder();
        private @Nullable Instant endedAt;
        private boolean withdrawn;

        ElementFold(Event.ElementAdded added, @Nullable Integer container) {
            this.id = added.id();
            this.container = container;
            this.content = added.element();
            this.startedAt = added.time();
        }

        ElementFold(Element element) {
            this.id = element.id();
            this.container = element.container();
            this.content = element.content();
            this.startedAt = element.startedAt();
            this.endedAt = element.endedAt();
            this.withdrawn = element.withdrawn();
        }

        void append(String text) {
            appended.append(text);
        }

        void change(Element.Change change) {
            if (content instanceof Element.Changing changing) {
                content = changing.after(change);
            }
        }

        void close(Instant time) {
            if (endedAt == null) {
                endedAt = time;
            }
        }

        void withdraw() {
            withdrawn = true;
        }

        Element result() {
            return new Element(id, container, grown(), startedAt, endedAt, withdrawn);
        }

        private Element.Content grown() {
            return content instanceof Element.Growing growing && !appended.isEmpty()
                    ? growing.withText(growing.text() + appended)
                    : content;
        }
    }
}
