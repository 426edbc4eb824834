package dev.parley.model.simulator;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Refuses what the real API would refuse, in its words as far as they are known. */
final class RequestCheck {

    static final String NEWEST = "2026-10-21";

    private static final Set<String> VERSIONS = Set.of("2023-01-01", "2023-06-01", NEWEST);
    private static final Set<String> ROLES = Set.of("user", "assistant", "system");
    private static final Set<String> EFFORTS = Set.of("low", "medium", "high", "xhigh", "max");
    private static final Set<String> THINKING = Set.of("adaptive", "enabled", "disabled", "between_tools");
    private static final List<String> PICTURES = List.of("image/png", "image/jpeg", "image/gif", "image/webp");
    private static final List<String> DOCUMENTS = List.of("application/pdf");
    private static final int LARGEST_PICTURE = 10_000_000;
    private static final int LEAST_BUDGET = 1024;
    private static final int MOST_MARKS = 4;
    private static final Set<String> LIFETIMES = Set.of("5m", "1h");

    /** Carries a refusal out of the checks. */
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        final transient Refusal refusal;

        Refused(Refusal refusal) {
            this(refusal, null);
        }

        /** Without a stack: it is an answer, not a defect. */
        Refused(Refusal refusal, @Nullable Throwable cause) {
            super(refusal.message(), cause, false, false);
            this.refusal = refusal;
        }
    }

    private RequestCheck() {}

    /** Returns the version that is spoken. */
    static String headers(@Nullable String key, @Nullable String authorization, @Nullable String version) {
        boolean bearer = authorization != null && authorization.startsWith("Bearer ");
        if (key == null && !bearer) {
            throw new Refused(Refusal.unauthenticated("x-api-key header is required"));
        }
        if ((key + " " + authorization).contains("invalid")) {
            throw new Refused(Refusal.unauthenticated("invalid x-api-key"));
        }
        if (version == null) {
            throw invalid("anthropic-version: header is required");
        }
        if (!VERSIONS.contains(version)) {
            throw invalid("anthropic-version: \"" + version + "\" is not a valid version");
        }
        return version;
    }

    static JsonObject body(String text, String version, boolean counting) {
        try {
            JsonObject body = new JsonObject(text);
            check(body, version, counting);
            return body;
        } catch (DecodeException e) {
            throw new Refused(Refusal.invalid("The request body is not valid JSON"), e);
        } catch (ClassCastException e) {
            throw new Refused(Refusal.invalid("A field of the request has the wrong type"), e);
        }
    }

    private static void check(JsonObject body, String version, boolean counting) {
        require(body, counting ? List.of("model", "messages") : List.of("model", "max_tokens", "messages"));
        String model = body.getString("model");
        if (!Models.knows(model)) {
            throw new Refused(Refusal.notFound("model: " + model));
        }
        if (!counting) {
            maxTokens(body.getInteger("max_tokens"), model);
        }
        thinking(body.getJsonObject("thinking"));
        effort(body.getJsonObject("output_config"), model);
        if (version.equals(NEWEST)) {
            noSampling(body);
        }
        messages(body.getJsonArray("messages"), model, version);
        cacheMarks(body);
    }

    private static void cacheMarks(JsonObject body) {
        Stream<Object> messages =
                body.getJsonArray("messages").stream().map(message -> ((JsonObject) message).getValue("content"));
        List<JsonObject> marks = Stream.concat(Stream.of(body.getValue("system", "")), messages)
                .filter(JsonArray.class::isInstance)
                .flatMap(content -> ((JsonArray) content).stream())
                .map(block -> ((JsonObject) block).getJsonObject("cache_control"))
                .filter(Objects::nonNull)
                .toList();
        if (marks.size() > MOST_MARKS) {
            throw invalid("A maximum of 4 blocks with cache_control may be provided. Found " + marks.size() + ".");
        }
        for (JsonObject mark : marks) {
            if (!"ephemeral".equals(mark.getString("type")) || !LIFETIMES.contains(mark.getString("ttl", "5m"))) {
                throw invalid("cache_control: Input should be of type 'ephemeral' with a ttl of '5m' or '1h'");
            }
        }
    }

    private static void require(JsonObject body, List<String> fields) {
        for (String field : fields) {
            if (body.getValue(field) == null) {
                throw invalid(field + ": Field required");
            }
        }
    }

    private static void maxTokens(int tokens, String model) {
        int most = Models.longestAnswer(model);
        if (tokens < 1) {
            throw invalid("max_tokens: Input should be greater than or equal to 1");
        }
        if (tokens > most) {
            throw invalid("max_tokens: " + tokens + " > " + most + ", which is the maximum allowed for " + model);
        }
    }

    private static void thinking(@Nullable JsonObject thinking) {
        if (thinking == null) {
            return;
        }
        String type = thinking.getString("type");
        if (type == null || !THINKING.contains(type)) {
            throw invalid("thinking.type: Input should be one of " + THINKING);
        }
        if (type.equals("enabled") && thinking.getInteger("budget_tokens", 0) < LEAST_BUDGET) {
            throw invalid("thinking.enabled.budget_tokens: Input should be greater than or equal to 1024");
        }
    }

    private static void effort(@Nullable JsonObject output, String model) {
        String effort = output == null ? null : output.getString("effort");
        if (effort != null && !EFFORTS.contains(effort)) {
            throw invalid("output_config.effort: Input should be one of " + EFFORTS);
        }
        if (effort != null && !Models.takesEffort(model, effort)) {
            throw invalid("output_config.effort: '" + effort + "' is not supported by " + model);
        }
    }

    private static void noSampling(JsonObject body) {
        for (String field : List.of("temperature", "top_p", "top_k")) {
            if (body.containsKey(field)) {
                throw invalid(field + ": Extra inputs are not permitted in version " + NEWEST);
            }
        }
    }

    private static void messages(JsonArray messages, String model, String version) {
        if (messages.isEmpty()) {
            throw invalid("messages: at least one message is required");
        }
        for (int at = 0; at < messages.size(); at++) {
            message(messages.getJsonObject(at), "messages." + at, version);
        }
        String last = messages.getJsonObject(messages.size() - 1).getString("role");
        if (last.equals("assistant") && !Models.takesPrefill(model)) {
            throw invalid("This model does not support assistant message prefill. The conversation must end with a user"
                    + " message.");
        }
    }

    private static void message(JsonObject message, String where, String version) {
        String role = message.getString("role");
        if (role == null || !ROLES.contains(role)) {
            throw invalid(where + ".role: Input should be 'user', 'assistant' or 'system'");
        }
        Object content = message.getValue("content");
        if (content instanceof String text) {
            nonEmpty(text, where);
        } else if (content instanceof JsonArray blocks && !blocks.isEmpty()) {
            for (int at = 0; at < blocks.size(); at++) {
                block(blocks.getJsonObject(at), role, where + ".content." + at, version);
            }
        } else {
            throw invalid(where + ".content: Field required");
        }
    }

    private static void block(JsonObject block, String role, String where, String version) {
        String type = block.getString("type");
        if (type == null) {
            throw invalid(where + ".type: Field required");
        }
        boolean newest = version.equals(NEWEST);
        if (type.equals("text")) {
            nonEmpty(block.getString("text"), where);
            if (newest && role.equals("user") && block.containsKey("citations")) {
                throw invalid(where + ".citations: Extra inputs are not permitted");
            }
        }
        if (type.equals("image") || type.equals("document")) {
            attachment(block.getJsonObject("source"), type, where);
        }
        if (newest && type.equals("document") && role.equals("assistant")) {
            throw invalid(where + ": document blocks are not permitted in assistant messages");
        }
    }

    private static void attachment(@Nullable JsonObject source, String block, String where) {
        String type = source == null ? null : source.getString("type");
        String media = source == null ? null : source.getString("media_type");
        String data = source == null ? null : source.getString("data");
        boolean text = block.equals("document") && "text".equals(type) && "text/plain".equals(media);
        boolean bytes = "base64".equals(type) && (block.equals("image") ? PICTURES : DOCUMENTS).contains(media);
        if (data == null || data.isEmpty() || !(text || bytes)) {
            throw invalid(where + ".source: Input should be a valid " + block + " source");
        }
        if (block.equals("image") && data.length() > LARGEST_PICTURE) {
            throw invalid(where + ".source: image exceeds 10 MB maximum");
        }
    }

    private static void nonEmpty(@Nullable String text, String where) {
        if (text == null || text.isBlank()) {
            throw invalid(where + ": text content blocks must contain non-whitespace text");
        }
    }

    private static Refused invalid(String message) {
        return new Refused(Refusal.invalid(message));
    }
}
