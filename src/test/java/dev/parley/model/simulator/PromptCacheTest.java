package dev.parley.model.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a prompt costs that begins as another did. */
class PromptCacheTest {

    private static final int ALL = 5_000;

    private final PromptCache cache = new PromptCache(() -> this.now);
    private long now = 1;

    /** Messages of about 1,000 tokens each; those with a bang are marked. */
    private static JsonObject prompt(String... names) {
        List<JsonObject> messages = new ArrayList<>();
        for (String name : names) {
            var block = new JsonObject()
                    .put("type", "text")
                    .put("text", name.substring(0, 1).repeat(4_000));
            if (name.endsWith("!")) {
                block.put("cache_control", new JsonObject().put("type", "ephemeral"));
            }
            messages.add(new JsonObject().put("role", "user").put("content", new JsonArray().add(block)));
        }
        return new JsonObject().put("model", "m").put("messages", new JsonArray(messages));
    }

    private PromptCache.Counts count(String... names) {
        return cache.count(prompt(names), ALL);
    }

    @Test
    void whatIsNotMarkedIsOrdinaryInput() {
        assertThat(count("a", "b")).isEqualTo(new PromptCache.Counts(ALL, 0, 0));
    }

    @Test
    void whatIsMarkedIsWrittenOnceAndReadFromThenOn() {
        var first = count("a", "b!");
        assertThat(first.read()).isZero();
        assertThat(first.written()).isBetween(2_000, 2_100);
        assertThat(first.input() + first.written()).isEqualTo(ALL);
        var second = count("a", "b!", "c", "d!");
        assertThat(second.read()).isEqualTo(first.written());
        assertThat(second.written()).isBetween(2_000, 2_100);
        // The mark has moved on; what it was at is found all the same.
        assertThat(count("a", "b", "c", "d!").read()).isEqualTo(second.read() + second.written());
    }

    @Test
    void anotherBeginningIsNotFound() {
        count("a", "b!");
        assertThat(count("x", "b!").read()).isZero();
    }

    @Test
    void aShortBeginningIsNotKept() {
        count("a!");
        assertThat(count("a!")).isEqualTo(new PromptCache.Counts(ALL, 0, 0));
    }

    @Test
    void whatIsOlderThanFiveMinutesIsForgottenUnlessItIsUsed() {
        count("a", "b!");
        now += 299_000;
        assertThat(count("a", "b!").read()).isPositive();
        now += 299_000;
        assertThat(count("a", "b!").read()).isPositive();
        now += 300_000;
        assertThat(count("a", "b!").read()).isZero();
    }
}
