package dev.parley.web;

import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.ConversationSummary;
import dev.parley.conversation.SearchHit;
import dev.parley.conversation.SearchQuery;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds words in the owner's titles and messages. */
@Path("/api/search")
@RunOnVirtualThread
public class SearchResource {

    private static final int USUAL = 20;
    private static final int MOST = 100;

    private final ConversationStore store;
    private final OwnConversations own;

    SearchResource(ConversationStore store, OwnConversations own) {
        this.store = store;
        this.own = own;
    }

    /** @param next null at the end */
    @RegisterForReflection
    record Found(List<Item> items, @Nullable String next) {}

    /** @param message null for the title */
    @RegisterForReflection
    record Item(
            ConversationSummary conversation,
            @Nullable Integer message,
            Instant time,
            String snippet,
            List<List<Integer>> marks) {}

    /** The newest first. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String search(
            @Context HttpServerRequest request,
            @QueryParam("q") @Nullable String words,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after) {
        var query = SearchQuery.of(Parameters.required("q", words));
        int wanted = Parameters.limit(limit, USUAL, MOST);
        var place = PageCursor.search(after);
        var hits = own.owner(request)
                .filter(owner -> !query.isEmpty())
                .map(owner -> store.search(owner, query, place, wanted + 1))
                .orElse(List.of());
        return ConversationJson.write(found(query, hits, wanted));
    }

    private static Found found(SearchQuery query, List<SearchHit> hits, int wanted) {
        boolean more = hits.size() > wanted;
        var shown = more ? hits.subList(0, wanted) : hits;
        return new Found(
                shown.stream().map(hit -> item(query, hit)).toList(),
                more ? PageCursor.of(shown.getLast().place()) : null);
    }

    private static Item item(SearchQuery query, SearchHit hit) {
        var marks = query.find(hit.text());
        var snippet = hit.message() == null ? Snippet.whole(hit.text(), marks) : Snippet.around(hit.text(), marks);
        return new Item(hit.conversation(), hit.message(), hit.time(), snippet.text(), snippet.marks());
    }
}
