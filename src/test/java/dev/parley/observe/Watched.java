package dev.parley.observe;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.ConfigProvider;

/** What a script, and an operator, do with the watched server. */
final class Watched {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Watched() {}

    static HttpResponse<String> get(String path, String... headers) {
        return call("GET", path, null, headers);
    }

    /** As the script. */
    static HttpResponse<String> post(String path, String body) {
        return call(
                "POST",
                path,
                body,
                "Authorization",
                "Bearer " + ObservedParley.SCRIPT,
                "Content-Type",
                "application/json");
    }

    static HttpResponse<String> call(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + server().getPort() + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** Sends a message into a new conversation and reads the answer to its end. */
    static HttpResponse<String> say(String text) {
        return post("/api/conversations/" + UUID.randomUUID() + "/messages", "{\"text\":\"" + text + "\"}");
    }

    static String metrics() {
        return get("/q/metrics", "Authorization", "Bearer " + ObservedParley.SCRAPE)
                .body();
    }

    /** What the collector has been sent, once it fits. */
    static String spans(Predicate<String> fits) {
        var collector = URI.create(ConfigProvider.getConfig().getValue(Outside.COLLECTOR, String.class));
        return await().until(
                        () -> send(HttpRequest.newBuilder(collector).build()).body(), fits);
    }

    static URI server() {
        return URI.create(ConfigProvider.getConfig().getValue("test.url", String.class));
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
