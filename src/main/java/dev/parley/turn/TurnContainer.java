package dev.parley.turn;

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

    private S addText(Element.Growing whole) {
        turn.awaitRoom();
        post(WholeElement.events(turn.nextNumber(), id(), whole, turn.now()).toArray(Event[]::new));
        return self();
    }

    @Override
    public S markdown(String text) {
        return addText(new Element.Markdown(WellFormedText.of(text)));
    }

    @Override
    public S code(String text, @Nullable String language, @Nullable String caption) {
        return addText(new Element.Code(WellFormedText.of(text), wellFormed(language), wellFormed(caption)));
    }

    @Override
    public S callout(Level level, String text, @Nullable String detail) {
        return add(new Callout(
                Callout.Level.valueOf(level.name()),
                shortened(WellFormedText.of(text)),
                detail == null ? null : shortened(WellFormedText.of(detail))));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_BOX ? text : Texts.cut(text, LONGEST_BOX) + "…";
    }

    @Override
    public S error(Throwable failure) {
        return callout(Level.ERROR, Failures.summary(failure), Failures.stack(failure));
    }

    @Override
    public S latex(String formula) {
        return add(new Element.Latex(WellFormedText.of(formula)));
    }

    @Override
    public S html(String document, @Nullable Integer height) {
        return add(new Element.Html(WellFormedText.of(document), height));
    }

    @Override
    public S json(@Nullable Object value) {
        return add(new Json(JsonTree.of(value)));
    }

    @Override
    public ChatMetric metric(String label, Object value, @Nullable Object delta, Good good) {
        return TurnMetric.add(this, label, value, delta, good);
    }

    @Override
    public ChatProgress progress(String label) {
        return TurnProgress.add(this, null, label);
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
        return TurnRows.table(this, table);
    }

    @Override
    public ChatRows chart(Chart chart) {
        return TurnRows.chart(this, chart);
    }

    @Override
    public S image(Object source, String alt, @Nullable String caption) {
        var picture = Picture.read(source);
        var blob = turn.files().keep("picture." + picture.ending(), picture.mediaType(), picture.bytes());
        return add(new Media.Image(
                blob.id(), WellFormedText.of(alt), wellFormed(caption), picture.width(), picture.height()));
    }

    @Override
    public S audio(Object source, String mediaType, @Nullable String caption) {
        var blob = turn.files().keep("audio", mediaType, ByteSource.open(source));
        return add(new Media.Audio(blob.id(), wellFormed(caption), blob.mediaType()));
    }

    @Override
    public S video(Object source, String mediaType, @Nullable String caption) {
        var blob = turn.files().keep("video", mediaType, ByteSource.open(source));
        return add(new Media.Video(blob.id(), wellFormed(caption), blob.mediaType()));
    }

    @Override
    public S file(Object source, String name, String mediaType) {
        return add(Element.File.of(turn.files().keep(name, mediaType, ByteSource.open(source))));
    }

    @Override
    public S feedback(ChatFeedback.Kind kind) {
        var form = switch (kind) {
            case THUMBS -> new Form.Thumbs();
            case FACES -> new Form.Faces();
            case STARS -> new Form.Stars();
        };
        return add(new Question("", form));
    }

    @Override
    public S write(@Nullable Object... values) {
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

    static @Nullable String wellFormed(@Nullable String text) {
        return text == null ? null : WellFormedText.of(text);
    }
}
