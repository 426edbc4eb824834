package dev.parley.chat;

import java.util.List;
import java.util.Optional;

/**
 * A question that is about to be asked. Each method asks it in a message of its own and blocks until it is answered, from
 * whatever tab; that may take days. Empty if the reader sent a message instead, or one waits already. Every one throws
 * {@link TurnEndedException} after Stop; when the server ends, too: then the question stays, and its answer begins a new turn,
 * which has it as {@link Chat#answer()}.
 */
public interface ChatQuestion {

    /** @param options from 1 to 100 different ones */
    Optional<String> choice(String... options);

    /** Any number of them, also none. */
    Optional<List<String>> choices(String... options);

    Optional<String> text();

    /** @param placeholder an example, shown while nothing is typed */
    Optional<String> text(String placeholder);

    default Optional<Boolean> confirm() {
        return confirm("Yes", "No");
    }

    /** @param yes what the button for true says */
    Optional<Boolean> confirm(String yes, String no);

    /** A small form. */
    Optional<ChatAnswer> fields(ChatField... fields);
}
