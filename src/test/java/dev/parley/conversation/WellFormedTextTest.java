package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WellFormedTextTest {

    private static final char HIGH = "😀".charAt(0);
    private static final char LOW = "😀".charAt(1);

    @Test
    void wellFormedTextStaysAsItIs() {
        for (var text : new String[] {"", "plain", "ümläut", "a😀b", "👩‍👩‍👧", "\t\n\u2028\uFFFD"}) {
            assertThat(WellFormedText.of(text)).isEqualTo(text);
        }
    }

    @Test
    void aHighSurrogateWaitsForItsPartner() {
        var text = new WellFormedText();
        assertThat(text.next("a" + HIGH)).isEqualTo("a");
        assertThat(text.next("")).isEmpty();
        assertThat(text.next(LOW + "b")).isEqualTo("😀b");
        assertThat(text.end()).isEmpty();
    }

    @Test
    void aLoneSurrogateBecomesAReplacementCharacter() {
        assertThat(WellFormedText.of("a" + HIGH)).isEqualTo("a\uFFFD");
        assertThat(WellFormedText.of("a" + LOW + "b")).isEqualTo("a\uFFFDb");
        assertThat(WellFormedText.of("" + HIGH + HIGH + LOW)).isEqualTo("\uFFFD😀");
        assertThat(WellFormedText.of(HIGH + "x")).isEqualTo("\uFFFDx");
        assertThat(WellFormedText.of("" + LOW + HIGH)).isEqualTo("\uFFFD\uFFFD");
    }

    @Test
    void anEndThatWasToldIsNotToldAgain() {
        var text = new WellFormedText();
        text.next("" + HIGH);
        assertThat(text.end()).isEqualTo("\uFFFD");
        assertThat(text.end()).isEmpty();
    }

    @Test
    void aNullCharacterBecomesAReplacementCharacter() {
        assertThat(WellFormedText.of("a\0b")).isEqualTo("a\uFFFDb");
        assertThat(WellFormedText.of(HIGH + "\0")).isEqualTo("\uFFFD\uFFFD");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anySplitGivesTheSameWellFormedText(long seed) throws CharacterCodingException {
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            String whole = anything(random);
            String expected = WellFormedText.of(whole);
            assertThat(pieces(whole, random)).isEqualTo(expected);
            assertThat(expected).doesNotContain("\0");
            // Fails where a surrogate is alone.
            StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(expected));
        }
    }

    private static String anything(Random random) {
        var text = new StringBuilder();
        for (int length = random.nextInt(12); length > 0; length--) {
            text.append(new char[] {'a', 'é', '\0', HIGH, LOW, HIGH, LOW, '\uFFFD'}[random.nextInt(8)]);
        }
        return text.toString();
    }

    private static String pieces(String whole, Random random) {
        var text = new WellFormedText();
        var result = new StringBuilder();
        int from = 0;
        while (from < whole.length()) {
            int to = Math.min(whole.length(), from + random.nextInt(3));
            result.append(text.next(whole.substring(from, to)));
            from = to;
        }
        return result.append(text.end()).toString();
    }
}
