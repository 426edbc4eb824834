package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.SearchQuery.Term;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchQueryTest {

    @Test
    void eachWordMayBeTheBeginningOfOne() {
        assertThat(SearchQuery.of(" Paris  MAY ").terms())
                .containsExactly(new Term(List.of("paris"), true), new Term(List.of("may"), true));
    }

    @Test
    void quotedWordsMustOccurAsSuch() {
        assertThat(SearchQuery.of("\"Paris in\" may \"half").terms())
                .containsExactly(
                        new Term(List.of("paris", "in"), false),
                        new Term(List.of("may"), true),
                        new Term(List.of("half"), false));
    }

    @Test
    void aWordOfSeveralPartsIsAPhrase() {
        assertThat(SearchQuery.of("foo-bar").terms()).containsExactly(new Term(List.of("foo", "bar"), true));
        assertThat(SearchQuery.of("東京").terms()).containsExactly(new Term(List.of("東", "京"), true));
    }

    @Test
    void withoutAWordThereIsNothingToLookFor() {
        assertThat(SearchQuery.of("  \"\" -- * ").isEmpty()).isTrue();
    }

    @Test
    void anEndlessQueryIsCut() {
        assertThat(SearchQuery.of("a ".repeat(10_000)).terms()).hasSize(16);
        assertThat(SearchQuery.of("a".repeat(10_000)).terms().getFirst().words().getFirst())
                .hasSizeLessThan(400);
    }

    @Test
    void marksNameTheWordsInTheTextAsItIsWritten() {
        assertThat(marked("par \"the café\"", "The CAFÉ in Paris, the café: ¡parís!"))
                .containsExactly("The", "CAFÉ", "Paris", "the", "café", "parís");
        assertThat(marked("a", "🌦 ábc\u0301 🌦")).containsExactly("ábc\u0301");
        assertThat(marked("rome paris", "Paris only")).isEmpty();
    }

    private static List<String> marked(String query, String text) {
        return SearchQuery.of(query).find(text).stream()
                .map(mark -> text.substring(mark.start(), mark.end()))
                .toList();
    }
}
