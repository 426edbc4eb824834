package dev.parley.turn;

import dev.parley.log.LogConfig;

/** Logs for tests: how many stay open that nobody reads, and how much may wait to be stored. */
record LogLimits(int idleLogs, long backlogPerTurn, long backlogAllTurns) implements LogConfig {

    LogLimits() {
        this(200, 1_048_576, 8_388_608);
    }

    static LogLimits ofBacklog(long perTurn, long allTurns) {
        return new LogLimits(200, perTurn, allTurns);
    }

    @Override
    public int tail() {
        return 100_000;
    }
}
