package dev.parley.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.MemoryConversationStore;
import dev.parley.conversation.Message;
import dev.parley.conversation.Role;
import dev.parley.conversation.Settings;
import dev.parley.conversation.Summary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportTest {

    private final TestTransfer given = new TestTransfer(new MemoryConversationStore());

    @Test
    void aConversationOfClaudeAiComesIn() throws IOException {
        var report = given.take("anna", resource("claude.json"));
        assertThat(report.skipped()).containsExactly(new ImportReport.Skipped("", "It has no messages."));
        var id = only(report);
        var conversation = given.store.find(id).orElseThrow();
        assertThat(conversation.title()).isEqualTo("Bridges");
        assertThat(conversation.createdAt()).isEqualTo(Instant.parse("2025-03-01T10:00:00.123456Z"));
        assertThat(conversation.updatedAt()).isEqualTo(Instant.parse("2025-03-01T10:05:00Z"));
        var path = path(id);
        assertThat(path).extracting(Message::role).containsExactly(Role.USER, Role.ASSISTANT, Role.USER);
        assertThat(path.get(0).text())
                .isEqualTo("How does a bridge hang?\n\nnotes.txt\n\nSpan 12\n\n[bridge.png: not in the export]");
        assertThat(path.get(1).elements())
                .extracting(Element::content)
                .containsExactly(new Element.Thinking("Cables…"), new Element.Markdown("From **cables**."));
        assertThat(path.get(1).elements().getFirst().endedAt()).isEqualTo(Instant.parse("2025-03-01T10:00:04Z"));
        assertThat(path.get(1).turn())
                .isEqualTo(path.get(0).turn())
                .isNotEqualTo(path.get(2).turn());
    }

    @Test
    void aConversationOfChatGptComesInWithItsBranches() throws IOException {
        var id = only(given.take("anna", resource("chatgpt.json")));
        var conversation = given.store.find(id).orElseThrow();
        assertThat(conversation.title()).isEqualTo("Towers");
        assertThat(conversation.archived()).isTrue();
        assertThat(conversation.createdAt()).isEqualTo(Instant.ofEpochMilli(1_740_823_200_500L));
        var path = path(id);
        assertThat(path)
                .extracting(Message::text)
                .containsExactly("[A picture: not in the export]\n\nWhat is the tower made of?", "", "Iron, mo");
        assertThat(path.get(1).elements().getFirst().content()).isEqualTo(new Element.Thinking("Eiffel, surely"));
        assertThat(path.get(2).state()).isEqualTo(EndState.STOPPED);
        assertThat(path.get(1).siblings()).hasSize(2);
        var other = given.store.children(id, path.get(0).id()).stream()
                .map(number -> given.store.message(id, number).orElseThrow().text())
                .collect(Collectors.toSet());
        assertThat(other).contains("Steel and iron.");
    }

    @Test
    void nobodyGetsMoreConversationsThanTheyMayHave() throws IOException {
        given.limitConversations(1);
        String file = resource("claude.json");
        var first = given.take("anna", file);
        assertThat(first.conversations()).hasSize(1);
        var second = given.take("anna", file);
        assertThat(second.conversations()).isEmpty();
        assertThat(second.skipped())
                .extracting(ImportReport.Skipped::reason)
                .first(STRING)
                .contains("Delete some");
        assertThat(given.take("bert", file).conversations()).hasSize(1);
    }

    @Test
    void anImportNeverRunsATurn() throws IOException {
        given.take("anna", resource("chatgpt.json"));
        given.take("anna", given.json(given.richConversation("anna")));
        assertThat(given.store.committed().stream()
                        .flatMap(commit -> commit.events().stream())
                        .map(logged -> logged.event()))
                .noneMatch(event -> event instanceof Event.TurnStarted);
        assertThat(given.store.unfinished()).isEmpty();
    }

    @Test
    void whatWaitsComesInHeld() throws IOException {
        var id = only(given.take("bert", given.json(given.richConversation("anna"))));
        var snapshot = given.store.snapshot(id);
        assertThat(snapshot.held()).isTrue();
        assertThat(snapshot.queue()).singleElement().satisfies(waiting -> {
            assertThat(waiting.text()).isEqualTo("And in July?");
            assertThat(waiting.handler()).isEqualTo("weather");
        });
    }

    @Test
    void whatWaitsComesInHoweverLongItIs() throws IOException {
        String text = "\u5F85".repeat(100_000);
        var id = only(given.take("anna", document("""
                {"title":"Hi","messages":[%s],"queue":[{"turn":7,"text":"%s","handler":"claude","time":1}]}""".formatted(message(1, "Hi"), text))));
        assertThat(given.store.snapshot(id).queue())
                .singleElement()
                .satisfies(waiting -> assertThat(waiting.text()).isEqualTo(text));
    }

    @Test
    void aHandlerThatIsNotHereIsReplaced() throws IOException {
        var id = only(given.take("anna", document("""
                {"title":"Hi","handler":"gone","messages":[%s]}""".formatted(message(1, "Hi")))));
        assertThat(given.store.find(id).orElseThrow().handler()).isEqualTo("claude");
    }

    @Test
    void settingsComeInAsFarAsTheyFitHere() throws IOException {
        assertThat(settingsOf("large")).isEqualTo(new Settings("large", "high", "Sing"));
        assertThat(settingsOf("gone")).isEqualTo(new Settings(null, null, "Sing"));
    }

    @Test
    void aSummaryStandsForTheSameMessagesAsBefore() throws IOException {
        assertThat(summaryUpTo(1)).isEqualTo(firstMessage);
        assertThat(summaryUpTo(77)).isZero();
    }

    private int firstMessage;

    private int summaryUpTo(int old) throws IOException {
        String summary = """
                {"id":5,"parent":1,"role":"assistant","name":"assistant","time":5,"turn":1,"state":"complete","endedAt":6,
                 "elements":[{"id":6,"kind":"summary","text":"Hi was said","messages":1,"upTo":%d,"startedAt":5,"endedAt":6}]}""".formatted(old);
        var id = only(given.take("anna", document("""
                {"title":"Hi","messages":[%s,%s]}""".formatted(message(1, "Hi"), summary))));
        var messages = given.store.snapshot(id).messages();
        firstMessage = messages.getFirst().id();
        return ((Summary) messages.getLast().elements().getFirst().content()).upTo();
    }

    private Settings settingsOf(String model) throws IOException {
        var id = only(given.take("anna", document("""
                {"title":"Hi","settings":{"model":"%s","effort":"high","systemPrompt":"Sing"},"messages":[%s]}""".formatted(model, message(1, "Hi")))));
        return given.store.find(id).orElseThrow().settings();
    }

    @Test
    void aConversationWithoutTitleIsNamedForItsFirstMessage() throws IOException {
        var id = only(given.take("anna", document("{\"messages\":[" + message(1, "Where is Ulm?\\nExactly") + "]}")));
        assertThat(given.store.find(id).orElseThrow().title()).isEqualTo("Where is Ulm?");
    }

    @Test
    void aTimeInTheFutureBecomesNow() throws IOException {
        var id = only(given.take("anna", document("""
                {"title":"Hi","createdAt":99999999999999,"updatedAt":99999999999999,"messages":[%s]}""".formatted(message(1, "Hi")))));
        assertThat(given.store.find(id).orElseThrow().updatedAt()).isEqualTo(TestTransfer.NOW);
    }

    @Test
    void whatIsMalformedIsMended() throws IOException {
        var id = only(given.take(
                "anna", document("{\"title\":\"a\\u0000b\",\"messages\":[" + message(1, "x\\ud800y\\u0000") + "]}")));
        assertThat(given.store.find(id).orElseThrow().title()).isEqualTo("a\uFFFDb");
        assertThat(path(id).getFirst().text()).isEqualTo("x\uFFFDy\uFFFD");
    }

    @Test
    void conversationsMayStandOneAfterTheOther() throws IOException {
        String one = "{\"title\":\"One\",\"messages\":[" + message(1, "Hi") + "]}";
        assertThat(given.take("anna", one + "\n" + one + "\n").conversations()).hasSize(2);
        assertThat(given.take("anna", "\uFEFF[" + one + "," + one + "]").conversations())
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|The file is empty",
                "PK|ZIP archive",
                "not json|not JSON",
                "{\"conversations\":[|not JSON",
                "[{\"messages\":[]}|not JSON",
                "[]|no conversations",
                "7|an object, or a list",
                "{\"conversations\":{}}|takes a list",
                "{\"conversations\":[{}]}|the file says nothing",
                "{\"format\":\"parley\",\"version\":2,\"conversations\":[{}]}|up to version 1",
            })
    void aFileThatIsNoExportIsRefused(String file, String reason) {
        assertRefused(file.getBytes(StandardCharsets.UTF_8), ImportRefused.Reason.MALFORMED, reason);
    }

    @Test
    void aFileThatIsNoUtf8IsRefused() {
        assertRefused("[{}]".getBytes(StandardCharsets.UTF_16), ImportRefused.Reason.MALFORMED, "UTF-8");
    }

    @Test
    void nestingIsLimitedBeforeAnythingIsBuilt() {
        String deep = "[".repeat(1_000_000) + "]".repeat(1_000_000);
        assertRefused(
                ("{\"x\":" + deep + "}").getBytes(StandardCharsets.UTF_8), ImportRefused.Reason.MALFORMED, "nest");
    }

    @Test
    void aFileThatIsTooLargeIsRefusedAndLeavesNothing() throws IOException {
        var small = new ImportLimits(1_000, 500, 10, 10, given.limits.directory());
        assertThatThrownBy(() -> given.take("anna", " ".repeat(2_000), small))
                .asInstanceOf(type(ImportRefused.class))
                .returns(ImportRefused.Reason.TOO_LARGE, ImportRefused::reason);
        try (var left = Files.list(given.limits.directory())) {
            assertThat(left).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"title\":\"No messages\",\"messages\":[]}|It has no messages",
                "{\"title\":\"Nothing\"}|none of the fields",
                "7|A conversation is an object",
                "{\"messages\":{}}|takes a list",
                "{\"messages\":[7]}|A message is an object",
                "{\"messages\":[{\"id\":1}]}|not as Parley writes it",
                "{\"messages\":[{\"id\":1,\"role\":\"user\",\"name\":\"user\",\"time\":0,\"turn\":1,\"elements\":[{\"id\":2,\"kind\":\"rocket\"}]}]}|rocket",
                "{\"messages\":[{\"id\":1,\"role\":\"user\",\"name\":\"user\",\"time\":0,\"turn\":1,\"elements\":[{\"id\":2,\"kind\":\"markdown\"}]}]}|text is missing",
                "{\"messages\":[{\"id\":1,\"parent\":9,\"role\":\"user\",\"name\":\"user\",\"time\":0,\"turn\":1,\"elements\":[]}]}|does not stand before it",
                "{\"mapping\":{\"a\":{\"parent\":\"b\"},\"b\":{\"parent\":\"a\"}}}|in a circle",
                "{\"mapping\":7}|takes an object",
            })
    void aConversationThatIsNotAsItShouldBeIsSkippedWithItsReason(String conversation, String reason)
            throws IOException {
        String good = "{\"title\":\"Good\",\"messages\":[" + message(1, "Hi") + "]}";
        var report = given.take("anna", document(conversation + "," + good));
        assertThat(report.conversations()).hasSize(1);
        assertThat(report.skipped())
                .singleElement()
                .satisfies(skipped -> assertThat(skipped.reason()).contains(reason));
        assertThat(given.store.all("anna")).isEqualTo(report.conversations());
    }

    @Test
    void tooManyMessagesAndTooLongOnesAreSkipped() throws IOException {
        var small = new ImportLimits(1_000_000, 500, 10, 10, given.limits.directory());
        String many =
                IntStream.rangeClosed(1, 11).mapToObj(i -> message(i, "Hi")).collect(Collectors.joining(","));
        var report = given.take(
                "anna",
                document("{\"title\":\"Many\",\"messages\":[" + many + "]},{\"title\":\"Long\",\"messages\":["
                        + message(1, "x".repeat(600)) + "]}"),
                small);
        assertThat(report.conversations()).isEmpty();
        assertThat(report.skipped()).extracting(ImportReport.Skipped::title).containsExactly("Many", "Long");
        assertThat(report.skipped().getFirst().reason()).contains("more than 10 messages");
    }

    /** Small in the file and large in memory. */
    @Test
    void aMessageOfVeryManyValuesIsSkipped() throws IOException {
        String bomb = "{\"id\":1,\"x\":[" + "{},".repeat(1_000_000) + "{}]}";
        var report = given.take("anna", document("{\"title\":\"Bomb\",\"messages\":[" + bomb + "]}"));
        assertThat(report.skipped()).extracting(ImportReport.Skipped::title).containsExactly("Bomb");
    }

    @Test
    void fieldsThatNobodyKnowsAreNotKept() throws IOException {
        String many =
                IntStream.range(0, 200_000).mapToObj(i -> "\"f" + i + "\":" + i).collect(Collectors.joining(","));
        String name = "\"" + "n".repeat(20_000) + "\":1";
        var report = given.take(
                "anna",
                document("{\"title\":\"Many\"," + many + "," + name + ",\"messages\":[" + message(1, "Hi") + "]}"));
        assertThat(report.conversations()).hasSize(1);
    }

    @Test
    void aConversationThatWasNotStoredIsFoundByNobody() throws IOException {
        var first = document(
                "{\"title\":\"First\",\"messages\":[" + message(1, "Hi") + "]},{\"title\":\"Second\",\"messages\":["
                        + IntStream.rangeClosed(1, 200)
                                .mapToObj(i -> message(i, "Words " + i))
                                .collect(Collectors.joining(","))
                        + "]}");
        given.store.failOn(commit -> commit.events().stream()
                .anyMatch(logged -> logged.event() instanceof Event.ElementAdded added
                        && added.element() instanceof Element.Markdown text
                        && text.text().equals("Words 150")));
        var report = given.take("anna", first);
        assertThat(report.conversations()).hasSize(1);
        assertThat(report.skipped()).singleElement().satisfies(skipped -> {
            assertThat(skipped.title()).isEqualTo("Second");
            assertThat(skipped.reason()).contains("store failed");
        });
        assertThat(given.store.all("anna")).isEqualTo(report.conversations());
        assertThat(given.store.list("anna", false, null, 10)).hasSize(1);
        // What was kept of it goes the way of all that is deleted.
        given.store.purge(Instant.now().plusSeconds(1));
        assertThat(given.store.committed().stream()
                        .map(commit -> commit.conversation())
                        .distinct()
                        .filter(id -> given.store.find(id).isPresent()))
                .isEqualTo(report.conversations());
    }

    @Test
    void whereNothingWasStoredTheImportFails() {
        given.store.failOn(commit -> true);
        assertRefused(
                document("{\"messages\":[" + message(1, "Hi") + "]}").getBytes(StandardCharsets.UTF_8),
                ImportRefused.Reason.NOT_STORED,
                "store failed");
    }

    @Test
    void othersAreWrittenBetweenThePieces() throws IOException {
        var id = given.conversation("anna", "Long", 2_000);
        given.take("anna", given.json(id));
        assertThat(given.store.committed())
                .hasSizeGreaterThan(100)
                .allMatch(commit -> commit.events().size() <= 70);
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude.json", "chatgpt.json"})
    void aFileCutOffAnywhereIsRefusedWhole(String file) throws IOException {
        byte[] whole = resource(file).strip().getBytes(StandardCharsets.UTF_8);
        for (int length = 3; length < whole.length; length += 97) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> given.take("anna", part, given.limits)).isInstanceOf(ImportRefused.class);
        }
        assertThat(given.store.all("anna")).isEmpty();
    }

    private void assertRefused(byte[] file, ImportRefused.Reason reason, String text) {
        assertThatThrownBy(() -> given.take("anna", file, given.limits))
                .hasMessageContaining(text)
                .asInstanceOf(type(ImportRefused.class))
                .returns(reason, ImportRefused::reason);
        assertThat(given.store.all("anna")).isEmpty();
    }

    private static String document(String conversations) {
        return "{\"format\":\"parley\",\"version\":1,\"unknown\":{},\"conversations\":[" + conversations + "]}";
    }

    private static String message(int id, String text) {
        return """
                {"id":%d%s,"role":"user","name":"user","time":1700000000000,"turn":%d,"unknown":[1],
                 "elements":[{"id":%d,"kind":"markdown","text":"%s","startedAt":1700000000000}],"state":"complete"}""".formatted(id, id == 1 ? "" : ",\"parent\":" + (id - 1), 1000 + id, 2000 + id, text);
    }

    private List<Message> path(ConversationId id) {
        return given.store.path(id, given.store.leaf(id).orElseThrow(), 100);
    }

    private static ConversationId only(ImportReport report) {
        assertThat(report.conversations()).hasSize(1);
        return report.conversations().getFirst();
    }

    private static String resource(String name) throws IOException {
        try (InputStream file = ImportTest.class.getResourceAsStream("/transfer/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
