package dev.parley.model.claude;

/** Pieces of streams, as the API sends them. */
final class Sse {

    private Sse() {}

    static String event(String type, String fields) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + (fields.isEmpty() ? "" : "," + fields)
                + "}\n\n";
    }

    static String start() {
        return event(
                "message_start",
                "\"message\":{\"id\":\"msg_1\",\"model\":\"claude-test\",\"content\":[],\"usage\":{\"input_tokens\":25,"
                        + "\"output_tokens\":1}}");
    }

    static String ping() {
        return event("ping", "");
    }

    static String openText() {
        return event("content_block_start", "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}");
    }

    static String text(String text) {
        return event(
                "content_block_delta", "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + text + "\"}");
    }

    static String closeText() {
        return event("content_block_stop", "\"index\":0");
    }

    static String stop(String reason) {
        return event(
                        "message_delta",
                        "\"delta\":{\"stop_reason\":\"" + reason
                                + "\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":15}")
                + event("message_stop", "");
    }

    static String error(String type) {
        return event("error", "\"error\":{\"type\":\"" + type + "\",\"message\":\"Said so\"}");
    }

    static String answerAfterStart(String text) {
        return openText() + text(text) + closeText() + stop("end_turn");
    }

    static String answer(String text) {
        return start() + answerAfterStart(text);
    }
}
