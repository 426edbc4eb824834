package dev.parley.conversation;

import dev.parley.conversation.SearchWords.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a reader looks for: every term must occur. A word may be the beginning of one; what stands in quotation marks must
 * occur as such.
 */
public record SearchQuery(List<Term> terms) {

    private static final int MOST_TERMS = 16;
    private static final int LONGEST = 400;
    private static final Pattern TERM = Pattern.compile("\"([^\"]*)\"?|[^\\s\"]+");

    public SearchQuery {
        terms = List.copyOf(terms);
    }

    /**
     * Words that must follow each other.
     *
     * @param words in the form of {@link SearchWords}, never empty
     * @param open whether the last one may be the beginning of a longer one
     */
    public record Term(List<String> words, boolean open) {

        public Term {
            words = List.copyOf(words);
        }

        private boolean matches(List<Word> text, int from) {
            if (from + words.size() > text.size()) {
                return false;
            }
            for (int i = 0; i < words.size(); i++) {
                boolean mayGoOn = open && i == words.size() - 1;
                String found = text.get(from + i).form();
                if (mayGoOn ? !found.startsWith(words.get(i)) : !found.equals(words.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * Where a term occurs in a text, in UTF-16 units.
     *
     * @param end exclusive
     */
    public record Mark(int start, int end) {}

    /** What is too long or has too many words is cut; without a word nothing is found. */
    public static SearchQuery of(String typed) {
        var terms = new ArrayList<Term>();
        var found = TERM.matcher(typed.substring(0, Math.min(LONGEST, typed.length())));
        while (found.find() && terms.size() < MOST_TERMS) {
            boolean quoted = found.group(1) != null;
            var words = SearchWords.of(quoted ? found.group(1) : found.group()).stream()
                    .map(Word::form)
                    .toList();
            if (!words.isEmpty()) {
                terms.add(new Term(words, !quoted));
            }
        }
        return new SearchQuery(terms);
    }

    public boolean isEmpty() {
        return terms.isEmpty();
    }

    /** Where the terms occur in the text, in its order and without overlaps; empty if one does not occur at all. */
    public List<Mark> find(String text) {
        var words = SearchWords.of(text);
        boolean[] marked = new boolean[words.size()];
        for (var term : terms) {
            if (!mark(term, words, marked)) {
                return List.of();
            }
        }
        var marks = new ArrayList<Mark>();
        for (int i = 0; i < marked.length; i++) {
            if (marked[i]) {
                marks.add(new Mark(words.get(i).start(), words.get(i).end()));
            }
        }
        return marks;
    }

    private static boolean mark(Term term, List<Word> words, boolean[] marked) {
        boolean occurs = false;
        for (int at = 0; at < words.size(); at++) {
            if (term.matches(words, at)) {
                occurs = true;
                for (int i = 0; i < term.words().size(); i++) {
                    marked[at + i] = true;
                }
            }
        }
        return occurs;
    }
}
