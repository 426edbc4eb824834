package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlobOriginTest {

    @ParameterizedTest
    @CsvSource({
        "report.pdf, report.pdf",
        "../../etc/passwd, passwd",
        "C:\\Users\\anna\\photo.jpg, photo.jpg",
        "folder/, file",
        "., file",
        ".., file",
        "' ', file",
        "Prüfung 🌍.txt, Prüfung 🌍.txt",
    })
    void aNameHasNoFolders(String said, String kept) {
        assertThat(origin("text/plain", said).name()).isEqualTo(kept);
    }

    @Test
    void whatCannotBeSeenInANameIsReplaced() {
        assertThat(origin("text/plain", "a\0b\nc\u202Egpj.exe").name()).isEqualTo("a�b�c�gpj.exe");
        assertThat(origin("text/plain", "half \uD83D.txt").name()).isEqualTo("half �.txt");
    }

    @Test
    void aLongNameKeepsItsEnd() {
        assertThat(origin("text/plain", "a".repeat(300) + ".pdf").name())
                .hasSize(BlobOrigin.LONGEST_NAME)
                .endsWith("a.pdf");
        assertThat(origin("text/plain", "🌍".repeat(300) + "!").name())
                .hasSize(BlobOrigin.LONGEST_NAME - 1)
                .startsWith("🌍");
    }

    @Test
    void aMediaTypeIsBareAndInLowerCase() {
        assertThat(origin("Image/PNG; charset=utf-8", "a").mediaType()).isEqualTo("image/png");
        assertThat(origin("image/svg+xml", "a").mediaType()).isEqualTo("image/svg+xml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "image", "image/", "/png", "image/p\r\nSet-Cookie: a=b", "<script>/x", "a/b/c"})
    void anOddMediaTypeIsNone(String said) {
        assertThat(origin(said, "a").mediaType()).isEqualTo("application/octet-stream");
    }

    private static BlobOrigin origin(String mediaType, String name) {
        return new BlobOrigin(new ConversationId("conversation-1"), "anna", mediaType, name);
    }
}
