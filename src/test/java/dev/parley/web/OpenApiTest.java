package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The OpenAPI document says what there is, all of it and nothing else, and real answers are as it says. */
@QuarkusTest
class OpenApiTest {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    @TestHTTPResource("/")
    URI server;

    private ApiClient client;
    private JsonNode document;
    private final Set<String> answered = new TreeSet<>();

    @BeforeEach
    void readTheDocument() throws Exception {
        client = ApiClient.newOwner(server);
        document = client.get("/api/openapi.json");
    }

    @Test
    void theDocumentIsServedInBothForms() throws Exception {
        assertThat(document.path("openapi").asText()).startsWith("3.1");
        assertThat(client.call("GET", "/api/openapi", null).body()).startsWith("openapi: 3.1");
    }

    @Test
    void everyRouteIsDocumentedAndEveryDocumentedOneExists() throws IOException {
        assertThat(documented()).isEqualTo(existing());
    }

    @Test
    void everyOperationIsDescribed() {
        operations((name, operation) -> {
            assertThat(operation.path("summary").asText()).as(name).isNotBlank();
            assertThat(operation.path("operationId").asText()).as(name).isNotBlank();
            assertThat(operation.path("responses").size()).as(name).isGreaterThan(1);
            assertThat(operation.path("responses").has("401")).as(name).isTrue();
        });
    }

    /** Each operation is called so that it succeeds, and wrongly in each way that it documents and a client can bring about. */
    @Test
    void realAnswersAreAsDocumented() throws Exception {
        String id = client.sent("/echo the Eiffel Tower");
        String conversation = "/api/conversations/" + id;
        int question =
                client.get(conversation).path("messages").get(0).path("id").asInt();
        int answer = client.get(conversation).path("messages").get(1).path("id").asInt();

        check("get", "/api/conversations", "/api/conversations?limit=1", null, 200);
        check("get", "/api/conversations", "/api/conversations?limit=0", null, 400);
        check("get", "/api/handlers", "/api/handlers", null, 200);
        check("get", "/api/conversations/{conversation}/usage", conversation + "/usage", null, 200);
        check("get", "/api/models", "/api/models", null, 200);
        check("get", "/api/budget", "/api/budget", null, 200);
        check("get", "/api/presets", "/api/presets", null, 200);
        check("get", "/api/search", "/api/search?q=eiffel", null, 200);
        check("get", "/api/search", "/api/search", null, 400);
        check("get", "/api/conversations/{conversation}", conversation, null, 200);
        check("patch", "/api/conversations/{conversation}", conversation, "{\"title\":\"Paris\",\"pinned\":true}", 200);
        check(
                "patch",
                "/api/conversations/{conversation}",
                conversation,
                "{\"settings\":{\"model\":\"claude-haiku-5-5\"}}",
                200);
        check("patch", "/api/conversations/{conversation}", conversation, "{\"settings\":{\"model\":\"nobody\"}}", 400);
        check("patch", "/api/conversations/{conversation}", conversation, "{\"title\":7}", 400);
        String messages = "/api/conversations/{conversation}/messages";
        check("get", messages, conversation + "/messages?limit=1", null, 200);
        check("get", messages, conversation + "/messages?limit=x", null, 400);
        check("post", messages, conversation + "/messages", "{\"text\":\"/echo more\"}", 200);
        check("post", messages, conversation + "/messages", "{}", 400);
        check("post", messages, conversation + "/messages", "{\"text\":\"" + "x".repeat(300_000) + "\"}", 413);
        String message = conversation + "/messages/" + answer;
        check("post", messages + "/{message}/regenerate", message + "/regenerate", "{}", 200);
        check("post", messages + "/{message}/continue", message + "/continue", "{}", 409);
        String own = conversation + "/messages/" + question;
        check("post", messages + "/{message}/edit", own + "/edit", "{\"text\":\"/echo else\"}", 200);
        check("post", messages + "/{message}/edit", own + "/edit", "{}", 400);
        String branch = "/api/conversations/{conversation}/branch";
        check("post", branch, conversation + "/branch", "{\"message\":" + answer + "}", 204);
        check("post", branch, conversation + "/branch", "{\"message\":9999}", 404);
        check("post", "/api/conversations/{conversation}/stop", conversation + "/stop", "{\"turn\":1}", 204);
        String export = "/api/conversations/{conversation}/export";
        check("get", export, conversation + "/export?format=json", null, 200);
        check("get", export, conversation + "/export?format=markdown", null, 200);
        check("get", export, conversation + "/export?format=html", null, 200);
        check("get", export, conversation + "/export?format=pdf", null, 400);
        String find = "/api/conversations/{conversation}/find";
        check("get", find, conversation + "/find?q=eiffel", null, 200);
        check("get", find, conversation + "/find", null, 400);
        check("get", "/api/export", "/api/export", null, 200);
        String all = client.call("GET", "/api/export", null).body();
        check("post", "/api/import", "/api/import", all, 200);
        check("post", "/api/import", "/api/import", "[{}]", 200);
        check("post", "/api/import", "/api/import", "[", 400);
        checkContinue();
        checkAnswer();
        checkFiles(conversation);
        checkPrompts();
        check("delete", "/api/conversations/{conversation}", conversation, null, 204);
        check("post", "/api/conversations/{conversation}/restore", conversation + "/restore", null, 200);
        assertThat(answered).isEqualTo(documented());
        checkStrangers();
    }

