package dev.parley.transfer;

import dev.parley.conversation.ConversationId;
import java.util.List;

/**
 * What became of a file.
 *
 * @param conversations those that are here now, as the file had them
 * @param skipped those that are not
 */
public record ImportReport(List<ConversationId> conversations, List<Skipped> skipped) {

    public ImportReport {
        conversations = List.copyOf(conversations);
        skipped = List.copyOf(skipped);
    }

    /**
     * A conversation that was not taken in.
     *
     * @param title empty where none was found
     * @param reason in a sentence, for the reader
     */
    public record Skipped(String title, String reason) {}
}
