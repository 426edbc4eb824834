package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.conversation.ConversationJson;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The resources of docs/rest.md over real HTTP. */
@QuarkusTest
class RestTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TestHTTPResource("/")
    URI server;

    private String owner;

    @BeforeEach
    void aNewOwner() throws Exception {
        owner = SocketClient.newOwner(server);
    }

    @Test
    void wordsAreFoundInTheMessagesOfTheShownPath() throws Exception {
        String path = "/api/conversations/" + sent("/echo one Paris");
        var before = get(path).path("messages");
        int question = before.get(0).path("id").asInt();
        int answer = before.get(1).path("id").asInt();
        assertThat(get(path + "/find?q=paris").toString())
                .isEqualTo("{\"messages\":[" + question + "," + answer + "]}");
        assertThat(get(path + "/find?q=echo").path("messages")).hasSize(1);
        assertThat(get(path + "/find?q=%22paris%20one%22").path("messages")).isEmpty();
        call("POST", path + "/messages/" + question + "/edit", "{\"text\":\"/echo London\"}");

        assertThat(get(path + "/find?q=paris").path("messages")).isEmpty();
        assertThat(get(path + "/find?q=london").path("messages")).hasSize(2);
    }

    @Test
    void aListGoesOnWhereThePageBeforeEnded() throws Exception {
        for (int i = 0; i < 5; i++) {
            sent("/echo hello " + i);
        }
        var ids = new ArrayList<String>();
        var page = get("/api/conversations?limit=2");
        ids.addAll(page.path("items").findValuesAsText("id"));
        while (page.hasNonNull("next")) {
            page = get("/api/conversations?limit=2&after=" + page.path("next").asText());
            ids.addAll(page.path("items").findValuesAsText("id"));
        }
        assertThat(ids).hasSize(5).doesNotHaveDuplicates();
        assertThat(ids).isEqualTo(get("/api/conversations").path("items").findValuesAsText("id"));
    }

    @Test
    void theHandlersOfThisApplicationAreListedAndNotThoseOfExamples() throws Exception {
        assertThat(get("/api/handlers").path("items").findValuesAsText("name"))
                .contains("approval", "explorer", "gallery", "task", "claude")
                .doesNotContain("langchain", "openai");
    }

    @Test
    void modelsAreListedWithWhatTheyTakeAndCost() throws Exception {
        var models = get("/api/models");
        assertThat(models.path("usual").asText()).isEqualTo("claude-sonnet-5-5");
        assertThat(models.path("longestPrompt").asInt()).isEqualTo(10_000);
        var haiku = StreamSupport.stream(models.path("items").spliterator(), false)
                .filter(model -> model.path("id").asText().equals("claude-haiku-5-5"))
                .findFirst()
                .orElseThrow();
        assertThat(haiku.path("name").asText()).isEqualTo("Claude Haiku 5.5");
        assertThat(haiku.path("contextTokens").asInt()).isEqualTo(1_000_000);
        assertThat(haiku.path("efforts").size()).isEqualTo(5);
        assertThat(haiku.path("prices").get(0).path("input").asDouble()).isEqualTo(0.1);
        assertThat(haiku.path("prices").get(1).path("above").asInt()).isEqualTo(100_000);
        assertThat(haiku.path("prices").get(1).path("output").asDouble()).isEqualTo(2.5);
    }

    @Test
    void settingsAreChosenByHttpToo() throws Exception {
        String id = sent("/echo hello");
        json(
                200,
                call(
                        "PATCH",
                        "/api/conversations/" + id,
                        "{\"settings\":{\"model\":\"claude-haiku-5-5\",\"effort\":\"low\"}}"));
        assertThat(get("/api/conversations/" + id)
                        .path("conversation")
                        .path("settings")
                        .toString())
                .isEqualTo("{\"model\":\"claude-haiku-5-5\",\"effort\":\"low\"}");
        assertThat(json(400, call("PATCH", "/api/conversations/" + id, "{\"settings\":{\"model\":\"nobody\"}}"))
                        .path("code")
                        .asText())
                .isEqualTo("unknown-model");
        json(200, call("PATCH", "/api/conversations/" + id, "{\"settings\":{}}"));
        assertThat(get("/api/conversations/" + id).path("conversation").has("settings"))
                .isFalse();
    }

    @Test
    void aConversationIsRenamedPinnedAndArchived() throws Exception {
        String id = sent("/echo hello");
        String later = sent("/echo later");
        var changed = json(200, call("PATCH", "/api/conversations/" + id, "{\"title\":\"Ünïque\",\"pinned\":true}"));
        assertThat(changed.path("title").asText()).isEqualTo("Ünïque");
        assertThat(changed.path("pinned").asBoolean()).isTrue();
        assertThat(get("/api/conversations").path("items").findValuesAsText("id"))
                .containsExactly(id, later);
        json(200, call("PATCH", "/api/conversations/" + id, "{\"archived\":true,\"unknown\":1}"));
        assertThat(get("/api/conversations").path("items").findValuesAsText("id"))
                .containsExactly(later);
        assertThat(get("/api/conversations?archived=true").path("items").findValuesAsText("id"))
                .containsExactly(id);
    }

    @Test
    void whatWasDeletedIsGoneUntilItIsRestored() throws Exception {
        String id = sent("/echo hello");
        assertThat(call("DELETE", "/api/conversations/" + id, null).statusCode())
                .isEqualTo(204);
        assertProblem(404, "not-found", call("GET", "/api/conversations/" + id, null));
        assertProblem(404, "not-found", call("DELETE", "/api/conversations/" + id, null));
        assertProblem(404, "not-found", send(id, "/echo again"));
        assertThat(get("/api/conversations").path("items")).isEmpty();
        json(200, call("POST", "/api/conversations/" + id + "/restore", null));
        assertThat(get("/api/conversations/" + id).path("messages")).hasSize(2);
    }

    @Test
    void wordsAreFoundInTitlesAndMessagesAndMarked() throws Exception {
        String id = sent("/echo the Eiffel Tower is made of iron");
        var items = get("/api/search?q=" + encoded("eiffel iron")).path("items");
        assertThat(items).isNotEmpty();
        for (var item : items) {
            assertThat(item.path("conversation").path("id").asText()).isEqualTo(id);
            String snippet = item.path("snippet").asText();
            var words = new ArrayList<String>();
            item.path("marks")
                    .forEach(mark -> words.add(
                            snippet.substring(mark.get(0).asInt(), mark.get(1).asInt())));
            assertThat(words).containsExactly("Eiffel", "iron");
        }
        assertThat(get("/api/search?q=" + encoded("\"iron eiffel\"")).path("items"))
                .isEmpty();
        assertThat(get("/api/search?q=" + encoded("\"\"")).path("items")).isEmpty();
    }

    @Test
    void searchGoesOnWhereThePageBeforeEnded() throws Exception {
        for (int i = 0; i < 3; i++) {
            sent("/echo zebra");
        }
        int all = get("/api/search?q=zebra").path("items").size();
        var page = get("/api/search?q=zebra&limit=2");
        int found = page.path("items").size();
        while (page.hasNonNull("next")) {
            page = get("/api/search?q=zebra&limit=2&after=" + page.path("next").asText());
            found += page.path("items").size();
        }
        assertThat(found).isEqualTo(all).isGreaterThan(2);
    }

    @Test
    void messagesAreReadUpwards() throws Exception {
        String id = sent("/echo one");
        send(id, "/echo two");
        var last = get("/api/conversations/" + id + "/messages?limit=3");
        assertThat(last.path("messages")).hasSize(3);
        assertThat(last.path("more").asBoolean()).isTrue();
        int first = last.path("messages").get(0).path("id").asInt();
        var above = get("/api/conversations/" + id + "/messages?before=" + first);
        assertThat(above.path("messages")).hasSize(1);
        assertThat(above.path("more").asBoolean()).isFalse();
    }

    @Test
    void anAnswerIsMadeAnewAMessageEditedAndABranchChosen() throws Exception {
        String id = sent("/echo one");
        var messages = get("/api/conversations/" + id).path("messages");
        int question = messages.get(0).path("id").asInt();
        int answer = messages.get(1).path("id").asInt();
        assertThat(stream("/api/conversations/" + id + "/messages/" + answer + "/regenerate", "{}"))
                .contains("turnEnded");
        var anew = get("/api/conversations/" + id).path("messages").get(1);
        assertThat(anew.path("siblings")).hasSize(2);
        assertThat(stream("/api/conversations/" + id + "/messages/" + question + "/edit", "{\"text\":\"/echo two\"}"))
                .contains("turnEnded");
        assertThat(texts(id)).containsExactly("/echo two", "two");
        assertThat(call("POST", "/api/conversations/" + id + "/branch", "{\"message\":" + answer + "}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(texts(id)).containsExactly("/echo one", "one");
        assertProblem(
                409,
                "not-possible",
                call("POST", "/api/conversations/" + id + "/messages/" + answer + "/continue", ""));
    }

    private List<String> texts(String id) throws Exception {
        var texts = new ArrayList<String>();
        for (var message : get("/api/conversations/" + id).path("messages")) {
            texts.add(message.path("elements").get(0).path("text").asText());
        }
        return texts;
    }

    @Test
    void aTurnThatHasEndedIsStoppedWithoutHarm() throws Exception {
        String id = sent("/echo one");
        assertThat(call("POST", "/api/conversations/" + id + "/stop", "{\"turn\":1}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(texts(id)).containsExactly("/echo one", "one");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/nowhere, '', 404, not-found",
        "PUT, /api/conversations, {}, 405, method-not-allowed",
        "GET, /api/conversations?limit=0, '', 400, malformed",
        "GET, /api/conversations?limit=1000, '', 400, malformed",
        "GET, /api/conversations?archived=maybe, '', 400, malformed",
        "GET, /api/conversations?after=nonsense, '', 400, malformed",
        "GET, /api/search, '', 400, malformed",
        "GET, /api/search?q=a&after=bDoxOjE6MTphYWFhYWFhYQ, '', 400, malformed",
        "POST, /api/conversations/12345678/messages, not json, 400, malformed",
        "POST, /api/conversations/12345678/messages, [], 400, malformed",
        "POST, /api/conversations/12345678/messages, {\"text\":1}, 400, malformed",
        "POST, /api/conversations/short/messages, {\"text\":\"Hi\"}, 404, not-found",
    })
    void whatIsWrongIsAProblemWithItsCode(String method, String path, String body, int status, String code)
            throws Exception {
        assertProblem(status, code, call(method, path, body.isEmpty() ? null : body));
    }

    @Test
    void whatIsTooLargeOrTooDeepIsRefusedBeforeItIsRead() throws Exception {
        String path = "/api/conversations/" + SocketClient.newConversation() + "/messages";
        String deep = "[".repeat(5_000) + "]".repeat(5_000);
        assertProblem(400, "malformed", call("POST", path, "{\"text\":\"Hi\",\"more\":" + deep + "}"));
        assertProblem(400, "malformed", call("POST", path, "{\"a\":".repeat(50_000)));
        for (int length : new int[] {1_000_001, 3_000_000}) {
            assertProblem(413, "too-large", call("POST", path, "{\"text\":\"" + "x".repeat(length) + "\"}"));
        }
        // Refused by its announced length, before any of it has come.
        var answer =
                RawHttp.request("POST", path, RawHttp.authority(), "", "Content-Length: 5000000", "Cookie: " + owner);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(get("/api/conversations").path("items")).isEmpty();
    }

    @Test
    void aFormOfAnotherSiteIsNoJson() throws Exception {
        String id = sent("/echo hello");
        var form = request("/api/conversations/" + id + "/stop")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("turn=1"))
                .build();
        assertProblem(415, "unsupported-type", HTTP.send(form, BodyHandlers.ofString()));
        var foreign = request("/api/conversations/" + id)
                .header("Origin", "https://evil.example")
                .DELETE()
                .build();
        assertThat(HTTP.send(foreign, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
        get("/api/conversations/" + id);
    }

    /** A conversation with one answer; returns its id. */
    private String sent(String text) throws Exception {
        String id = SocketClient.newConversation();
        assertThat(send(id, text).body()).contains("turnEnded");
        return id;
    }

    private HttpResponse<String> send(String id, String text) throws Exception {
        String body =
                ConversationJson.mapper().createObjectNode().put("text", text).toString();
        return call("POST", "/api/conversations/" + id + "/messages", body);
    }

    private String stream(String path, String body) throws Exception {
        var answer = call("POST", path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private JsonNode get(String path) throws Exception {
        return json(200, call("GET", path, null));
    }

    private static JsonNode json(int status, HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return ConversationJson.mapper().readTree(answer.body());
    }

    private static void assertProblem(int status, String code, HttpResponse<String> answer) throws IOException {
        var problem = json(status, answer);
        assertThat(answer.headers().firstValue("content-type").orElseThrow()).startsWith("application/problem+json");
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("detail").asText()).isNotEmpty();
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        var request =
                request(path).method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.getPort() + path))
                .header("Cookie", owner);
    }

    private static String encoded(String words) {
        return URLEncoder.encode(words, StandardCharsets.UTF_8);
    }
}
