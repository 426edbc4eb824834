package dev.parley.model.claude;

import dev.parley.config.Flag;
import dev.parley.config.NonNegativeDuration;
import dev.parley.config.PositiveDuration;
import dev.parley.config.PositiveInt;
import dev.parley.config.PositiveLong;
import dev.parley.config.Price;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** How Claude, or a server that speaks its API, is reached and asked. */
@ConfigMapping(prefix = "parley.claude")
public interface ClaudeConfig {

    /** Where the API is; without it api.anthropic.com when there is a key, else the simulator. */
    Optional<String> baseUrl();

    /** The API key, sent as x-api-key; also taken from {@code ANTHROPIC_API_KEY}. */
    @WithDefault("${ANTHROPIC_API_KEY:}")
    Optional<String> apiKey();

    /** The anthropic-version header; other servers expect {@code 2023-06-01}. */
    @WithDefault("2026-10-21")
    String apiVersion();

    /** The model that answers where a request names none. */
    @WithDefault("claude-sonnet-5-5")
    String model();

    /**
     * The models that readers may choose from, by id, in this order; without it all that the server lists. The one of
     * {@code model} is always on offer.
     */
    Optional<List<String>> models();

    /**
     * How long the server's list of models is taken for good. Where a server has no list, {@code model} and {@code
     * models} are offered.
     */
    @WithDefault("1h")
    @WithConverter(NonNegativeDuration.class)
    Duration modelsLifetime();

    /** What a prompt and its answer may have together, in tokens, where the server does not say. */
    @WithConverter(PositiveLong.class)
    Optional<Long> contextTokens();

    /** What models cost, by id; one that names itself longer, with a date, has the prices of the longest id that it begins with. */
    Map<String, Prices> prices();

    /** Keeping the beginning of a prompt at the provider, so that reading it again costs less. */
    Cache cache();

    /** The longest answer in tokens. */
    @WithDefault("16000")
    @WithConverter(PositiveInt.class)
    int maxTokens();

    /**
     * How hard the model tries: {@code low}, {@code medium}, {@code high}, {@code xhigh} or {@code max}; without it the
     * model's own default.
     */
    Optional<String> effort();

    /**
     * Whether the model thinks first: {@code adaptive}, {@code between_tools}, {@code disabled}, or {@code unset} for
     * servers and models that refuse the field.
     */
    @WithDefault("adaptive")
    Thinking thinking();

    /** Whether thinking is shown: {@code summarized} or {@code omitted}. */
    @WithDefault("summarized")
    ThinkingDisplay thinkingDisplay();

    /** The system prompt where a request has none. */
    Optional<String> systemPrompt();

    /** Values of the anthropic-beta header. */
    Optional<List<String>> beta();

    /** How long connecting may take. */
    @WithDefault("10s")
    @WithConverter(PositiveDuration.class)
    Duration connectTimeout();

    /** How long the server may send nothing new; pings do not count. */
    @WithDefault("3m")
    @WithConverter(PositiveDuration.class)
    Duration idleTimeout();

    /** How long one call may take, with its retries and waits. */
    @WithDefault("60m")
    @WithConverter(PositiveDuration.class)
    Duration totalTimeout();

    /** The largest single event of a stream, in bytes. */
    @WithDefault("1048576")
    @WithConverter(PositiveInt.class)
    int maxEventBytes();

    /** The longest wait that the server may ask for before a retry; beyond it the call fails at once. */
    @WithDefault("60s")
    @WithConverter(NonNegativeDuration.class)
    Duration maxRetryAfter();

    /** How many connections may be open at once; each running answer needs one. */
    @WithDefault("4096")
    @WithConverter(PositiveInt.class)
    int maxConnections();

    /** How prompts are kept at the provider. */
    interface Cache {

        /**
         * Whether the beginning of a prompt is kept at the provider, so that reading it again costs less. A server that
         * refuses is asked once more without, and not again.
         */
        @WithDefault("true")
        @WithConverter(Flag.class)
        boolean enabled();

        /** For how long: {@code 5m}, or {@code 1h} at a higher price. */
        @WithDefault("5m")
        @WithConverter(PositiveDuration.class)
        Duration ttl();
    }

    /** Prices in US dollars for a million tokens. */
    interface Rates {

        /** US dollars for a million tokens that the model reads; the known models have theirs. One that names itself with a date has those of the id without it. */
        @WithConverter(Price.class)
        double input();

        /** US dollars for a million tokens that it writes, thinking included. */
        @WithConverter(Price.class)
        double output();

        /** US dollars for a million tokens that it reads from the cache; without it as other input. */
        OptionalDouble cacheRead();

        /** US dollars for a million tokens that are written to the cache for five minutes; without it as other input. */
        OptionalDouble cacheWrite();

        /** US dollars for a million tokens that are written to the cache for an hour; without it as for five minutes. */
        OptionalDouble cacheWriteHour();
    }

    /** What one model costs. */
    interface Prices extends Rates {

        /** Other prices for prompts with more tokens than the key. */
        Map<Long, Rates> above();
    }

    /** Values of {@link #thinking()}. */
    enum Thinking {
        ADAPTIVE,
        BETWEEN_TOOLS,
        DISABLED,
        UNSET
    }

    /** Values of {@link #thinkingDisplay()}. */
    enum ThinkingDisplay {
        SUMMARIZED,
        OMITTED
    }
}
