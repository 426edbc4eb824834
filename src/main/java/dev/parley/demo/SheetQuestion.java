package dev.parley.demo;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A question about a table that needs no model. Columns are named as the reader names them. */
sealed interface SheetQuestion {

    int MOST_ROWS = 1_000;

    /** What is longer is no column's name, but a question for the model. */
    int MOST_WORDS = 5;

    /** @param of null for the number of rows */
    record Measured(
            Measure measure, @Nullable String of, @Nullable String by) implements SheetQuestion {}

    record Drawn(String y, String x) implements SheetQuestion {}

    record Extremes(int count, String by, boolean largest) implements SheetQuestion {}

    record Overview() implements SheetQuestion {}

    /** The columns that it speaks of. */
    default List<String> names() {
        return switch (this) {
            case Measured measured ->
                Stream.of(measured.of(), measured.by()).filter(Objects::nonNull).toList();
            case Drawn drawn -> List.of(drawn.y(), drawn.x());
            case Extremes extremes -> List.of(extremes.by());
            case Overview _ -> List.of();
        };
    }

    /** What is asked in one of the plain forms; empty for all else. */
    static Optional<SheetQuestion> of(String text) {
        return inPlainForm(text)
                .filter(question ->
                        question.names().stream().allMatch(name -> name.split("\\s+").length <= MOST_WORDS));
    }

    private static Optional<SheetQuestion> inPlainForm(String text) {
        String plain = Forms.POLITE.matcher(text.strip()).replaceFirst("").replaceFirst("[\\s.?!]+$", "");
        var counted = Forms.COUNTED.matcher(plain);
        if (counted.matches()) {
            return Optional.of(new Measured(Measure.COUNT, null, name(counted, "by")));
        }
        var measured = Forms.MEASURED.matcher(plain);
        if (measured.matches()) {
            return Optional.of(
                    new Measured(Measure.named(measured.group("measure")), name(measured, "of"), name(measured, "by")));
        }
        var drawn = Forms.DRAWN.matcher(plain);
        if (drawn.matches()) {
            return Optional.of(new Drawn(required(drawn, "y"), required(drawn, "x")));
        }
        var extremes = Forms.EXTREMES.matcher(plain);
        if (extremes.matches()) {
            String count = extremes.group("count");
            return Optional.of(new Extremes(
                    count == null ? 10 : Math.clamp(Integer.parseInt(count), 1, MOST_ROWS),
                    required(extremes, "by"),
                    Forms.LARGEST.matcher(extremes.group("which")).matches()));
        }
        return Forms.OVERVIEW.matcher(plain).matches() ? Optional.of(new Overview()) : Optional.empty();
    }

    private static @Nullable String name(Matcher form, String group) {
        String name = form.group(group);
        return name == null ? null : Forms.QUOTES.matcher(name.strip()).replaceAll("");
    }

    private static String required(Matcher form, String group) {
        return String.valueOf(name(form, group));
    }

    /** How the questions are put. */
    final class Forms {
        private static final Pattern POLITE =
                pattern("^(please |show me |show |give me |what is |what's |what are )*(the )?");
        private static final Pattern MEASURED =
                pattern("(?<measure>sum|total|mean|average|avg|median|min|minimum|max|maximum|count)"
                        + " of (the )?(?<of>.+?)( (by|per|for each) (?<by>.+))?");
        private static final Pattern COUNTED =
                pattern("(count|number)( of( the)? rows)?( (by|per|for each) (?<by>.+))?");
        private static final Pattern DRAWN =
                pattern("(chart|plot|draw|graph)( of)? (the )?(?<y>.+?) (over|by|against|vs\\.?|versus|per) (?<x>.+)");
        private static final Pattern EXTREMES = pattern("(?<which>largest|biggest|highest|top|smallest|lowest|bottom)"
                + "( (?<count>\\d{1,6}))?( rows)? by (?<by>.+)");
        private static final Pattern LARGEST = pattern("largest|biggest|highest|top");
        private static final Pattern OVERVIEW =
                pattern("(overview|summary|columns|describe|table|example|explore( it)?)");
        private static final Pattern QUOTES = Pattern.compile("^[\"'`\u201c\u2018]|[\"'`\u201d\u2019]$");

        private Forms() {}

        private static Pattern pattern(String words) {
            return Pattern.compile(words, Pattern.CASE_INSENSITIVE);
        }
    }
}
