package dev.parley.chat;

/** A table or a chart that is shown. Thread-safe. */
public interface ChatRows {

    /**
     * Appends rows while it is shown.
     *
     * @param data what {@link Table#of} reads, with the same columns
     * @throws IllegalArgumentException if the columns are others
     */
    ChatRows append(Object data);
}
