package dev.parley.model.claude;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.model.ModelMessage;
import dev.parley.model.ModelMessage.Content;
import dev.parley.model.ModelRequest;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Writes a request in the API's JSON. */
final class RequestBody {

    private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

    private final ClaudeConfig config;

    RequestBody(ClaudeConfig config) {
        this.config = config;
    }

    byte[] write(ModelRequest request) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.MAPPER.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("model", model(request));
            json.writeNumberField("max_tokens", maxTokens(request));
            json.writeBooleanField("stream", true);
            system(json, request);
            thinking(json, request);
            effort(json, request);
            json.writeArrayFieldStart("messages");
            for (ModelMessage message : request.messages()) {
                message(json, message);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A request can always be written to memory", e);
        }
        return utf8(text);
    }

    String model(ModelRequest request) {
        String model = request.model();
        return model == null ? config.model() : model;
    }

    private int maxTokens(ModelRequest request) {
        Integer tokens = request.maxTokens();
        return tokens == null ? config.maxTokens() : tokens;
    }

    private void system(JsonGenerator json, ModelRequest request) throws IOException {
        String given = request.system();
        String system = given == null ? config.systemPrompt().orElse("") : given;
        if (!system.isBlank()) {
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

    private static void message(JsonGenerator json, ModelMessage message) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", message.role().name().toLowerCase(Locale.ROOT));
        json.writeArrayFieldStart("content");
        for (Content content : message.content()) {
            switch (content) {
                case Content.Text(String text) -> {
                    json.writeStartObject();
                    json.writeStringField("type", "text");
                    json.writeStringField("text", text);
                    json.writeEndObject();
                }
                case Content.Verbatim(String block) -> json.writeRawValue(block);
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** A lone surrogate, which has no UTF-8 form, becomes the replacement character instead of failing the call. */
    private static byte[] utf8(StringWriter text) {
        try {
            var bytes = StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .replaceWith(REPLACEMENT)
                    .encode(CharBuffer.wrap(text.getBuffer()));
            byte[] exact = new byte[bytes.remaining()];
            bytes.get(exact);
            return exact;
        } catch (CharacterCodingException e) {
            throw new UncheckedIOException("Malformed text is replaced", e);
        }
    }
}
