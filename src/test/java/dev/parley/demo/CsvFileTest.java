package dev.parley.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.demo.Sheet.Column;
import dev.parley.demo.Sheet.Kind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFileTest {

    static Sheet read(String text) throws SheetException {
        return read(text, StandardCharsets.UTF_8);
    }

    private static Sheet read(String text, Charset charset) throws SheetException {
        return CsvFile.read("a.csv", text.getBytes(charset));
    }

    private static String refusal(byte[] bytes) {
        try {
            CsvFile.read("a.csv", bytes);
        } catch (SheetException e) {
            return e.sentence();
        }
        throw new AssertionError("It was read");
    }

    private static String refusal(String text) {
        return refusal(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void whatSeparatesTheCellsIsFoundOut(String separator) throws SheetException {
        var sheet = read("city,price\nRome,1.5\nOslo,2\n".replace(",", separator));
        assertThat(sheet.columns())
                .containsExactly(
                        new Column("city", Kind.TEXT, List.of("Rome", "Oslo")),
                        new Column("price", Kind.NUMBER, List.of(1.5, 2L)));
        assertThat(sheet.remarks()).isEmpty();
    }

    @Test
    void quotedCellsMayHoldSeparatorsQuotesAndLines() throws SheetException {
        var sheet = read("\"a;b;c\",b\n\"one, \"\"two\"\"\nthree\",4\n");
        assertThat(sheet.names()).containsExactly("a;b;c", "b");
        assertThat(sheet.columns().getFirst().cells()).containsExactly("one, \"two\"\nthree");
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, true", "UTF-8, false", "UTF-16LE, true", "UTF-16BE, true", "ISO-8859-1, false"})
    void everyUsualEncodingIsRead(String charset, boolean mark) throws SheetException {
        var sheet = read((mark ? "\uFEFF" : "") + "größe,n\nhübsch,1\n", Charset.forName(charset));
        assertThat(sheet.names()).containsExactly("größe", "n");
        assertThat(sheet.columns().getFirst().cells()).containsExactly("hübsch");
    }

    @Test
    void numbersAreReadAsTheFileWritesThem() throws SheetException {
        assertThat(numbers("a;b\n1,5;x\n2;x")).containsExactly(1.5, 2);
        assertThat(numbers("a;b\n1.234,5;x\n2;x")).containsExactly(1234.5, 2);
        assertThat(numbers("a;b\n1.5;x\n2.5;x")).containsExactly(1.5, 2.5);
        assertThat(numbers("a;b\n48.137;x\n11.575;x")).containsExactly(48.137, 11.575);
        assertThat(numbers("a,b\n\"1,234.5\",x\n-2e3,x")).containsExactly(1234.5, -2000);
        assertThat(numbers("a,b\n\"1.234,5\",x\n\"2,0\",x")).containsExactly(1234.5, 2);
    }

    private static double[] numbers(String text) throws SheetException {
        return read(text).columns().getFirst().numbers();
    }

    @Test
    void whatIsMissingIsNoNumber() throws SheetException {
        var column = read("a,b\n1,x\n,x\nNA,x\n3,x\n").columns().getFirst();
        assertThat(column).isEqualTo(new Column("a", Kind.NUMBER, Arrays.asList(1L, null, null, 3L)));
        assertThat(column.filled()).isEqualTo(2);
    }

    @Test
    void aPostalCodeIsNoNumber() throws SheetException {
        assertThat(read("code,n\n01067,1\n10115,2\n").columns().getFirst().kind())
                .isEqualTo(Kind.TEXT);
    }

    @Test
    void datesAreRead() throws SheetException {
        var columns = read("a,b,c\n2026-01-31,31.1.2026,2026-01-31 10:00\n").columns();
        assertThat(columns).extracting(Column::kind).containsOnly(Kind.DATE);
        assertThat(columns)
                .extracting(column -> column.cells().getFirst())
                .containsExactly(
                        LocalDate.of(2026, 1, 31), LocalDate.of(2026, 1, 31), LocalDateTime.of(2026, 1, 31, 10, 0));
    }

    @Test
    void everyColumnHasANameOfItsOwn() throws SheetException {
        assertThat(read("a,a,,a (2)\n1,2,3,4\n").names()).containsExactly("a", "a (2)", "column 3", "a (2) (2)");
    }

    @Test
    void aFileWithoutHeadingsHasNumberedColumns() throws SheetException {
        var sheet = read("1,2\n3,4\n");
        assertThat(sheet.names()).containsExactly("column 1", "column 2");
        assertThat(sheet.rows()).isEqualTo(2);
    }

    @Test
    void aColumnOfNumbersAloneIsATable() throws SheetException {
        assertThat(read("n\n1\n2\n").columns().getFirst().numbers()).containsExactly(1, 2);
    }

    @Test
    void unevenLinesAreFilledAndSaid() throws SheetException {
        var sheet = read("a,b\n1,2\n3\n4,5,6\n7,8\n");
        assertThat(sheet.columns().get(1).cells()).isEqualTo(Arrays.asList(2L, null, 5L, 8L));
        assertThat(sheet.remarks()).singleElement().asString().startsWith("2 of the 4 lines have more or fewer cells");
    }

    @Test
    void whatIsNoTableIsSaidPlainly() {
        assertThat(refusal("  \n ")).isEqualTo("a.csv is empty.");
        assertThat(refusal("\uFEFF")).isEqualTo("a.csv is empty.");
        assertThat(refusal("a,b\n")).isEqualTo("a.csv has a line with headings, but no rows.");
        assertThat(refusal("Dear all\nthe bridge\nis open\n")).startsWith("a.csv is no table: no comma");
        assertThat(refusal("Dear all, hello\nthe bridge\nis open, yes, it is\nbye\n"))
                .startsWith("a.csv is no table: its lines");
        assertThat(refusal(new byte[] {'P', 'K', 3, 4, 0, 0})).startsWith("a.csv is not a text");
        assertThat(refusal("a,b\n1,\"2\n3,4\n")).startsWith("Line ").contains("of a.csv cannot be read");
        assertThat(refusal("a,".repeat(250) + "b\n")).isEqualTo("a.csv has 251 columns; at most 200 can be shown.");
    }

    @Test
    void aHundredThousandRowsAreRead() throws SheetException {
        var text = new StringBuilder("n,city,price\n");
        for (int row = 0; row < 100_000; row++) {
            text.append(row)
                    .append(",City ")
                    .append(row % 7)
                    .append(',')
                    .append(row * 0.5)
                    .append('\n');
        }
        var sheet = read(text.toString());
        assertThat(sheet.rows()).isEqualTo(100_000);
        assertThat(sheet.remarks()).isEmpty();
    }

    @Test
    void whatIsMoreThanCanBeLookedAtIsCutAndSaid() throws SheetException {
        var sheet = read("a,b\n" + "1,2\n".repeat(1_000_001));
        assertThat(sheet.rows()).isEqualTo(1_000_000);
        assertThat(sheet.remarks())
                .containsExactly(
                        "There is more in a.csv than can be looked at here: these are its first 1,000,000 rows.");
    }

    @Test
    void theExampleIsATable() throws Exception {
        try (var bytes = CsvFile.class.getResourceAsStream("flats.csv")) {
            var sheet = CsvFile.read("flats.csv", bytes.readAllBytes());
            assertThat(sheet.columns())
                    .extracting(Column::kind)
                    .containsExactly(Kind.TEXT, Kind.NUMBER, Kind.NUMBER, Kind.NUMBER, Kind.NUMBER, Kind.DATE);
            assertThat(sheet.rows()).isEqualTo(60);
        }
    }

    @Test
    void cellsCannotBeChanged() throws SheetException {
        var cells = read("a,b\n1,x\n").columns().getFirst().cells();
        assertThatThrownBy(() -> cells.set(0, 2L)).isInstanceOf(UnsupportedOperationException.class);
    }
}
