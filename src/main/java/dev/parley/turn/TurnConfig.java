package dev.parley.turn;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of turns. */
@ConfigMapping(prefix = "parley.turn")
public interface TurnConfig {

    /** The longest message a reader may send, in characters. */
    @WithDefault("200000")
    int maxMessageLength();

    /** The longest system prompt that a conversation may have, in characters; 10,000 at most. */
    @WithDefault("10000")
    int maxSystemPromptLength();

    /** How many messages may wait in one conversation. */
    @WithDefault("20")
    int maxQueued();

    /** How many conversations an owner may have, deleted ones not counted. */
    @WithDefault("20000")
    int maxConversations();

    /** How many turns an owner may ask for in a minute: messages, edits, and answers made anew or continued. */
    @WithDefault("120")
    int sendsPerMinute();

    /** How many turns of one owner may run at a time; messages beyond wait. */
    @WithDefault("50")
    int maxRunningPerOwner();

    /** How many turns may run at a time; messages beyond wait. */
    @WithDefault("2000")
    int maxRunning();

    /** How many of an owner's conversations may wait for one of those turns to end. */
    @WithDefault("200")
    int maxWaitingPerOwner();

    /** How long a turn may wait for the store to take more before it fails. */
    @WithDefault("10s")
    Duration storeTimeout();

    /** How long answers under way may go on when the server is told to stop; then they are interrupted. */
    @WithDefault("8s")
    Duration drain();
}
