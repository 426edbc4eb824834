package dev.parley.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Media;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures, sounds, films and files, and the picture that stands for whoever speaks. */
class MediaElementsTest {

    private static final byte[] PNG = Base64.getDecoder()
            .decode(
                    "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAYAAACddGYaAAAAEklEQVR4nGP8z8Dwn4EIwDiqEAAHCQMBZ1kM3wAAAABJRU5ErkJggg==");

    @Test
    void picturesComeFromBytesFilesResourcesStreamsAndMemory(@TempDir Path folder) throws Exception {
        var file = Files.write(folder.resolve("cat.png"), PNG);
        var written = Written.by((message, chat) -> message.image(PNG, "A cat")
                .image(file, "A cat", "Cat")
                .image(file.toUri(), "A cat")
                .image(URI.create("classpath:/pictures/dot.gif"), "A dot")
                .image(new ByteArrayInputStream(PNG), "A cat")
                .image(new BufferedImage(5, 4, BufferedImage.TYPE_INT_RGB), "Nothing"));
        var images = written.contents().stream().map(Media.Image.class::cast).toList();
        assertThat(images).extracting(Media.Image::width).containsExactly(3, 3, 3, 1, 3, 5);
        assertThat(images).extracting(Media.Image::height).containsExactly(2, 2, 2, 1, 2, 4);
        assertThat(images.get(1).caption()).isEqualTo("Cat");
        var blobs = written.turns().store.blobs();
        var kept = blobs.find(written.turns().id, images.getFirst().blob()).orElseThrow();
        assertThat(kept.mediaType()).isEqualTo("image/png");
        try (var bytes = blobs.open(kept)) {
            assertThat(bytes.readAllBytes()).isEqualTo(PNG);
        }
    }

    @Test
    void whatIsNoPictureOrLiesElsewhereIsRefused() throws Exception {
        var refused = new ArrayList<Throwable>();
        Written.by((message, chat) -> {
            for (Object source : List.of(
                    "<svg/>".getBytes(StandardCharsets.UTF_8),
                    new byte[0],
                    URI.create("https://example.org/cat.png"),
                    URI.create("classpath:/not/there.png"),
                    Path.of("/not/there.png"),
                    "cat.png")) {
                try {
                    message.image(source, "A cat");
                } catch (RuntimeException e) {
                    refused.add(e);
                }
            }
        });
        assertThat(refused).hasSize(6);
        assertThat(refused).extracting(Throwable::getMessage).doesNotContainNull();
    }

    @Test
    void soundsFilmsAndFilesAreKept() throws Exception {
        var bytes = "hum".getBytes(StandardCharsets.UTF_8);
        var written = Written.by((message, chat) -> message.audio(bytes, "audio/mpeg", "Hum")
                .video(bytes, "video/mp4", null)
                .file(bytes, "../../a.txt", "text/plain"));
        assertThat(written.contents().getFirst()).isInstanceOf(Media.Audio.class);
        assertThat(written.contents().get(1)).isInstanceOf(Media.Video.class);
        var file = (Element.File) written.contents().getLast();
        assertThat(file.name()).isEqualTo("a.txt");
        assertThat(file.size()).isEqualTo(3);
    }

    @Test
    void aFileThatIsTooLargeFailsTheTurnWithTheReason() throws Exception {
        var written = Written.by((message, chat) -> message.markdown("Before").file(new byte[40_000_000], "a", "a/b"));
        assertThat(written.state()).isEqualTo(EndState.FAILED);
        assertThat(written.message().problem().code()).isEqualTo("too_large");
        assertThat(written.message().text()).isEqualTo("Before");
    }

    @Test
    void anAvatarIsAnEmojiASymbolAPresetOrAPicture() throws Exception {
        for (var avatar : List.of("🌦️", "👩‍🚀", "🇫🇷", "1️⃣", ":material/robot:")) {
            var written = Written.by((message, chat) -> message.avatar(avatar).markdown("a"));
            assertThat(written.message().avatar()).isEqualTo(avatar);
        }
        var preset = Written.by((message, chat) -> message.avatar("user").markdown("a"));
        assertThat(preset.message().avatar()).isEqualTo(":material/person:");
        var picture = Written.by((message, chat) -> message.avatar(PNG).markdown("a"));
        assertThat(picture.message().avatar()).startsWith("file:");
    }

    @Test
    void whatIsNoAvatarIsRefusedAndSoIsOneThatComesLate() throws Exception {
        for (Object avatar : List.of("", "ab", "1", "🌦️🌦️", ":material/UP:", "https://example.org/a.png", 5)) {
            var written = Written.by((message, chat) -> message.avatar(avatar).markdown("a"));
            assertThat(written.state()).as("%s", avatar).isEqualTo(EndState.FAILED);
        }
        var late = Written.by((message, chat) -> message.markdown("a"));
        assertThat(late.state()).isEqualTo(EndState.COMPLETE);
        var refused = Written.by((message, chat) -> {
            message.markdown("a");
            message.avatar("🌦️");
        });
        assertThat(refused.state()).isEqualTo(EndState.FAILED);
    }

    @Test
    void anEmojiAsANameIsTheAvatar() throws Exception {
        var turns = new TestTurns();
        turns.handler(chat -> chat.message("🌦️").markdown("a"));
        turns.awaitEnd(turns.send("One"));
        assertThat(turns.last().avatar()).isEqualTo("🌦️");
        assertThat(turns.last().name()).isEqualTo("🌦️");
    }
}
