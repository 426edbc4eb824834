package dev.parley.conversation;

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
     */
    public record Source(
            @Nullable String title,
            @Nullable String url,
            @Nullable String quote) {

        public Source {
            if (title == null && url == null && quote == null) {
                throw new IllegalArgumentException("A source needs a title, an address or its words");
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
