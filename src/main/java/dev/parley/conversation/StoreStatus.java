package dev.parley.conversation;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Whether the store takes what is written, as of the last attempt. Thread-safe. */
public final class StoreStatus {

    public enum State {
        WORKING,
        /** What is written is refused for now. */
        FAILING,
        /** Another process has the store: this one will never write again. */
        LOST
    }

    /** @param reason in a sentence for the operator; empty while it works */
    public record Current(State state, String reason) {}

    private static final Logger LOG = Logger.getLogger(StoreStatus.class);

    private final List<Consumer<String>> onLost = new CopyOnWriteArrayList<>();
    private volatile Current current = new Current(State.WORKING, "");

    public Current current() {
        return current;
    }

    public void works() {
        if (current.state() == State.FAILING) {
            LOG.info("The store takes what is written again");
            current = new Current(State.WORKING, "");
        }
    }

    public void fails(String reason) {
        if (current.state() == State.WORKING) {
            LOG.errorf("Nothing can be stored: %s", reason);
        }
        if (current.state() != State.LOST) {
            current = new Current(State.FAILING, reason);
        }
    }

    /** Tells the listeners, once. */
    public void lost(String reason) {
        boolean news;
        synchronized (this) {
            news = current.state() != State.LOST;
            current = new Current(State.LOST, reason);
        }
        if (news) {
            onLost.forEach(listener -> listener.accept(reason));
        }
    }

    /** @param listener told on the writer's thread, with the reason; must not block */
    public void onLost(Consumer<String> listener) {
        onLost.add(listener);
    }
}
