package dev.parley.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.Sheet.Column;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SheetTest {

    private final Sheet sheet;

    SheetTest() throws SheetException {
        sheet = CsvFileTest.read("""
                city,price,sold,rooms
                Rome,100,2026-03-01,2
                Oslo,300,2026-01-01,3
                Rome,250,2026-03-01,
                ,50,2026-02-01,2
                Oslo,,2026-01-01,10
                """);
    }

    private Column column(String name) {
        return sheet.column(name).orElseThrow();
    }

    private static List<List<Object>> values(List<Map<String, Object>> rows) {
        return rows.stream().map(row -> List.copyOf(row.values())).toList();
    }

    @Test
    void aMeasureIsTakenOfEachGroupTheLargestFirst() {
        var measured = sheet.measured(Measure.MEAN, column("price"), column("city"));
        assertThat(measured.getFirst().keySet()).containsExactly("city", "mean of price");
        assertThat(values(measured)).containsExactly(List.of("Oslo", 300L), List.of("Rome", 175L));
    }

    @Test
    void datesAndNumbersKeepTheirOrder() {
        assertThat(values(sheet.measured(Measure.SUM, column("price"), column("sold"))))
                .extracting(row -> row.get(1))
                .containsExactly(300L, 50L, 350L);
        assertThat(values(sheet.measured(Measure.COUNT, null, column("rooms"))))
                .containsExactly(List.of(2L, 2L), List.of(3L, 1L), List.of(10L, 1L));
    }

    @Test
    void rowsAndFilledCellsAreCounted() {
        assertThat(sheet.measured(Measure.COUNT, null)).isEqualTo(5);
        assertThat(sheet.measured(Measure.COUNT, column("city"))).isEqualTo(4L);
        assertThat(values(sheet.measured(Measure.COUNT, column("city"), column("sold"))))
                .extracting(row -> row.get(1))
                .containsExactly(2L, 2L);
    }

    @Test
    void nothingIsMeasuredOfNothing() {
        assertThat(sheet.measured(Measure.MEAN, column("city"))).isNull();
    }

    @Test
    void theExtremesAreWholeRows() {
        var largest = sheet.extremes(column("price"), 2, true);
        assertThat(largest).extracting(row -> row.get("price")).containsExactly(300L, 250L);
        assertThat(largest.getFirst().keySet()).containsExactly("city", "price", "sold", "rooms");
        assertThat(sheet.extremes(column("price"), 10, false))
                .extracting(row -> row.get("price"))
                .containsExactly(50L, 100L, 250L, 300L);
    }

    @Test
    void aColumnIsDescribed() {
        assertThat(sheet.described().get(1)).isEqualTo(new Sheet.Described("price", "number", 4, 4, 50L, 175L, 300L));
        assertThat(sheet.described().getFirst()).isEqualTo(new Sheet.Described("city", "text", 4, 2, null, null, null));
        assertThat(sheet.missing()).isEqualTo(3);
    }

    @Test
    void aSampleIsSpreadOverAllRowsThatHaveAValue() {
        assertThat(sheet.sample(2, column("price")))
                .extracting(row -> row.get("price"))
                .containsExactly(100L, 250L);
        assertThat(sheet.sample(100, column("price"))).hasSize(4);
        assertThat(sheet.sample(100, column("price"), column("rooms"))).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"1.005, 1", "1234.567, 1234.57", "0.0012345, 0.00123", "0, 0", "-0.0456789, -0.0457", "100, 100"})
    void figuresAreRounded(double number, double rounded) {
        assertThat(((Number) Sheet.rounded(number)).doubleValue()).isEqualTo(rounded);
    }

    @Test
    void theModelIsToldOfEachColumn() {
        assertThat(SheetPrompt.of(sheet))
                .contains("a.csv. It has 5 rows")
                .contains("- city: 2 different values, such as Rome, Oslo")
                .contains("- price: numbers from 50 to 300, mean 175")
                .contains("Rome | 250 | 2026-03-01 | \n");
    }

    @Test
    void theFittingChartIsChosen() throws SheetException {
        assertThat(SheetChart.fitting(sheet).orElseThrow().element().x()).isEqualTo("sold");
        assertThat(chart("city,n\nRome,1\nOslo,2\n")).isEqualTo("BAR city mean of n");
        assertThat(chart("city,kind\nRome,a\nOslo,b\n")).isEqualTo("BAR city number of rows");
        assertThat(chart("a,b\n1,2\n3,4\n")).isEqualTo("SCATTER a b");
        assertThat(SheetChart.fitting(CsvFileTest.read("a\n1\n2\n"))).isEmpty();
    }

    private static String chart(String text) throws SheetException {
        var chart = SheetChart.fitting(CsvFileTest.read(text)).orElseThrow().element();
        return chart.chart().name() + " " + chart.x() + " " + chart.y().getFirst();
    }
}
