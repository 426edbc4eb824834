package dev.parley.demo;

import dev.parley.demo.Sheet.Column;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a model is told of a table. */
final class SheetPrompt {

    private static final int EXAMPLES = 5;
    private static final int LONGEST_EXAMPLE = 60;

    private SheetPrompt() {}

    static String of(Sheet sheet) {
        return """
                You answer questions about the table in the file %s. It has %d rows and these columns:

                %s

                Its first rows:

                %s

                You do not see the other rows. Do not guess figures that need them: tell the reader which question would \
                bring them. These are computed exactly: "mean of COLUMN by COLUMN" (also sum, median, min, max, count), \
                "chart COLUMN over COLUMN", "largest 10 by COLUMN", "overview".
                """.formatted(sheet.name(), sheet.rows(), columns(sheet), rows(sheet));
    }

    private static String columns(Sheet sheet) {
        return sheet.columns().stream().map(SheetPrompt::line).collect(Collectors.joining("\n"));
    }

    private static String line(Column column) {
        var numbers = column.numbers();
        String what = numbers.length > 0
                ? "numbers from %s to %s, mean %s"
                        .formatted(
                                Sheet.rounded(Measure.MIN.of(numbers)),
                                Sheet.rounded(Measure.MAX.of(numbers)),
                                Sheet.rounded(Measure.MEAN.of(numbers)))
                : column.different() + " different values, such as " + examples(column);
        return "- " + column.name() + ": " + what;
    }

    private static String examples(Column column) {
        return column.cells().stream()
                .filter(Objects::nonNull)
                .map(SheetPrompt::shortened)
                .distinct()
                .limit(EXAMPLES)
                .collect(Collectors.joining(", "));
    }

    private static String rows(Sheet sheet) {
        return IntStream.range(0, Math.min(EXAMPLES, sheet.rows()))
                .mapToObj(row -> sheet.row(row).values().stream()
                        .map(SheetPrompt::shortened)
                        .collect(Collectors.joining(" | ")))
                .collect(Collectors.joining("\n"));
    }

    private static String shortened(@Nullable Object cell) {
        String text = cell == null ? "" : String.valueOf(cell);
        return text.length() <= LONGEST_EXAMPLE ? text : text.substring(0, LONGEST_EXAMPLE) + "…";
    }
}
