package dev.parley.web;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What has changed in a reader's list of conversations and was not told yet: the latest state of each. Thread-safe. */
final class ListNews {

    private final Map<ConversationId, ConversationSummary> untold = new LinkedHashMap<>();

    /** Whether it is the first that is to be told. */
    synchronized boolean add(ConversationSummary summary) {
        boolean first = untold.isEmpty();
        untold.put(summary.id(), summary);
        return first;
    }

    synchronized List<ConversationSummary> take() {
        if (untold.isEmpty()) {
            return List.of();
        }
        var taken = List.copyOf(untold.values());
        untold.clear();
        return taken;
    }
}
