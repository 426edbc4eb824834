package dev.parley.turn;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parley.chat.Texts;
import dev.parley.conversation.ConversationJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts rows into pieces that fit into an event. */
final class RowPieces {

    private static final int LARGEST = 49_152;

    private RowPieces() {}

    static List<List<List<@Nullable Object>>> of(List<List<@Nullable Object>> rows) {
        var pieces = new ArrayList<List<List<@Nullable Object>>>();
        var piece = new ArrayList<List<@Nullable Object>>();
        int bytes = 0;
        for (var row : rows) {
            var fitting = bytes(row) > LARGEST ? shortened(row) : row;
            int more = bytes(fitting);
            if (bytes + more > LARGEST && !piece.isEmpty()) {
                pieces.add(List.copyOf(piece));
                piece.clear();
                bytes = 0;
            }
            piece.add(fitting);
            bytes += more;
        }
        if (!piece.isEmpty()) {
            pieces.add(List.copyOf(piece));
        }
        return pieces;
    }

    /** As JSON in UTF-8. */
    static int bytes(List<@Nullable Object> row) {
        try {
            return ConversationJson.mapper().writeValueAsBytes(row).length + 1;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cells are text, numbers and booleans", e);
        }
    }

    /** Many long texts beside each other. */
    private static List<@Nullable Object> shortened(List<@Nullable Object> row) {
        int longest = Math.max(16, LARGEST / 6 / row.size() - 8);
        var shortened = new ArrayList<@Nullable Object>(row.size());
        for (Object cell : row) {
            shortened.add(
                    cell instanceof String text && text.length() > longest ? Texts.cut(text, longest) + "…" : cell);
        }
        return shortened;
    }
}
