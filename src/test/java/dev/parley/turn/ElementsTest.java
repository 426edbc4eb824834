package dev.parley.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.ChatContainer.Good;
import dev.parley.chat.ChatContainer.Level;
import dev.parley.conversation.Citations;
import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.Json;
import dev.parley.conversation.Metric;
import dev.parley.conversation.Step;
import dev.parley.model.ModelEvent;
import io.smallrye.mutiny.Multi;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The elements that a handler writes by name: texts, boxes, figures and trees. */
class ElementsTest {

    @Test
    void textElementsAreWrittenAsTheyAre() throws Exception {
        var written = Written.by((message, chat) -> message.markdown("**a**")
                .code("int a;")
                .code("+ a", "diff")
                .code("int b;", "java", "B.java")
                .latex("a^2")
                .html("<b>hi</b>")
                .html("<p>", 40));
        assertThat(written.contents())
                .containsExactly(
                        new Element.Markdown("**a**"),
                        new Element.Code("int a;", null, null),
                        new Element.Code("+ a", "diff", null),
                        new Element.Code("int b;", "java", "B.java"),
                        new Element.Latex("a^2"),
                        new Element.Html("<b>hi</b>", null),
                        new Element.Html("<p>", 40));
        assertThat(written.message().elements()).extracting(Element::endedAt).doesNotContainNull();
    }

    @Test
    void boxesHaveALevelAndAFailureItsStack() throws Exception {
        var written = Written.by((message, chat) -> message.info("a")
                .success("b")
                .warning("c")
                .error("d")
                .callout(Level.INFO, "e", "detail")
                .error(new IllegalStateException("It broke", new IOException("the disk"))));
        assertThat(written.contents().subList(0, 5))
                .extracting(content -> ((Element.Callout) content).level().name())
                .containsExactly("INFO", "SUCCESS", "WARNING", "ERROR", "INFO");
        var failure = (Element.Callout) written.contents().getLast();
        assertThat(failure.text()).contains("IllegalStateException").contains("It broke");
        assertThat(failure.detail())
                .contains("Caused by: java.io.IOException: the disk")
                .contains("\tat ");
        assertThat(written.state()).isEqualTo(EndState.COMPLETE);
    }

    @Test
    void figuresAndBarsChangeWhileTheyAreShown() throws Exception {
        var written = Written.by((message, chat) -> {
            message.metric("Rain", "12 mm");
            message.metric("Sun", 7, -2).update(8.5, 1.5);
            message.metric("Price", "1 €", "-3 %", Good.DOWN);
            message.metric("Same", 1, "0.0");
            message.progress("Reading").update(0.5).update(1, "Read");
            message.progress(0.25, null).update("Some");
        });
        assertThat(written.contents())
                .containsExactly(
                        new Metric("Rain", "12 mm", null, null, null),
                        new Metric("Sun", "8.5", "1.5", Metric.Trend.UP, null),
                        new Metric("Price", "1 €", "-3 %", Metric.Trend.DOWN, Metric.Good.DOWN),
                        new Metric("Same", "1", "0.0", Metric.Trend.FLAT, null),
                        new Step.Progress(1.0, "Read"),
                        new Step.Progress(0.25, "Some"));
    }

    @Test
    void aTreeIsOfBoundedDepthAndSizeAndWithoutCircles() throws Exception {
        var circle = new HashMap<String, Object>();
        circle.put("self", circle);
        Object deep = "bottom";
        for (int i = 0; i < 5_000; i++) {
            deep = List.of(deep);
        }
        Object deepest = deep;
        var written = Written.by((message, chat) -> message.json(circle)
                .json(deepest)
                .json(IntStream.range(0, 1_000_000).boxed().toList())
                .json("日".repeat(1_000_000))
                .json(Collections.nCopies(10_000, "日本"))
                .json(Map.of("\u0000", "\ud800"))
                .json(null)
                .json(new int[] {1, 2}));
        assertThat(written.contents()).hasSize(8).allMatch(Json.class::isInstance);
        assertThat(written.json().getFirst()).contains("circles");
        assertThat(written.json().get(1)).contains("deeper");
        assertThat(written.largestEvent()).isLessThan(65_536);
        assertThat(written.json().get(5)).contains("\uFFFD").doesNotContain("\\u0000");
        assertThat(written.json().getLast()).isEqualTo("{\"kind\":\"json\",\"value\":[1,2]}");
        assertThat(written.state()).isEqualTo(EndState.COMPLETE);
    }

    @Test
    void longTextGrowsInPieces() throws Exception {
        String text = "🌦".repeat(40_000);
        var written = Written.by((message, chat) -> message.markdown(text).code(text));
        assertThat(written.contents()).containsExactly(new Element.Markdown(text), new Element.Code(text, null, null));
        assertThat(written.largestEvent()).isLessThan(65_536);
    }

    @Test
    void aDocumentTooLongForAnEventIsRefused() throws Exception {
        var written = Written.by((message, chat) -> message.html("é".repeat(33_000)));
        assertThat(written.state()).isEqualTo(EndState.FAILED);
    }

    @Test
    void aModelsCitationsAreFootnotesOfTheTextBeforeThem() throws Exception {
        var written = Written.by((message, chat) -> message.writeStream(Multi.createFrom()
                .items(
                        new ModelEvent.Thinking(0, "Hm"),
                        new ModelEvent.Text(1, "It rains. "),
                        new ModelEvent.Citation(1, "rain", "A", "https://example.org/a"),
                        new ModelEvent.Citation(1, "rain", "A", "https://example.org/a"),
                        new ModelEvent.Text(2, "It snows."),
                        new ModelEvent.Citation(2, null, "B", null),
                        new ModelEvent.ToolUse(3, "t", "search", "{\"q\":1}"),
                        new ModelEvent.Text(4, "Well."))));
        assertThat(written.kinds()).containsExactly("thinking", "markdown", "citations", "tool", "markdown");
        assertThat(written.contents().get(1)).isEqualTo(new Element.Markdown("It rains. It snows."));
        assertThat(((Citations) written.contents().get(2)).sources())
                .extracting(Citations.Source::title)
                .containsExactly("A", "B");
        assertThat(written.contents().get(3))
                .isEqualTo(
                        new Step.Tool("search", null, "{\"q\":1}", Step.State.ERROR, "Nobody offers this tool here."));
    }

    @Test
    void whatIsWrittenIsWellFormed() throws Exception {
        var written = Written.by((message, chat) -> {
            message.markdown("a\u0000\ud800").callout(Level.INFO, "\ud800").latex("\u0000");
            message.table(List.of(Map.of("a", "\u0000\udc00")));
            message.metric("\u0000", "\u0000");
            message.status("\u0000").close();
        });
        assertThat(written.state()).isEqualTo(EndState.COMPLETE);
        assertThat(String.join("", written.json()))
                .contains("\uFFFD")
                .doesNotContain("\\u0000")
                .doesNotContain("\ud800");
    }

    @Test
    void elementsThatWereShownAreInTheStoreAsTheyWere() throws Exception {
        var written = Written.by((message, chat) -> message.metric("Rain", 1).update(2, null));
        assertThat(written.events())
                .filteredOn(Event.ElementChanged.class::isInstance)
                .hasSize(1);
        assertThat(Arrays.asList(written.content(Metric.class).value())).containsExactly("2");
    }
}
