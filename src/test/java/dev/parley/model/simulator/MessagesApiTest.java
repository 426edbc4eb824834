package dev.parley.model.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulator as any client would find it, without a pause between chunks. */
class MessagesApiTest {

    private static final String HELLO =
            "{\"model\":\"claude-sonnet-5-5\",\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static int port;

    @BeforeAll
    static void start() {
        HttpServer server = VERTX.createHttpServer()
                .requestHandler(new MessagesApi(VERTX, Duration.ZERO, new Counters()))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        port = server.actualPort();
    }

    @AfterAll
    static void stop() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private static HttpRequest.Builder request(String path, String... headers) {
        List<String> all = new ArrayList<>(List.of("content-type", "application/json"));
        all.addAll(Arrays.asList(headers));
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .headers(all.toArray(String[]::new));
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> post(String path, String body, String... headers) {
        return send(request(path, headers)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static HttpResponse<String> ask(String body) {
        return post("/v1/messages", body, "x-api-key", "k", "anthropic-version", "2026-10-21");
    }

    private static HttpResponse<String> say(String text, boolean stream) {
        JsonObject body = new JsonObject(HELLO).put("max_tokens", 100_000).put("stream", stream);
        body.getJsonArray("messages").getJsonObject(0).put("content", text);
        return ask(body.encode());
    }

    @Test
    void anAnswerWithoutStreamingIsOneMessage() {
        HttpResponse<String> response = ask(HELLO);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("request-id")).isPresent();
        JsonObject message = new JsonObject(response.body());
        assertThat(message.getString("stop_reason")).isEqualTo("max_tokens");
        assertThat(message.getJsonObject("usage").getInteger("output_tokens")).isEqualTo(100);
        assertThat(message.getJsonArray("content").getJsonObject(0).getString("text"))
                .contains("simulator", "> Hi");
    }

    @Test
    void aStreamHasTheEventsOfTheApiInOrder() {
        HttpResponse<String> response = say("/echo one two", true);
        assertThat(response.headers().firstValue("content-type")).hasValue("text/event-stream; charset=utf-8");
        assertThat(response.body().lines().filter(line -> line.startsWith("event: ")))
                .containsExactly(
                        "event: message_start",
                        "event: ping",
                        "event: content_block_start",
                        "event: content_block_delta",
                        "event: content_block_delta",
                        "event: content_block_stop",
                        "event: message_delta",
                        "event: message_stop");
    }

    @ParameterizedTest
    @EnumSource(
            value = Scenario.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"S429", "S500", "S529", "DROP", "STALL", "GZIP", "SLOW"})
    void everyScenarioStreamsWithoutStreamingDelay(Scenario scenario) {
        HttpResponse<String> response = say("/" + scenario.keyword(), true);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("message_start");
        assertThat(response.body().contains("message_stop"))
                .isEqualTo(scenario != Scenario.ERROR && scenario != Scenario.END);
    }

    @Test
    void theGreetingOffersEveryScenario() {
        String greeting = Samples.greeting("Hi");
        for (Scenario scenario : Scenario.values()) {
            assertThat(greeting).contains("`/" + scenario.keyword() + "`");
        }
    }

    @ParameterizedTest
    @CsvSource({"429,rate_limit_error", "500,api_error", "529,overloaded_error"})
    void aStatusScenarioFailsAsOftenAsAsked(int status, String type) {
        assertThat(say("/" + status, true).statusCode()).isEqualTo(status);
        assertThat(say("/" + status, true).statusCode()).isEqualTo(status);
        HttpResponse<String> once = say("/" + status + " 3 once", true);
        assertThat(once.statusCode()).isEqualTo(status);
        assertThat(once.headers().firstValue("retry-after")).hasValue("3");
        JsonObject error = new JsonObject(once.body());
        assertThat(error.getJsonObject("error").getString("type")).isEqualTo(type);
        assertThat(error.getString("request_id"))
                .isEqualTo(once.headers().firstValue("request-id").orElseThrow());
        assertThat(say("/" + status + " 3 once", true).statusCode()).isEqualTo(200);
        assertThat(say("/" + status + " 3 once", true).statusCode()).isEqualTo(status);
    }

    @Test
    void aKeyIsNeededInEitherHeader() {
        assertThat(post("/v1/messages", HELLO, "anthropic-version", "2023-06-01")
                        .statusCode())
                .isEqualTo(401);
        assertThat(post("/v1/messages", HELLO, "x-api-key", "invalid", "anthropic-version", "2023-06-01")
                        .statusCode())
                .isEqualTo(401);
        assertThat(post("/v1/messages", HELLO, "authorization", "Bearer k", "anthropic-version", "2023-06-01")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aKnownVersionIsNeeded() {
        assertThat(post("/v1/messages", HELLO, "x-api-key", "k").statusCode()).isEqualTo(400);
        assertThat(post("/v1/messages", HELLO, "x-api-key", "k", "anthropic-version", "1999-01-01")
                        .body())
                .contains("not a valid version");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no json|400|not valid JSON",
                "{}|400|model: Field required",
                "{'model':'gpt','max_tokens':1,'messages':[]}|404|model: gpt",
                "{'model':'claude-opus-5-5','max_tokens':0,'messages':[]}|400|max_tokens",
                "{'model':'claude-opus-5-5','max_tokens':999999,'messages':[]}|400|maximum allowed",
                "{'model':'claude-opus-5-5','max_tokens':9,'messages':[]}|400|at least one message",
                "{'model':'claude-opus-5-5','max_tokens':9,'messages':7}|400|wrong type",
                "{'model':'claude-opus-5-5','max_tokens':9,'temperature':1,'messages':[]}|400|temperature",
                "{'model':'claude-opus-5-5','max_tokens':9,'messages':[{'role':'user','content':' '}]}|400|non-whitespace",
                "{'model':'claude-opus-5-5','max_tokens':9,'messages':[{'role':'assistant','content':'x'}]}|400|prefill",
                "{'model':'claude-opus-5-5','max_tokens':9,'thinking':{'type':'enabled'},'messages':[]}|400|1024"
            })
    void whatTheApiRefusesIsRefused(String body, int status, String words) {
        HttpResponse<String> response = ask(body.replace('\'', '"'));
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains(words, "\"type\":\"error\"", "req_");
    }

    @Test
    void tokensAreCountedAndModelsListedInPages() {
        String[] headers = {"x-api-key", "k", "anthropic-version", "2026-10-21"};
        HttpResponse<String> count = post("/v1/messages/count_tokens", HELLO, headers);
        assertThat(new JsonObject(count.body()).getInteger("input_tokens")).isPositive();
        HttpResponse<String> page =
                send(request("/v1/models?limit=3", headers).GET().build());
        JsonObject first = new JsonObject(page.body());
        assertThat(first.getJsonArray("data")).hasSize(3);
        assertThat(first.getBoolean("has_more")).isTrue();
        HttpResponse<String> rest = send(request("/v1/models?after_id=" + first.getString("last_id"), headers)
                .GET()
                .build());
        assertThat(new JsonObject(rest.body()).getBoolean("has_more")).isFalse();
        assertThat(send(request("/v1/nothing", headers).GET().build()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aQuotedBeginningOfTheStoryIsContinued() {
        int cut = Samples.STORY.length() * 2 / 5;
        String quote = "Go on where this breaks off:\n\n" + Samples.STORY.substring(0, cut);
        JsonObject message = new JsonObject(say(quote, false).body());
        assertThat(message.getJsonArray("content").getJsonObject(0).getString("text"))
                .isEqualTo(Samples.STORY.substring(cut));
    }
}
