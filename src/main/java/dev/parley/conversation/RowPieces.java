package dev.parley.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts rows, and sources, into pieces that fit into an event. */
public final class RowPieces {

    private static final int LARGEST = 49_152;

    private RowPieces() {}

    /** In order; a row that is too large by itself has its texts shortened. */
    public static List<List<List<@Nullable Object>>> of(List<List<@Nullable Object>> rows) {
        return pieces(rows.stream()
                .map(row -> bytes(row) > LARGEST ? shortened(row) : row)
                .toList());
    }

    /** In order; each source has come in one event. */
    public static List<List<Citations.Source>> ofSources(List<Citations.Source> sources) {
        return pieces(sources);
    }

    private static <T> List<List<T>> pieces(List<T> items) {
        var pieces = new ArrayList<List<T>>();
        var piece = new ArrayList<T>();
        int bytes = 0;
        for (var item : items) {
            int more = bytes(item);
            if (bytes + more > LARGEST && !piece.isEmpty()) {
                pieces.add(List.copyOf(piece));
                piece.clear();
                bytes = 0;
            }
            piece.add(item);
            bytes += more;
        }
        if (!piece.isEmpty()) {
            pieces.add(List.copyOf(piece));
        }
        return pieces;
    }

    /** As JSON in UTF-8. */
    public static int bytes(Object item) {
        try {
            return ConversationJson.mapper().writeValueAsBytes(item).length + 1;
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
                    cell instanceof String text && text.length() > longest ? beginning(text, longest) + "…" : cell);
        }
        return shortened;
    }

    /** Without half a character at its end. */
    private static String beginning(String text, int length) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }
}
