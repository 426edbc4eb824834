package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.conversation.ConversationJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;

/** An owner who has nothing but HTTP. */
final class ApiClient {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI server;
    private final String owner;

    private ApiClient(URI server, String owner) {
        this.server = server;
        this.owner = owner;
    }

    /** A browser that was never here before. */
    static ApiClient newOwner(URI server) throws Exception {
        return new ApiClient(server, SocketClient.newOwner(server));
    }

    String owner() {
        return owner;
    }

    HttpResponse<String> call(String method, String path, @Nullable String body) throws Exception {
        return call(
                method,
                path,
                body == null ? null : "application/json",
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    }

    HttpResponse<String> call(String method, String path, @Nullable String type, BodyPublisher body) throws Exception {
        var request = request(path).method(method, body);
        if (type != null) {
            request.header("Content-Type", type);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    /** With one more header. */
    HttpResponse<String> call(String method, String path, String header, String value) throws Exception {
        return HTTP.send(
                request(path)
                        .header(header, value)
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    HttpResponse<byte[]> bytes(String path, String... headers) throws Exception {
        var request = request(path);
        return HTTP.send(
                (headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.getPort() + path))
                .header("Cookie", owner);
    }

    /** Keeps a file in the conversation at that path; returns its id. */
    String uploaded(String conversation, String type, byte[] bytes) throws Exception {
        return json(201, call("POST", conversation + "/files?name=a", type, BodyPublishers.ofByteArray(bytes)))
                .path("file")
                .asText();
    }

    JsonNode get(String path) throws Exception {
        return json(200, call("GET", path, null));
    }

    static JsonNode json(int status, HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return ConversationJson.mapper().readTree(answer.body());
    }

    static void assertProblem(int status, String code, HttpResponse<String> answer) throws IOException {
        var problem = json(status, answer);
        assertThat(answer.headers().firstValue("content-type").orElseThrow()).startsWith("application/problem+json");
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("detail").asText()).isNotEmpty();
    }

    /** A conversation with one answer; returns its id. */
    String sent(String text) throws Exception {
        String id = SocketClient.newConversation();
        String body =
                ConversationJson.mapper().createObjectNode().put("text", text).toString();
        assertThat(call("POST", "/api/conversations/" + id + "/messages", body).body())
                .contains("turnEnded");
        return id;
    }
}
