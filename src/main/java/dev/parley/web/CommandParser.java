package dev.parley.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Parses what clients send, within limits: one JSON object. */
final class CommandParser {

    /** No command needs more; a hostile one gets nowhere. */
    private static final int DEEPEST = 8;

    private final int longest;
    private final ObjectMapper mapper;

    CommandParser(int longest) {
        this.longest = longest;
        this.mapper = new ObjectMapper(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(DEEPEST)
                                .maxStringLength(longest)
                                .build())
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    Fields parse(String text) {
        if (text.length() > longest) {
            throw new WireError(ErrorCode.TOO_LARGE, "The command is longer than " + longest + " characters.");
        }
        try {
            var command = mapper.readTree(text);
            if (command == null || !command.isObject()) {
                throw malformed();
            }
            return new Fields(command);
        } catch (JsonProcessingException notJson) {
            throw malformed();
        }
    }

    private static WireError malformed() {
        return Fields.malformed("A command is a JSON object.");
    }
}
