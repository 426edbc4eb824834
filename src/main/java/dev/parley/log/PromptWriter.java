package dev.parley.log;

import dev.parley.conversation.Prompt;
import dev.parley.conversation.PromptStore;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** Changes owners' prompts by way of the one writer, between two batches of events. Thread-safe. */
public final class PromptWriter {

    private final PromptStore store;
    private final GroupCommit writer;

    PromptWriter(PromptStore store, GroupCommit writer) {
        this.store = store;
        this.writer = writer;
    }

    /**
     * Adds a prompt, unless the owner has so many already. Blocks; not for an event loop.
     *
     * @return whether it was added
     * @throws NotStoredException if the store fails
     */
    public boolean add(String owner, Prompt prompt, int most) {
        return write(() -> {
            if (store.count(owner) >= most) {
                return false;
            }
            store.put(owner, prompt);
            return true;
        });
    }

    /**
     * Replaces the owner's prompt of that id, if it is still there. Blocks; not for an event loop.
     *
     * @return whether it was
     * @throws NotStoredException if the store fails
     */
    public boolean change(String owner, Prompt prompt) {
        return write(() -> {
            if (store.find(owner, prompt.id()).isEmpty()) {
                return false;
            }
            store.put(owner, prompt);
            return true;
        });
    }

    /**
     * Removes the owner's prompt of that id. Blocks; not for an event loop.
     *
     * @return whether there was one
     * @throws NotStoredException if the store fails
     */
    public boolean remove(String owner, String id) {
        return write(() -> store.remove(owner, id));
    }

    private boolean write(Supplier<Boolean> write) {
        var done = new boolean[1];
        try {
            writer.write(() -> done[0] = write.get()).get();
            return done[0];
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotStoredException(e);
        } catch (ExecutionException e) {
            throw new NotStoredException(Objects.requireNonNullElse(e.getCause(), e));
        }
    }
}
