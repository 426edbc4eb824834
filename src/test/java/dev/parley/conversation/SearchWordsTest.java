package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.SearchWords.Word;
import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How text is cut into words. */
class SearchWordsTest {

    private static final Set<UnicodeScript> WITHOUT_SPACES = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    @Test
    void wordsHaveNoCaseAndStandWhereTheyAre() {
        assertThat(SearchWords.of("The R2-D2, twice."))
                .containsExactly(
                        new Word("the", 0, 3), new Word("r2", 4, 6), new Word("d2", 7, 9), new Word("twice", 11, 16));
    }

    @Test
    void accentsGoHoweverTheyAreWritten() {
        assertThat(forms("Café cafe\u0301 Ångström ﬁn")).containsExactly("cafe", "cafe", "angstrom", "fin");
    }

    @Test
    void aWordOfAnyOtherAlphabetIsOneWord() {
        assertThat(forms("Привет, κόσμε! שלום")).containsExactly("привет", "κοσμε", "שלום");
    }

    @Test
    void scriptsWithoutSpacesHaveAWordForEachCharacterAlsoBesideOthers() {
        assertThat(forms("abc東京def")).containsExactly("abc", "東", "京", "def");
    }

    @Test
    void everyLetterOfAScriptWithoutSpacesIsAWord() {
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(Character::isLetter)
                .filter(letter -> WITHOUT_SPACES.contains(UnicodeScript.of(letter)))
                .forEach(letter -> assertThat(SearchWords.of("a" + Character.toString(letter) + "b"))
                        .as("U+%04X", letter)
                        .hasSize(3));
    }

    private static List<String> forms(String text) {
        return SearchWords.of(text).stream().map(Word::form).toList();
    }
}
