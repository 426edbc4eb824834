package dev.parley.web;

import static dev.parley.web.ApiClient.assertProblem;
import static dev.parley.web.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationJson;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Export, import and filing over real HTTP. */
@QuarkusTest
class TransferRestTest {

    @TestHTTPResource("/")
    URI server;

    private ApiClient anna;

    @BeforeEach
    void aNewOwner() throws Exception {
        anna = ApiClient.newOwner(server);
    }

    @ParameterizedTest
    @CsvSource({
        "markdown, text/markdown;charset=UTF-8, md",
        "json, application/json, json",
        "html, text/html;charset=UTF-8, html"
    })
    void anExportIsAFileThatCanDoNothing(String format, String type, String extension) throws Exception {
        String id = anna.sent("/echo Grüße");
        var answer = anna.call("GET", "/api/conversations/" + id + "/export?format=" + format, null);
        assertThat(answer.statusCode()).isEqualTo(200);
        var headers = answer.headers();
        assertThat(headers.firstValue("content-type").orElseThrow().replace(" ", ""))
                .isEqualToIgnoringCase(type);
        assertThat(headers.firstValue("x-content-type-options")).contains("nosniff");
        assertThat(headers.firstValue("cache-control")).contains("no-store");
        assertThat(headers.firstValue("content-security-policy").orElseThrow()).startsWith("sandbox;");
        assertThat(headers.firstValue("content-disposition").orElseThrow())
                .startsWith("attachment; filename=\"Parley - ")
                .endsWith("Gr%C3%BC%C3%9Fe." + extension);
        assertThat(answer.body()).contains("Grüße");
    }

    @Test
    void whatLeftComesInAndIsTheSame() throws Exception {
        String id = anna.sent("/echo one");
        json(200, anna.call("PATCH", "/api/conversations/" + id, "{\"pinned\":true}"));
        String exported = anna.call("GET", "/api/export", null).body();
        var bert = ApiClient.newOwner(server);
        var report = json(200, bert.call("POST", "/api/import", exported));
        assertThat(report.path("imported").asInt()).isEqualTo(1);
        assertThat(report.path("skipped")).isEmpty();
        String copy = report.path("conversations").get(0).asText();
        var item = bert.get("/api/conversations").path("items").get(0);
        assertThat(item.path("id").asText()).isEqualTo(copy);
        assertThat(item.path("pinned").asBoolean()).isTrue();
        assertThat(item.path("updatedAt"))
                .isEqualTo(anna.get("/api/conversations").path("items").get(0).path("updatedAt"));
        assertThat(bert.get("/api/conversations/" + copy).path("messages").findValuesAsText("text"))
                .containsExactly("/echo one", "one");
        assertThat(bert.get("/api/search?q=one").path("items")).isNotEmpty();
        assertProblem(404, "not-found", anna.call("GET", "/api/conversations/" + copy, null));
        // It goes on like any other.
        assertThat(bert.call("POST", "/api/conversations/" + copy + "/messages", "{\"text\":\"/echo two\"}")
                        .body())
                .contains("turnEnded");
    }

