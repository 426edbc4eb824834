package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPiecesTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9_999, 10_000, 10_001, 20_000, 20_001, 200_000})
    void theSameTextInPieces(int length) {
        var pieces = TextPieces.of("x".repeat(length));
        assertThat(String.join("", pieces)).isEqualTo("x".repeat(length));
        assertThat(pieces).hasSize(Math.max(1, (length + 9_999) / 10_000));
        assertThat(pieces).allMatch(piece -> piece.length() <= TextPieces.LONGEST);
    }

    @Test
    void noCharacterIsCut() {
        String text = "x" + "🌍".repeat(20_000);
        var pieces = TextPieces.of(text);
        assertThat(String.join("", pieces)).isEqualTo(text);
        assertThat(pieces)
                .allMatch(piece -> piece.length() <= TextPieces.LONGEST)
                .noneMatch(piece -> Character.isLowSurrogate(piece.charAt(0)))
                .noneMatch(piece -> Character.isHighSurrogate(piece.charAt(piece.length() - 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0001", "\"", "\\", "漢", "é", "x"})
    void aPieceOfAnyCharactersFitsIntoAnEvent(String character) {
        var event = new Event.TextAppended(Integer.MAX_VALUE, character.repeat(TextPieces.LONGEST));
        assertThat(ConversationJson.write(event).getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(Event.LARGEST);
    }
}
