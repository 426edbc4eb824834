package dev.parley.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands in a request's address. */
final class Parameters {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private Parameters() {}

    /** @param most the largest that is served; a larger one is refused, not cut */
    static int limit(@Nullable String value, int usual, int most) {
        if (value == null) {
            return usual;
        }
        if (!NUMBER.matcher(value).matches() || Integer.parseInt(value) > most) {
            throw Fields.malformed("The parameter limit takes a number from 1 to " + most + ".");
        }
        return Integer.parseInt(value);
    }

    static boolean flag(String name, @Nullable String value) {
        if (value == null || value.equals("false")) {
            return false;
        }
        if (!value.equals("true")) {
            throw Fields.malformed("The parameter " + name + " takes true or false.");
        }
        return true;
    }

    static String required(String name, @Nullable String value) {
        if (value == null) {
            throw Fields.malformed("The parameter " + name + " is missing.");
        }
        return value;
    }

    /** A message's number in a path or a parameter: what is none cannot be there. */
    static int message(String value) {
        if (!NUMBER.matcher(value).matches()) {
            throw new WireError(ErrorCode.NOT_FOUND, "There is no such message.");
        }
        return Integer.parseInt(value);
    }
}
