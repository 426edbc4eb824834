package dev.parley.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.parley.conversation.Blob;
import dev.parley.conversation.BlobId;
import dev.parley.conversation.BlobOrigin;
import dev.parley.conversation.BlobStore;
import dev.parley.conversation.Chart;
import dev.parley.conversation.Citations;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Element;
import dev.parley.conversation.Event;
import dev.parley.conversation.Form;
import dev.parley.conversation.Json;
import dev.parley.conversation.Media;
import dev.parley.conversation.MemoryConversationStore;
import dev.parley.conversation.Metric;
import dev.parley.conversation.Question;
import dev.parley.conversation.Step;
import dev.parley.conversation.Summary;
import dev.parley.conversation.Table;
import dev.parley.conversation.Tabular.Column;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** An element of every kind, each of whose texts has the same words in it. */
public final class EveryKind {

    /** One red pixel. */
    static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==");

    private final String words;
    private final BlobId picture;
    private final BlobId other;

    EveryKind(String words, BlobId picture, BlobId other) {
        this.words = words;
        this.picture = picture;
        this.other = other;
    }

    /** A conversation with all of it, as an exported page. */
    public static String page(String words) throws IOException {
        var given = new TestTransfer(new MemoryConversationStore());
        return given.export(given.everyKind("anna", words), ExportFormat.HTML);
    }

    /** With a picture and another file, which are kept. */
    static EveryKind in(BlobStore blobs, ConversationId conversation, String owner, String words) {
        var picture = kept(blobs, new BlobOrigin(conversation, owner, "image/png", "dot.png"), PNG);
        var other = kept(blobs, new BlobOrigin(conversation, owner, "audio/ogg", words), new byte[1_234]);
        return new EveryKind(words, picture, other);
    }

    static BlobId kept(BlobStore blobs, BlobOrigin origin, byte[] bytes) {
        var blob = new Blob(BlobId.random(), origin, 0, Instant.EPOCH);
        blobs.begin(blob);
        for (int from = 0; from < bytes.length; from += BlobStore.PIECE) {
            blobs.append(blob.id(), Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + BlobStore.PIECE)));
        }
        blobs.complete(blob.id());
        return blob.id();
    }

    /** The last three are in a status, the last of them in another one in it. */
    List<Event> events(int message, Instant time) {
        var events = new ArrayList<Event>();
        int number = message + 1;
        for (var content : contents()) {
            events.add(new Event.ElementAdded(number, message, content, time));
            events.add(new Event.ElementClosed(number++, time.plusMillis(number)));
        }
        int outer = number++;
        int inner = number++;
        events.add(new Event.ElementAdded(
                outer, message, new Step.Status("Outer " + words, Step.State.ERROR, true), time));
        events.add(new Event.ElementAdded(
                inner, outer, new Step.Status("Inner " + words, Step.State.COMPLETE, false), time));
        events.add(new Event.ElementAdded(number++, inner, new Element.Markdown("Within both"), time));
        events.add(new Event.ElementAdded(number, outer, new Step.Progress(0.25, "Half of half " + words), time));
        events.add(new Event.ElementClosed(inner, time.plusSeconds(1)));
        events.add(new Event.ElementClosed(outer, time.plusSeconds(2)));
        return events;
    }

    List<Element.Content> contents() {
        var contents = new ArrayList<>(texts());
        contents.addAll(steps());
        contents.addAll(data());
        contents.addAll(questions());
        contents.addAll(media());
        return contents;
    }

    private List<Element.Content> texts() {
        return List.of(
                new Element.Markdown("Some **bold** text"),
                new Element.Thinking("Some thought"),
                new Element.Code("int a = 1; // " + words, "java", "Main.java " + words),
                new Element.Callout(Element.Callout.Level.ERROR, "It broke", "at line 7 " + words),
                new Element.Latex("a^2 + b^2"),
                new Element.Html("<b>" + words + "</b>", 200),
                new Json(JsonNodeFactory.instance.objectNode().put("key", words).put("n", 1)));
    }

    private List<Element.Content> steps() {
        return List.of(
                new Step.Tool("search", "Search " + words, "{\"q\":\"" + 1 + "\"}", Step.State.ERROR, "No " + words),
                new Step.Progress(0.4, "Loading " + words),
                new Step.Progress(null, null));
    }

    private List<Element.Content> data() {
        var columns = List.of(
                new Column("City " + words, Column.Type.TEXT),
                new Column("People", Column.Type.NUMBER),
                new Column("Sea", Column.Type.BOOLEAN));
        List<List<Object>> rows = List.of(List.of("Ulm|" + words, 126_405, false), Arrays.asList(null, 1.5, true));
        return List.of(
                new Table(columns, rows, 1_200L, other, "Cities " + words),
                new Chart(
                        Chart.Type.BAR,
                        columns,
                        rows,
                        "City " + words,
                        List.of("People"),
                        Chart.Coloring.of(List.of("#aa0000")),
                        null,
                        "Town " + words,
                        null,
                        "Towns " + words,
                        true,
                        null,
                        Chart.Sort.DESCENDING),
                new Metric("Price " + words, "12 € " + words, "3 % " + words, Metric.Trend.UP, Metric.Good.DOWN),
                new Metric("Count", "7", null, null, null),
                new Summary("What was said before.", 3, 0),
                new Citations(List.of(
                        new Citations.Source("Guide " + words, "https://example.com/a?b=1", "said " + words),
                        new Citations.Source("Trap", "javascript:alert(1)", null),
                        new Citations.Source(null, null, words))));
    }

    private List<Element.Content> questions() {
        var options =
                List.of(new Form.Option("a", "First " + words, "as " + words), new Form.Option("b", "Second", null));
        var nodes = JsonNodeFactory.instance;
        var fields = List.of(
                new Form.Field("name", "Name " + words, Form.Field.Type.TEXT, List.of(), true),
                new Form.Field("kind", "Kind", Form.Field.Type.CHOICE, options, false));
        return List.of(
                answered(new Form.Choice(options, false), TextNode.valueOf("b")),
                answered(new Form.Choice(options, true), nodes.arrayNode().add("a")),
                answered(new Form.Text("hint " + words, true, 500), TextNode.valueOf("Answered " + words)),
                answered(new Form.Confirm("Yes " + words, "No"), BooleanNode.FALSE),
                answered(
                        new Form.Fields(fields),
                        nodes.objectNode().put("name", "Ada " + words).put("kind", "b")),
                answered(new Form.Thumbs(), TextNode.valueOf("down")),
                answered(new Form.Faces(), nodes.numberNode(2)),
                answered(new Form.Stars(), nodes.numberNode(4)),
                new Question("And now?", new Form.Confirm("Go", "Stay")),
                new Question("Or then?", new Form.Stars(), Question.State.SKIPPED, null));
    }

    private static Question answered(Form form, JsonNode answer) {
        return new Question("Which **one**?", form, Question.State.ANSWERED, answer);
    }

    private List<Element.Content> media() {
        return List.of(
                new Media.Image(picture, "A dot " + words, "Dotted " + words, 1, 1),
                new Media.Audio(other, "Heard " + words, "audio/ogg"),
                new Media.Video(other, null, "video/mp4"),
                new Element.File(other, "notes " + words + ".txt", "text/plain", 2_500_000));
    }
}
