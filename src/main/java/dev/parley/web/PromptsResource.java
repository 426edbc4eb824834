package dev.parley.web;

import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Prompt;
import dev.parley.conversation.PromptStore;
import dev.parley.conversation.WellFormedText;
import dev.parley.log.ConversationLogs;
import dev.parley.log.NotStoredException;
import dev.parley.log.PromptWriter;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The owner's prompts: listed, added, changed and removed. */
@Path("/api/prompts")
@RunOnVirtualThread
public class PromptsResource {

    private final PromptStore store;
    private final PromptWriter writer;
    private final OwnConversations own;
    private final PromptsConfig config;
    private final CommandParser bodies;

    PromptsResource(
            ConversationStore store,
            ConversationLogs logs,
            OwnConversations own,
            PromptsConfig config,
            WireConfig wire) {
        this.store = store.prompts();
        this.writer = logs.prompts();
        this.own = own;
        this.config = config;
        this.bodies = new CommandParser(wire.maxCommandLength());
    }

    @RegisterForReflection
    record Listing(List<Item> items) {}

    /** @param id null for one that the operator gives to everyone, which nobody changes */
    @RegisterForReflection
    record Item(
            @Nullable String id,
            String title,
            String text,
            @Nullable Instant changedAt) {

        static Item of(Prompt prompt) {
            return new Item(prompt.id(), prompt.title(), prompt.text(), prompt.changedAt());
        }
    }

    /** By title, the owner's first; all of them: there are not many. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String list(@Context HttpServerRequest request) {
        var owned =
                own.owner(request).map(store::list).orElse(List.of()).stream().map(Item::of);
        var shared = config.shared().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new Item(null, entry.getKey(), entry.getValue(), null));
        return ConversationJson.write(new Listing(Stream.concat(owned, shared).toList()));
    }

    /** @param body {@code {"title": …, "text": …}} */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response add(@Context HttpServerRequest request, @Nullable String body) {
        var fields = fields(body);
        var prompt = prompt(Fields.newId(), fields.text("title"), fields.text("text"));
        String owner = own.ownerOrNew(request);
        if (!stored(() -> writer.add(owner, prompt, config.maxPerOwner()))) {
            throw new WireError(
                    ErrorCode.NO_ROOM, "There is room for " + config.maxPerOwner() + " prompts. Remove one first.");
        }
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.LOCATION, request.path() + "/" + prompt.id())
                .entity(ConversationJson.write(Item.of(prompt)))
                .build();
    }

    /** @param body {@code {"title"?: …, "text"?: …}} */
    @PATCH
    @Path("{prompt}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public String change(@Context HttpServerRequest request, @PathParam("prompt") String id, @Nullable String body) {
        String owner = own.owner(request).orElseThrow(PromptsResource::notFound);
        var known = store.find(owner, id).orElseThrow(PromptsResource::notFound);
        var fields = fields(body);
        var prompt = prompt(
                id,
                fields.has("title") ? fields.text("title") : known.title(),
                fields.has("text") ? fields.text("text") : known.text());
        if (!stored(() -> writer.change(owner, prompt))) {
            throw notFound();
        }
        return ConversationJson.write(Item.of(prompt));
    }

    @DELETE
    @Path("{prompt}")
    public void remove(@Context HttpServerRequest request, @PathParam("prompt") String id) {
        String owner = own.owner(request).orElseThrow(PromptsResource::notFound);
        if (!stored(() -> writer.remove(owner, id))) {
            throw notFound();
        }
    }

    private Fields fields(@Nullable String body) {
        return bodies.parse(body == null ? "" : body);
    }

    private static Prompt prompt(String id, String title, String text) {
        String cleanTitle = WellFormedText.of(title).strip().replaceAll("\\s+", " ");
        String cleanText = WellFormedText.of(text).strip();
        if (cleanTitle.isEmpty() || cleanText.isEmpty()) {
            throw Fields.malformed("A prompt has a title and a text.");
        }
        requireShort("title", cleanTitle, Prompt.LONGEST_TITLE);
        requireShort("text", cleanText, Prompt.LONGEST_TEXT);
        return new Prompt(id, cleanTitle, cleanText, Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    private static void requireShort(String field, String value, int longest) {
        if (value.length() > longest) {
            throw new WireError(
                    ErrorCode.TOO_LARGE, "A prompt's " + field + " has at most " + longest + " characters.");
        }
    }

    private static boolean stored(BooleanSupplier write) {
        try {
            return write.getAsBoolean();
        } catch (NotStoredException e) {
            throw new WireError(ErrorCode.NOT_STORED, "The prompt was not saved. Try again in a moment.");
        }
    }

    private static WireError notFound() {
        return new WireError(ErrorCode.NOT_FOUND, "There is no such prompt.");
    }
}
