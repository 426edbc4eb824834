package dev.parley.conversation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Columns and rows. Cells are text, finite numbers, booleans or null; dates and times are ISO 8601 texts. */
public sealed interface Tabular extends Element.Changing permits Table, Chart {

    List<Column> columns();

    List<List<@Nullable Object>> rows();

    @Override
    default int weight() {
        return weight(rows());
    }

    record Column(String name, Type type) {

        public enum Type {
            TEXT,
            NUMBER,
            BOOLEAN,
            DATE,
            TIME,
            DATETIME;

            @JsonValue
            String json() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /** A copy, whose columns have different names. */
    static List<Column> checkedColumns(List<Column> columns) {
        var names = new HashSet<String>();
        for (var column : columns) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException("Two columns are named " + column.name());
            }
        }
        return List.copyOf(columns);
    }

    /** A copy, whose rows are all as wide as the first. */
    static List<List<@Nullable Object>> checkedRows(@Nullable List<? extends List<?>> rows) {
        if (rows == null) {
            return List.of();
        }
        var copy = new ArrayList<List<@Nullable Object>>(rows.size());
        for (var row : rows) {
            copy.add(checkedRow(row));
            if (row.size() != rows.getFirst().size()) {
                throw new IllegalArgumentException(
                        "One row has " + rows.getFirst().size() + " cells, another " + row.size());
            }
        }
        return Collections.unmodifiableList(copy);
    }

    private static List<@Nullable Object> checkedRow(List<?> row) {
        var copy = new ArrayList<@Nullable Object>(row.size());
        for (Object cell : row) {
            if (!isCell(cell)) {
                throw new IllegalArgumentException("Not a cell: " + cell);
            }
            copy.add(cell);
        }
        return Collections.unmodifiableList(copy);
    }

    private static boolean isCell(@Nullable Object cell) {
        return switch (cell) {
            case null -> true;
            case Double number -> Double.isFinite(number);
            case String _, Boolean _, Integer _, Long _, BigDecimal _, BigInteger _ -> true;
            default -> false;
        };
    }

    static List<List<@Nullable Object>> appended(List<List<@Nullable Object>> rows, List<List<@Nullable Object>> more) {
        if (more.isEmpty()) {
            return rows;
        }
        var all = new ArrayList<List<@Nullable Object>>(rows.size() + more.size());
        all.addAll(rows);
        all.addAll(more);
        return Collections.unmodifiableList(all);
    }

    static void checkWidth(List<Column> columns, List<? extends List<?>> rows) {
        if (!rows.isEmpty() && rows.getFirst().size() != columns.size()) {
            throw new IllegalArgumentException(
                    "A row has " + rows.getFirst().size() + " cells for " + columns.size() + " columns");
        }
    }

    static int weight(List<? extends List<?>> rows) {
        int weight = 0;
        for (var row : rows) {
            for (Object cell : row) {
                weight += cell instanceof String text ? 4 + text.length() : 12;
            }
        }
        return weight;
    }
}
