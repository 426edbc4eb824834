package dev.parley.turn;

import dev.parley.conversation.PictureHead;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** A picture's bytes and what their beginning says. */
record Picture(InputStream bytes, PictureHead head) {

    String ending() {
        return head.format().ending();
    }

    String mediaType() {
        return head.format().mediaType();
    }

    @Nullable
    Integer width() {
        return head.width();
    }

    @Nullable
    Integer height() {
        return head.height();
    }

    /** @throws IllegalArgumentException if it is no picture */
    static Picture read(Object source) {
        var bytes = new BufferedInputStream(
                BufferedPictures.png(source).map(png -> png).orElseGet(() -> ByteSource.open(source)),
                PictureHead.LENGTH);
        try {
            byte[] head = head(bytes);
            return PictureHead.of(head).map(known -> new Picture(bytes, known)).orElseThrow(() -> {
                close(bytes);
                return new IllegalArgumentException("Not a PNG, JPEG, GIF or WebP picture: " + described(source));
            });
        } catch (IOException e) {
            close(bytes);
            throw new UncheckedIOException("Cannot be read: " + described(source), e);
        }
    }

    private static String described(Object source) {
        return source instanceof byte[] bytes ? bytes.length + " bytes" : String.valueOf(source);
    }

    /** Whether the beginning is a picture's. */
    static boolean isPicture(byte[] head) {
        return PictureHead.format(head).isPresent();
    }

    private static byte[] head(InputStream bytes) throws IOException {
        bytes.mark(PictureHead.LENGTH);
        byte[] head = bytes.readNBytes(PictureHead.LENGTH);
        bytes.reset();
        return head;
    }

    private static void close(InputStream bytes) {
        try {
            bytes.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
