package dev.parley.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.chat.Chart;
import dev.parley.chat.Table;
import dev.parley.conversation.Chart.Sort;
import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Tabular;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tables and charts, and what they are read from. */
class TabularElementsTest {

    record Rain(String month, double millimetres, LocalDate measured) {}

    @Test
    void aTableIsReadFromRecordsMapsListsAndColumns() throws Exception {
        var may = new LinkedHashMap<String, Object>(Map.of("month", "May"));
        may.put("rain", null);
        var written = Written.by((message, chat) -> {
            message.table(Table.of(List.of(new Rain("May", 12.5, LocalDate.of(2026, 5, 1))))
                    .caption("Rain"));
            message.table(List.of(Map.of("month", "April"), may));
            message.table(List.of(List.of(1, "a"), List.of(2, "b")));
            message.table(new Object[] {1, 2.5f, Double.NaN});
            var columns = new LinkedHashMap<String, Object>();
            columns.put("n", new int[] {1, 2});
            columns.put("ok", List.of(true, false));
            message.table(columns);
            message.table(List.of());
        });
        assertThat(written.json())
                .containsExactly(
                        "{\"kind\":\"table\",\"columns\":[{\"name\":\"month\",\"type\":\"text\"},{\"name\":\"millimetres\",\"type\":\"number\"},{\"name\":\"measured\",\"type\":\"date\"}],\"rows\":[[\"May\",12.5,\"2026-05-01\"]],\"caption\":\"Rain\"}",
                        "{\"kind\":\"table\",\"columns\":[{\"name\":\"month\",\"type\":\"text\"},{\"name\":\"rain\",\"type\":\"text\"}],\"rows\":[[\"April\",null],[\"May\",null]]}",
                        "{\"kind\":\"table\",\"columns\":[{\"name\":\"0\",\"type\":\"number\"},{\"name\":\"1\",\"type\":\"text\"}],\"rows\":[[1,\"a\"],[2,\"b\"]]}",
                        "{\"kind\":\"table\",\"columns\":[{\"name\":\"value\",\"type\":\"number\"}],\"rows\":[[1],[2.5],[null]]}",
                        "{\"kind\":\"table\",\"columns\":[{\"name\":\"n\",\"type\":\"number\"},{\"name\":\"ok\",\"type\":\"boolean\"}],\"rows\":[[1,true],[2,false]]}",
                        "{\"kind\":\"table\",\"columns\":[],\"rows\":[]}");
    }

