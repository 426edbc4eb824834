package dev.parley.conversation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prompts in memory. Thread-safe. */
final class MemoryPromptStore implements PromptStore {

    // Guarded by this object's monitor.
    private final Map<String, Map<String, Prompt>> prompts = new HashMap<>();

    private Map<String, Prompt> of(String owner) {
        return prompts.getOrDefault(owner, Map.of());
    }

    @Override
    public synchronized List<Prompt> list(String owner) {
        return of(owner).values().stream()
                .sorted(Comparator.comparing(Prompt::title).thenComparing(Prompt::id))
                .toList();
    }

    @Override
    public synchronized Optional<Prompt> find(String owner, String id) {
        return Optional.ofNullable(of(owner).get(id));
    }

    @Override
    public synchronized int count(String owner) {
        return of(owner).size();
    }

    @Override
    public synchronized void put(String owner, Prompt prompt) {
        prompts.computeIfAbsent(owner, known -> new HashMap<>()).put(prompt.id(), prompt);
    }

    @Override
    public synchronized boolean remove(String owner, String id) {
        var own = prompts.get(owner);
        return own != null && own.remove(id) != null;
    }
}
