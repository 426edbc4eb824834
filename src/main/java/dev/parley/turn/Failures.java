package dev.parley.turn;

import dev.parley.chat.Texts;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an error box says of a throwable. */
final class Failures {

    private static final int LINES = 20;
    private static final int CAUSES = 5;

    private Failures() {}

    static String summary(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        String message = message(failure);
        return message == null ? "**" + name + "**" : "**" + name + "**: " + message;
    }

    /** What a message says that ended with it. */
    static String sentence(Throwable failure) {
        String message = message(failure);
        String name = failure.getClass().getSimpleName();
        return "The handler that answers here has failed: " + name + (message == null ? "" : ": " + message);
    }

    private static @Nullable String message(Throwable failure) {
        try {
            String message = failure.getMessage();
            return message == null || message.isBlank() ? null : Texts.of(message);
        } catch (RuntimeException e) {
            return null;
        }
    }

    static String stack(Throwable failure) {
        var text = new StringBuilder(lines(failure));
        var cause = failure.getCause();
        for (int i = 0; i < CAUSES && cause != null; i++) {
            text.append("\nCaused by: ").append(lines(cause));
            cause = cause.getCause();
        }
        return text.toString();
    }

    private static String lines(Throwable failure) {
        String message = message(failure);
        String first = failure.getClass().getName() + (message == null ? "" : ": " + message);
        var stack = failure.getStackTrace();
        return Arrays.stream(stack)
                .limit(LINES)
                .map(frame -> "\n\tat " + frame)
                .collect(Collectors.joining("", first, stack.length > LINES ? "\n\t…" : ""));
    }
}
