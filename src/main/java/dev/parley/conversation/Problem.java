package dev.parley.conversation;

import org.jspecify.annotations.Nullable;

/**
 * Why a message has no proper end, for the reader.
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
        boolean retryable) {}
