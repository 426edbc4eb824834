package dev.parley.web;

import dev.parley.auth.Sessions;
import dev.parley.conversation.ConversationSummary;
import dev.parley.log.ConversationLogs;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.websockets.next.CloseReason;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** All open sockets: who is told of a change in an owner's list, and which write hangs. Thread-safe. */
@Singleton
class Readers {

    private static final long CHECK_MILLIS = 5_000;
    /** So often at least while a write may take as long as it may. */
    private static final long CHECKS = 4;

    private static final long GOODBYE_MILLIS = 2_000;
    private static final CloseReason HANGS = new CloseReason(4408, "A write did not complete in time");
    private static final CloseReason SIGNED_OUT = new CloseReason(4401, "Signed out");

    private final Map<String, Set<SocketReader>> byOwner = new ConcurrentHashMap<>();
    private final Vertx vertx;
    private final long longestWriteNanos;
    private final SocketCounts counts;
    private final ConversationLogs logs;
    private final Sessions sessions;
    private final Consumer<ConversationSummary> onChange = this::tell;
    private final long timer;

    Readers(ConversationLogs logs, Sessions sessions, Vertx vertx, WireConfig config, LimitsConfig limits) {
        this.logs = logs;
        this.sessions = sessions;
        this.vertx = vertx;
        this.longestWriteNanos = config.writeTimeout().toNanos();
        logs.onChange(onChange);
        this.counts = new SocketCounts(limits);
        long often = Math.max(1, config.writeTimeout().toMillis() / CHECKS);
        this.timer = vertx.setPeriodic(Math.min(CHECK_MILLIS, often), ignored -> check());
    }

    /** Whether one more socket may be opened now. */
    boolean hasRoom(String owner, String address) {
        return counts.hasRoom(owner, address);
    }

    /** Returns whether there was room for it. */
    boolean add(SocketReader reader) {
        if (!counts.enter(reader.owner(), reader.address())) {
            return false;
        }
        byOwner.compute(reader.owner(), (owner, readers) -> {
            Set<SocketReader> all = readers == null ? ConcurrentHashMap.newKeySet() : readers;
            all.add(reader);
            return all;
        });
        return true;
    }

    void remove(SocketReader reader) {
        byOwner.computeIfPresent(reader.owner(), (owner, readers) -> {
            if (readers.remove(reader)) {
                counts.leave(owner, reader.address());
            }
            return readers.isEmpty() ? null : readers;
        });
    }

    private void tell(ConversationSummary summary) {
        byOwner.getOrDefault(summary.owner(), Set.of()).forEach(reader -> reader.tell(summary));
    }

    private void check() {
        closeHanging();
        closeSignedOut();
    }

    private void closeHanging() {
        long now = System.nanoTime();
        all().filter(reader -> reader.hangs(now, longestWriteNanos)).forEach(reader -> reader.endHanging(HANGS));
    }

    /** A socket lives no longer than the session that it was opened with. */
    void closeSignedOut() {
        all().filter(this::isSignedOut).forEach(reader -> reader.end(SIGNED_OUT));
    }

    private boolean isSignedOut(SocketReader reader) {
        var session = reader.session();
        return session != null && !sessions.isLive(session);
    }

    private Stream<SocketReader> all() {
        return byOwner.values().stream().flatMap(Set::stream);
    }

    /** After the turns have written their ends, so that readers see them; before the server closes what it finds open. */
    void stop(@Observes @Priority(Interceptor.Priority.APPLICATION + 100) ShutdownDelayInitiatedEvent event) {
        goodbye();
    }

    void stop(@Observes @Priority(Interceptor.Priority.APPLICATION + 100) ShutdownEvent event) {
        vertx.cancelTimer(timer);
        logs.removeOnChange(onChange);
        goodbye();
    }

    private void goodbye() {
        CompletableFuture.allOf(all().map(reader -> reader.ended(ChatSocket.goingAway()))
                        .toArray(CompletableFuture<?>[]::new))
                .orTimeout(GOODBYE_MILLIS, TimeUnit.MILLISECONDS)
                .exceptionally(late -> null)
                .join();
    }
}
