package dev.parley.harness;

import dev.parley.conversation.Element;
import dev.parley.conversation.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One element of a message, as it was when it was asked for.
 *
 * @param <C> what it shows
 */
public final class TestElement<C extends Element.Content> {

    private final Elements siblings;
    private final Element element;
    private final C content;

    TestElement(Elements siblings, Element element, C content) {
        this.siblings = siblings;
        this.element = element;
        this.content = content;
    }

    private Backstage backstage() {
        return siblings.backstage();
    }

    public C content() {
        return content;
    }

    public Element raw() {
        return element;
    }

    public Instant startedAt() {
        return element.startedAt();
    }

    /** Null while it is open. */
    public @Nullable Instant endedAt() {
        return element.endedAt();
    }

    /** Whether it belongs to a refused answer. */
    public boolean isWithdrawn() {
        return element.withdrawn();
    }

    /** What it holds directly, such as a status, in order. */
    public List<TestElement<Element.Content>> elements() {
        return siblings.in(element.id());
    }

    /** What it holds of that kind, also in what it holds. */
    public <K extends Element.Content> List<TestElement<K>> elements(Class<K> kind) {
        return siblings.below(element.id()).of(kind);
    }

    /** The only one of that kind that it holds. */
    public <K extends Element.Content> TestElement<K> element(Class<K> kind) {
        return siblings.below(element.id()).only(kind);
    }

    /** The kinds of what it holds directly, in order. */
    @SafeVarargs
    public final TestElement<C> expectElements(Class<? extends Element.Content>... kinds) {
        new Elements(backstage(), siblings.conversation(), "the element", siblings.all()).expect(element.id(), kinds);
        return this;
    }

    public TestElement<C> expectContent(C expected) {
        backstage().requireEqual("the element", expected, content);
        return this;
    }

    /** @param what it should be or have, for the sentence where it does not */
    public TestElement<C> expect(String what, Predicate<C> condition) {
        if (!condition.test(content)) {
            throw backstage()
                    .evidenceAgainst(
                            "The element should have " + what + ", but is " + TranscriptText.describe(content));
        }
        return this;
    }

    /** The text of Markdown, thinking, code, a box, a formula or HTML. */
    public String text() {
        return switch (content) {
            case Element.Growing growing -> growing.text();
            case Element.Callout callout -> callout.text();
            case Element.Latex latex -> latex.text();
            case Element.Html html -> html.text();
            case Element.Content other ->
                throw backstage().evidenceAgainst("It has no text: " + TranscriptText.describe(other));
        };
    }

    public TestElement<C> expectText(String text) {
        backstage().requireEqual("the element's text", text, text());
        return this;
    }

    /** Its own events, in order. */
    public List<Event> events() {
        return backstage().events(siblings.conversation()).stream()
                .filter(this::isAbout)
                .toList();
    }

    private boolean isAbout(Event event) {
        int id = element.id();
        return switch (event) {
            case Event.ElementAdded added -> added.id() == id;
            case Event.TextAppended appended -> appended.element() == id;
            case Event.ElementChanged changed -> changed.element() == id;
            case Event.ElementClosed closed -> closed.element() == id;
            case Event.ElementWithdrawn withdrawn -> withdrawn.element() == id;
            case Event.ConversationStarted _,
                    Event.TurnQueued _,
                    Event.QueuedTextAppended _,
                    Event.TurnStarted _,
                    Event.TurnWaiting _,
                    Event.TurnEnded _,
                    Event.MessageStarted _,
                    Event.UsageReported _,
                    Event.BlockKept _,
                    Event.MessageEnded _,
                    Event.SessionChanged _,
                    Event.QueueHeld _,
                    Event.ConversationChanged _ -> false;
        };
    }

    /** Its text as it came, piece by piece. */
    public List<String> chunks() {
        var chunks = new ArrayList<String>();
        for (var event : events()) {
            if (event instanceof Event.TextAppended appended) {
                chunks.add(appended.text());
            } else if (event instanceof Event.ElementAdded added
                    && added.element() instanceof Element.Growing growing
                    && !growing.text().isEmpty()) {
                chunks.add(growing.text());
            }
        }
        return chunks;
    }

    public TestElement<C> expectChunks(String... chunks) {
        backstage().requireEqual("the element's chunks", List.of(chunks), chunks());
        return this;
    }

    /** What it has shown one after the other: as it was added, and after each change. */
    public List<C> history() {
        var history = new ArrayList<C>();
        for (var event : events()) {
            if (event instanceof Event.ElementAdded added) {
                history.add(own(added.element()));
            } else if (event instanceof Event.ElementChanged changed
                    && history.getLast() instanceof Element.Changing changing) {
                history.add(own(changing.after(changed.change())));
            }
        }
        return history;
    }

    /** An element's content never becomes one of another kind. */
    @SuppressWarnings("unchecked")
    private C own(Element.Content other) {
        return (C) content.getClass().cast(other);
    }

    /**
     * One thing that it has shown, in order, each as often as it became another; such as
     * {@code expectHistory(Step.Status::state, RUNNING, COMPLETE)}.
     */
    @SafeVarargs
    public final <T extends @Nullable Object> TestElement<C> expectHistory(Function<? super C, T> part, T... values) {
        var shown = new ArrayList<T>();
        for (var was : history()) {
            var value = part.apply(was);
            if (shown.isEmpty() || !Objects.equals(shown.getLast(), value)) {
                shown.add(value);
            }
        }
        var expected = new ArrayList<T>();
        for (var value : values) {
            expected.add(value);
        }
        backstage().requireEqual("what the element has shown", expected, shown);
        return this;
    }

    /** The bytes of its picture, sound, file, or of a table's file. */
    public byte[] bytes() {
        var blobs = backstage().store().blobs();
        var blob = content.blobs().stream()
                .findFirst()
                .flatMap(id -> blobs.find(siblings.conversation(), id))
                .orElseThrow(() -> backstage().evidenceAgainst("It has no file: " + TranscriptText.describe(content)));
        try (var bytes = blobs.open(blob)) {
            return bytes.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
