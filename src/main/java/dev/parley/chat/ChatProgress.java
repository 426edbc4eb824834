package dev.parley.chat;

/** A bar that shows how far some work is. Thread-safe. */
public interface ChatProgress {

    /** @param value from 0 to 1 */
    ChatProgress update(double value);

    /** @param value from 0 to 1 */
    ChatProgress update(double value, String label);

    ChatProgress update(String label);
}
