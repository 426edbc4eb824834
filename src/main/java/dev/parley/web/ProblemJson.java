package dev.parley.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.conversation.ConversationJson;
import io.netty.handler.codec.http.HttpResponseStatus;

/** An error by HTTP, as RFC 9457 writes one. */
final class ProblemJson {

    static final String TYPE = "application/problem+json";

    private ProblemJson() {}

    /** @param requestId under which the log may have more */
    static String of(WireError error, String requestId) {
        int status = error.code().httpStatus();
        return object(status)
                .put("detail", error.text())
                .put("code", error.code().json())
                .put("retryable", error.code().retryable())
                .put("requestId", requestId)
                .toString();
    }

    private static ObjectNode object(int status) {
        return ConversationJson.mapper()
                .createObjectNode()
                .put("type", "about:blank")
                .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                .put("status", status);
    }
}
