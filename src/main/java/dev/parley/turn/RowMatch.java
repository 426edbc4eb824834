package dev.parley.turn;

import dev.parley.conversation.Tabular.Column;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts rows that come later into the columns that are there: by their names, or by their places where the names are other
 * ones.
 *
 * @param from where the cell of each column comes from
 */
record RowMatch(List<Column> columns, List<Integer> from) {

    static RowMatch of(List<Column> columns, List<Column> others) {
        var names = columns.stream().map(Column::name).toList();
        var otherNames = others.stream().map(Column::name).toList();
        boolean sameNames = new HashSet<>(names).equals(new HashSet<>(otherNames));
        if (!others.isEmpty() && !sameNames && (names.size() != otherNames.size() || !areNumbers(otherNames))) {
            throw new IllegalArgumentException("Rows with the columns " + otherNames + " do not fit " + names);
        }
        var from = new ArrayList<Integer>();
        for (int i = 0; i < names.size(); i++) {
            from.add(sameNames ? otherNames.indexOf(names.get(i)) : i);
        }
        return new RowMatch(columns, from);
    }

    /** Lists of cells have no other names than their places. */
    private static boolean areNumbers(List<String> names) {
        return names.equals(List.of("value"))
                || names.stream().allMatch(name -> name.equals(String.valueOf(names.indexOf(name))));
    }

    List<@Nullable Object> apply(List<@Nullable Object> row) {
        var cells = new ArrayList<@Nullable Object>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            cells.add(cell(row.get(from.get(i)), columns.get(i)));
        }
        return cells;
    }

    private static @Nullable Object cell(@Nullable Object cell, Column column) {
        if (cell == null) {
            return null;
        }
        return switch (column.type()) {
            case NUMBER -> require(cell instanceof Number, cell, column);
            case BOOLEAN -> require(cell instanceof Boolean, cell, column);
            case TEXT, DATE, TIME, DATETIME -> String.valueOf(cell);
        };
    }

    private static Object require(boolean fits, Object cell, Column column) {
        if (!fits) {
            throw new IllegalArgumentException(
                    "Not a " + column.type().name() + " for the column " + column.name() + ": " + cell);
        }
        return cell;
    }
}
