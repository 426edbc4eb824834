package dev.parley.web;

import dev.parley.log.Position;
import dev.parley.turn.Command;
import org.jspecify.annotations.Nullable;

/** What a socket's client asks for. */
sealed interface Request {

    /** @param position what the client has seen; null for nothing */
    record Open(@Nullable Position position) implements Request {}

    /** @param limit the nearest so many */
    record Older(int before, int limit) implements Request {}

    /**
     * @param older at most so many messages above {@code message}
     * @param newer at most so many below it
     */
    record Around(int message, int older, int newer) implements Request {}

    record Change(Command command) implements Request {}
}
