package dev.parley.transfer;

import dev.parley.conversation.Blob;
import dev.parley.conversation.Media;
import dev.parley.markdown.FileWords;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** Pictures within the page, and the names of other files. */
final class MediaHtml {

    /** Those that cannot hold a script. */
    private static final Set<String> RASTERS = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    private static final long LARGEST = 2 * 1_024 * 1_024;

    /** Groups of three bytes need no padding between the pieces. */
    private static final int PIECE = 3 * 16_384;

    private final HtmlWriter html;
    private final ConversationFiles files;

    MediaHtml(HtmlWriter html, ConversationFiles files) {
        this.html = html;
        this.files = files;
    }

    void write(Media media) throws IOException {
        var known = files.find(media.blob());
        html.markup("<figure class=\"file\">\n");
        if (media instanceof Media.Image image
                && known.filter(MediaHtml::isShown).isPresent()) {
            picture(image, known.get());
        } else {
            html.markup("<p dir=\"auto\">")
                    .text(FileWords.of(media, known).line())
                    .markup("</p>\n");
        }
        html.optional("figcaption", FileWords.of(media, Optional.empty()).caption())
                .markup("</figure>\n");
    }

    private static boolean isShown(Blob blob) {
        return RASTERS.contains(blob.mediaType()) && blob.size() <= LARGEST;
    }

    private void picture(Media.Image image, Blob blob) throws IOException {
        html.markup("<img alt=\"").text(image.alt()).markup("\"");
        if (image.width() != null && image.height() != null) {
            html.markup(" width=\"" + image.width() + "\" height=\"" + image.height() + "\"");
        }
        html.markup(" src=\"data:").text(blob.mediaType()).markup(";base64,");
        try (var bytes = files.open(blob)) {
            for (byte[] piece = bytes.readNBytes(PIECE); piece.length > 0; piece = bytes.readNBytes(PIECE)) {
                html.markup(Base64.getEncoder().encodeToString(piece));
            }
        }
        html.markup("\">\n");
    }
}
