package dev.parley.demo;

import dev.parley.demo.Sheet.Column;
import dev.parley.demo.Sheet.Kind;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds out what the texts of a column are: numbers, dates, or texts after all. One that is neither decides. */
final class CellKinds {

    /** No leading nought: 01067 is a postal code and no number. */
    private static final Pattern WITH_POINT =
            Pattern.compile("[-+]?(0|[1-9]\\d*|[1-9]\\d{0,2}(,\\d{3})+)(\\.\\d+)?([eE][-+]?\\d{1,2})?");

    private static final Pattern WITH_COMMA = Pattern.compile("[-+]?(0|[1-9]\\d*|[1-9]\\d{0,2}(\\.\\d{3})+)(,\\d+)?");

    /** What other programs write where there is no number. */
    private static final Set<String> MISSING = Set.of("", "NA", "N/A", "NaN", "null");

    private static final double LARGEST_WHOLE = 1e15;

    private CellKinds() {}

    /** @param semicolons whether these separate the cells, as programs do where 1,5 is a number */
    static Column column(String name, List<String> texts, boolean semicolons) {
        boolean commaFirst = semicolons && texts.stream().anyMatch(text -> text.indexOf(',') >= 0);
        var numbers = commaFirst
                ? either(texts, CellKinds::withComma, CellKinds::withPoint)
                : either(texts, CellKinds::withPoint, CellKinds::withComma);
        if (numbers != null) {
            return new Column(name, Kind.NUMBER, numbers);
        }
        var dates = either(texts, CellKinds::date, CellKinds::dateWithDots);
        if (dates == null) {
            dates = all(texts, CellKinds::dateAndTime);
        }
        return dates != null ? new Column(name, Kind.DATE, dates) : new Column(name, Kind.TEXT, texts(texts));
    }

    static boolean isNumber(String text) {
        return WITH_POINT.matcher(text.strip()).matches();
    }

    private static @Nullable List<@Nullable Object> either(
            List<String> texts, Function<String, Object> one, Function<String, Object> other) {
        var read = all(texts, one);
        return read != null ? read : all(texts, other);
    }

    /** Null if one of them is something else, or none is anything. */
    private static @Nullable List<@Nullable Object> all(List<String> texts, Function<String, Object> reading) {
        var cells = new ArrayList<@Nullable Object>(texts.size());
        boolean any = false;
        try {
            for (var text : texts) {
                String plain = text.strip();
                boolean missing = MISSING.contains(plain);
                any |= !missing;
                cells.add(missing ? null : reading.apply(plain));
            }
        } catch (NumberFormatException | DateTimeException e) {
            return null;
        }
        return any ? Collections.unmodifiableList(cells) : null;
    }

    private static List<@Nullable Object> texts(List<String> texts) {
        var cells = new ArrayList<@Nullable Object>(texts.size());
        texts.forEach(text -> cells.add(text.isBlank() ? null : text));
        return Collections.unmodifiableList(cells);
    }

    private static Object withPoint(String text) {
        return number(WITH_POINT, text, text.replace(",", ""));
    }

    private static Object withComma(String text) {
        return number(WITH_COMMA, text, text.replace(".", "").replace(',', '.'));
    }

    private static Object number(Pattern form, String text, String plain) {
        if (!form.matcher(text).matches()) {
            throw new NumberFormatException(text);
        }
        double number = Double.parseDouble(plain);
        if (number == Math.rint(number) && Math.abs(number) < LARGEST_WHOLE) {
            return (long) number;
        }
        return number;
    }

    private static Object date(String text) {
        return LocalDate.parse(text);
    }

    private static Object dateWithDots(String text) {
        return LocalDate.parse(text, DateTimeFormatter.ofPattern("d.M.uuuu"));
    }

    private static Object dateAndTime(String text) {
        return LocalDateTime.parse(text.replace(' ', 'T'));
    }
}
