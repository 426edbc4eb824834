package dev.parley.turn;

import static java.util.Objects.requireNonNull;

import dev.parley.chat.Chart;
import dev.parley.chat.ChatContainer;
import dev.parley.chat.ChatFeedback;
import dev.parley.chat.ChatMetric;
import dev.parley.chat.ChatProgress;
import dev.parley.chat.ChatRows;
import dev.parley.chat.ChatStatus;
import dev.parley.chat.StreamResult;
import dev.parley.chat.Table;
import dev.parley.chat.Texts;
import dev.parley.chat.stream.Chunks;
import dev.parley.conversation.Blob;
import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.Element;
import dev.parley.conversation.Element.Callout;
import dev.parley.conversation.Event;
import dev.parley.conversation.Form;
import dev.parley.conversation.Json;
import dev.parley.conversation.Media;
import dev.parley.conversation.Question;
import dev.parley.conversation.Step;
import dev.parley.conversation.WellFormedText;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes elements into a message, or into an element of it, of a running turn. */
abstract class TurnContainer<S extends ChatContainer<S>> implements ChatContainer<S> {

    /** Of an element that cannot grow, as JSON in UTF-8: so that its event stays under 64 KiB. */
    private static final int LARGEST = 64_000;

    /** Of a box's text, in characters. */
    private static final int LONGEST_BOX = 5_000;

    private static final int PIECES_AT_ONCE = 8;

    final Turn turn;

    TurnContainer(Turn turn) {
        this.turn = turn;
    }

    abstract S self();

    /** The message itself, or the one that holds the element. */
    abstract TurnMessage message();

    /** The number that elements name as their container. */
    abstract int id();

    /** Appends for this container; refused when it has ended. */
    abstract void post(Event... events);

    static void requireFitting(Object whole) {
        int bytes = ConversationJson.write(whole).getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LARGEST) {
            throw new IllegalArgumentException(
                    "An element has at most " + LARGEST + " bytes, not " + bytes + ": write what is larger as a file");
        }
    }

    /** Adds an element that may change until its container ends. */
    int open(Element.Content content) {
        requireFitting(content);
        turn.awaitRoom();
        int element = turn.nextNumber();
        post(new Event.ElementAdded(element, id(), content, turn.now()));
        return element;
    }

    /** Adds an element that is as it is. */
    S add(Element.Content content) {
        requireFitting(content);
        turn.awaitRoom();
        int element = turn.nextNumber();
        post(new Event.ElementAdded(element, id(), content, turn.now()), new Event.ElementClosed(element, turn.now()));
        return self();
    }

    void change(int element, Element.Change change) {
        requireFitting(change);
        turn.awaitRoom();
        post(new Event.ElementChanged(element, change));
    }

    /** A long text waits for the store between its pieces, as one that streams does. */
    private S addText(Element.Growing whole) {
        var events = WholeElement.events(turn.nextNumber(), id(), whole, turn.now());
        for (int from = 0; from < events.size(); from += PIECES_AT_ONCE) {
            turn.awaitRoom();
            var some = events.subList(from, Math.min(events.size(), from + PIECES_AT_ONCE));
            post(some.toArray(Event[]::new));
        }
        return self();
    }

    @Override
    public S markdown(String text) {
        return addText(new Element.Markdown(wellFormed(text, "text")));
    }

    @Override
    public S code(String text, @Nullable String language, @Nullable String caption) {
        return addText(new Element.Code(wellFormed(text, "text"), wellFormed(language), wellFormed(caption)));
    }

    @Override
    public S callout(Level level, String text, @Nullable String detail) {
        return add(new Callout(
                Callout.Level.valueOf(requireNonNull(level, "level").name()),
                shortened(wellFormed(text, "text")),
                detail == null ? null : shortened(WellFormedText.of(detail))));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_BOX ? text : Texts.cut(text, LONGEST_BOX) + "…";
    }

    @Override
    public S error(Throwable failure) {
        requireNonNull(failure, "failure");
        return callout(Level.ERROR, Failures.summary(failure), Failures.stack(failure));
    }

    @Override
    public S latex(String formula) {
        return add(new Element.Latex(wellFormed(formula, "formula")));
    }

    @Override
    public S html(String document, @Nullable Integer height) {
        return add(new Element.Html(wellFormed(document, "document"), height));
    }

    @Override
    public S json(@Nullable Object value) {
        return add(new Json(JsonTree.of(value)));
    }

    @Override
    public ChatMetric metric(String label, Object value, @Nullable Object delta, Good good) {
        requireNonNull(label, "label");
        requireNonNull(value, "value");
        return TurnMetric.add(this, label, value, delta, requireNonNull(good, "good"));
    }

    @Override
    public ChatProgress progress(String label) {
        return TurnProgress.add(this, null, requireNonNull(label, "label"));
    }

    @Override
    public ChatProgress progress(double value, @Nullable String label) {
        return TurnProgress.add(this, value, label);
    }

    @Override
    public ChatStatus status(String label) {
        var status = new Step.Status(TurnStatus.label(label), Step.State.RUNNING, true);
        return message().begin(this, status);
    }

    @Override
    public ChatRows table(Table table) {
        return TurnRows.table(this, requireNonNull(table, "table"));
    }

    @Override
    public ChatRows chart(Chart chart) {
        return TurnRows.chart(this, requireNonNull(chart, "chart"));
    }

    @Override
    public S image(Object source, String alt, @Nullable String caption) {
        String words = wellFormed(alt, "alt");
        var picture = Picture.read(requireNonNull(source, "source"));
        var blob = turn.files().keep("picture." + picture.ending(), picture.mediaType(), picture.bytes());
        return add(new Media.Image(blob.id(), words, wellFormed(caption), picture.width(), picture.height()));
    }

    @Override
    public S audio(Object source, String mediaType, @Nullable String caption) {
        var blob = keep("audio", mediaType, source);
        return add(new Media.Audio(blob.id(), wellFormed(caption), blob.mediaType()));
    }

    @Override
    public S video(Object source, String mediaType, @Nullable String caption) {
        var blob = keep("video", mediaType, source);
        return add(new Media.Video(blob.id(), wellFormed(caption), blob.mediaType()));
    }

    @Override
    public S file(Object source, String name, String mediaType) {
        return add(Element.File.of(keep(requireNonNull(name, "name"), mediaType, source)));
    }

    private Blob keep(String name, String mediaType, Object source) {
        requireNonNull(mediaType, "mediaType");
        return turn.files().keep(name, mediaType, ByteSource.open(requireNonNull(source, "source")));
    }

    @Override
    public S feedback(ChatFeedback.Kind kind) {
        var form = switch (requireNonNull(kind, "kind")) {
            case THUMBS -> new Form.Thumbs();
            case FACES -> new Form.Faces();
            case STARS -> new Form.Stars();
        };
        return add(new Question("", form));
    }

    @Override
    public S write(@Nullable Object @Nullable ... values) {
        for (var value : values == null ? new @Nullable Object[] {null} : values) {
            Writing.write(this, value);
        }
        return self();
    }

    @Override
    public StreamResult writeStream(Object source, @Nullable String cursor) {
        var chunks = Chunks.of(source);
        turn.requireOpen(this);
        message().begin();
        return new StreamWriter(turn, this, cursor).write(chunks);
    }

    private static String wellFormed(String text, String name) {
        return WellFormedText.of(requireNonNull(text, name));
    }

    static @Nullable String wellFormed(@Nullable String text) {
        return text == null ? null : WellFormedText.of(text);
    }
}
