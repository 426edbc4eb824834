package dev.parley.transfer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the conversations in a file, and sees to it that all of the file is JSON before the first is taken in. */
final class ImportFile {

    private final JsonFile file;
    private final ImportLimits limits;
    private final List<Slice> conversations = new ArrayList<>();

    ImportFile(JsonFile file, ImportLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    List<Slice> conversations() throws IOException {
        requireText();
        return file.walk(file.whole(), this::walk);
    }

    private List<Slice> walk(JsonParser json) throws IOException {
        for (var token = json.currentToken(); token != null; token = json.nextToken()) {
            addFrom(json, token);
        }
        if (conversations.isEmpty()) {
            throw ImportRefused.malformed("There are no conversations in this file.");
        }
        return conversations;
    }

    /** The archive itself is a likely mistake. */
    private void requireText() throws IOException {
        byte[] start = file.start();
        if (start.length >= 2 && start[0] == 'P' && start[1] == 'K') {
            throw ImportRefused.malformed("This is a ZIP archive. Unpack it, and import its conversations.json.");
        }
        if (start.length == 0) {
            throw ImportRefused.malformed("The file is empty.");
        }
    }

    private void addFrom(JsonParser json, JsonToken token) throws IOException {
        switch (token) {
            case START_ARRAY -> addAll(json);
            case START_OBJECT -> addObject(json);
            default -> throw ImportRefused.malformed("The file must hold an object, or a list of conversations.");
        }
    }

    private void addAll(JsonParser json) throws IOException {
        JsonFile.forEach(json, file.whole(), conversations, limits.conversations(), "conversations");
    }

    /** A document of conversations, or one conversation by itself. */
    private void addObject(JsonParser json) throws IOException {
        long start = json.currentTokenLocation().getByteOffset();
        boolean isDocument = false;
        @Nullable String format = null;
        int version = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "conversations" -> {
                    isDocument = true;
                    addAll(json);
                }
                case "format" -> format = json.getValueAsString();
                case "version" -> version = json.getValueAsInt();
                default -> {}
            }
            json.skipChildren();
        }
        json.finishToken();
        if (isDocument) {
            requireKnown(format, version);
        } else {
            conversations.add(new Slice(start, json.currentLocation().getByteOffset() - start));
        }
    }

    private static void requireKnown(@Nullable String format, int version) {
        if (!JsonExport.FORMAT.equals(format) || version < 1 || version > JsonExport.VERSION) {
            throw ImportRefused.malformed("This Parley reads its own exports up to version " + JsonExport.VERSION
                    + "; the file says " + (format == null ? "nothing" : Texts.clipped(format, 40)) + ", version "
                    + version + ".");
        }
    }
}
