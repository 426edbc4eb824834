package dev.parley.turn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TitleTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Paris in May | Paris in May",
                "\"Paris in May\" | Paris in May",
                "“Paris in May.” | Paris in May",
                "„Paris im Mai“ | Paris im Mai",
                "«Paris en mai». | Paris en mai",
                "**Paris in May** | Paris in May",
                "*Paris in May* | Paris in May",
                "# Paris in May | Paris in May",
                "Title: Paris in May | Paris in May",
                "Paris   in\tMay | Paris in May",
                "\"Foo\" and \"Bar\" | \"Foo\" and \"Bar\"",
                "'Tis the season | 'Tis the season",
                "Life in the U.S. | Life in the U.S.",
                "And so on... | And so on...",
                "#include in C | #include in C",
                "__init__ in Python | __init__ in Python",
                "-5 degrees | -5 degrees",
                "パリの五月 | パリの五月",
                "<script>alert(1)</script> | <script>alert(1)</script>",
            })
    void aTitleIsBare(String said, String title) {
        assertThat(TitleText.of(said)).contains(title);
    }

    @Test
    void onlyTheFirstLineWithWordsIsTheTitle() {
        assertThat(TitleText.of("\n  \nParis in May\nI chose this because…")).contains("Paris in May");
    }

    @Test
    void aTitleTurnsNothingAroundIt() {
        assertThat(TitleText.of("Safe\u202Efdp.exe\u2066\u0007")).contains("Safefdp.exe");
    }

    @Test
    void aTitleIsWellFormed() {
        assertThat(TitleText.of("Half a wave \uD83D")).contains("Half a wave \uFFFD");
        assertThat(TitleText.of("A family 👩‍👩‍👧")).contains("A family 👩‍👩‍👧");
    }

    @Test
    void aTitleIsAsLongAsAReadersAtMost() {
        assertThat(TitleText.of("word ".repeat(100)).orElseThrow()).hasSize(80).endsWith("…");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n ", "\"\"", "...", "**", "“”", "—"})
    void whatNobodyCanReadIsNoTitle(String said) {
        assertThat(TitleText.of(said)).isEmpty();
    }
}
