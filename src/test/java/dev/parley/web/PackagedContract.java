package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.conversation.ConversationJson;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the page and the API do, from outside, on one database: of the package for the JVM, or of the native binary where
 * that was built. What a binary may lack shows here: resources, reflection, services, native libraries.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PackagedContract {

    private static final String SCRAPE = "a-token-of-this-test";
    private static final Pattern WORDS = Pattern.compile("<script[^>]*id=\"?words\"?[^>]*>(.*?)</script>");
    private static final Pattern ASSET = Pattern.compile("/static/bundle/[\\w-]+\\.(?:js|css)");

    /** One pixel. */
    private static final byte[] PICTURE = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private ParleyProcess parley;
    private ApiClient reader;

    /** The settings of a new database. */
    abstract List<String> database(Path folder) throws Exception;

    /** After the last test, when nothing uses the database any more. */
    void endDatabase() throws Exception {}

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        var settings = new ArrayList<>(database(folder));
        settings.add("parley.simulator.delay=1ms");
        settings.add("parley.metrics.token=" + SCRAPE);
        settings.add("parley.budget.owner-tokens-per-day=1000000");
        parley = new ParleyProcess(folder, settings.toArray(String[]::new)).start();
    }

    @BeforeEach
    void aReaderWhoWasNeverHere() throws Exception {
        reader = ApiClient.newOwner(parley.address());
    }

    @AfterAll
    void stop() throws Exception {
        parley.close();
        endDatabase();
        assertThat(parley.output()).doesNotContain("Exception").doesNotContain("ERROR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "es", "ja", "zh"})
    void thePageSpeaksTheReadersLanguageAndNamesThePlacesInItsSentences(String language) throws Exception {
        var page = reader.call("GET", "/", "Accept-Language", language).body();
        assertThat(page).contains("lang=\"" + language + "\"");
        var found = WORDS.matcher(page);
        assertThat(found.find()).isTrue();
        var words = ConversationJson.mapper().readTree(found.group(1));
        assertThat(words.toString()).contains("{").doesNotContain("{arg0}").doesNotContain("{p0}");
    }

    @Test
    void eachFileOfThePageIsServed() throws Exception {
        var page = reader.call("GET", "/", null).body();
        var assets = ASSET.matcher(page)
                .results()
                .map(asset -> asset.group())
                .distinct()
                .toList();
        assertThat(assets).hasSizeGreaterThan(3).allSatisfy(this::assertServed);
        for (var path : List.of("/manifest.webmanifest", "/worker.js", "/offline", "/frame", "/icon-192.png")) {
            assertServed(path);
        }
    }

    private void assertServed(String path) throws Exception {
        var answer = reader.bytes(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.body()).as(path).isNotEmpty();
    }

    @Test
    void theDiagramLibraryComesWhole() throws Exception {
        var answer = reader.bytes("/diagrams/mermaid-11.17.2.min.js.gz");
        assertThat(answer.statusCode()).isEqualTo(200);
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(unpacked.readAllBytes()).hasSizeGreaterThan(1_000_000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/markdown", "/thinking", "/tool", "/echo hello"})
    void anAnswerOfTheModelIsStoredAsItWasShown(String text) throws Exception {
        var answer = answered(reader.sent(text));
        assertThat(answer.path("state").asText()).isEqualTo("complete");
        assertThat(answer.path("elements")).isNotEmpty();
    }

    @Test
    void overTheSocketAnAnswerComesInFramesThatFoldToWhatIsStored() throws Exception {
        String conversation = SocketClient.newConversation();
        try (var socket = SocketClient.open(parley.address(), conversation, reader.owner())) {
            assertThat(socket.awaitEnd(socket.send("/long 300 words"))).isEqualTo("complete");

            var shown = ConversationJson.mapper()
                    .valueToTree(socket.shown().messages().getLast().elements());
            assertThat(answered(conversation).path("elements")).isEqualTo(shown);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"code", "callouts", "charts", "tables", "live", "status", "values", "media", "html"})
    void eachKindOfElementIsWrittenStoredAndExported(String kind) throws Exception {
        String conversation = SocketClient.newConversation();
        String path = "/api/conversations/" + conversation;
        var answer = reader.call("POST", path + "/messages", "{\"text\":\"" + kind + "\",\"handler\":\"gallery\"}");
        assertThat(answer.body()).contains("\"state\":\"complete\"");
        for (var format : List.of("markdown", "json", "html")) {
            var exported = reader.call("GET", path + "/export?format=" + format, null);
            assertThat(exported.statusCode()).as(format).isEqualTo(200);
            assertThat(exported.body()).as(format).contains(kind);
        }
    }

    @Test
    void aFileIsKeptSentAndGivenBackInParts() throws Exception {
        String conversation = SocketClient.newConversation();
        String path = "/api/conversations/" + conversation;
        String picture = reader.uploaded(path, "image/png", PICTURE);
        String text = reader.uploaded(path, "text/plain", "a small file".getBytes(StandardCharsets.UTF_8));

        var sent = reader.call(
                "POST",
                path + "/messages",
                "{\"text\":\"/echo seen\",\"files\":[\"" + picture + "\",\"" + text + "\"]}");
        assertThat(sent.body()).contains("\"state\":\"complete\"");
        assertThat(reader.bytes(path + "/files/" + picture).body()).isEqualTo(PICTURE);
        var part = reader.bytes(path + "/files/" + text, "Range", "bytes=2-6");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(new String(part.body(), StandardCharsets.UTF_8)).isEqualTo("small");
    }

    @Test
    void conversationsAreFoundFiledExportedAndImported() throws Exception {
        String path = "/api/conversations/" + reader.sent("/echo a lighthouse");
        assertThat(reader.get("/api/search?q=lighthouse").path("items")).isNotEmpty();
        String filing = "{\"title\":\"Lights\",\"pinned\":true,\"settings\":{\"systemPrompt\":\"Be brief.\"}}";
        var filed = ApiClient.json(200, reader.call("PATCH", path, filing));
        assertThat(filed.path("title").asText()).isEqualTo("Lights");

        var exported = reader.call("GET", path + "/export?format=json", null).body();
        var other = ApiClient.newOwner(parley.address());
        var imported = ApiClient.json(200, other.call("POST", "/api/import", exported));
        assertThat(imported.path("imported").asInt()).as(imported.toString()).isEqualTo(1);
        assertThat(other.get("/api/search?q=lighthouse").path("items")).isNotEmpty();
        assertThat(reader.call("GET", "/api/export", null).statusCode()).isEqualTo(200);
    }

    @Test
    void promptsAreKept() throws Exception {
        ApiClient.json(
                201, reader.call("POST", "/api/prompts", "{\"title\":\"Brief\",\"text\":\"Say {{what}} briefly\"}"));
        assertThat(reader.get("/api/prompts").toString()).contains("Say {{what}} briefly");
    }

    @ParameterizedTest
    @ValueSource(strings = {"models", "handlers", "presets", "openapi"})
    void whatIsOnOfferIsListed(String list) throws Exception {
        var answer = reader.call("GET", "/api/" + list, null);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isNotEmpty();
    }

    @Test
    void itIsSeenFromOutsideWhatWasDoneAndWhatMayBeSpent() throws Exception {
        reader.sent("/echo counted");

        var metrics = reader.call("GET", "/q/metrics", "Authorization", "Bearer " + SCRAPE);
        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.body())
                .containsPattern("parley_turns_total\\{state=\"complete\"} [1-9]")
                .containsPattern("parley_journal_commit_seconds_count [1-9]")
                .contains("jvm_memory_used_bytes");
        assertThat(reader.get("/api/budget").path("items").get(0).path("left").asLong())
                .isBetween(1L, 999_999L);
        assertThat(reader.get("/q/health/ready").toString()).contains("\"provider\"", "\"store\"");
    }

    @Test
    void whatIsWrongIsSaidAsAProblem() throws Exception {
        ApiClient.assertProblem(
                404, "not-found", reader.call("GET", "/api/conversations/" + SocketClient.newConversation(), null));
        var malformed =
                reader.call("POST", "/api/conversations/" + SocketClient.newConversation() + "/messages", "{\"text\":");
        assertThat(malformed.statusCode()).isEqualTo(400);
    }

    private JsonNode answered(String conversation) throws Exception {
        return reader.get("/api/conversations/" + conversation).path("messages").get(1);
    }
}