    private void checkFiles(String conversation) throws Exception {
        String files = "/api/conversations/{conversation}/files";
        check("post", files, conversation + "/files?name=a.txt", "Hello", 201);
        check("post", files, conversation + "/files?name=a.txt", "", 400);
        String file = client.uploaded(conversation, "text/plain", "Hello".getBytes(StandardCharsets.UTF_8));
        String path = conversation + "/files/" + file;
        check("get", files + "/{file}", path, null, 200);
        validate("get", files + "/{file}", client.call("GET", path, "Range", "bytes=1-2"), 206);
        validate("get", files + "/{file}", client.call("GET", path, "If-None-Match", "\"" + file + "\""), 304);
        validate("get", files + "/{file}", client.call("GET", path, "Range", "bytes=9-"), 416);
    }

    private void checkPrompts() throws Exception {
        String prompts = "/api/prompts";
        check("post", prompts, prompts, "{\"title\":\"Song\",\"text\":\"A song of {{what}}\"}", 201);
        check("post", prompts, prompts, "{\"title\":\"Song\"}", 400);
        check("post", prompts, prompts, "{\"title\":\"Song\",\"text\":\"" + "x".repeat(20_001) + "\"}", 413);
        check("get", prompts, prompts, null, 200);
        String one = prompts + "/"
                + client.get(prompts).path("items").get(0).path("id").asText();
        check("patch", prompts + "/{prompt}", one, "{\"title\":\"Another\"}", 200);
        check("patch", prompts + "/{prompt}", one, "{\"text\":\" \"}", 400);
        check("delete", prompts + "/{prompt}", one, null, 204);
        check("delete", prompts + "/{prompt}", one, null, 404);
    }

    /** An answer that was stopped can be gone on with. */
    private void checkContinue() throws Exception {
        String id = SocketClient.newConversation();
        try (var reader = SocketClient.open(server, id, client.owner())) {
            int turn = reader.send("/stall");
            reader.awaitText();
            client.call("POST", "/api/conversations/" + id + "/stop", "{\"turn\":" + turn + "}");
            assertThat(reader.awaitEnd(turn)).isEqualTo("stopped");
        }
        int answer = client.get("/api/conversations/" + id)
                .path("messages")
                .get(1)
                .path("id")
                .asInt();
        check(
                "post",
                "/api/conversations/{conversation}/messages/{message}/continue",
                "/api/conversations/" + id + "/messages/" + answer + "/continue",
                "{}",
                200);
    }

    private void checkAnswer() throws Exception {
        String id = SocketClient.newConversation();
        String path = "/api/conversations/" + id + "/answer";
        try (var reader = SocketClient.open(server, id, client.owner())) {
            int turn = reader.send(UUID.randomUUID().toString(), "Refund order 1042", "approval");
            int question = reader.awaitQuestion();
            String template = "/api/conversations/{conversation}/answer";
            check("post", template, path, "{\"element\":" + question + "}", 400);
            check("post", template, path, "{\"element\":" + question + ",\"answer\":false}", 204);
            assertThat(reader.awaitEnd(turn)).isEqualTo("complete");
            check("post", template, path, "{\"element\":" + question + ",\"answer\":true}", 409);
        }
    }

