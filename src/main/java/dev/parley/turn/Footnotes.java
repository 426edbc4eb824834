package dev.parley.turn;

import dev.parley.chat.Texts;
import dev.parley.conversation.Citations;
import dev.parley.conversation.WellFormedText;
import dev.parley.model.ModelEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sources of one text, each once, with the places that rest on it. Guarded by its stream's monitor. */
final class Footnotes {

    private static final int LONGEST_QUOTE = 500;
    private static final int LONGEST_ADDRESS = 1_000;
    private static final int MOST_SOURCES = 40;

    private final SequencedMap<Citations.Source, List<Integer>> places = new LinkedHashMap<>();
    /** Those of the block that is being written: they are for all of it, so their place is its end. */
    private final Set<Citations.Source> ofBlock = new LinkedHashSet<>();

    private int block;

    void cite(ModelEvent.Citation citation) {
        String url = address(citation.url());
        boolean says = citation.title() != null || url != null || citation.citedText() != null;
        if (!says) {
            return;
        }
        var source = new Citations.Source(cut(citation.title()), url, cut(citation.citedText()));
        if (places.containsKey(source) || places.size() < MOST_SOURCES) {
            places.computeIfAbsent(source, first -> new ArrayList<>());
            block = citation.block();
            ofBlock.add(source);
        }
    }

    /** Text of that block is about to follow what has {@code length} characters. */
    void textOf(int next, int length) {
        if (next != block && !ofBlock.isEmpty()) {
            end(length);
        }
    }

    /** The block has ended, and with it what has {@code length} characters. */
    void end(int length) {
        for (var source : ofBlock) {
            var known = places.get(source);
            if (known != null && known.size() < Citations.Source.MOST_PLACES) {
                known.add(length);
            }
        }
        ofBlock.clear();
    }

    /** All of them, which are those of the next text no more. */
    List<Citations.Source> take() {
        var all = places.entrySet().stream()
                .map(entry -> new Citations.Source(
                        entry.getKey().title(),
                        entry.getKey().url(),
                        entry.getKey().quote(),
                        entry.getValue()))
                .toList();
        places.clear();
        ofBlock.clear();
        return all;
    }

    /** The beginning of an address leads elsewhere. */
    private static @Nullable String address(@Nullable String url) {
        return url == null || url.length() > LONGEST_ADDRESS ? null : WellFormedText.of(url);
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null ? null : Texts.cut(WellFormedText.of(text), LONGEST_QUOTE);
    }
}
