package dev.parley.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.conversation.BlobId;
import dev.parley.conversation.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of an object that a client sent; one of another type than asked for is refused. */
record Fields(JsonNode object) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    boolean has(String field) {
        return object.hasNonNull(field);
    }

    /** The command's id, if it has a good one: so that an error can name it. */
    @Nullable
    String id() {
        var id = object.path("id");
        return id.isTextual() && ID.matcher(id.textValue()).matches() ? id.textValue() : null;
    }

    String requiredId() {
        String id = id();
        if (id == null) {
            throw malformed("The field id takes 8 to 64 of A-Z a-z 0-9 _ -");
        }
        return id;
    }

    /** By HTTP nobody has to be able to send a command twice. */
    String idOrNew() {
        return has("id") ? requiredId() : newId();
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }

    String text(String field) {
        var value = object.path(field);
        if (!value.isTextual()) {
            throw malformed("The field " + field + " takes a text.");
        }
        return value.textValue();
    }

    @Nullable
    String optionalText(String field) {
        return has(field) ? text(field) : null;
    }

    /** Names of files; null where nothing is said of them. */
    @Nullable
    List<BlobId> optionalFiles(String field) {
        return has(field) ? files(object.get(field), field) : null;
    }

    /** Names of files; none where nothing is said of them. */
    List<BlobId> files(String field) {
        var files = optionalFiles(field);
        return files == null ? List.of() : files;
    }

    private static List<BlobId> files(JsonNode value, String field) {
        var files = new ArrayList<BlobId>();
        value.forEach(file -> {
            if (file.isTextual() && BlobId.isValid(file.textValue())) {
                files.add(new BlobId(file.textValue()));
            }
        });
        if (!value.isArray() || files.size() < value.size()) {
            throw malformed("The field " + field + " takes a list of files, as uploading has named them.");
        }
        return files;
    }

    /** Settings, in which what is left out is as configured; null where nothing is said of them. */
    @Nullable
    Settings optionalSettings(String field) {
        return has(field) ? settings(field) : null;
    }

    /** Settings, in which what is left out is as configured. */
    Settings settings(String field) {
        if (!object.path(field).isObject()) {
            throw malformed("The field " + field + " takes an object.");
        }
        var given = new Fields(object.get(field));
        try {
            return new Settings(
                    given.filledText("model"), given.filledText("effort"), given.filledText("systemPrompt"));
        } catch (IllegalArgumentException e) {
            throw malformed("The settings are not right: " + e.getMessage() + ".");
        }
    }

    private @Nullable String filledText(String field) {
        String text = optionalText(field);
        return text == null || text.isBlank() ? null : text;
    }

    int number(String field) {
        var value = object.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw malformed("The field " + field + " takes a number.");
        }
        return value.intValue();
    }

    boolean flag(String field) {
        var value = object.path(field);
        if (!value.isBoolean()) {
            throw malformed("The field " + field + " takes true or false.");
        }
        return value.booleanValue();
    }

    @Nullable
    Boolean optionalFlag(String field) {
        return has(field) ? Boolean.valueOf(flag(field)) : null;
    }

    /** Any JSON but null. */
    JsonNode value(String field) {
        if (!has(field)) {
            throw malformed("The field " + field + " is missing.");
        }
        return object.get(field);
    }

    static WireError malformed(String text) {
        return new WireError(ErrorCode.MALFORMED, text);
    }
}
