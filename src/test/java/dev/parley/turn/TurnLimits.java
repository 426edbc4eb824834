package dev.parley.turn;

import java.time.Duration;

/** What turns may do in tests: nearly anything, but for what a test is about. */
record TurnLimits(
        int maxMessageLength,
        Duration storeTimeout,
        Duration drain,
        int maxConversations,
        int sendsPerMinute,
        int maxRunningPerOwner,
        int maxRunning,
        int maxWaitingPerOwner,
        boolean showFailures)
        implements TurnConfig {

    private static final int ANY = 1_000_000;
    private static final int LENGTH = 1_000;

    TurnLimits() {
        this(Duration.ofSeconds(20), Duration.ZERO);
    }

    private TurnLimits(Duration storeTimeout, Duration drain) {
        this(LENGTH, storeTimeout, drain, ANY, ANY, ANY, ANY, ANY, false);
    }

    static TurnLimits draining() {
        return new TurnLimits(Duration.ofSeconds(20), Duration.ofSeconds(20));
    }

    static TurnLimits impatient() {
        return new TurnLimits(Duration.ofMillis(50), Duration.ZERO);
    }

    static TurnLimits showingFailures() {
        return new TurnLimits(LENGTH, Duration.ofSeconds(20), Duration.ZERO, ANY, ANY, ANY, ANY, ANY, true);
    }

    /** How many turns of one owner may run, and how many in all. */
    static TurnLimits running(int ofOwner, int inAll) {
        return new TurnLimits(LENGTH, Duration.ofSeconds(20), Duration.ZERO, ANY, ANY, ofOwner, inAll, ANY, false);
    }

    static TurnLimits ofLength(int longest) {
        return new TurnLimits(longest, Duration.ofSeconds(20), Duration.ZERO, ANY, ANY, ANY, ANY, ANY, false);
    }

    TurnLimits withConversations(int most) {
        return new TurnLimits(
                maxMessageLength,
                storeTimeout,
                drain,
                most,
                sendsPerMinute,
                maxRunningPerOwner,
                maxRunning,
                maxWaitingPerOwner,
                showFailures);
    }

    TurnLimits withSends(int perMinute) {
        return new TurnLimits(
                maxMessageLength,
                storeTimeout,
                drain,
                maxConversations,
                perMinute,
                maxRunningPerOwner,
                maxRunning,
                maxWaitingPerOwner,
                showFailures);
    }

    TurnLimits withWaiting(int most) {
        return new TurnLimits(
                maxMessageLength,
                storeTimeout,
                drain,
                maxConversations,
                sendsPerMinute,
                maxRunningPerOwner,
                maxRunning,
                most,
                showFailures);
    }

    @Override
    public int maxQueued() {
        return 5;
    }

    @Override
    public int maxSystemPromptLength() {
        return 100;
    }
}
