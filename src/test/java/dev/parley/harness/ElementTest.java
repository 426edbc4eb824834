package dev.parley.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.chat.Chat;
import dev.parley.conversation.Chart;
import dev.parley.conversation.Element;
import dev.parley.conversation.Element.Callout;
import dev.parley.conversation.Element.Callout.Level;
import dev.parley.conversation.Element.Code;
import dev.parley.conversation.Element.Markdown;
import dev.parley.conversation.Event;
import dev.parley.conversation.Metric;
import dev.parley.conversation.Step;
import dev.parley.conversation.Table;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a handler has written, seen by a test. */
class ElementTest {

    private final ChatHarness chat = ChatHarness.of(ElementTest::gallery);
    private final TestTurn turn = chat.send("One").expectComplete();

    @AfterEach
    void close() {
        chat.close();
    }

    private static void gallery(Chat chat) {
        var message = chat.message("Guide").avatar(":material/robot:");
        message.markdown("# Hello").code("int a;", "java").info("Note");
        try (var status = message.status("Reading")) {
            status.markdown("First");
            try (var inner = status.status("Deeper")) {
                inner.code("x").markdown("Second");
            }
            status.update("Still reading").complete("Read");
        }
        var progress = message.progress(0, "Working");
        progress.update(0.5);
        progress.update(1, "Done");
        message.metric("Rain", 3, 1).update(4, 2);
        message.table(List.of(Map.of("city", "Paris", "rain", 3))).append(List.of(Map.of("city", "Rome", "rain", 0)));
        message.barChart(List.of(Map.of("rain", 3)));
        message.file("a;b".getBytes(UTF_8), "a.csv", "text/csv");
        message.writeStream(List.of("to", "geth", "er"));
    }

    @Test
    void elementsComeInOrderWithTheirContent() {
        turn.message()
                .expectName("Guide")
                .expectAvatar(":material/robot:")
                .expectElements(
                        Markdown.class,
                        Code.class,
                        Callout.class,
                        Step.Status.class,
                        Step.Progress.class,
                        Metric.class,
                        Table.class,
                        Chart.class,
                        Element.File.class,
                        Markdown.class);
        assertThat(turn.message().elements().getFirst().content()).isEqualTo(new Markdown("# Hello"));
        turn.element(Callout.class)
                .expectContent(new Callout(Level.INFO, "Note"))
                .expectText("Note");
        turn.element(Table.class).expect("two rows", table -> table.rows().size() == 2);
        turn.element(Chart.class).expect("one row", chart -> chart.rows().size() == 1);
        assertThat(turn.element(Element.File.class).bytes()).asString(UTF_8).isEqualTo("a;b");
    }

    @Test
    void aStatusHoldsItsOwn() {
        var status = turn.elements(Step.Status.class).getFirst();
        status.expectElements(Markdown.class, Step.Status.class);
        assertThat(status.elements(Markdown.class))
                .extracting(TestElement::text)
                .containsExactly("First", "Second");
        var inner = status.element(Step.Status.class);
        inner.expectElements(Code.class, Markdown.class);
        assertThat(inner.element(Code.class).text()).isEqualTo("x");
        assertThat(inner.elements()).hasSize(2);
    }

    @Test
    void whatAnElementHasShownIsKnown() {
        var status = turn.elements(Step.Status.class).getFirst();
        status.expectHistory(Step.Status::state, Step.State.RUNNING, Step.State.COMPLETE)
                .expectHistory(Step.Status::label, "Reading", "Still reading", "Read");
        assertThat(status.history()).hasSize(3);
        turn.element(Step.Progress.class).expectHistory(Step.Progress::value, 0.0, 0.5, 1.0);
        turn.element(Metric.class).expectHistory(Metric::value, "3", "4");
        turn.elements(Markdown.class).getLast().expectChunks("to", "geth", "er").expectText("together");
        assertThat(turn.element(Callout.class).events())
                .hasExactlyElementsOfTypes(Event.ElementAdded.class, Event.ElementClosed.class);
    }

    @Test
    void expectationsThatDoNotHoldShowTheConversation() {
        assertThatThrownBy(() -> turn.message().expectElements(Markdown.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("""
                        Not as expected: the elements of the message
                        expected: "Markdown"
                         but was: "Markdown, Code, Callout, Status, Progress, Metric, Table, Chart, File, Markdown"
                        """)
                .hasMessageContaining("""
                          user [complete]
                            markdown: One
                          Guide [complete]
                            markdown: # Hello
                        """)
                .hasMessageContaining("""
                            status: {"kind":"status","label":"Read","state":"complete","expanded":false}
                              markdown: First
                        """);
    }

    @Test
    void everyExpectationCanFail() {
        var element = turn.element(Callout.class);
        assertFails(() -> element.expectText("x"), "the element's text", "\"x\"", "\"Note\"");
        assertFails(() -> element.expectContent(new Callout(Level.ERROR, "Note")), "the element");
        assertFails(
                () -> element.expect("a detail", box -> box.detail() != null), "should have a detail, but is callout");
        assertFails(() -> element.expectElements(Markdown.class), "the elements of the element");
        assertFails(element::bytes, "It has no file");
        assertFails(() -> turn.element(Metric.class).text(), "It has no text");
        assertFails(() -> turn.element(Markdown.class), "one Markdown in the turn, but there are 4");
        assertFails(() -> turn.message().element(Element.Html.class), "one Html in the message, but there is none");
        assertFails(() -> turn.elements(Markdown.class).getLast().expectChunks("together"), "chunks", "[together]");
        assertFails(() -> turn.element(Metric.class).expectHistory(Metric::value, "3"), "[3, 4]");
        var message = turn.message();
        assertFails(() -> message.expectName("assistant"), "the message's name", "\"Guide\"");
        assertFails(() -> message.expectAvatar(null), "the message's avatar", "expected: null");
        assertFails(() -> message.expectText("x"), "the message's text");
        assertFails(() -> message.expectTextContaining("x"), "the message's text");
        assertFails(() -> message.expectUsage(1, 2), "[1, 2]", "[]");
        assertFails(() -> message.expectProblem("x"), "the message's problem");
        assertFails(() -> turn.expectStopped(), "should have ended as STOPPED, but it ended as COMPLETE");
        assertFails(() -> turn.expectMessages("a", "b"), "[a, b]", "[Guide]");
        assertFails(() -> turn.expectEvents(Event.TurnStarted.class), "the turn's events", "[TurnStarted]");
        assertFails(() -> turn.message(1), "There is no message 1");
        assertFails(
                () -> turn.await(
                        "show HTML", now -> !now.elements(Element.Html.class).isEmpty()),
                "not show HTML");
    }

    private static void assertFails(Runnable expectation, String... parts) {
        assertThatThrownBy(expectation::run)
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(parts)
                .hasMessageContaining("The conversation:");
    }
}
