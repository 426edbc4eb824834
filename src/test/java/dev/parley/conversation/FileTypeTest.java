package dev.parley.conversation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileTypeTest {

    @ParameterizedTest
    @CsvSource({
        "89504e470d0a1a0a, text/html, image/png",
        "ffd8ffe000104a46, application/octet-stream, image/jpeg",
        "474946383961, text/plain, image/gif",
        "524946460000000057454250, image/webp, image/webp",
        "524946460000000057415645, application/x, audio/wav",
        "000000206674797061766966, image/avif, image/avif",
        "00000020667479704d344120, video/mp4, audio/mp4",
        "000000206674797069736f6d, video/mp4, video/mp4",
        "000000206674797069736f6d, audio/mp4, audio/mp4",
        "1a45dfa3, audio/webm, audio/webm",
        "1a45dfa3, text/html, video/webm",
        "4f676753, video/ogg, video/ogg",
        "4f676753, application/ogg, audio/ogg",
        "664c6143, audio/flac, audio/flac",
        "494433, text/html, audio/mpeg",
        "fffb90, audio/mpeg, audio/mpeg",
        "fff150, audio/aac, audio/aac"
    })
    void theFirstBytesSayWhatIsShown(String head, String said, String shown) {
        assertThat(FileType.shown(HexFormat.of().parseHex(head), said)).contains(shown);
        assertThat(FileType.of(HexFormat.of().parseHex(head), said)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "<svg xmlns='http://www.w3.org/2000/svg'>, image/svg+xml, image/svg+xml",
        "<svg xmlns='http://www.w3.org/2000/svg'>, image/png, application/octet-stream",
        "<!doctype html>, text/html, text/html",
        "<!doctype html>, video/mp4, application/octet-stream",
        "<script>, audio/mpeg, application/octet-stream",
        "%PDF-1.7, application/pdf, application/pdf",
        "name;size, text/csv, text/csv",
        "....ftyphtml, video/mp4, application/octet-stream"
    })
    void allElseIsSavedWhateverItIsCalled(String head, String said, String kept) {
        assertThat(FileType.shown(head.getBytes(ISO_8859_1), said)).isEmpty();
        assertThat(FileType.of(head.getBytes(ISO_8859_1), said)).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "a;b, application/vnd.ms-excel, Prices.CSV, text/csv",
        "a, application/octet-stream, notes.md, text/markdown",
        "a, application/octet-stream, a.csv.exe, application/octet-stream",
        "a, application/json, a.csv, application/json",
        "a, text/plain, a.csv, text/plain"
    })
    void aTextWithoutATypeHasThatOfItsEnding(String head, String type, String name, String said) {
        assertThat(FileType.said(head.getBytes(ISO_8859_1), type, name)).isEqualTo(said);
    }

    @Test
    void whatHasANoughtIsNoTextWhateverItsEnding() {
        assertThat(FileType.said(new byte[] {1, 0}, "application/vnd.ms-excel", "a.csv"))
                .isEqualTo("application/vnd.ms-excel");
    }

    @Test
    void aBareFrameIsSoundOnlyIfItIsSaidToBe() {
        byte[] head = {(byte) 0xff, (byte) 0xfb};
        assertThat(FileType.shown(head, "text/html")).isEmpty();
        assertThat(FileType.shown(new byte[] {(byte) 0xff}, "audio/mpeg")).isEmpty();
        assertThat(FileType.shown(new byte[0], "audio/mpeg")).isEmpty();
    }
}
