package dev.parley.web;

import dev.parley.conversation.ConversationStore;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * How large a request's body may be: as large as a command, for an import as large as its file, for an attachment as large as
 * any that is kept. The server's own limit is the largest one, because it knows no routes.
 */
@Singleton
class BodyLimits {

    /** Around Quarkus's own check of the length that a request announces. */
    private static final int BEFORE_CHECK = 3;

    private static final int AFTER_CHECK = 1;

    /** Beyond the limit, so that whoever reads the body says what is wrong, and not the connection by closing. */
    private static final long SLACK = 1_000_000;

    private static final int LONGEST_CHARACTER = 4;

    private static final Pattern ATTACHMENT = Pattern.compile("/api/conversations/[^/]+/files");

    private final long command;
    private final long imported;
    private final ConversationStore store;
    private final ToldErrors errors;

    BodyLimits(WireConfig wire, ImportConfig imports, ConversationStore store, ToldErrors errors) {
        this.command = (long) LONGEST_CHARACTER * wire.maxCommandLength();
        this.imported = imports.maxSize().asLongValue();
        this.store = store;
        this.errors = errors;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_CHECK);
        filters.register(this::bound, AFTER_CHECK);
    }

    private long limit(RoutingContext context) {
        if (!context.request().method().equals(HttpMethod.POST)) {
            return command;
        }
        String path = context.normalizedPath();
        if (ImportResource.PATH.equals(path)) {
            return imported;
        }
        return ATTACHMENT.matcher(path).matches() ? store.blobs().limits().largest() : command;
    }

    private void check(RoutingContext context) {
        if (announced(context) > limit(context)) {
            var error = new WireError(
                    ErrorCode.TOO_LARGE, "The request's body may have at most " + limit(context) + " bytes.");
            if (context.request().version() != HttpVersion.HTTP_2) {
                // Nobody reads the rest of it.
                context.response().putHeader(HttpHeaders.CONNECTION, "close");
            }
            errors.answer(context, error);
        } else {
            context.next();
        }
    }

    private static long announced(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException notOne) {
            return Long.MAX_VALUE;
        }
    }

    /** A body whose length nobody announced is counted as it comes. */
    private void bound(RoutingContext context) {
        if (context.get(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY) != null) {
            context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, limit(context) + SLACK);
        }
        context.next();
    }
}
