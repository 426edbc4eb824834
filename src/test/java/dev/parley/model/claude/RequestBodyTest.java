package dev.parley.model.claude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.model.ModelMessage;
import dev.parley.model.ModelMessage.Content;
import dev.parley.model.ModelMessage.Role;
import dev.parley.model.ModelRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RequestBodyTest {

    private static final ModelRequest HELLO = ModelRequest.of(List.of(ModelMessage.user("Hello")));

    private static String write(ModelRequest request, Map<String, String> keys) {
        return new String(new RequestBody(Configs.with(keys)).write(request, false), StandardCharsets.UTF_8);
    }

    @Test
    void theConfigurationFillsWhatARequestLeavesOut() {
        assertThat(write(HELLO, Map.of("parley.claude.system-prompt", "Be brief", "parley.claude.effort", "low")))
                .isEqualTo(
                        "{\"model\":\"claude-sonnet-5-5\",\"max_tokens\":16000,\"stream\":true,\"system\":\"Be brief\","
                                + "\"thinking\":{\"type\":\"adaptive\",\"display\":\"summarized\"},"
                                + "\"output_config\":{\"effort\":\"low\"},"
                                + "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Hello\"}]}]}");
    }

    @Test
    void aRequestWinsOverTheConfiguration() {
        ModelRequest request = new ModelRequest("other", "Sing", HELLO.messages(), 7, "max");
        assertThat(write(request, Map.of("parley.claude.system-prompt", "Be brief", "parley.claude.thinking", "unset")))
                .startsWith("{\"model\":\"other\",\"max_tokens\":7,\"stream\":true,\"system\":\"Sing\","
                        + "\"output_config\":{\"effort\":\"max\"},\"messages\"");
    }

    @Test
    void aBriefAnswerIsNeitherThoughtAboutNorWorkedHardOn() {
        ModelRequest request = ModelRequest.brief("small", "Name it", "What?", 9);
        assertThat(write(request, Map.of("parley.claude.system-prompt", "Be kind", "parley.claude.effort", "max")))
                .isEqualTo("{\"model\":\"small\",\"max_tokens\":9,\"stream\":true,\"system\":\"Name it\","
                        + "\"thinking\":{\"type\":\"disabled\"},"
                        + "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"What?\"}]}]}");
        assertThat(write(request, Map.of("parley.claude.thinking", "unset"))).doesNotContain("thinking");
    }

    @Test
    void namesOfThinkingAreThoseOfTheApi() {
        assertThat(write(HELLO, Map.of("parley.claude.thinking", "between-tools")))
                .contains("\"type\":\"between_tools\"");
        assertThat(write(HELLO, Map.of("parley.claude.thinking", "disabled")))
                .contains("\"thinking\":{\"type\":\"disabled\"}");
    }

    @Test
    void blocksGoBackVerbatim() {
        String block = "{\"type\":\"thinking\",\"thinking\":\"x\",\"signature\":\"EqQB+/==\",\"n\":1.50}";
        ModelMessage message = new ModelMessage(Role.ASSISTANT, List.of(new Content.Verbatim(block)));
        assertThat(write(ModelRequest.of(List.of(message)), Map.of()))
                .contains("{\"role\":\"assistant\",\"content\":[" + block + "]}");
    }

    private static String cached(ModelRequest request, Map<String, String> keys) {
        return new String(new RequestBody(Configs.with(keys)).write(request, true), StandardCharsets.UTF_8);
    }

    @Test
    void theSystemPromptAndTheLastTwoUserMessagesAreToBeKept() {
        ModelRequest request = ModelRequest.of(List.of(
                        ModelMessage.user("One"),
                        ModelMessage.assistant("1"),
                        ModelMessage.user("Two"),
                        ModelMessage.assistant("2"),
                        new ModelMessage(Role.USER, List.of(new Content.Text("Look"), new Content.Text("Three")))))
                .withSystem("Sing");
        String mark = ",\"cache_control\":{\"type\":\"ephemeral\"}";
        assertThat(cached(request, Map.of()))
                .contains("\"system\":[{\"type\":\"text\",\"text\":\"Sing\"" + mark + "}]")
                .contains("\"text\":\"One\"}")
                .contains("\"text\":\"Two\"" + mark + "}")
                .contains("\"text\":\"Look\"}")
                .contains("\"text\":\"Three\"" + mark + "}")
                .doesNotContain("\"text\":\"2\"" + mark);
        assertThat(cached(request, Map.of("parley.claude.cache.ttl", "1h")))
                .contains("\"text\":\"Three\",\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}}");
    }

    @Test
    void whatIsAskedInBriefIsNotKept() {
        assertThat(cached(ModelRequest.brief("small", "Name it", "What?", 9), Map.of()))
                .doesNotContain("cache_control");
    }

    @Test
    void anotherLifetimeThanTheApiHasIsRefused() {
        assertThatThrownBy(() -> cached(HELLO, Map.of("parley.claude.cache.ttl", "10m")))
                .hasMessageContaining("parley.claude.cache.ttl");
    }

    @Test
    void aLoneHalfOfACharacterDoesNotFailTheCall() {
        assertThat(write(ModelRequest.of(List.of(ModelMessage.user("a\ud83d b 👋"))), Map.of()))
                .contains("a\uFFFD b 👋");
    }

    private static ModelMessage.Bytes bytes(byte[] bytes) {
        return new ModelMessage.Bytes() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }

    private static String content(Content content) {
        return write(ModelRequest.of(List.of(new ModelMessage(Role.USER, List.of(content)))), Map.of());
    }

    @Test
    void aPictureIsBase64() {
        byte[] large = new byte[100_000];
        new Random(1).nextBytes(large);
        assertThat(content(new Content.Image("image/png", bytes(large))))
                .contains(
                        "[{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\""
                                + Base64.getEncoder().encodeToString(large) + "\"}}]");
    }

    @Test
    void aDocumentIsBase64OrText() {
        assertThat(content(new Content.Document("a.pdf", "application/pdf", bytes(new byte[] {1, 2}))))
                .contains("[{\"type\":\"document\",\"source\":{\"type\":\"base64\",\"media_type\":\"application/pdf\","
                        + "\"data\":\"AQI=\"},\"title\":\"a.pdf\"}]");
        byte[] broken = {'"', (byte) 0xe2, (byte) 0x82, (byte) 0xac, (byte) 0xff, '\n'};
        assertThat(content(new Content.Document("a.csv", "text/csv", bytes(broken))))
                .contains("[{\"type\":\"document\",\"source\":{\"type\":\"text\",\"media_type\":\"text/plain\","
                        + "\"data\":\"\\\"€\uFFFD\\n\"},\"title\":\"a.csv\"}]");
    }
}
