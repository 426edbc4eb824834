package dev.parley.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Chart;
import dev.parley.conversation.Element.Callout;
import dev.parley.conversation.Element.Markdown;
import dev.parley.conversation.Metric;
import dev.parley.conversation.Table;
import dev.parley.harness.ChatHarness;
import dev.parley.harness.TestTurn;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplorerHandlerTest {

    private static final String FLATS = """
            city,price,sold,rooms
            Rome,100,2026-03-01,2
            Oslo,300,2026-01-01,3
            Rome,250,2026-03-01,
            Oslo,,2026-01-01,10
            """;

    private final ChatHarness chat = ChatHarness.of(new ExplorerHandler());

    @AfterEach
    void close() {
        chat.close();
    }

    private TestTurn attach(String text) {
        return chat.attach("flats.csv", "text/csv", text).send("");
    }

    private static String warning(TestTurn turn) {
        var box = turn.expectComplete().element(Callout.class);
        return box.expect("a warning", shown -> shown.level() == Callout.Level.WARNING)
                .text();
    }

    @Test
    void anAttachedFileIsShownAsFiguresChartAndTables() {
        var turn = attach(FLATS).expectComplete().expectText("### flats.csv");
        turn.message()
                .expectElements(
                        Markdown.class,
                        Metric.class,
                        Metric.class,
                        Metric.class,
                        Chart.class,
                        Table.class,
                        Table.class);
        assertThat(turn.elements(Metric.class))
                .extracting(metric ->
                        metric.content().label() + ": " + metric.content().value())
                .containsExactly("Rows: 4", "Columns: 4", "Empty cells: 2");
        assertThat(turn.element(Chart.class).content().x()).isEqualTo("sold");
        assertThat(turn.elements(Table.class).getLast().content().rows()).hasSize(4);
    }

    @Test
    void aQuestionSentWithTheFileIsAnsweredBelowIt() {
        var turn = chat.attach("flats.csv", "text/csv", FLATS)
                .send("count of price")
                .expectComplete();
        assertThat(turn.elements(Metric.class)).hasSize(4);
        turn.elements(Metric.class)
                .getLast()
                .expect("the count", metric -> metric.value().equals("3"));
    }

    @Test
    void theMeanOfEachGroupIsAChartAndATable() {
        attach(FLATS);
        var turn = chat.send("mean of price by city").expectComplete();
        turn.message().expectElements(Chart.class, Table.class);
        assertThat(turn.element(Table.class).content().rows()).hasToString("[[Oslo, 300], [Rome, 175]]");
        assertThat(turn.element(Chart.class).content().chart()).isEqualTo(Chart.Type.BAR);
    }

    @Test
    void aChartIsDrawnOfTwoColumns() {
        attach(FLATS);
        var chart = chat.send("chart price over rooms")
                .expectComplete()
                .element(Chart.class)
                .content();
        assertThat(chart.chart()).isEqualTo(Chart.Type.SCATTER);
        assertThat(chart.x()).isEqualTo("rooms");
        assertThat(chart.rows()).hasToString("[[2, 100], [3, 300]]");
    }

    @Test
    void theLargestAreWholeRows() {
        attach(FLATS);
        var table = chat.send("largest 2 by price")
                .expectComplete()
                .element(Table.class)
                .content();
        assertThat(table.rows()).hasToString("[[Oslo, 300, 2026-01-01, 3], [Rome, 250, 2026-03-01, null]]");
    }

    @ParameterizedTest
    @CsvSource({
        "count, number of rows, 4",
        "sum of price, sum of price, 650",
        "what is the average of the price?, mean of price, 216.67",
        "count of city, count of city, 4"
    })
    void oneFigureIsAMetric(String question, String label, String value) {
        attach(FLATS);
        var metric = chat.send(question).expectComplete().element(Metric.class).content();
        assertThat(metric.label()).isEqualTo(label);
        assertThat(metric.value()).isEqualTo(value);
    }

    @Test
    void theFileOfTheConversationOutlivesARestart() {
        attach(FLATS);
        chat.restart(new ExplorerHandler());
        chat.send("count")
                .element(Metric.class)
                .expect("the rows", metric -> metric.value().equals("4"));
    }

    @Test
    void theLastOfSeveralFilesIsAskedAbout() {
        attach(FLATS);
        chat.attach("two.csv", "text/csv", "a,b\n1,2\n3,4\n").send("").expectText("### two.csv");
        chat.send("sum of b")
                .element(Metric.class)
                .expect("the sum", metric -> metric.value().equals("6"));
    }

    @Test
    void withoutAFileThereIsAnExample() {
        var turn = chat.send("overview").expectComplete().expectTextContaining("the example flats.csv");
        turn.elements(Metric.class)
                .getFirst()
                .expect("rows", metric -> metric.value().equals("60"));
    }

    @Test
    void aColumnThatIsNotThereIsToldWithThoseThatAre() {
        attach(FLATS);
        assertThat(warning(chat.send("mean of colour by city")))
                .isEqualTo("There is no column colour in flats.csv. It has: city, price, sold, rooms.");
        assertThat(warning(chat.send("mean of city"))).isEqualTo("The column city has no numbers.");
        chat.model().expectCalls(0);
    }

    @Test
    void nothingIsDrawnOfColumnsThatNoRowHasBothOf() {
        attach("a,b,c\n1,,x\n2,,y\n,3,z\n");
        assertThat(warning(chat.send("chart a over b"))).isEqualTo("No row has a value in both columns.");
    }

    @Test
    void whatIsNoTableIsRefusedAndTheFormerFileStays() {
        attach(FLATS);
        var refused =
                chat.attach("words.csv", "text/csv", "Just a few\nwords here\n").send("");
        assertThat(warning(refused)).startsWith("words.csv is no table: no comma, semicolon or tab");
        chat.send("count")
                .element(Metric.class)
                .expect("the rows", metric -> metric.value().equals("4"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''|flats.csv is empty.", "'a,b'|flats.csv has a line with headings, but no rows."})
    void anEmptyFileIsSaidToBeSo(String text, String sentence) {
        assertThat(warning(attach(text))).isEqualTo(sentence);
    }

    @Test
    void aHundredThousandRowsAreCountedAndKeptInAFile() {
        var turn = attach(IntStream.range(0, 100_000)
                        .mapToObj(row -> (row % 2 == 0 ? "Rome," : "Oslo,") + row)
                        .collect(Collectors.joining("\n", "city,price\n", "\n")))
                .expectComplete();
        turn.elements(Metric.class)
                .getFirst()
                .expect("all rows", metric -> metric.value().equals("100,000"));
        var table = turn.elements(Table.class).getLast();
        assertThat(table.content().total()).isEqualTo(100_000);
        assertThat(new String(table.bytes(), UTF_8).lines())
                .hasSize(100_000)
                .last()
                .isEqualTo("[\"Oslo\",99999]");
        assertThat(chat.send("mean of price by city")
                        .element(Table.class)
                        .content()
                        .rows())
                .hasToString("[[Oslo, 50000], [Rome, 49999]]");
    }

    @Test
    void anyOtherQuestionGoesToTheModelWithTheColumnsAndWithoutTheFile() {
        attach(FLATS);
        chat.model().answers("Rome, ", "it seems.");
        chat.send("Which city would you choose?").expectComplete().expectText("Rome, it seems.");
        var call = chat.model().expectCalls(1).call();
        assertThat(call.system())
                .contains("the file flats.csv. It has 4 rows")
                .contains("- city: 2 different values, such as Rome, Oslo")
                .contains("- price: numbers from 100 to 300, mean 216.67");
        assertThat(call.prompt()).first().isEqualTo("USER: (a file)");
        assertThat(call.prompt()).last().isEqualTo("USER: Which city would you choose?");
    }

    @Test
    void stopEndsTheModelsAnswer() {
        attach(FLATS);
        chat.model().answers(answer -> answer.says("Rome").stalls());
        chat.send("Which city would you choose?").stop().expectStopped().expectText("Rome");
        chat.model().call().expectCancelled();
    }
}
