package page;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.ServerWebSocket;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one origin that all pages come from: Parley's own, handed on from a packaged Parley, and the references. Whoever opens a
 * socket gets the feed of the run.
 */
final class Stage implements AutoCloseable {

    private static final Pattern STYLE = Pattern.compile("<link rel=\"stylesheet\"[^>]* href=\"([^\"]+)\"");
    private static final List<String> HANDED_ON = List.of("content-type", "content-security-policy", "cache-control");
    private static final Map<String, String> LIBRARIES = Map.of(
            "markdown-it.js", "/dist/markdown-it.min.js",
            "purify.js", "/dist/purify.min.js");

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient();
    private final int parley;
    private final int port;
    private final AtomicReference<Feed> feed = new AtomicReference<>();

    Stage(int port, int parley) {
        this.port = port;
        this.parley = parley;
        vertx.createHttpServer()
                .webSocketHandler(this::connect)
                .requestHandler(this::answer)
                .listen(port, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    String address() {
        return "http://localhost:" + port;
    }

    /** Whoever connects from now on gets this load. */
    Feed show(Load load) {
        var next = new Feed(vertx, load);
        feed.set(next);
        return next;
    }

    private void connect(ServerWebSocket socket) {
        feed.get().connect(socket);
    }

    private void answer(HttpServerRequest request) {
        String path = request.path();
        if (!path.startsWith("/reference/")) {
            handOn(request);
        } else if (path.endsWith(".js")) {
            request.response().putHeader("content-type", "text/javascript").end(script(path.substring(11)));
        } else {
            reference(request, path.substring(11));
        }
    }

    /** With Parley's style sheet, so that all pages lay out the same. */
    private void reference(HttpServerRequest request, String way) {
        fetch("/").onSuccess(page -> {
            Matcher style = STYLE.matcher(page.body.toString());
            String html = resource("reference.html")
                    .replace("{style}", style.find() ? style.group(1) : "")
                    .replace("{way}", way);
            request.response()
                    .putHeader("content-type", "text/html;charset=UTF-8")
                    .end(html);
        });
    }

    private void handOn(HttpServerRequest request) {
        fetch(request.uri()).onSuccess(answer -> {
            var response = request.response().setStatusCode(answer.status);
            answer.headers.forEach(response::putHeader);
            response.end(answer.body);
        });
    }

    private record Fetched(int status, Map<String, String> headers, Buffer body) {}

    private Future<Fetched> fetch(String uri) {
        var options = new RequestOptions().setHost("localhost").setPort(parley).setURI(uri);
        return client.request(options).compose(HttpClientRequest::send).compose(response -> {
            var headers = new HashMap<String, String>();
            for (String name : HANDED_ON) {
                String value = response.getHeader(name);
                if (value != null) {
                    headers.put(name, value);
                }
            }
            return response.body().map(body -> new Fetched(response.statusCode(), headers, body));
        });
    }

    private static String script(String name) {
        String file = LIBRARIES.get(name);
        return file == null ? resource(name) : read(library(file));
    }

    static String resource(String name) {
        return read(Objects.requireNonNull(Stage.class.getResource(name), name));
    }

    /** The file of a library whose jar is on the class path, whatever its version. */
    private static URL library(String file) {
        String name = file.contains("purify") ? "dompurify" : "markdown-it";
        for (String jar : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Matcher version = Pattern.compile("/mvnpm/" + name + "/([\\w.-]+)/").matcher(jar);
            if (version.find()) {
                String path = "META-INF/resources/_static/" + name + "/" + version.group(1) + file;
                return jarFile(jar, path);
            }
        }
        throw new IllegalStateException("There is no " + name + " on the class path");
    }

    private static URL jarFile(String jar, String path) {
        try {
            return URI.create("jar:" + Path.of(jar).toUri() + "!/" + path).toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(URL url) {
        try (var in = url.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
