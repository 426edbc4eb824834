package dev.parley.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.turn.CommandRefused.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ReaderTextTest {

    @Test
    void aMessageIsKeptAsItWasTyped() {
        assertThat(ReaderText.message("  two\n\n lines 😀 ", 100)).isEqualTo("  two\n\n lines 😀 ");
    }

    @Test
    void aMessageIsMendedWhereItIsMalformed() {
        assertThat(ReaderText.message("a\0" + "😀".charAt(0), 100)).isEqualTo("a\uFFFD\uFFFD");
    }

    @Test
    void aMessageNeedsText() {
        for (var text : new String[] {"", " ", "\n\t "}) {
            assertRefused(() -> ReaderText.message(text, 100), Reason.MALFORMED);
        }
    }

    @Test
    void aMessageHasALongestLength() {
        assertThat(ReaderText.message("x".repeat(100), 100)).hasSize(100);
        assertRefused(() -> ReaderText.message("x".repeat(101), 100), Reason.TOO_LARGE);
    }

    @Test
    void aTitleIsTheFirstLine() {
        assertThat(ReaderText.title("  Paris \n in May")).isEqualTo("Paris");
        assertRefused(() -> ReaderText.title(" \n "), Reason.MALFORMED);
    }

    @Test
    void aLongTitleIsCutBetweenCharacters() {
        assertThat(ReaderText.title("x".repeat(80))).isEqualTo("x".repeat(80));
        assertThat(ReaderText.title("x".repeat(81))).isEqualTo("x".repeat(79) + "…");
        assertThat(ReaderText.title("😀".repeat(200))).isEqualTo("😀".repeat(79) + "…");
    }

    private static void assertRefused(ThrowingCallable call, Reason reason) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CommandRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
