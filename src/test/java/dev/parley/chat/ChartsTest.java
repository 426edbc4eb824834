package dev.parley.chat;

import static dev.parley.conversation.Chart.Type.AREA;
import static dev.parley.conversation.Chart.Type.BAR;
import static dev.parley.conversation.Chart.Type.LINE;
import static dev.parley.conversation.Chart.Type.SCATTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parley.conversation.Chart.Coloring;
import dev.parley.conversation.Chart.Sort;
import dev.parley.conversation.Tabular.Column;
import dev.parley.harness.ChatHarness;
import dev.parley.harness.TestElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a chart is drawn from, and how. */
class ChartsTest {

    private record Rain(String city, int north, double south) {}

    private static final List<Rain> RAIN = List.of(new Rain("Ulm", 3, 1.5), new Rain("Rome", 0, 2));

    private static TestElement<dev.parley.conversation.Chart> shown(ChatHandler handler) {
        try (var chat = ChatHarness.of(handler)) {
            return chat.send("One").expectComplete().element(dev.parley.conversation.Chart.class);
        }
    }

    private static dev.parley.conversation.Chart shown(Chart chart) {
        return shown(given -> given.message("assistant").chart(chart)).content();
    }

    private interface Drawing {
        ChatRows on(ChatMessage message, Object data);
    }

    @Test
    void eachKindHasAMethodThatTakesTheDataAlone() {
        List<Drawing> drawings = List.of(
                ChatMessage::lineChart, ChatMessage::areaChart, ChatMessage::barChart, ChatMessage::scatterChart);
        var charts = drawings.stream()
                .map(drawing -> shown(given -> {
                            var _ = drawing.on(given.message("assistant"), RAIN);
                        })
                        .content())
                .toList();
        assertThat(charts).extracting(dev.parley.conversation.Chart::chart).containsExactly(LINE, AREA, BAR, SCATTER);
        assertThat(charts).allSatisfy(chart -> {
            assertThat(chart.x()).isNull();
            assertThat(chart.y()).containsExactly("north", "south");
            assertThat(chart.rows()).isEqualTo(List.of(List.of("Ulm", 3, 1.5), List.of("Rome", 0, 2.0)));
        });
    }

    @Test
    void withoutAColumnForTheBottomItIsTheNumberOfTheRow() {
        assertThat(shown(Chart.line(RAIN)).x()).isNull();
        assertThat(shown(Chart.line(RAIN).x("city")).x()).isEqualTo("city");
        assertThat(shown(Chart.line(List.of(4, 5, 6))).y()).containsExactly("value");
    }

    @Test
    void severalColumnsAreSeveralSeriesInTheirOrder() {
        assertThat(shown(Chart.line(RAIN).y("south", "north")).y()).containsExactly("south", "north");
        assertThat(shown(Chart.line(RAIN).x("north")).y()).containsExactly("south");
    }

    @Test
    void aColourIsOneSeveralOrAColumn() {
        assertThat(shown(Chart.bar(RAIN).y("north").colors("#3366cc")).color())
                .isEqualTo(Coloring.of(List.of("#3366cc")));
        assertThat(shown(Chart.bar(RAIN).colors("#3366cc", "#dd7733")).color())
                .isEqualTo(Coloring.of(List.of("#3366cc", "#dd7733")));
        assertThat(shown(Chart.bar(RAIN).colorBy("city")).color()).isEqualTo(Coloring.by("city"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Chart.bar(RAIN).colors("red"))
                .withMessageContaining("#rrggbb");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Chart.bar(RAIN).colorBy("town").element())
                .withMessageContaining("town");
    }

