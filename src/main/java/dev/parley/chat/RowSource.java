package dev.parley.chat;

import dev.parley.conversation.Tabular.Column;
import java.lang.reflect.Array;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/** Rows with the columns that they have. A row is made when it is read, so that a large table is never copied. */
interface RowSource extends Iterable<List<@Nullable Object>> {

    /** As many as a page can show beside each other, and more. */
    int MOST_COLUMNS = 200;

    /** What can be read only once is kept while its columns are found out, and it may have no end. */
    int MOST_STREAMED = 100_000;

    List<Column> columns();

    static RowSource of(Object data) {
        return switch (data) {
            case ResultSet results -> new ResultRows(results);
            case Map<?, ?> columns -> ofColumns(columns);
            case Collection<?> rows -> ofRows(rows);
            case Object rows when rows.getClass().isArray() -> ofRows(new ArrayValues(rows));
            case BaseStream<?, ?> rows -> ofStream(rows);
            case Iterable<?> rows -> ofIterator(rows.iterator());
            default ->
                throw new IllegalArgumentException("A table needs rows: records, maps, lists or a ResultSet, not "
                        + data.getClass().getName());
        };
    }

    /** Rows that show what they are: no list of plain values, which is a list. */
    static boolean isTable(Object data) {
        return switch (data) {
            case Table _, ResultSet _ -> true;
            case Collection<?> rows -> !rows.isEmpty() && (areRecords(rows) || areMaps(rows));
            case Object[] rows -> isTable(Arrays.asList(rows));
            default -> false;
        };
    }

    private static boolean areRecords(Collection<?> rows) {
        Class<?> type = null;
        for (Object row : rows) {
            if (!(row instanceof Record) || (type != null && row.getClass() != type)) {
                return false;
            }
            type = row.getClass();
        }
        return true;
    }

    private static boolean areMaps(Collection<?> rows) {
        Set<?> keys = null;
        for (Object row : rows) {
            if (!(row instanceof Map<?, ?> map) || map.isEmpty() || (keys != null && !keys.equals(map.keySet()))) {
                return false;
            }
            keys = map.keySet();
        }
        return true;
    }

    private static RowSource ofStream(BaseStream<?, ?> rows) {
        try (rows) {
            return ofIterator(rows.iterator());
        }
    }

    private static RowSource ofIterator(Iterator<?> rows) {
        var all = new ArrayList<@Nullable Object>();
        while (rows.hasNext()) {
            if (all.size() == MOST_STREAMED) {
                throw new IllegalArgumentException(
                        "At most " + MOST_STREAMED + " rows come from a stream, because it is"
                                + " read into memory first: more come from a collection or a ResultSet");
            }
            all.add(rows.next());
        }
        return ofRows(all);
    }

    private static RowSource ofRows(Collection<? extends @Nullable Object> rows) {
        var names = new LinkedHashSet<String>();
        for (Object row : rows) {
            names.addAll(names(row));
            requireFew(names.size());
        }
        return typed(List.copyOf(names), rows, row -> cells(row, names));
    }

    private static void requireFew(int columns) {
        if (columns > MOST_COLUMNS) {
            throw new IllegalArgumentException("A table has at most " + MOST_COLUMNS + " columns");
        }
    }

    private static List<String> names(@Nullable Object row) {
        return switch (row) {
            case Record fields -> RecordFields.names(fields);
            case Map<?, ?> map -> map.keySet().stream().map(String::valueOf).toList();
            case Collection<?> cells -> numbers(cells.size());
            case Object cells when cells.getClass().isArray() -> numbers(Array.getLength(cells));
            case null, default -> List.of("value");
        };
    }

    private static List<String> numbers(int count) {
        requireFew(count);
        var names = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            names.add(String.valueOf(i));
        }
        return names;
    }

    private static List<@Nullable Object> cells(@Nullable Object row, Set<String> names) {
        var byName = new LinkedHashMap<String, @Nullable Object>();
        switch (row) {
            case Record fields -> byName.putAll(RecordFields.of(fields));
            case Map<?, ?> map -> map.forEach((key, value) -> byName.put(String.valueOf(key), value));
            case Collection<?> cells -> putAll(byName, cells);
            case Object cells when cells.getClass().isArray() -> putAll(byName, new ArrayValues(cells));
            case null, default -> byName.put("value", row);
        }
        var cells = new ArrayList<@Nullable Object>(names.size());
        names.forEach(name -> cells.add(byName.get(name)));
        return cells;
    }

    private static void putAll(Map<String, @Nullable Object> byName, Collection<?> cells) {
        int number = 0;
        for (Object cell : cells) {
            byName.put(String.valueOf(number++), cell);
        }
    }

    private static RowSource ofColumns(Map<?, ?> columns) {
        var names = new ArrayList<String>();
        var values = new ArrayList<List<?>>();
        columns.forEach((name, column) -> {
            names.add(String.valueOf(name));
            values.add(column(String.valueOf(name), column));
        });
        requireFew(names.size());
        int length = values.isEmpty() ? 0 : values.getFirst().size();
        if (values.stream().anyMatch(column -> column.size() != length)) {
            throw new IllegalArgumentException("A table's columns have the same length");
        }
        var rows = new ArrayList<Integer>();
        for (int i = 0; i < length; i++) {
            rows.add(i);
        }
        return typed(names, rows, row -> {
            var cells = new ArrayList<@Nullable Object>(names.size());
            int number = row instanceof Integer place ? place : 0;
            values.forEach(column -> cells.add(column.get(number)));
            return cells;
        });
    }

    private static List<?> column(String name, @Nullable Object values) {
        return switch (values) {
            case List<?> list -> list;
            case Collection<?> collection -> new ArrayList<@Nullable Object>(collection);
            case Object array when array.getClass().isArray() -> new ArrayValues(array);
            case null, default ->
                throw new IllegalArgumentException(
                        "Column " + name + " is no collection: a table of one row is a list" + " with one map");
        };
    }

    /** Looks at all rows once for what their columns are. */
    private static RowSource typed(
            List<String> names,
            Collection<? extends @Nullable Object> rows,
            Function<@Nullable Object, List<@Nullable Object>> cells) {
        var types = new Column.@Nullable Type[names.size()];
        for (Object row : rows) {
            var values = cells.apply(row);
            for (int i = 0; i < types.length; i++) {
                types[i] = Cells.common(types[i], Cells.type(values.get(i)));
            }
        }
        var columns = new ArrayList<Column>();
        for (int i = 0; i < types.length; i++) {
            var type = types[i];
            columns.add(new Column(names.get(i), type == null ? Column.Type.TEXT : type));
        }
        return new Typed(List.copyOf(columns), rows, cells);
    }

    /** Rows that can be read again and again. */
    record Typed(
            List<Column> columns,
            Collection<? extends @Nullable Object> source,
            Function<@Nullable Object, List<@Nullable Object>> cells)
            implements RowSource {

        @Override
        public Iterator<List<@Nullable Object>> iterator() {
            var rows = source.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return rows.hasNext();
                }

                @Override
                public List<@Nullable Object> next() {
                    return row(rows.next());
                }
            };
        }

        private List<@Nullable Object> row(@Nullable Object row) {
            var values = cells.apply(row);
            var typed = new ArrayList<@Nullable Object>(values.size());
            for (int i = 0; i < values.size(); i++) {
                typed.add(Cells.of(values.get(i), columns.get(i).type()));
            }
            return typed;
        }
    }
}
