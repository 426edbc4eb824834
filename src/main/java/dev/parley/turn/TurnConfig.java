package dev.parley.turn;

import dev.parley.config.Flag;
import dev.parley.config.NonNegativeDuration;
import dev.parley.config.PositiveDuration;
import dev.parley.config.PositiveInt;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of turns. */
@ConfigMapping(prefix = "parley.turn")
public interface TurnConfig {

    /** The longest message a reader may send, in characters. */
    @WithDefault("200000")
    @WithConverter(PositiveInt.class)
    int maxMessageLength();

    /** The longest system prompt that a conversation may have, in characters; at most 10,000. */
    @WithDefault("10000")
    @WithConverter(PositiveInt.class)
    int maxSystemPromptLength();

    /** How many messages may wait in one conversation. */
    @WithDefault("20")
    @WithConverter(PositiveInt.class)
    int maxQueued();

    /** How many conversations an owner may have, deleted ones not counted. */
    @WithDefault("20000")
    @WithConverter(PositiveInt.class)
    int maxConversations();

    /**
     * How many turns an owner may ask for in a minute: messages, edits, and answers made anew or continued. Unused ones
     * are saved up for one minute.
     */
    @WithDefault("120")
    @WithConverter(PositiveInt.class)
    int sendsPerMinute();

    /** How many turns of one owner may run at a time; messages beyond wait. */
    @WithDefault("50")
    @WithConverter(PositiveInt.class)
    int maxRunningPerOwner();

    /** How many turns may run at a time; messages beyond wait, owners coming one after the other. */
    @WithDefault("2000")
    @WithConverter(PositiveInt.class)
    int maxRunning();

    /** How many of an owner's conversations may wait for one of those turns to end. */
    @WithDefault("200")
    @WithConverter(PositiveInt.class)
    int maxWaitingPerOwner();

    /**
     * Whether an answer that ended by a handler's mistake shows what was thrown, with its stack; in {@code quarkus:dev} it does.
     */
    @WithDefault("false")
    @WithConverter(Flag.class)
    boolean showFailures();

    /** How long a turn may wait for the store to take more before it fails. */
    @WithDefault("10s")
    @WithConverter(PositiveDuration.class)
    Duration storeTimeout();

    /** How long answers under way may go on when the server is told to stop; then they are interrupted. */
    @WithDefault("8s")
    @WithConverter(NonNegativeDuration.class)
    Duration drain();
}
