package dev.parley.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sources of the text before it, as footnotes. */
public record Citations(List<Source> sources) implements Element.Changing {

    public Citations {
        sources = List.copyOf(sources);
    }

    /**
     * At least one field is there.
     *
     * @param quote the words that were quoted
     * @param at where in the text before it, in UTF-16 units, what rests on it ends; empty where nobody says
     */
    public record Source(
            @Nullable String title,
            @Nullable String url,
            @Nullable String quote,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Integer> at) {

        /** How many places of the text may rest on one source. */
        public static final int MOST_PLACES = 50;

        public Source(@Nullable String title, @Nullable String url, @Nullable String quote) {
            this(title, url, quote, List.of());
        }

        public Source {
            at = at == null ? List.of() : List.copyOf(at);
            if (title == null && url == null && quote == null) {
                throw new IllegalArgumentException("A source needs a title, an address or its words");
            }
            if (at.size() > MOST_PLACES || at.stream().anyMatch(place -> place < 0)) {
                throw new IllegalArgumentException("A source stands at " + MOST_PLACES + " places at most, from 0 on");
            }
        }

        int weight() {
            return (title == null ? 0 : title.length())
                    + (url == null ? 0 : url.length())
                    + (quote == null ? 0 : quote.length());
        }
    }

    @Override
    public Citations after(Element.Change change) {
        if (!(change instanceof Change now)) {
            return this;
        }
        var all = new ArrayList<>(sources);
        all.addAll(now.sources());
        return new Citations(all);
    }

    @Override
    public int weight() {
        return weight(sources);
    }

    private static int weight(List<Source> sources) {
        return sources.stream().mapToInt(Source::weight).sum();
    }

    /** Sources to append. */
    public record Change(List<Source> sources) implements Element.Change {

        public Change {
            sources = List.copyOf(sources);
        }

        @Override
        public int weight() {
            return Citations.weight(sources);
        }
    }
}