    @Test
    void openTabsLearnOfWhatCameIn() throws Exception {
        String id = anna.sent("/echo one");
        String exported = anna.call("GET", "/api/conversations/" + id + "/export?format=json", null)
                .body();
        try (var tab = SocketClient.open(server, SocketClient.newConversation(), anna.owner())) {
            String copy = json(200, anna.call("POST", "/api/import", exported))
                    .path("conversations")
                    .get(0)
                    .asText();
            tab.await(frame -> {
                for (var item : frame.path("items")) {
                    if (item.path("id").asText().equals(copy)
                            && !item.path("deleted").asBoolean()) {
                        return true;
                    }
                }
                return false;
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"markdown", "json", "html"})
    void anotherOwnersConversationIsNotThere(String format) throws Exception {
        String id = anna.sent("/echo secret words");
        var bert = ApiClient.newOwner(server);
        var answer = bert.call("GET", "/api/conversations/" + id + "/export?format=" + format, null);
        assertProblem(404, "not-found", answer);
        assertThat(answer.body()).doesNotContain("secret");
        assertThat(bert.call("GET", "/api/export", null).body()).doesNotContain("secret");
    }

    @Test
    void whatIsDeletedDoesNotLeave() throws Exception {
        String id = anna.sent("/echo gone");
        anna.call("DELETE", "/api/conversations/" + id, null);
        assertProblem(404, "not-found", anna.call("GET", "/api/conversations/" + id + "/export?format=json", null));
        assertThat(anna.get("/api/export").path("conversations")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"not json|400|malformed", "[]|400|malformed", "PK..|400|malformed"})
    void aFileThatIsNoExportIsAProblem(String file, int status, String code) throws Exception {
        assertProblem(status, code, anna.call("POST", "/api/import", file));
    }

    @Test
    void onlyAnImportMayBeLarge() throws Exception {
        String large = "{\"title\":\"" + "x".repeat(5_000_000) + "\"}";
        String id = anna.sent("/echo one");
        assertProblem(413, "too-large", anna.call("PATCH", "/api/conversations/" + id, large));
        String export = """
                {"format":"parley","version":1,"conversations":[{"title":"Large","ignored":"%s","messages":[
                 {"id":1,"role":"user","name":"user","time":1,"turn":1,"elements":[{"id":2,"kind":"markdown","text":"Hi"}]}]}]}""".formatted("x".repeat(3_000_000) + "\",\"more\":\"" + "y".repeat(3_000_000));
        assertThat(json(200, anna.call("POST", "/api/import", export))
                        .path("imported")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aBodyThatDoesNotSayHowLongItIsIsCounted() throws Exception {
        byte[] large = ("{\"title\":\"" + "x".repeat(6_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        String id = anna.sent("/echo one");
        assertThat(outcome(id, large)).isNotEqualTo("200");
        // Over a connection of its own: the server may be closing the one before.
        assertThat(RawHttp.get("/api/conversations/" + id, "Cookie: " + anna.owner())
                        .body())
                .contains("\"title\":\"/echo one\"");
    }

    /** The server may close before all was sent, which is an answer too. */
    private String outcome(String id, byte[] body) {
        try {
            var stream = BodyPublishers.ofInputStream(() -> (InputStream) new ByteArrayInputStream(body));
            return Integer.toString(anna.call("PATCH", "/api/conversations/" + id, "application/json", stream)
                    .statusCode());
        } catch (Exception closed) {
            return "closed";
        }
    }

    @Test
    void aConversationIsFiledInOneStepOrNotAtAll() throws Exception {
        String id = anna.sent("/echo one");
        String path = "/api/conversations/" + id;
        try (var tab = SocketClient.open(server, id, anna.owner())) {
            json(200, anna.call("PATCH", path, "{\"title\":\"New\",\"pinned\":true,\"archived\":true}"));
            var event = tab.await("conversationChanged");
            assertThat(event.path("title").asText()).isEqualTo("New");
            assertThat(event.path("pinned").asBoolean()).isTrue();
            assertThat(event.path("archived").asBoolean()).isTrue();
        }
        assertProblem(400, "malformed", anna.call("PATCH", path, "{\"title\":\" \",\"archived\":false}"));
        var item = json(200, anna.call("PATCH", path, "{}"));
        assertThat(item.path("title").asText()).isEqualTo("New");
        assertThat(item.path("archived").asBoolean()).isTrue();
        item = json(200, anna.call("PATCH", path, "{\"archived\":true}"));
        assertThat(item.path("pinned").asBoolean()).isFalse();
    }

    @Test
    void theSameFilingTwiceIsOne() throws Exception {
        String path = "/api/conversations/" + anna.sent("/echo one");
        json(200, anna.call("PATCH", path, "{\"title\":\"New\",\"id\":\"command-1\"}"));
        json(200, anna.call("PATCH", path, "{\"title\":\"New\",\"id\":\"command-1\"}"));
        assertProblem(409, "id-reused", anna.call("PATCH", path, "{\"title\":\"Other\",\"id\":\"command-1\"}"));
    }

    @Test
    void anExportOfNothingIsADocumentOfNothing() throws Exception {
        var document = ConversationJson.mapper()
                .readTree(anna.call("GET", "/api/export", null).body());
        assertThat(document.path("format").asText()).isEqualTo("parley");
        assertThat(document.path("conversations")).isEmpty();
    }
}
