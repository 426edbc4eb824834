package dev.parley.observe;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The values of labels: few, whatever a server calls its models. */
final class Labels {

    /** What has no name, or one too many. */
    static final String OTHER = "other";

    private static final int MOST = 50;
    private static final int LONGEST = 100;

    private final Set<String> known = ConcurrentHashMap.newKeySet();

    static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** A name that somebody else chose, as long as there are not too many of them. */
    String bounded(String name) {
        if (known.contains(name)) {
            return name;
        }
        return name.length() <= LONGEST && known.size() < MOST && known.add(name) ? name : OTHER;
    }
}
