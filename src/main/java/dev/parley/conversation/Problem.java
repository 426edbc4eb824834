package dev.parley.conversation;

import org.jspecify.annotations.Nullable;

/**
 * Why a message has no proper end, for the reader. What others have said is mended and cut: an end has to fit into an event.
 *
 * @param code a stable word for programs
 * @param text what happened and what to do, in a sentence
 * @param detail the technical line; never a secret
 * @param requestId the provider's id of the call
 * @param retryable whether trying again may help
 */
public record Problem(
        String code,
        String text,
        @Nullable String detail,
        @Nullable String requestId,
        boolean retryable) {

    private static final int LONGEST = 2_000;

    public Problem {
        text = shortened(text);
        detail = detail == null ? null : shortened(detail);
        requestId = requestId == null ? null : shortened(requestId);
    }

    private static String shortened(String said) {
        String text = WellFormedText.of(said);
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
        return text.substring(0, end) + "…";
    }
}
