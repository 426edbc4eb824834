package common;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What stands on a bench's command line: {@code --name=value}, each with a value that it has otherwise. */
public final class Options {

    private final Map<String, String> given;

    private Options(Map<String, String> given) {
        this.given = given;
    }

    /** Ends the process with {@code help} where that is asked for or an option is unknown. */
    public static Options of(String help, Map<String, String> otherwise, String... arguments) {
        var given = new TreeMap<>(otherwise);
        given.put("commit", "");
        for (String argument : arguments) {
            int value = argument.indexOf('=');
            if (!argument.startsWith("--") || value < 0 || !given.containsKey(argument.substring(2, value))) {
                System.err.print(help);
                System.exit(argument.equals("--help") ? 0 : 2);
            }
            given.put(argument.substring(2, value), argument.substring(value + 1));
        }
        return new Options(given);
    }

    /** The value as it was written. */
    public String text(String name) {
        return given.get(name);
    }

    /** A whole number. */
    public int number(String name) {
        return Integer.parseInt(given.get(name));
    }

    /** Whole numbers with commas between. */
    public List<Integer> numbers(String name) {
        return words(name, ",").stream().map(Integer::valueOf).toList();
    }

    /** A time in seconds. */
    public Duration seconds(String name) {
        return Duration.ofMillis((long) (Double.parseDouble(given.get(name)) * 1_000));
    }

    /** What stands between separators, blanks left out. */
    public List<String> words(String name, String separator) {
        return Stream.of(given.get(name).split(separator))
                .filter(word -> !word.isBlank())
                .toList();
    }
}
