package dev.parley.model.claude;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.model.ModelMessage;
import dev.parley.model.ModelMessage.Bytes;
import dev.parley.model.ModelMessage.Content;
import dev.parley.model.ModelRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Writes a request in the API's JSON. */
final class RequestBody {

    private static final String PDF = "application/pdf";
    private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

    private final ClaudeConfig config;
    private final CacheMarks marks;

    RequestBody(ClaudeConfig config) {
        this.config = config;
        this.marks = new CacheMarks(config.cache());
    }

    /** @param cached whether the provider is to keep the prompt; what is asked in brief is never asked again */
    byte[] write(ModelRequest request, boolean cached) {
        boolean marked = cached && !request.brief();
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.MAPPER.createGenerator(new OutputStreamWriter(bytes, utf8()))) {
            json.writeStartObject();
            json.writeStringField("model", model(request));
            json.writeNumberField("max_tokens", maxTokens(request));
            json.writeBooleanField("stream", true);
            system(json, request, marked);
            thinking(json, request);
            effort(json, request);
            json.writeArrayFieldStart("messages");
            messages(json, request.messages(), marked);
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("An attachment cannot be read", e);
        }
        return bytes.toByteArray();
    }

    String model(ModelRequest request) {
        String model = request.model();
        return model == null ? config.model() : model;
    }

    private int maxTokens(ModelRequest request) {
        Integer tokens = request.maxTokens();
        return tokens == null ? config.maxTokens() : tokens;
    }

    private void messages(JsonGenerator json, List<ModelMessage> messages, boolean marked) throws IOException {
        int first = marked ? CacheMarks.firstMarked(messages) : messages.size();
        for (int at = 0; at < messages.size(); at++) {
            ModelMessage message = messages.get(at);
            message(json, message, at >= first && message.role() == ModelMessage.Role.USER);
        }
    }

    private void system(JsonGenerator json, ModelRequest request, boolean marked) throws IOException {
        String given = request.system();
        String system = given == null ? config.systemPrompt().orElse("") : given;
        if (system.isBlank()) {
            return;
        }
        if (marked) {
            json.writeArrayFieldStart("system");
            text(json, system, true);
            json.writeEndArray();
        } else {
            json.writeStringField("system", system);
        }
    }

    private void thinking(JsonGenerator json, ModelRequest request) throws IOException {
        if (config.thinking() == ClaudeConfig.Thinking.UNSET) {
            return;
        }
        var thinking = request.brief() ? ClaudeConfig.Thinking.DISABLED : config.thinking();
        json.writeObjectFieldStart("thinking");
        json.writeStringField("type", thinking.name().toLowerCase(Locale.ROOT));
        if (thinking != ClaudeConfig.Thinking.DISABLED) {
            json.writeStringField("display", config.thinkingDisplay().name().toLowerCase(Locale.ROOT));
        }
        json.writeEndObject();
    }

    private void effort(JsonGenerator json, ModelRequest request) throws IOException {
        String given = request.effort();
        String configured = request.brief() ? "" : config.effort().orElse("");
        String effort = given == null ? configured : given;
        if (!effort.isBlank()) {
            json.writeObjectFieldStart("output_config");
            json.writeStringField("effort", effort);
            json.writeEndObject();
        }
    }

    private void message(JsonGenerator json, ModelMessage message, boolean marked) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", message.role().name().toLowerCase(Locale.ROOT));
        json.writeArrayFieldStart("content");
        int last = message.content().size() - 1;
        for (int at = 0; at <= last; at++) {
            content(json, message.content().get(at), marked && at == last);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void content(JsonGenerator json, Content content, boolean marked) throws IOException {
        switch (content) {
            case Content.Text(String text) -> text(json, text, marked);
            case Content.Verbatim(String block) -> json.writeRawValue(block);
            case Content.Image(String mediaType, Bytes bytes) -> {
                json.writeStartObject();
                json.writeStringField("type", "image");
                base64(json, mediaType, bytes);
                end(json, marked);
            }
            case Content.Document document -> document(json, document, marked);
        }
    }

    private void text(JsonGenerator json, String text, boolean marked) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "text");
        json.writeStringField("text", text);
        end(json, marked);
    }

    private void end(JsonGenerator json, boolean marked) throws IOException {
        if (marked) {
            marks.write(json);
        }
        json.writeEndObject();
    }

    private void document(JsonGenerator json, Content.Document document, boolean marked) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "document");
        if (document.mediaType().equals(PDF)) {
            base64(json, PDF, document.bytes());
        } else {
            text(json, document.bytes());
        }
        json.writeStringField("title", document.name());
        end(json, marked);
    }

    private static void base64(JsonGenerator json, String mediaType, Bytes bytes) throws IOException {
        json.writeObjectFieldStart("source");
        json.writeStringField("type", "base64");
        json.writeStringField("media_type", mediaType);
        json.writeFieldName("data");
        try (var in = bytes.open()) {
            json.writeBinary(in, Math.toIntExact(bytes.size()));
        }
        json.writeEndObject();
    }

    /** What is not UTF-8 in it becomes the replacement character. */
    private static void text(JsonGenerator json, Bytes bytes) throws IOException {
        json.writeObjectFieldStart("source");
        json.writeStringField("type", "text");
        json.writeStringField("media_type", "text/plain");
        json.writeFieldName("data");
        try (var in = new InputStreamReader(bytes.open(), StandardCharsets.UTF_8)) {
            json.writeString(in, -1);
        }
        json.writeEndObject();
    }

    /** A lone surrogate, which has no UTF-8 form, becomes the replacement character instead of failing the call. */
    private static CharsetEncoder utf8() {
        return StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .replaceWith(REPLACEMENT);
    }
}
