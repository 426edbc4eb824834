package dev.parley.harness;

import dev.parley.chat.Chat;
import dev.parley.chat.ChatFeedback;
import dev.parley.chat.ChatHandler;
import dev.parley.chat.ChatProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All calls of the handlers. Thread-safe. */
final class HandlerRuns {

    /** @param failure what the handler's {@code feedback} threw */
    record Told(ChatFeedback feedback, @Nullable Throwable failure) {}

    private final Changes changes;
    private final Supplier<HandlerRun.Place> running;

    // Guarded by this object's monitor.
    private final List<HandlerRun> runs = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();

    /** @param running the turn that runs now */
    HandlerRuns(Changes changes, Supplier<HandlerRun.Place> running) {
        this.changes = changes;
        this.running = running;
    }

    synchronized Optional<HandlerRun> of(HandlerRun.Place place) {
        return runs.stream().filter(run -> run.place().equals(place)).findFirst();
    }

    synchronized List<HandlerRun> notReturned() {
        return runs.stream().filter(run -> !run.hasReturned()).toList();
    }

    /** What handlers have thrown. */
    synchronized Map<HandlerRun.Place, Throwable> failures() {
        var failures = new LinkedHashMap<HandlerRun.Place, Throwable>();
        for (var run : runs) {
            var failure = run.failure();
            if (failure != null) {
                failures.put(run.place(), failure);
            }
        }
        return failures;
    }

    synchronized List<Told> told() {
        return List.copyOf(told);
    }

    private synchronized void add(HandlerRun run) {
        runs.add(run);
    }

    private void tell(ChatFeedback feedback, @Nullable Throwable failure) {
        synchronized (this) {
            told.add(new Told(feedback, failure));
        }
        changes.tell();
    }

    /** The same handler, watched. */
    ChatHandler watch(ChatHandler handler) {
        return new Watched(handler);
    }

    private final class Watched implements ChatHandler {

        private final ChatHandler handler;

        Watched(ChatHandler handler) {
            this.handler = handler;
        }

        @Override
        public ChatProfile profile() {
            return handler.profile();
        }

        @Override
        public void reply(Chat chat) throws Exception {
            var run = new HandlerRun(running.get(), Thread.currentThread());
            add(run);
            changes.tell();
            try {
                handler.reply(WatchedWrites.of(Chat.class, chat, run));
                run.returned(null);
            } catch (Exception | Error e) {
                run.returned(e);
                throw e;
            } finally {
                changes.tell();
            }
        }

        @Override
        public void feedback(ChatFeedback feedback) throws Exception {
            try {
                handler.feedback(feedback);
            } catch (Exception | Error e) {
                tell(feedback, e);
                throw e;
            }
            tell(feedback, null);
        }
    }
}
