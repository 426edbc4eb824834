package dev.parley.model.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The beginnings of prompts that were to be kept, as the real API keeps them: up to each block with a mark, found again by
 * what is the same from the start. Thread-safe.
 */
final class PromptCache {

    /** Shorter beginnings are not kept. */
    private static final int LEAST_TOKENS = 1024;
    /** How far before a mark an earlier beginning is looked for. */
    private static final int LOOK_BACK = 20;

    private static final int MOST = 1_000;
    private static final long FIVE_MINUTES = 300_000;
    private static final long HOUR = 3_600_000;
    private static final int CHARACTERS = 4;

    private final LongSupplier millis;
    private final Map<String, Long> keptUntil = new LinkedHashMap<>();

    PromptCache(LongSupplier millis) {
        this.millis = millis;
    }

    /** What a prompt costs: the three add up to all of it. */
    record Counts(int input, int read, int written) {}

    /** @param until when it is forgotten, in milliseconds from now; 0 for a block without a mark */
    private record Beginning(String hash, int tokens, long until) {}

    /** Counts a prompt that is about to be answered, and keeps what is to be kept of it. */
    synchronized Counts count(JsonObject body, int all) {
        var beginnings = beginnings(body);
        int last = lastMarked(beginnings);
        if (last < 0) {
            return new Counts(all, 0, 0);
        }
        int read = read(beginnings, last);
        long now = millis.getAsLong();
        int upTo = 0;
        for (var beginning : beginnings.subList(0, last + 1)) {
            if (beginning.until() > 0 && beginning.tokens() >= LEAST_TOKENS) {
                keptUntil.put(beginning.hash(), now + beginning.until());
                upTo = beginning.tokens();
            }
        }
        keptUntil.entrySet().removeIf(kept -> kept.getValue() <= now);
        while (keptUntil.size() > MOST) {
            keptUntil.remove(keptUntil.keySet().iterator().next());
        }
        int written = Math.max(0, upTo - read);
        return new Counts(Math.max(0, all - read - written), read, written);
    }

    private static int lastMarked(List<Beginning> beginnings) {
        for (int at = beginnings.size() - 1; at >= 0; at--) {
            if (beginnings.get(at).until() > 0) {
                return at;
            }
        }
        return -1;
    }

    private int read(List<Beginning> beginnings, int last) {
        long now = millis.getAsLong();
        int marked = -1;
        for (int at = last; at >= 0; at--) {
            marked = beginnings.get(at).until() > 0 ? at : marked;
            Long until = keptUntil.get(beginnings.get(at).hash());
            if (until != null && until > now && marked - at < LOOK_BACK) {
                return beginnings.get(at).tokens();
            }
        }
        return 0;
    }

    /** One for each block: the system prompt's first, then the messages'. */
    private static List<Beginning> beginnings(JsonObject body) {
        var beginnings = new ArrayList<Beginning>();
        var digest = sha256();
        digest.update(body.getString("model").getBytes(StandardCharsets.UTF_8));
        int characters = add(beginnings, digest, "system", body.getValue("system"), 0);
        for (Object message : body.getJsonArray("messages")) {
            var fields = (JsonObject) message;
            characters = add(beginnings, digest, fields.getString("role"), fields.getValue("content"), characters);
        }
        return beginnings;
    }

    private static int add(List<Beginning> beginnings, MessageDigest digest, String role, Object content, int before) {
        int characters = before;
        for (Object block : blocks(content)) {
            var fields = ((JsonObject) block).copy();
            var mark = (JsonObject) fields.remove("cache_control");
            String text = role + fields.encode();
            characters += text.length();
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            beginnings.add(new Beginning(hash(digest), characters / CHARACTERS, lifetime(mark)));
        }
        return characters;
    }

    private static JsonArray blocks(Object content) {
        return switch (content) {
            case JsonArray blocks -> blocks;
            case String text ->
                new JsonArray().add(new JsonObject().put("type", "text").put("text", text));
            case null, default -> new JsonArray();
        };
    }

    private static long lifetime(JsonObject mark) {
        if (mark == null) {
            return 0;
        }
        return "1h".equals(mark.getString("ttl")) ? HOUR : FIVE_MINUTES;
    }

    private static String hash(MessageDigest digest) {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 can be copied", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
