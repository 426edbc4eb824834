package dev.parley.transfer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The messages of a conversation as a file has them, each behind its parent; those left out are stood in for by their own. */
final class MessageTree {

    private final List<Outline.Place> places = new ArrayList<>();
    /** For each key that was met the one to follow: itself, or of one left out the one above; empty for none. */
    private final Map<String, String> standIns = new HashMap<>();

    private static final String NONE = "";

    void add(String key, @Nullable String parent, Slice slice) {
        places.add(new Outline.Place(key, orNull(standIn(parent)), slice));
        put(key, key);
    }

    void leaveOut(String key, @Nullable String parent) {
        put(key, standIn(parent));
    }

    private void put(String key, String standIn) {
        if (key.isEmpty() || standIns.putIfAbsent(key, standIn) != null) {
            throw ImportRefused.malformed("Two messages have the same id.");
        }
    }

    private String standIn(@Nullable String key) {
        if (key == null) {
            return NONE;
        }
        String found = standIns.get(key);
        if (found == null) {
            throw ImportRefused.malformed("A message follows one that does not stand before it.");
        }
        return found;
    }

    boolean contains(String key) {
        return standIns.containsKey(key);
    }

    List<Outline.Place> places() {
        return places;
    }

    /** The end of the shown path: the named message if it is there, else the last. */
    @Nullable
    String shown(@Nullable String named) {
        String known = orNull(standIns.getOrDefault(named == null ? NONE : named, NONE));
        return known != null || places.isEmpty() ? known : places.getLast().key();
    }

    private static @Nullable String orNull(String key) {
        return key.isEmpty() ? null : key;
    }
}
