package dev.parley.turn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.chat.Chart;
import dev.parley.chat.StreamResult;
import dev.parley.chat.Table;
import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.model.ModelEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.awt.image.BufferedImage;
import java.net.URI;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code write} picks the element by the type, in the order of the guide's table. */
class WriteTest {

    private static final byte[] GIF =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    record Point(int x, int y) {}

    private static String kindOf(Object value) throws InterruptedException {
        var written = Written.by((message, chat) -> message.write(value));
        assertThat(written.state()).isEqualTo(EndState.COMPLETE);
        return String.join(" ", written.kinds());
    }

    @Test
    void textIsMarkdown() throws Exception {
        assertThat(kindOf("a")).isEqualTo("markdown");
        assertThat(kindOf(CharBuffer.wrap("a"))).isEqualTo("markdown");
    }

    @Test
    void aResultIsItsParts() throws Exception {
        var result = new StreamResult("a", List.of("a", Map.of("b", 1), "c"), ModelEvent.Usage.NONE, null);
        assertThat(kindOf(result)).isEqualTo("markdown json markdown");
    }

    @Test
    void aFailureIsABoxAndTheMessageGoesOn() throws Exception {
        assertThat(kindOf(new IllegalStateException("No"))).isEqualTo("callout");
        var silent = new RuntimeException() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new IllegalStateException("not even that");
            }
        };
        assertThat(kindOf(silent)).isEqualTo("callout");
    }

    @Test
    void rowsOfOneKindAreATable() throws Exception {
        assertThat(kindOf(Table.of(List.of(1)))).isEqualTo("table");
        assertThat(kindOf(List.of(new Point(1, 2), new Point(3, 4)))).isEqualTo("table");
        assertThat(kindOf(new Point[] {new Point(1, 2)})).isEqualTo("table");
        assertThat(kindOf(List.of(Map.of("a", 1), Map.of("a", 2)))).isEqualTo("table");
        try (var connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                var statement = connection.createStatement();
                var results = statement.executeQuery("select 1 as a, 'x' as b, 2.5 as a")) {
            var written = Written.by((message, chat) -> message.write(results));
            assertThat(written.json())
                    .containsExactly("{\"kind\":\"table\",\"columns\":[{\"name\":\"a\",\"type\":\"number\"},"
                            + "{\"name\":\"b\",\"type\":\"text\"},{\"name\":\"a (3)\",\"type\":\"number\"}],"
                            + "\"rows\":[[1,\"x\",2.5]]}");
        }
    }

    @Test
    void aChartIsAChart() throws Exception {
        assertThat(kindOf(Chart.line(List.of(1, 2)))).isEqualTo("chart");
    }

    @Test
    void picturesAndOtherFilesAreWhatTheyHold(@TempDir Path folder) throws Exception {
        assertThat(kindOf(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB))).isEqualTo("image");
        var picture = Files.write(folder.resolve("misnamed.txt"), GIF);
        assertThat(kindOf(picture)).isEqualTo("image");
        assertThat(kindOf(picture.toUri())).isEqualTo("image");
        assertThat(kindOf(URI.create("classpath:pictures/dot.gif"))).isEqualTo("image");
        assertThat(kindOf(Files.writeString(folder.resolve("a.png"), "no picture")))
                .isEqualTo("file");
        assertThat(kindOf(GIF)).isEqualTo("image");
    }

    @Test
    void mapsCollectionsArraysRecordsAndNodesAreTrees() throws Exception {
        for (var value : List.of(
                Map.of("a", 1),
                List.of(1, "b"),
                List.of(),
                List.of(new Point(1, 2), "and others"),
                List.of(Map.of("a", 1), Map.of("b", 1)),
                new int[] {1},
                new Object[] {"a", 1},
                new Point(1, 2),
                new byte[] {1},
                JsonNodeFactory.instance.arrayNode())) {
            assertThat(kindOf(value)).as("%s", value).isEqualTo("json");
        }
    }

    @Test
    void whatStreamsIsStreamed() throws Exception {
        Supplier<String> supplier = List.of("a", "b").iterator()::next;
        assertThat(supplier).isNotNull();
        for (var value : List.of(
                Multi.createFrom().items("a"),
                Uni.createFrom().item("a"),
                Stream.of("a"),
                List.of("a").iterator(),
                CompletableFuture.completedStage("a"))) {
            assertThat(kindOf(value)).as("%s", value).isEqualTo("markdown");
        }
    }

    @Test
    void anythingElseIsItsText() throws Exception {
        var written = Written.by((message, chat) -> message.write(5, null, URI.create("https://example.org")));
        assertThat(written.contents())
                .containsExactly(
                        new Element.Code("5", null, null),
                        new Element.Code("null", null, null),
                        new Element.Code("https://example.org", null, null));
        var loud = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("no text");
            }
        };
        var large = new Object() {
            @Override
            public String toString() {
                return "x".repeat(5_000_000);
            }
        };
        var odd = Written.by((message, chat) -> message.write(loud, large));
        assertThat(odd.state()).isEqualTo(EndState.COMPLETE);
        assertThat(odd.json().getFirst()).contains("has no text");
        assertThat(((Element.Code) odd.contents().getLast()).text()).hasSize(100_001);
    }

    @Test
    void noValuesAreNoElements() throws Exception {
        assertThat(Written.by((message, chat) -> message.write()).contents()).isEmpty();
        assertThat(Written.by((message, chat) -> message.write((Object[]) null)).kinds())
                .containsExactly("code");
        assertThat(Objects.requireNonNull(Written.by((message, chat) -> message.write("a", "b")))
                        .contents())
                .hasSize(2);
    }
}