    @Test
    void areasAndBarsAreStackedOrNot() {
        assertThat(shown(Chart.area(RAIN).stack(true)).stack()).isTrue();
        assertThat(shown(Chart.bar(RAIN).stack(false)).stack()).isFalse();
        assertThat(shown(Chart.bar(RAIN)).stack()).isNull();
        for (var other : List.of(Chart.line(RAIN), Chart.scatter(RAIN))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> other.stack(true))
                    .withMessageContaining("stack");
        }
    }

    @Test
    void barsLieAndAreSorted() {
        var chart = shown(Chart.bar(RAIN).horizontal().descending());
        assertThat(chart.horizontal()).isTrue();
        assertThat(chart.sort()).isEqualTo(Sort.DESCENDING);
        assertThat(shown(Chart.bar(RAIN).ascending()).sort()).isEqualTo(Sort.ASCENDING);
        for (var other : List.of(Chart.line(RAIN), Chart.area(RAIN), Chart.scatter(RAIN))) {
            assertThatIllegalArgumentException().isThrownBy(other::horizontal);
            assertThatIllegalArgumentException().isThrownBy(other::ascending);
            assertThatIllegalArgumentException().isThrownBy(other::descending);
        }
    }

    @Test
    void pointsHaveASizeOrAColumnOfSizes() {
        assertThat(shown(Chart.scatter(RAIN).size(4)).size()).isEqualTo(4.0);
        var sized = shown(Chart.scatter(RAIN).sizeBy("south"));
        assertThat(sized.size()).isEqualTo("south");
        assertThat(sized.y()).containsExactly("north");
        for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Chart.scatter(RAIN).size(wrong).element());
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Chart.bar(RAIN).size(4));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Chart.scatter(RAIN).sizeBy("city").element())
                .withMessageContaining("numbers");
    }

    @Test
    void axesAndTheChartHaveTheirWords() {
        var chart = shown(Chart.area(RAIN).xLabel("City").yLabel("mm").title("Rain"));
        assertThat(List.of(chart.xLabel(), chart.yLabel(), chart.title())).containsExactly("City", "mm", "Rain");
    }

    @Test
    void dataIsRecordsMapsListsColumnsOrPlainNumbers() {
        var columns = new LinkedHashMap<String, Object>();
        columns.put("hour", List.of(1, 2));
        columns.put("mm", new double[] {0.5, 1.5});
        var asColumns = shown(Chart.line(columns).x("hour"));
        var asMaps = shown(Chart.line(List.of(ordered("hour", 1, "mm", 0.5), ordered("hour", 2, "mm", 1.5)))
                .x("hour"));
        assertThat(asMaps).isEqualTo(asColumns);
        assertThat(shown(Chart.line(List.of(List.of(1, 0.5), List.of(2, 1.5)))).y())
                .containsExactly("0", "1");
        assertThat(shown(Chart.line(new double[] {0.5, 1.5})).rows()).isEqualTo(List.of(List.of(0.5), List.of(1.5)));
        assertThat(shown(Chart.line(new int[][] {{1, 2}, {3, 4}})).rows())
                .isEqualTo(List.of(List.of(1, 2), List.of(3, 4)));
    }

    private static Map<String, Object> ordered(String first, Object one, String second, Object two) {
        var row = new LinkedHashMap<String, Object>();
        row.put(first, one);
        row.put(second, two);
        return row;
    }

    @Test
    void aMissingValueIsAGapAndNoFailure() {
        var data = new ArrayList<Map<String, Object>>();
        data.add(ordered("hour", 1, "mm", null));
        data.add(ordered("hour", 2, "mm", Double.NaN));
        data.add(ordered("hour", 3, "mm", 4));
        assertThat(shown(Chart.line(data).x("hour")).rows())
                .isEqualTo(List.of(Arrays.asList(1, null), Arrays.asList(2, null), List.of(3, 4)));
    }

    @Test
    void rowsAreAppendedWhileItIsShown() {
        var chart = shown(given -> given.message("assistant")
                .chart(Chart.line(List.of(ordered("hour", 1, "mm", 3))).x("hour"))
                .append(List.of(ordered("hour", 2, "mm", 5)))
                .append(List.of(List.of(3, 7))));
        assertThat(chart.content().rows()).isEqualTo(List.of(List.of(1, 3), List.of(2, 5), List.of(3, 7)));
        chart.expectHistory(now -> now.rows().size(), 0, 1, 2, 3);
    }

    @Test
    void aChartMayBeginWithoutRows() {
        var chart = shown(given -> given.message("assistant")
                        .chart(Chart.line(List.of()).x("hour").y("mm").colorBy("city"))
                        .append(List.of(Map.of("hour", "1", "mm", 3, "city", "Ulm"))))
                .content();
        assertThat(chart.columns()).extracting(Column::name).containsExactly("hour", "mm", "city");
        assertThat(chart.rows()).hasSize(1);
    }

    @Test
    void whatDoesNotFitIsNotAppended() {
        var refused = new ArrayList<String>();
        var chart = shown(given -> {
            var rows = given.message("assistant").chart(Chart.line(List.of(ordered("hour", 1, "mm", 3))));
            for (Object other :
                    List.of(List.of(Map.of("snow", 1)), List.of(ordered("hour", 2, "mm", "much")), "text", 5)) {
                try {
                    rows.append(other);
                } catch (IllegalArgumentException e) {
                    refused.add(e.getMessage());
                }
            }
        });
        assertThat(refused).hasSize(4).noneMatch(String::isBlank);
        assertThat(chart.content().rows()).hasSize(1);
    }

    @Test
    void whatCannotBeDrawnIsRefusedWithTheColumnsName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Chart.line(RAIN).x("town").element())
                .withMessageContaining("town");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Chart.line(RAIN).y("city").element())
                .withMessageContaining("city has none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Chart.line(List.of("a")).element())
                .withMessageContaining("column with values");
    }
}
