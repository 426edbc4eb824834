package dev.parley.conversation;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What owners have spent, by days. Thread-safe. */
final class MemorySpending {

    private final Map<String, NavigableMap<LocalDate, Spending>> byOwner = new HashMap<>();

    synchronized void add(String owner, List<Spent> all) {
        var days = byOwner.computeIfAbsent(owner, first -> new TreeMap<>());
        all.forEach(spent -> days.merge(spent.day(), spent.amount(), Spending::plus));
    }

    /** @param owner null for all of them together */
    synchronized Spending sum(@Nullable String owner, LocalDate from, LocalDate to) {
        return byOwner.entrySet().stream()
                .filter(days -> owner == null || owner.equals(days.getKey()))
                .flatMap(days -> days.getValue().subMap(from, true, to, true).values().stream())
                .reduce(Spending.NONE, Spending::plus);
    }
}
