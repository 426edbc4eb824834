package dev.parley.web.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de|GERMAN",
                "de-AT,de;q=0.9,en;q=0.8|GERMAN",
                "nl,fr;q=0.5|FRENCH",
                "en;q=0.3,ja;q=0.7|JAPANESE",
                "zh-Hant-TW|CHINESE",
                "zh-CN,zh;q=0.9|CHINESE",
                "es-419|SPANISH",
                "*|ENGLISH",
                "nl|ENGLISH",
                "de;q=nonsense|ENGLISH",
                ";;;,,,|ENGLISH",
                "''|ENGLISH"
            })
    void aBrowserGetsTheBestOfWhatItAsksFor(String asked, Language expected) {
        assertThat(Language.asked(asked)).isEqualTo(expected);
    }

    @Test
    void aBrowserThatAsksForNothingGetsEnglish() {
        assertThat(Language.asked(null)).isEqualTo(Language.ENGLISH);
        assertThat(Language.asked("x".repeat(10_000))).isEqualTo(Language.ENGLISH);
    }

    @Test
    void languagesAreKnownByTheirTags() {
        assertThat(Language.of("fr")).contains(Language.FRENCH);
        assertThat(Language.of("FR")).isEmpty();
        assertThat(Language.of(null)).isEmpty();
    }
}