    /** What is not there, and bodies of another type, for every operation that documents them. */
    private void checkStrangers() {
        operations((name, operation) -> {
            String method = name.split(" ", 2)[0];
            String template = name.split(" ", 2)[1];
            String path = template.replace("{conversation}", "not-mine-at-all")
                    .replace("{message}", "2")
                    .replace("{file}", "A".repeat(22))
                    .replace("{prompt}", "not-mine-at-all");
            boolean makesIt = Set.of("sendMessage", "uploadFile")
                    .contains(operation.path("operationId").asText());
            if (operation.path("responses").has("404") && template.contains("{") && !makesIt) {
                String query = template.endsWith("/export") ? "?format=json" : "";
                check(
                        method,
                        template,
                        path + query,
                        hasBody(operation)
                                ? "{\"text\":\"a\",\"turn\":1,\"message\":1,\"element\":1,\"answer\":true}"
                                : null,
                        404);
            }
            if (operation.path("responses").has("415")) {
                var form = client.call(
                        method.toUpperCase(Locale.ROOT),
                        path,
                        "application/x-www-form-urlencoded",
                        BodyPublishers.ofString("a=b"));
                validate(method, template, form, 415);
            }
        });
    }

    private static boolean hasBody(JsonNode operation) {
        return operation.has("requestBody");
    }

    private void check(String method, String template, String path, @Nullable String body, int status)
            throws Exception {
        validate(method, template, client.call(method.toUpperCase(Locale.ROOT), path, body), status);
    }

    private void validate(String method, String template, HttpResponse<String> answer, int status) {
        String name = method + " " + template + " " + status;
        assertThat(answer.statusCode()).as(name + ": " + answer.body()).isEqualTo(status);
        var response = resolved(document.path("paths")
                .path(template)
                .path(method)
                .path("responses")
                .path(Integer.toString(status)));
        assertThat(response.isObject()).as(name).isTrue();
        if (status < 300) {
            answered.add(method + " " + template);
        }
        if (!response.has("content")) {
            assertThat(answer.body()).as(name).isEmpty();
            return;
        }
        String type = answer.headers().firstValue("content-type").orElseThrow().split(";", 2)[0];
        var content = response.path("content").path(type);
        assertThat(content.isObject()).as(name + " " + type).isTrue();
        switch (type) {
            case "application/json", "application/problem+json" ->
                assertFits(name, content.path("schema"), answer.body());
            case "text/event-stream" ->
                answer.body()
                        .lines()
                        .filter(line -> line.startsWith("data:"))
                        .forEach(line -> assertFits(name, content.path("x-data"), line.substring(5)));
            default -> assertThat(answer.body()).as(name).isNotEmpty();
        }
        response.path("headers")
                .fieldNames()
                .forEachRemaining(header ->
                        assertThat(answer.headers().firstValue(header)).as(name).isPresent());
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private void assertFits(String name, JsonNode schema, String body) {
        var whole = ((ObjectNode) schema.deepCopy());
        whole.set("components", document.path("components"));
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(whole.toString(), InputFormat.JSON)
                        .validate(body, InputFormat.JSON))
                .as(name + ": " + body)
                .isEmpty();
    }

    private interface OperationCheck {
        void check(String name, JsonNode operation) throws Exception;
    }

    private void operations(OperationCheck check) {
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        // Tests have a page of their own, which the document takes up like those of any application.
                        .filter(operation -> METHODS.contains(operation.getKey())
                                && path.getKey().startsWith("/api/"))
                        .forEach(operation -> {
                            try {
                                check.check(operation.getKey() + " " + path.getKey(), operation.getValue());
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        }));
    }

    private Set<String> documented() {
        var names = new TreeSet<String>();
        operations((name, operation) -> names.add(name));
        return names;
    }

    /** As the resources themselves say. */
    private static Set<String> existing() throws IOException {
        var routes = new TreeSet<String>();
        for (var resource : resources()) {
            for (var method : resource.getDeclaredMethods()) {
                verb(method).ifPresent(verb -> routes.add(verb + " " + path(resource, method)));
            }
        }
        routes.removeIf(route -> !route.contains(" /api/") || route.contains("/api/openapi"));
        return routes;
    }

    private static List<Class<?>> resources() throws IOException {
        var resources = new ArrayList<Class<?>>();
        try (Stream<java.nio.file.Path> files = Files.list(java.nio.file.Path.of("target/classes/dev/parley/web"))) {
            for (var file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".class")) {
                    var type = load("dev.parley.web." + name.substring(0, name.length() - ".class".length()));
                    if (type.isAnnotationPresent(Path.class)) {
                        resources.add(type);
                    }
                }
            }
        }
        return resources;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value().toLowerCase(Locale.ROOT))
                .findFirst();
    }

    private static String path(Class<?> resource, Method method) {
        String base = resource.getAnnotation(Path.class).value();
        var below = method.getAnnotation(Path.class);
        return below == null ? base : base + "/" + below.value();
    }
}
