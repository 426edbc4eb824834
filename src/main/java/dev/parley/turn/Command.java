package dev.parley.turn;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.conversation.BlobId;
import dev.parley.conversation.Receipt;
import dev.parley.conversation.Settings;
import dev.parley.conversation.WellFormedJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a reader wants changed. {@code id} is made by the client: the same command again does nothing. */
public sealed interface Command {

    String id();

    /**
     * A message to be answered.
     *
     * @param handler who answers; null for the conversation's own
     * @param files of this conversation, brought before
     * @param settings of the conversation from this message on; null for those that it has
     */
    record Send(
            String id,
            String text,
            @Nullable String handler,
            List<BlobId> files,
            @Nullable Settings settings) implements Command {

        public Send {
            files = List.copyOf(files);
        }

        public Send(String id, String text, @Nullable String handler) {
            this(id, text, handler, List.of(), null);
        }

        public Send(String id, String text, @Nullable String handler, List<BlobId> files) {
            this(id, text, handler, files, null);
        }
    }

    record Stop(String id, int turn) implements Command {}

    /** Answers the user message above {@code message} once more. */
    record Regenerate(String id, int message) implements Command {}

    record Continue(String id, int message) implements Command {}

    /** @param files those of the message from now on; null for the ones that it has */
    record Edit(
            String id, int message, String text, @Nullable List<BlobId> files) implements Command {

        public Edit {
            files = files == null ? null : List.copyOf(files);
        }

        public Edit(String id, int message, String text) {
            this(id, message, text, null);
        }
    }

    record ChooseBranch(String id, int message) implements Command {}

    /** The answer to the question {@code element}, as its form has it. */
    record Answer(String id, int element, JsonNode answer) implements Command {

        /** Of the client's own making. */
        public Answer {
            answer = WellFormedJson.of(answer);
        }
    }

    record SendQueued(String id) implements Command {}

    record RemoveQueued(String id, int turn) implements Command {}

    record Rename(String id, String title) implements Command {}

    record Pin(String id, boolean pinned) implements Command {}

    /** Out of the way, or back. */
    record Archive(String id, boolean archived) implements Command {}

    /** All settings, in place of those before; they hold from the next turn on. */
    record ChangeSettings(String id, Settings settings) implements Command {}

    /** Title, pinned, archived and settings in one step; what is null stays. */
    record File(
            String id,
            @Nullable String title,
            @Nullable Boolean pinned,
            @Nullable Boolean archived,
            @Nullable Settings settings)
            implements Command {

        /** Whether it changes nothing. */
        public boolean isEmpty() {
            return title == null && pinned == null && archived == null && settings == null;
        }
    }

    /** Stops what runs; can be taken back until the conversation is purged. */
    record Delete(String id) implements Command {}

    record Restore(String id) implements Command {}

    /** The settings that it brings; null for none. */
    default @Nullable Settings newSettings() {
        return switch (this) {
            case Send send -> send.settings();
            case ChangeSettings change -> change.settings();
            case File file -> file.settings();
            case Stop _,
                    Regenerate _,
                    Continue _,
                    Edit _,
                    ChooseBranch _,
                    Answer _,
                    SendQueued _,
                    RemoveQueued _,
                    Rename _,
                    Pin _,
                    Archive _,
                    Delete _,
                    Restore _ -> null;
        };
    }

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
