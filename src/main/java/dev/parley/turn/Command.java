package dev.parley.turn;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.conversation.Receipt;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What a reader wants changed. {@code id} is made by the client: the same command again does nothing. */
public sealed interface Command {

    String id();

    /**
     * A message to be answered.
     *
     * @param handler who answers; null for the conversation's own
     */
    record Send(String id, String text, @Nullable String handler) implements Command {}

    record Stop(String id, int turn) implements Command {}

    /** Answers the user message above {@code message} once more. */
    record Regenerate(String id, int message) implements Command {}

    record Continue(String id, int message) implements Command {}

    record Edit(String id, int message, String text) implements Command {}

    record ChooseBranch(String id, int message) implements Command {}

    /** The answer to the question {@code element}, as its form has it. */
    record Answer(String id, int element, JsonNode answer) implements Command {}

    record SendQueued(String id) implements Command {}

    record RemoveQueued(String id, int turn) implements Command {}

    record Rename(String id, String title) implements Command {}

    record Pin(String id, boolean pinned) implements Command {}

    /** Out of the way, or back. */
    record Archive(String id, boolean archived) implements Command {}

    /** Stops what runs; can be taken back until the conversation is purged. */
    record Delete(String id) implements Command {}

    record Restore(String id) implements Command {}

    default Receipt receipt(@Nullable Integer turn) {
        return new Receipt(id(), hash(), turn);
    }

    /** Tells one command from another under the same id. */
    default String hash() {
        try {
            byte[] body = toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
