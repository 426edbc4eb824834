package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A project of two files, a pom and a handler, is a finished chat: packaged, and while it is written. */
@DisabledIfSystemProperty(named = "packaged.binary", matches = ".+", disabledReason = "About the library for the JVM")
class HandlerProjectIT {

    private static final Pattern ASSET = Pattern.compile("/static/bundle/[\\w-]+\\.(?:js|css)");
    private static final Duration START = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void packagedItOffersItsHandlerFirstAndHasThePageTheTablesAndTheDefaults() throws Exception {
        var project = HandlerProject.copyOf("weather", folder).build();

        try (var weather =
                new ParleyProcess(project.application(), folder, "parley.store.directory=" + folder.resolve("data"))) {
            weather.start();
            var reader = ApiClient.newOwner(weather.address());

            var offered = reader.get("/api/handlers").path("items");
            assertThat(offered.findValuesAsText("name")).containsExactly("weather", "claude");
            assertThat(offered.get(0).path("title").asText()).isEqualTo("Weather");

            assertThatThePageHasAllItNeeds(reader);
            String conversation = reader.sent("How will the week be?");
            var answer = reader.get("/api/conversations/" + conversation)
                    .path("messages")
                    .get(1);
            assertThat(answer.path("avatar").asText()).isEqualTo("🌦️");
            assertThat(answer.path("elements").findValuesAsText("kind")).containsExactly("markdown", "chart");
        }
    }

    @Test
    void handlersOfOtherLibrariesAreOfferedAndSayWhatIsMissingUntilTheyAreConfigured() throws Exception {
        var project = HandlerProject.copyOf("streams", folder).build();

        try (var streams =
                new ParleyProcess(project.application(), folder, "parley.store.directory=" + folder.resolve("data"))) {
            streams.start();
            var reader = ApiClient.newOwner(streams.address());

            assertThat(reader.get("/api/handlers").path("items").findValuesAsText("name"))
                    .containsExactly("langchain", "openai", "claude");
            assertThat(reader.get("/api/conversations/" + reader.sent("Paris?")).toString())
                    .contains("`StreamingChatModel`");
        }
    }

    private static void assertThatThePageHasAllItNeeds(ApiClient reader) throws Exception {
        String page = reader.call("GET", "/", null).body();
        var assets = ASSET.matcher(page)
                .results()
                .map(found -> found.group())
                .distinct()
                .toList();
        assertThat(assets).hasSize(5);
        for (var asset : assets) {
            var file = reader.bytes(asset);
            assertThat(file.statusCode()).as(asset).isEqualTo(200);
            assertThat(file.body()).as(asset).isNotEmpty();
        }
    }

    @Test
    void aHandlerThatIsChangedWhileItRunsAnswersTheNextMessageOfTheSameConversation() throws Exception {
        var project = HandlerProject.copyOf("weather", folder);
        int port = ParleyProcess.freePort();
        var maven = project.develop(port);
        try {
            var address = URI.create("http://localhost:" + port + "/");
            await().atMost(START).until(() -> answers(address) || !maven.isAlive());
            assertThat(maven.isAlive()).as(project.developmentOutput()).isTrue();
            var reader = ApiClient.newOwner(address);
            String conversation = reader.sent("How will the week be?");

            replace(project.folder().resolve("src/main/java/org/example/Weather.java"), "Chart.line(", "Chart.bar(");
            var next = reader.call(
                    "POST", "/api/conversations/" + conversation + "/messages", "{\"text\":\"And the next?\"}");
            assertThat(next.statusCode()).as(project.developmentOutput()).isEqualTo(200);

            var messages = reader.get("/api/conversations/" + conversation).path("messages");
            assertThat(messages.findValuesAsText("chart")).containsExactly("line", "bar");
        } finally {
            maven.descendants().forEach(ProcessHandle::destroyForcibly);
            maven.destroyForcibly().waitFor();
        }
    }

    private static boolean answers(URI address) {
        try (var client = HttpClient.newHttpClient()) {
            var ready = HttpRequest.newBuilder(address.resolve("/q/health/ready"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return client.send(ready, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException nobody) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void replace(Path file, String text, String other) throws IOException {
        String before = Files.readString(file);
        assertThat(before).contains(text);
        Files.writeString(file, before.replace(text, other));
    }
}
