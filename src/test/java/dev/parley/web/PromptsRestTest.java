package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.conversation.ConversationJson;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(PromptsRestTest.FewPrompts.class)
class PromptsRestTest {

    /** Room for two, and one that everybody has. */
    public static final class FewPrompts implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "parley.prompts.max-per-owner", "2",
                    "parley.prompts.shared.\"For all\"", "Say {{what}} to all.");
        }
    }

    @TestHTTPResource("/")
    URI server;

    private ApiClient client;

    @BeforeEach
    void anOwner() throws Exception {
        client = ApiClient.newOwner(server);
    }

    private static String body(String title, String text) {
        return ConversationJson.mapper()
                .createObjectNode()
                .put("title", title)
                .put("text", text)
                .toString();
    }

    private JsonNode added(String title, String text) throws Exception {
        var answer = client.call("POST", "/api/prompts", body(title, text));
        assertThat(answer.statusCode()).isEqualTo(201);
        return ConversationJson.mapper().readTree(answer.body());
    }

    private void assertRefused(int status, String code, String method, String path, String body) throws Exception {
        var answer = client.call(method, path, body);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(ConversationJson.mapper()
                        .readTree(answer.body())
                        .path("code")
                        .asText())
                .isEqualTo(code);
    }

    @Test
    void aPromptIsAddedListedChangedAndRemoved() throws Exception {
        var added = added("  Two\n words ", " Write of {{what:the sea}}. ");
        assertThat(added.path("title").asText()).isEqualTo("Two words");
        assertThat(added.path("text").asText()).isEqualTo("Write of {{what:the sea}}.");
        String path = "/api/prompts/" + added.path("id").asText();
        assertThat(client.get("/api/prompts").path("items").get(0)).isEqualTo(added);
        assertThat(client.call("PATCH", path, "{\"title\":\"Other\"}").statusCode())
                .isEqualTo(200);
        var changed = client.get("/api/prompts").path("items").get(0);
        assertThat(changed.path("title").asText()).isEqualTo("Other");
        assertThat(changed.path("text")).isEqualTo(added.path("text"));
        assertThat(client.call("DELETE", path, null).statusCode()).isEqualTo(204);

        assertThat(client.get("/api/prompts").path("items")).hasSize(1);
        assertRefused(404, "not-found", "DELETE", path, null);
        assertRefused(404, "not-found", "PATCH", path, "{\"title\":\"Other\"}");
    }

    @Test
    void theOperatorsPromptsAreEveryonesAndHaveNoId() throws Exception {
        var items = client.get("/api/prompts").path("items");

        assertThat(items).hasSize(1);
        assertThat(items.get(0).toString()).isEqualTo("{\"title\":\"For all\",\"text\":\"Say {{what}} to all.\"}");
    }

    @Test
    void promptsAreTheirOwnersOnly() throws Exception {
        var mine = added("Mine", "The canary");
        var other = ApiClient.newOwner(server);

        assertThat(other.get("/api/prompts").toString()).doesNotContain("canary");
        String path = "/api/prompts/" + mine.path("id").asText();
        assertThat(other.call("PATCH", path, "{\"title\":\"Theirs\"}").statusCode())
                .isEqualTo(404);
        assertThat(other.call("DELETE", path, null).statusCode()).isEqualTo(404);
        assertThat(client.get("/api/prompts").path("items").get(0)).isEqualTo(mine);
    }

    @Test
    void anOwnerKeepsOnlySoMany() throws Exception {
        added("One", "a");
        var two = added("Two", "b");
        assertRefused(409, "no-room", "POST", "/api/prompts", body("Three", "c"));
        client.call("DELETE", "/api/prompts/" + two.path("id").asText(), null);

        added("Three", "c");
        assertThat(client.get("/api/prompts").path("items")).hasSize(3);
    }

    @Test
    void whatIsNoPromptIsRefused() throws Exception {
        assertRefused(400, "malformed", "POST", "/api/prompts", "{}");
        assertRefused(400, "malformed", "POST", "/api/prompts", body(" ", "a"));
        assertRefused(400, "malformed", "POST", "/api/prompts", body("a", "\n"));
        assertRefused(400, "malformed", "POST", "/api/prompts", "{\"title\":7,\"text\":\"a\"}");
        assertRefused(413, "too-large", "POST", "/api/prompts", body("a".repeat(81), "a"));
        assertRefused(413, "too-large", "POST", "/api/prompts", body("a", "a".repeat(20_001)));
        assertThat(client.get("/api/prompts").path("items")).hasSize(1);
    }

    @Test
    void whatADatabaseCannotKeepIsReplaced() throws Exception {
        var answer = client.call("POST", "/api/prompts", "{\"title\":\"a\\u0000b\",\"text\":\"c\\ud800d\"}");
        var added = ConversationJson.mapper().readTree(answer.body());

        assertThat(added.path("title").asText()).isEqualTo("a\uFFFDb");
        assertThat(added.path("text").asText()).isEqualTo("c\uFFFDd");
    }
}