    @Test
    void whatIsNoTableIsRefused() {
        for (Object other : List.of("text", 5, Map.of("a", 1), Map.of("a", List.of(1), "b", List.of()))) {
            assertThatThrownBy(() -> Table.of(other)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aLargeTableComesInPiecesAndAHugeOneInAFile() throws Exception {
        var large = IntStream.range(0, 900)
                .mapToObj(i -> Map.of("n", i, "text", "é".repeat(100)))
                .toList();
        var huge =
                IntStream.range(0, 20_000).mapToObj(i -> List.of(i, "row " + i)).toList();
        var written = Written.by((message, chat) -> {
            message.table(large);
            message.table(huge);
        });
        var first = (dev.parley.conversation.Table) written.contents().getFirst();
        assertThat(first.rows()).hasSize(900);
        assertThat(first.total()).isNull();
        var second = (dev.parley.conversation.Table) written.contents().getLast();
        assertThat(second.rows()).hasSize(100);
        assertThat(second.total()).isEqualTo(20_000);
        assertThat(written.largestEvent()).isLessThan(65_536);
        var blobs = written.turns().store.blobs();
        var file = blobs.find(written.turns().id, second.file()).orElseThrow();
        try (var lines = blobs.open(file)) {
            var text = new String(lines.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text.lines()).hasSize(20_000).startsWith("[0,\"row 0\"]").endsWith("[19999,\"row 19999\"]");
        }
    }

    @Test
    void aTableThatIsMoreThanMayBeKeptShowsItsBeginning() throws Exception {
        var rows = new AbstractList<List<String>>() {
            @Override
            public List<String> get(int index) {
                return List.of("x".repeat(4_000));
            }

            @Override
            public int size() {
                return 10_000;
            }
        };
        var written = Written.by((message, chat) -> message.table(rows));
        var table = (dev.parley.conversation.Table) written.contents().getFirst();
        assertThat(table.total()).isEqualTo(10_000);
        assertThat(table.file()).isNull();
        assertThat(table.rows()).isNotEmpty().hasSizeLessThanOrEqualTo(100);
        assertThat(written.contents().getLast()).isInstanceOf(Element.Callout.class);
        assertThat(written.state()).isEqualTo(EndState.COMPLETE);
    }

    @Test
    void rowsAreAppendedWhileATableOrAChartIsShown() throws Exception {
        var refused = new ArrayList<Throwable>();
        var written = Written.by((message, chat) -> {
            var table = message.table(List.of(Map.of("a", 1)));
            var chart = message.chart(Chart.line(List.of()).x("month").y("rain"));
            table.append(List.of(Map.of("a", 2), Map.of("a", 3))).append(List.of(List.of(4)));
            chart.append(List.of(Map.of("rain", 5, "month", "May"))).append(List.of(List.of("June", 6)));
            for (Object other :
                    List.of(List.of(Map.of("b", 1)), List.of(Map.of("a", "text")), List.of(Map.of("a", 1, "b", 2)))) {
                try {
                    table.append(other);
                } catch (IllegalArgumentException e) {
                    refused.add(e);
                }
            }
        });
        assertThat(((Tabular) written.contents().getFirst()).rows())
                .isEqualTo(List.of(List.of(1), List.of(2), List.of(3), List.of(4)));
        assertThat(((Tabular) written.contents().getLast()).rows())
                .isEqualTo(List.of(List.of("May", 5), List.of("June", 6)));
        assertThat(refused).hasSize(3);
    }

    @Test
    void aChartHasWhatStreamlitsHave() throws Exception {
        var data = List.of(Map.of("month", "May", "rain", 12, "sun", 7), Map.of("month", "June", "rain", 8, "sun", 9));
        var written = Written.by((message, chat) -> {
            message.lineChart(data);
            message.areaChart(data);
            message.barChart(data);
            message.scatterChart(data);
            message.chart(Chart.bar(data)
                    .x("month")
                    .y("rain", "sun")
                    .colors("#aabbcc", "#001122")
                    .xLabel("Month")
                    .yLabel("mm")
                    .title("Rain")
                    .stack(true)
                    .horizontal()
                    .descending());
            message.chart(
                    Chart.scatter(data).x("rain").y("sun").colorBy("month").sizeBy("rain"));
            message.chart(Chart.scatter(data).x("rain").size(4));
        });
        var charts = written.contents().stream()
                .map(dev.parley.conversation.Chart.class::cast)
                .toList();
        assertThat(charts)
                .extracting(chart -> chart.chart().name())
                .containsExactly("LINE", "AREA", "BAR", "SCATTER", "BAR", "SCATTER", "SCATTER");
        assertThat(charts.getFirst().y()).containsExactlyInAnyOrder("rain", "sun");
        assertThat(charts.getFirst().x()).isNull();
        var bars = charts.get(4);
        assertThat(bars.y()).containsExactly("rain", "sun");
        assertThat(bars.stack()).isTrue();
        assertThat(bars.horizontal()).isTrue();
        assertThat(bars.sort()).isEqualTo(Sort.DESCENDING);
        assertThat(bars.color().colors()).containsExactly("#aabbcc", "#001122");
        assertThat(charts.get(5).color().column()).isEqualTo("month");
        assertThat(charts.get(5).size()).isEqualTo("rain");
        assertThat(charts.getLast().y()).containsExactly("sun");
        assertThat(charts).allMatch(chart -> chart.rows().size() == 2);
    }

    @Test
    void aChartThatCannotBeDrawnIsRefused() {
        var data = List.of(Map.of("month", "May", "rain", 12));
        for (var chart : List.of(
                Chart.line(data).y("month"),
                Chart.line(data).y("snow"),
                Chart.line(data).x("year"),
                Chart.line(List.of()))) {
            assertThatThrownBy(chart::element).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Chart.line(data).horizontal()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Chart.bar(data).size(3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Chart.scatter(data).stack(true)).isInstanceOf(IllegalArgumentException.class);
    }
}
