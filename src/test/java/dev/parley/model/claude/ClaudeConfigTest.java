package dev.parley.model.claude;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaudeConfigTest {

    @Test
    void theDefaultsAreTheDocumentedOnes() {
        ClaudeConfig config = Configs.with(Map.of());
        assertThat(config.baseUrl()).isEmpty();
        assertThat(config.apiKey()).isEmpty();
        assertThat(config.apiVersion()).isEqualTo("2026-10-21");
        assertThat(config.model()).isEqualTo("claude-sonnet-5-5");
        assertThat(config.models()).isEmpty();
        assertThat(config.modelsLifetime()).isEqualTo(Duration.ofHours(1));
        assertThat(config.contextTokens()).isEmpty();
        assertThat(config.prices()).isEmpty();
        assertThat(config.cache().enabled()).isTrue();
        assertThat(config.cache().ttl()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.maxTokens()).isEqualTo(16_000);
        assertThat(config.effort()).isEmpty();
        assertThat(config.thinking()).isEqualTo(ClaudeConfig.Thinking.ADAPTIVE);
        assertThat(config.thinkingDisplay()).isEqualTo(ClaudeConfig.ThinkingDisplay.SUMMARIZED);
        assertThat(config.systemPrompt()).isEmpty();
        assertThat(config.beta()).isEmpty();
        assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.idleTimeout()).isEqualTo(Duration.ofMinutes(3));
        assertThat(config.totalTimeout()).isEqualTo(Duration.ofHours(1));
        assertThat(config.maxEventBytes()).isEqualTo(1 << 20);
        assertThat(config.maxRetryAfter()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.maxConnections()).isEqualTo(4096);
    }

    @Test
    void everyKeyIsPinnedByThisTest() {
        assertThat(ClaudeConfig.class.getDeclaredMethods()).hasSize(21);
    }

    @Test
    void theKeyIsAlsoTakenFromTheEnvironment() {
        assertThat(Configs.with(Map.of("ANTHROPIC_API_KEY", "from-environment")).apiKey())
                .contains("from-environment");
    }

    @Test
    void theOwnKeyWinsOverTheEnvironment() {
        ClaudeConfig config = Configs.with(Map.of("ANTHROPIC_API_KEY", "outer", "parley.claude.api-key", "own"));
        assertThat(config.apiKey()).contains("own");
    }

    @Test
    void namesOfThinkingAreWrittenInLowerCase() {
        ClaudeConfig config = Configs.with(
                Map.of("parley.claude.thinking", "between-tools", "parley.claude.thinking-display", "omitted"));
        assertThat(config.thinking()).isEqualTo(ClaudeConfig.Thinking.BETWEEN_TOOLS);
        assertThat(config.thinkingDisplay()).isEqualTo(ClaudeConfig.ThinkingDisplay.OMITTED);
    }
}
