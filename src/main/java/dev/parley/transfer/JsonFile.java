package dev.parley.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.transfer.ImportRefused.Reason;
import java.io.IOException;
import java.util.List;

/** A file of JSON that is walked through without being in memory: what is found in it is remembered by its place. */
final class JsonFile {

    private static final int DEEPEST = 64;
    /** Of one message: a tree of so many nodes is the most that is in memory; a chart of 10,000 rows fits. */
    private static final long MOST_TOKENS = 250_000;

    private final Spool spool;
    private final int longestMessage;
    private final JsonFactory factory;
    private final ObjectMapper trees;

    JsonFile(Spool spool, ImportLimits limits) {
        this.spool = spool;
        this.longestMessage = limits.message();
        var constraints =
                StreamReadConstraints.builder().maxNestingDepth(DEEPEST).maxStringLength(longestMessage);
        this.factory = factory(constraints.build());
        this.trees =
                new ObjectMapper(factory(constraints.maxTokenCount(MOST_TOKENS).build()));
    }

    /** Names come from the file, as many as it likes: none is kept for another file. */
    private static JsonFactory factory(StreamReadConstraints constraints) {
        return JsonFactory.builder()
                .streamReadConstraints(constraints)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
    }

    Slice whole() {
        return spool.whole();
    }

    /** The first bytes, as many as tell what it is. */
    byte[] start() throws IOException {
        try (var bytes = spool.open(whole())) {
            return bytes.readNBytes(2);
        }
    }

    interface Walk<T> {
        T walk(JsonParser json) throws IOException;
    }

    /** Walks through a value; fails with {@link ImportRefused} where it is no JSON. */
    <T> T walk(Slice slice, Walk<T> walk) throws IOException {
        try (var json = factory.createParser(spool.open(slice))) {
            json.nextToken();
            return walk.walk(json);
        } catch (JsonProcessingException e) {
            throw refused(e);
        }
    }

    private static ImportRefused refused(JsonProcessingException e) {
        var place = e.getLocation();
        return ImportRefused.malformed("This is not JSON that can be read"
                + (place == null ? "" : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")") + ": "
                + firstLine(e.getOriginalMessage()));
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    /** The value that the parser stands at, by its place; the parser stands at its end then. */
    static Slice skip(JsonParser json, Slice within) throws IOException {
        long start = json.currentTokenLocation().getByteOffset();
        if (start < 0) {
            throw ImportRefused.malformed("The file must be UTF-8.");
        }
        json.skipChildren();
        json.finishToken();
        long end = json.currentLocation().getByteOffset();
        return new Slice(within.start() + start, end - start);
    }

    /** The places of an array's values, where the parser stands at its beginning. */
    static void forEach(JsonParser json, Slice within, List<Slice> found, int most, String what) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw ImportRefused.malformed("The field of the " + what + " takes a list.");
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (found.size() >= most) {
                throw new ImportRefused(Reason.TOO_LARGE, "There are more than " + most + " " + what + ".");
            }
            found.add(skip(json, within));
        }
    }

    /** One message, or something else that is small. */
    JsonNode tree(Slice slice) throws IOException {
        if (slice.length() > longestMessage) {
            throw new ImportRefused(Reason.TOO_LARGE, "A message is larger than " + longestMessage + " bytes.");
        }
        try {
            return trees.readTree(spool.open(slice));
        } catch (JsonProcessingException e) {
            throw refused(e);
        }
    }
}
