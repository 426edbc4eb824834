package dev.parley.model.simulator;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers which prompts have failed how often, so that they can succeed later. */
final class Failing {

    /** Forgotten all at once beyond this: a memory for trying things out, not a leak. */
    private static final int MOST = 1_000;

    private final Map<String, Integer> failures = new ConcurrentHashMap<>();

    /** Whether this try is to fail: always, unless the argument says {@code once} or {@code twice}. */
    boolean fails(Prompt prompt, String argument) {
        int times = argument.contains("once") ? 1 : argument.contains("twice") ? 2 : Integer.MAX_VALUE;
        if (times == Integer.MAX_VALUE) {
            return true;
        }
        if (failures.size() > MOST) {
            failures.clear();
        }
        String key = prompt.messages().encode();
        if (failures.merge(key, 1, Integer::sum) <= times) {
            return true;
        }
        failures.remove(key);
        return false;
    }

    static Map<String, String> retryAfter(String argument) {
        String first = argument.split("\\s", 2)[0];
        return first.matches("\\d{1,9}") ? Map.of("retry-after", first) : Map.of();
    }
}
