package dev.parley.chat;

/**
 * What a reader thinks of a message.
 *
 * @param text the message's text
 * @param value with thumbs 1 for up and 0 for down, else from 1 to 5
 */
public record ChatFeedback(Kind kind, String text, int value) {

    public enum Kind {
        THUMBS,
        FACES,
        STARS
    }
}
