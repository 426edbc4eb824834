package dev.parley.conversation.jdbc;

import dev.parley.conversation.ConversationId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The conversations that were written to lately. Writer's thread only. */
final class LiveConversations {

    private static final int MOST_IDLE = 2_000;

    private final Map<ConversationId, LiveConversation> kept = new LinkedHashMap<>(16, 0.75f, true);

    @Nullable
    LiveConversation find(ConversationId id) {
        return kept.get(id);
    }

    void put(LiveConversation live) {
        kept.put(live.conversation().id(), live);
        if (kept.size() > MOST_IDLE) {
            forgetOldest();
        }
    }

    void remove(ConversationId id) {
        kept.remove(id);
    }

    /** What is not idle is not forgotten: its open elements are known here only. */
    private void forgetOldest() {
        var oldest = kept.values().iterator();
        while (kept.size() > MOST_IDLE && oldest.hasNext()) {
            if (oldest.next().idle()) {
                oldest.remove();
            }
        }
    }
}
