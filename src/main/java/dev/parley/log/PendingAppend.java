package dev.parley.log;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * An append on its way to the writer.
 *
 * @param backlog whose room it takes; null where nobody's is counted
 * @param committed completed on the writer's thread; null where nobody waits for it
 */
record PendingAppend(
        ConversationLog log,
        Append append,
        @Nullable Backlog backlog,
        int weight,
        @Nullable CompletableFuture<Void> committed) {

    void succeed() {
        if (backlog != null) {
            backlog.remove(weight);
        }
        if (committed != null) {
            committed.complete(null);
        }
    }

    void fail(NotStoredException reason) {
        if (backlog != null) {
            backlog.fail(reason);
            backlog.remove(weight);
        }
        if (committed != null) {
            committed.completeExceptionally(reason);
        }
    }
}
