package dev.parley.turn;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.FaultyStore;
import dev.parley.log.ConversationLog;
import dev.parley.log.ConversationLogs;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits for what conversations come to, looking again after each event. */
final class EventWatch {

    private final FaultyStore store;
    private final ConversationLogs logs;
    private final Map<ConversationId, ConversationLog> watched = new ConcurrentHashMap<>();

    EventWatch(FaultyStore store, ConversationLogs logs) {
        this.store = store;
        this.logs = logs;
    }

    void await(ConversationId conversation, Supplier<Boolean> condition) throws InterruptedException {
        watched.computeIfAbsent(conversation, this::watch);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        synchronized (watched) {
            while (!condition.get()) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("It never came to that: " + lastEvents(conversation));
                }
                watched.wait(1_000);
            }
        }
    }

    private ConversationLog watch(ConversationId conversation) {
        var log = logs.hold(conversation);
        log.read(null, Runnable::run).subscribe().with(delivery -> {
            synchronized (watched) {
                watched.notifyAll();
            }
        });
        return log;
    }

    private String lastEvents(ConversationId conversation) {
        var events = store.events(conversation);
        return String.join(
                "\n",
                events.subList(Math.max(0, events.size() - 30), events.size()).stream()
                        .map(String::valueOf)
                        .toList());
    }
}
