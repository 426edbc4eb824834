package dev.parley.web;

import dev.parley.turn.CommandRefused;
import java.util.Locale;

/** The table of errors in docs/protocol.md. */
enum ErrorCode {
    MALFORMED(false, 400),
    UNKNOWN_COMMAND(false, 400),
    TOO_LARGE(false, 413),
    NO_ROOM(false, 409),
    OUT_OF_RANGE(false, 416),
    NOT_OPEN(false, 400),
    ID_REUSED(false, 409),
    NOT_SIGNED_IN(false, 401),
    NOT_FOUND(false, 404),
    METHOD_NOT_ALLOWED(false, 405),
    NOT_ACCEPTABLE(false, 406),
    UNSUPPORTED_TYPE(false, 415),
    TURN_RUNNING(true, 409),
    NOT_POSSIBLE(false, 409),
    UNKNOWN_HANDLER(false, 400),
    UNKNOWN_MODEL(false, 400),
    QUEUE_FULL(true, 429),
    TOO_MANY_SENDS(true, 429),
    TOO_MANY_TURNS(true, 429),
    TOO_MANY_CONVERSATIONS(false, 409),
    BUDGET_USED_UP(true, 429),
    TOO_MANY_REQUESTS(true, 429),
    BUSY(true, 429),
    NOT_STORED(true, 503),
    SHUTTING_DOWN(true, 503),
    INTERNAL(true, 500);

    private final boolean retryable;
    private final int httpStatus;

    ErrorCode(boolean retryable, int httpStatus) {
        this.retryable = retryable;
        this.httpStatus = httpStatus;
    }

    boolean retryable() {
        return retryable;
    }

    int httpStatus() {
        return httpStatus;
    }

    String json() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ErrorCode of(CommandRefused.Reason reason) {
        return switch (reason) {
            case ID_REUSED -> ID_REUSED;
            case NOT_FOUND -> NOT_FOUND;
            case TURN_RUNNING -> TURN_RUNNING;
            case NOT_POSSIBLE -> NOT_POSSIBLE;
            case UNKNOWN_HANDLER -> UNKNOWN_HANDLER;
            case UNKNOWN_MODEL -> UNKNOWN_MODEL;
            case QUEUE_FULL -> QUEUE_FULL;
            case TOO_MANY_SENDS -> TOO_MANY_SENDS;
            case TOO_MANY_TURNS -> TOO_MANY_TURNS;
            case TOO_MANY_CONVERSATIONS -> TOO_MANY_CONVERSATIONS;
            case BUDGET_USED_UP -> BUDGET_USED_UP;
            case TOO_LARGE -> TOO_LARGE;
            case UNSUPPORTED_TYPE -> UNSUPPORTED_TYPE;
            case MALFORMED -> MALFORMED;
            case NOT_STORED -> NOT_STORED;
            case SHUTTING_DOWN -> SHUTTING_DOWN;
        };
    }
}
