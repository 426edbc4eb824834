package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConversationJsonTest {

    private static final Instant TIME = Instant.ofEpochMilli(1_795_000_000_123L);

    private static final BlobId FILE = new BlobId("AAAAAAAAAAAAAAAAAAAAA1");
    private static final Element.Content A_FILE = new Element.File(FILE, "a.pdf", "application/pdf", 4_000_000_000L);

    static Stream<Event> events() {
        return Stream.of(
                new Event.TurnQueued(1, "Paris?\n\"😀\"", "claude", TIME, "command-1"),
                new Event.TurnStarted(1, TIME),
                new Event.TurnWaiting(1, "overloaded", TIME),
                new Event.TurnEnded(1, EndState.REMOVED, TIME),
                new Event.MessageStarted(4, 2, List.of(3), Role.OTHER, "weather", "🌦️", TIME, 1, 3),
                new Event.MessageStarted(2, null, List.of(), Role.USER, "user", null, TIME, 1, null),
                new Event.ElementAdded(5, 4, new Element.Markdown(""), TIME),
                new Event.ElementAdded(6, 4, new Element.Thinking("Hm"), TIME),
                new Event.ElementAdded(7, 4, new Element.Callout(Element.Callout.Level.WARNING, "Mind"), TIME),
                new Event.TextAppended(5, "more"),
                new Event.ElementChanged(5, new Step.StatusChange("Done", Step.State.COMPLETE, null)),
                new Event.ElementClosed(5, TIME),
                new Event.ElementWithdrawn(5),
                new Event.UsageReported(4, new Usage(1, 2, 3, 4_000_000_000L)),
                new Event.BlockKept(4, new KeptBlock("claude", "claude-x", "{\"type\": \"text\"}")),
                new Event.MessageEnded(4, EndState.COMPLETE, TIME, "end_turn", null),
                new Event.MessageEnded(
                        4, EndState.FAILED, TIME, null, new Problem("overloaded", "Later", "529", "req_1", true)),
                Event.ConversationChanged.title("Title"),
                Event.ConversationChanged.leaf(0),
                Event.ConversationChanged.archived(true),
                Event.ConversationChanged.deleted(false),
                new Event.QueueHeld(),
                new Event.ConversationStarted("Title", "claude", TIME),
                new Event.QueuedTextAppended(1, " In May?"),
                new Event.ElementAdded(8, 4, A_FILE, TIME),
                new Event.BlockKept(4, new KeptBlock("claude", "claude-x", "more"), true),
                new Event.SessionChanged("count", "{\"n\":1}"),
                new Event.SessionChanged("count", null),
                Event.ConversationChanged.settings(new Settings("large", "high", "Sing")),
                Event.ConversationChanged.settings(Settings.NONE));
    }

    @Test
    void everyKindOfEventIsAmongTheExamples() {
        Set<Class<?>> kinds = new HashSet<>();
        events().forEach(event -> kinds.add(event.getClass()));
        assertThat(kinds).containsExactlyInAnyOrder(Event.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventReadsBackAsWhatWasWritten(Event event) {
        assertThat(ConversationJson.read(ConversationJson.write(event), Event.class))
                .isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("events")
    void unknownFieldsOfAnEventAreIgnored(Event event) {
        String json = ConversationJson.write(event);
        String newer = json.substring(0, json.length() - 1) + ",\"newer\":{\"deep\":[1]},\"offset\":9}";
        assertThat(ConversationJson.read(newer, Event.class)).isEqualTo(event);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "0|{\"type\":\"turnQueued\",\"turn\":1,\"text\":\"Paris?\\n\\\"😀\\\"\",\"handler\":\"claude\",\"time\":1795000000123,\"command\":\"command-1\"}",
                "3|{\"type\":\"turnEnded\",\"turn\":1,\"state\":\"removed\",\"time\":1795000000123}",
                "5|{\"type\":\"messageStarted\",\"id\":2,\"role\":\"user\",\"name\":\"user\",\"time\":1795000000123,\"turn\":1}",
                "8|{\"type\":\"elementAdded\",\"id\":7,\"container\":4,\"element\":{\"kind\":\"callout\",\"level\":\"warning\",\"text\":\"Mind\"},\"time\":1795000000123}",
                "10|{\"type\":\"elementChanged\",\"element\":5,\"change\":{\"kind\":\"status\",\"label\":\"Done\",\"state\":\"complete\"}}",
                "15|{\"type\":\"messageEnded\",\"message\":4,\"state\":\"complete\",\"time\":1795000000123,\"stopReason\":\"end_turn\"}",
                "23|{\"type\":\"queuedTextAppended\",\"turn\":1,\"text\":\" In May?\"}",
                "24|{\"type\":\"elementAdded\",\"id\":8,\"container\":4,\"element\":{\"kind\":\"file\",\"file\":\"AAAAAAAAAAAAAAAAAAAAA1\",\"name\":\"a.pdf\",\"mediaType\":\"application/pdf\",\"size\":4000000000},\"time\":1795000000123}",
                "28|{\"type\":\"conversationChanged\",\"settings\":{\"model\":\"large\",\"effort\":\"high\",\"systemPrompt\":\"Sing\"}}",
                "29|{\"type\":\"conversationChanged\",\"settings\":{}}",
            })
    void theFormOfAnEventIsTheProtocols(int example, String json) {
        assertThat(ConversationJson.write(events().toList().get(example))).isEqualTo(json);
    }

    static Stream<Element.Content> contents() {
        return Stream.of(
                new Element.Markdown("a **b**"),
                new Element.Thinking(""),
                new Element.Callout(Element.Callout.Level.ERROR, "No"),
                A_FILE);
    }

    @ParameterizedTest
    @MethodSource("contents")
    void anElementReadsBackAsWhatWasWritten(Element.Content content) {
        var open = new Element(5, content, TIME, null, false);
        var withdrawn = new Element(5, content, TIME, TIME.plusMillis(1), true);
        assertThat(ConversationJson.read(ConversationJson.write(open), Element.class))
                .isEqualTo(open);
        assertThat(ConversationJson.read(ConversationJson.write(withdrawn), Element.class))
                .isEqualTo(withdrawn);
    }

    @Test
    void whatCannotBeShownIsNoElement() {
        var columns = List.of(new Tabular.Column("a", Tabular.Column.Type.TEXT));
        refused(() -> new Step.Progress(1.01, null));
        refused(() -> new Step.ProgressChange(Double.NaN, null));
        refused(() -> new Element.Html("", 0));
        refused(() -> new Table(List.of(columns.getFirst(), columns.getFirst()), List.of(), null, null, null));
        refused(() -> new Table(columns, List.of(List.of("one", "too many")), null, null, null));
        refused(() -> new Table(columns, List.of(List.of("a"), List.of("b")), 1L, null, null));
        refused(() -> new Table.Change(List.of(List.of(Double.POSITIVE_INFINITY)), null, null));
        refused(() -> new Table.Change(List.of(List.of(new Object())), null, null));
        refused(() -> new Citations.Source(null, null, null));
        refused(() -> new Media.Audio(FILE, null, "text/html"));
        refused(() -> new Media.Image(FILE, "", null, 0, null));
        refused(() -> new Element.File(FILE, " ", "text/plain", 1));
        refused(() -> Chart.Coloring.of(List.of("red")));
        refused(() -> new Question("?", new Form.Stars(), Question.State.ANSWERED, null));
        refused(() -> new Question.Change(Question.State.OPEN, null));
    }

    @Test
    void whatHoldsOnToABlobSaysSo() {
        var file = new Element.File(FILE, "a.txt", "text/plain", 1);
        assertThat(new Event.ElementAdded(5, 4, file, TIME).blobs()).containsExactly(FILE);
        assertThat(new Media.Image(FILE, "", null, null, null).blobs()).containsExactly(FILE);
        assertThat(new Table(List.of(), List.of(), 5L, FILE, null).blobs()).containsExactly(FILE);
        assertThat(new Event.ElementChanged(5, new Table.Change(List.of(), 5L, FILE)).blobs())
                .containsExactly(FILE);
        assertThat(new Event.ElementChanged(5, new Table.Change(List.of(), 5L, null)).blobs())
                .isEmpty();
    }

    @Test
    void aChartIsOfColumnsThatAreThere() {
        var columns = List.of(
                new Tabular.Column("month", Tabular.Column.Type.TEXT),
                new Tabular.Column("rain", Tabular.Column.Type.NUMBER));
        assertThat(chart(columns, "month", "rain", "rain").y()).containsExactly("rain");
        refused(() -> chart(columns, "year", "rain", null));
        refused(() -> chart(columns, null, "month", null));
        refused(() -> chart(columns, null, "rain", "month"));
        refused(() -> chart(columns, null, "rain", -1));
    }

    private static Chart chart(List<Tabular.Column> columns, String x, String y, Object size) {
        return new Chart(
                Chart.Type.LINE, columns, List.of(), x, List.of(y), null, size, null, null, null, null, null, null);
    }

    private static void refused(ThrowingCallable making) {
        assertThatThrownBy(making).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theFieldsOfAnElementsKindStandBesideItsOwn() {
        var element = new Element(5, new Element.Markdown("hi"), TIME, TIME.plusMillis(2), true);
        assertThat(ConversationJson.write(element))
                .isEqualTo("{\"id\":5,\"kind\":\"markdown\",\"text\":\"hi\",\"startedAt\":1795000000123,"
                        + "\"endedAt\":1795000000125,\"withdrawn\":true}");
    }

    @Test
    void unknownFieldsOfAnElementAreIgnored() {
        var json = "{\"newer\":[],\"id\":5,\"kind\":\"thinking\",\"text\":\"hi\",\"startedAt\":5,\"mood\":\"good\"}";
        assertThat(ConversationJson.read(json, Element.class))
                .isEqualTo(new Element(5, new Element.Thinking("hi"), Instant.ofEpochMilli(5), null, false));
    }

    @Test
    void aMessageReadsBackWithoutWhatOnlyItsProviderUnderstands() {
        var element = new Element(5, new Element.Markdown("hi"), TIME, TIME, false);
        var problem = new Problem("c", "t", null, null, false);
        var usage = new Usage(1, 2, 3, 4);
        var block = new KeptBlock("claude", "claude-x", "{}");
        var message = new Message(
                4,
                2,
                List.of(3, 4),
                Role.ASSISTANT,
                "assistant",
                "🙂",
                TIME,
                1,
                3,
                List.of(element),
                EndState.STOPPED,
                TIME,
                "end_turn",
                problem,
                usage,
                List.of(block));
        var shown = new Message(
                4,
                2,
                List.of(3, 4),
                Role.ASSISTANT,
                "assistant",
                "🙂",
                TIME,
                1,
                3,
                List.of(element),
                EndState.STOPPED,
                TIME,
                "end_turn",
                problem,
                usage,
                List.of());
        String json = ConversationJson.write(message);
        assertThat(json).doesNotContain("block").doesNotContain("claude-x");
        assertThat(ConversationJson.read(json, Message.class)).isEqualTo(shown);
    }

    @Test
    void aSnapshotReadsBackAsWhatWasWritten() {
        var snapshot = new Snapshot(
                new Snapshot.Heading(new ConversationId("abcd-1234"), "Title", "claude", TIME),
                List.of(),
                true,
                new Snapshot.RunningTurn(3, TIME, new Snapshot.Waiting("overloaded", TIME)),
                List.of(new Snapshot.QueuedTurn(4, "Next", "weather", TIME, "command-4")),
                false);
        assertThat(ConversationJson.read(ConversationJson.write(snapshot), Snapshot.class))
                .isEqualTo(snapshot);
    }

    @Test
    void timesAreMilliseconds() {
        assertThat(ConversationJson.write(new Event.TurnStarted(1, TIME)))
                .isEqualTo("{\"type\":\"turnStarted\",\"turn\":1,\"time\":1795000000123}");
    }

    @ParameterizedTest
    @EnumSource(EndState.class)
    void endStatesAreLowerCaseWords(EndState state) {
        String json = ConversationJson.write(state);
        assertThat(json).isEqualTo(json.toLowerCase(Locale.ROOT));
        assertThat(ConversationJson.read(json, EndState.class)).isEqualTo(state);
    }

    @Test
    void aConversationIdOfAnotherFormIsRefused() {
        for (var id :
                List.of("short", "x".repeat(65), "with space", "Übermut-1", "semi;colon", "a/b/c/d/e", "line\nbreak")) {
            assertThat(ConversationId.isValid(id)).as(id).isFalse();
            assertThatThrownBy(() -> new ConversationId(id)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(new ConversationId("A-z_0123")).hasToString("A-z_0123");
    }

    @Test
    void anEventOfAnUnknownKindIsRefused() {
        assertThatThrownBy(() -> ConversationJson.read("{\"type\":\"newer\"}", Event.class))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMessageHoldsOnToThePictureOfItsSpeaker() {
        var picture = BlobId.random();
        assertThat(startedWith("file:" + picture).blobs()).containsExactly(picture);
        assertThat(startedWith(":material/robot:").blobs()).isEmpty();
        assertThat(startedWith(null).blobs()).isEmpty();
    }

    private static Event.MessageStarted startedWith(String avatar) {
        return new Event.MessageStarted(1, null, List.of(), Role.OTHER, "oracle", avatar, Instant.EPOCH, 1, null);
    }
}
