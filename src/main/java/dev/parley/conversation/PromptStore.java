package dev.parley.conversation;

import java.util.List;
import java.util.Optional;

/**
 * Where owners' prompts are kept: beside their conversations. Thread-safe; every call may block, and fails with {@link StoreFailure}.
 *
 * <p>Writes come from the one thread that commits. The owner is part of every look-up: an id of somebody else's is no id.
 */
public interface PromptStore {

    /** The owner's prompts, by title and then by id, each compared by its characters' codes. */
    List<Prompt> list(String owner);

    Optional<Prompt> find(String owner, String id);

    int count(String owner);

    /** Adds a prompt, or replaces the owner's of that id. A write. */
    void put(String owner, Prompt prompt);

    /** A write. Whether there was one. */
    boolean remove(String owner, String id);
}
