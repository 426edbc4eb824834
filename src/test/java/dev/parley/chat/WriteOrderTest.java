package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.parley.conversation.Chart;
import dev.parley.conversation.Element;
import dev.parley.conversation.Json;
import dev.parley.conversation.Media;
import dev.parley.conversation.Table;
import dev.parley.harness.ChatHarness;
import dev.parley.harness.TestTurn;
import dev.parley.model.ModelEvent;
import io.smallrye.mutiny.Multi;
import java.net.URI;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code write} takes the first kind that fits a value, also where several do. */
class WriteOrderTest {

    private static TestTurn written(Object... values) {
        try (var chat = ChatHarness.of(given -> given.message("assistant").write(values))) {
            return chat.send("One").expectComplete();
        }
    }

    private static Class<?> kindOf(Object value) {
        var elements = written(value).message().elements();
        assertThat(elements).hasSize(1);
        return elements.getFirst().content().getClass();
    }

    /** A text and a record. */
    private record Label(String text) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** A record and a source of two kinds. */
    private record Reading(String city, int millimetres) implements Supplier<String>, Iterable<String> {
        @Override
        public String get() {
            return city;
        }

        @Override
        public Iterator<String> iterator() {
            return List.of(city).iterator();
        }
    }

    @Test
    void aTextIsMarkdownWhateverElseItIs() {
        assertThat(kindOf(new Label("**a**"))).isEqualTo(Element.Markdown.class);
        assertThat(kindOf(CharBuffer.wrap("a"))).isEqualTo(Element.Markdown.class);
    }

    @Test
    void aResultIsItsPartsThoughItIsARecord() {
        var result = new StreamResult("a", List.of("a", Map.of("b", 1)), ModelEvent.Usage.NONE, null);
        written(result).message().expectElements(Element.Markdown.class, Json.class);
    }

    @Test
    void aFailureIsABoxThoughItCanBeIterated() {
        assertThat(kindOf(new SQLException("No database"))).isEqualTo(Element.Callout.class);
        written(new SQLException("No database"))
                .element(Element.Callout.class)
                .expect(
                        "its name and reason",
                        box -> box.text().contains("SQLException") && box.text().contains("No database"));
    }

    @Test
    void rowsOfOneKindAreATableAndOthersATree() {
        assertThat(kindOf(List.of(new Reading("Ulm", 3), new Reading("Rome", 0))))
                .isEqualTo(Table.class);
        assertThat(kindOf(List.of(Map.of("a", 1), Map.of("a", 2)))).isEqualTo(Table.class);
        assertThat(kindOf(new Reading[] {new Reading("Ulm", 3)})).isEqualTo(Table.class);
        assertThat(kindOf(List.of(Map.of("a", 1), Map.of("b", 2)))).isEqualTo(Json.class);
        assertThat(kindOf(List.of(new Reading("Ulm", 3), new Label("a")))).isEqualTo(Json.class);
        assertThat(kindOf(List.of(List.of(1, 2), List.of(3, 4)))).isEqualTo(Json.class);
        assertThat(kindOf(List.of())).isEqualTo(Json.class);
    }

    @Test
    void aTableAndAChartAreThemselves() {
        assertThat(kindOf(dev.parley.chat.Table.of(List.of(1, 2)))).isEqualTo(Table.class);
        assertThat(kindOf(dev.parley.chat.Chart.bar(List.of(1, 2)))).isEqualTo(Chart.class);
    }

    @Test
    void aPathIsAFileOrAPictureThoughItCanBeIterated(@TempDir Path folder) throws Exception {
        var text = Files.writeString(folder.resolve("a.csv"), "a,b");
        written(text)
                .element(Element.File.class)
                .expect("its name", file -> file.name().equals("a.csv"));
        assertThat(kindOf(URI.create("classpath:/pictures/dot.gif"))).isEqualTo(Media.Image.class);
        assertThat(kindOf(text.toUri())).isEqualTo(Element.Code.class);
        assertThat(kindOf(URI.create("https://example.org/cat.png"))).isEqualTo(Element.Code.class);
    }

    @Test
    void whatHasATreesShapeIsATreeThoughItCanBeIterated() {
        assertThat(kindOf(Map.of("a", 1))).isEqualTo(Json.class);
        assertThat(kindOf(List.of("a", "b"))).isEqualTo(Json.class);
        assertThat(kindOf(new Reading("Ulm", 3))).isEqualTo(Json.class);
        assertThat(kindOf(new int[] {1})).isEqualTo(Json.class);
        assertThat(kindOf(JsonNodeFactory.instance.arrayNode().add(1))).isEqualTo(Json.class);
        assertThat(kindOf(TextNode.valueOf("a"))).isEqualTo(Json.class);
    }

    @Test
    void whatStreamsIsStreamed() {
        Iterable<String> iterable = () -> List.of("a", "b").iterator();
        for (Object source : List.of(Multi.createFrom().items("a", "b"), iterable, List.of("a", "b").stream())) {
            written(source).expectText("ab");
        }
    }

    @Test
    void anythingElseIsItsTextAsCode() {
        assertThat(written(5, true, Optional.of("a"), String.class).elements(Element.Code.class))
                .extracting(code -> code.text())
                .containsExactly("5", "true", "Optional[a]", "class java.lang.String");
        written((Object) null).element(Element.Code.class).expectText("null");
    }

    @Test
    void severalValuesAreSeveralElementsInTheirOrder() {
        written("a", 1, Map.of(), "b")
                .message()
                .expectElements(Element.Markdown.class, Element.Code.class, Json.class, Element.Markdown.class);
    }

    @Test
    void aValueThatFailsWhileItIsLookedAtFailsTheTurnAndNothingElse() {
        var broken = new AbstractList<Integer>() {
            @Override
            public Integer get(int index) {
                throw new IllegalStateException("It broke");
            }

            @Override
            public int size() {
                return 3;
            }
        };
        try (var chat = ChatHarness.of(given -> given.message("assistant")
                .markdown("Before")
                .write(given.text().equals("One") ? broken : IntStream.of(1)))) {
            chat.send("One").expectFailed().expectText("Before");
            chat.send("Two").expectComplete();
        }
    }
}
