package dev.parley.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;
import java.util.stream.IntStream;

/** Reads the table of a file in which commas, semicolons, tabs or bars separate the cells. */
final class CsvFile {

    /** What fits into memory a hundred times over. */
    private static final int MOST_CELLS = 2_000_000;

    private static final int MOST_COLUMNS = 200;
    private static final String SEPARATORS = ",;\t|";

    private CsvFile() {}

    /** @throws SheetException if there is no table in it */
    static Sheet read(String name, byte[] bytes) throws SheetException {
        String text = text(bytes);
        if (text.isBlank()) {
            throw new SheetException(name + " is empty.");
        }
        if (text.indexOf('\0') >= 0) {
            throw new SheetException(name + " is not a text, so there is no table to read in it. Attach a CSV file.");
        }
        char separator = separator(text);
        try {
            return new Lines(name, separator == ';').read(lines(text, separator));
        } catch (JsonProcessingException e) {
            String line = e.getLocation() == null
                    ? "A line"
                    : "Line " + e.getLocation().getLineNr();
            throw new SheetException(line + " of " + name + " cannot be read: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory cannot fail to be read", e);
        }
    }

    /** UTF-8, UTF-16 with its mark, or else Latin-1, which old spreadsheets write. */
    private static String text(byte[] bytes) {
        int mark = bytes.length < 2 ? 0 : ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
        if (mark == 0xfeff || mark == 0xfffe) {
            return new String(bytes, StandardCharsets.UTF_16);
        }
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /** The one that the first line has most of. */
    private static char separator(String text) {
        var counts = new int[SEPARATORS.length()];
        boolean quoted = false;
        for (char c : text.lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("")
                .toCharArray()) {
            quoted ^= c == '"';
            int place = SEPARATORS.indexOf(c);
            if (!quoted && place >= 0) {
                counts[place]++;
            }
        }
        int most = IntStream.range(0, counts.length)
                .reduce((one, other) -> counts[other] > counts[one] ? other : one)
                .orElse(0);
        return SEPARATORS.charAt(most);
    }

    private static MappingIterator<List<String>> lines(String text, char separator) throws IOException {
        return new CsvMapper()
                .readerForListOf(String.class)
                .withFeatures(CsvParser.Feature.WRAP_AS_ARRAY, CsvParser.Feature.SKIP_EMPTY_LINES)
                .with(CsvSchema.emptySchema().withColumnSeparator(separator))
                .readValues(text);
    }

    /** The lines of one file, as they become columns. */
    private static final class Lines {
        private final String name;
        private final boolean semicolons;
        private final List<List<String>> columns = new ArrayList<>();
        private int rows;
        private int odd;
        private boolean cut;

        Lines(String name, boolean semicolons) {
            this.name = name;
            this.semicolons = semicolons;
        }

        Sheet read(MappingIterator<List<String>> lines) throws IOException, SheetException {
            var first = lines.nextValue();
            if (first.size() > MOST_COLUMNS) {
                throw new SheetException(
                        name + " has " + first.size() + " columns; at most " + MOST_COLUMNS + " can be shown.");
            }
            first.forEach(heading -> columns.add(new ArrayList<>()));
            boolean noHeadings = first.stream().allMatch(CellKinds::isNumber);
            if (noHeadings) {
                add(first);
            }
            while (lines.hasNextValue() && !cut) {
                add(lines.nextValue());
            }
            return sheet(noHeadings ? List.of() : first);
        }

        private void add(List<String> line) {
            cut = (rows + 1L) * columns.size() > MOST_CELLS;
            if (cut) {
                return;
            }
            rows++;
            odd += line.size() == columns.size() ? 0 : 1;
            for (int at = 0; at < columns.size(); at++) {
                columns.get(at).add(at < line.size() ? line.get(at) : "");
            }
        }

        private Sheet sheet(List<String> headings) throws SheetException {
            if (rows == 0) {
                throw new SheetException(name + " has a line with headings, but no rows.");
            }
            if (odd > rows / 2) {
                throw new SheetException(name + " is no table: its lines have different numbers of cells.");
            }
            var names = List.copyOf(names(headings));
            var read = new ArrayList<Sheet.Column>();
            for (int at = 0; at < names.size(); at++) {
                read.add(CellKinds.column(names.get(at), columns.get(at), semicolons));
            }
            if (read.size() == 1 && read.getFirst().kind() == Sheet.Kind.TEXT) {
                throw new SheetException(name + " is no table: no comma, semicolon or tab separates its cells.");
            }
            return new Sheet(name, read, rows, remarks());
        }

        /** Each once, and none without a name. */
        private SequencedSet<String> names(List<String> headings) {
            var names = new LinkedHashSet<String>();
            for (int at = 0; at < columns.size(); at++) {
                String heading = at < headings.size() ? headings.get(at).strip() : "";
                String wanted = heading.isEmpty() ? "column " + (at + 1) : heading;
                String name = wanted;
                for (int again = 2; !names.add(name); again++) {
                    name = wanted + " (" + again + ")";
                }
            }
            return names;
        }

        private List<String> remarks() {
            var remarks = new ArrayList<String>();
            if (odd > 0) {
                remarks.add(String.format(
                        Locale.ROOT,
                        "%,d of the %,d lines have more or fewer cells than the first one. What is too much was left out.",
                        odd,
                        rows));
            }
            if (cut) {
                remarks.add(String.format(
                        Locale.ROOT,
                        "There is more in %s than can be looked at here: these are its first %,d rows.",
                        name,
                        rows));
            }
            return remarks;
        }
    }
}
