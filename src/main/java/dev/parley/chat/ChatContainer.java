package dev.parley.chat;

import org.jspecify.annotations.Nullable;

/**
 * What holds elements: a message, or a status within one. Thread-safe: it may be kept and written to later, from any thread,
 * while others are written to. Every method that writes may block while the store is behind; it throws
 * {@link TurnEndedException} after Stop, and {@link IllegalStateException} once the container has ended.
 *
 * <p>A source of bytes is a {@code byte[]}, a {@link java.nio.file.Path}, an {@link java.io.InputStream}, which is closed, or a
 * {@link java.net.URI} of a file or of a resource of the application ({@code classpath:/images/cat.png}).
 *
 * @param <S> what it is itself
 */
public interface ChatContainer<S extends ChatContainer<S>> {

    /** Adds Markdown text as an element of its own. */
    S markdown(String text);

    /** Adds text as it is. */
    default S code(String text) {
        return code(text, null, null);
    }

    /** @param language as after a Markdown fence, also {@code diff} */
    default S code(String text, @Nullable String language) {
        return code(text, language, null);
    }

    /** @param caption such as a file's name */
    S code(String text, @Nullable String language, @Nullable String caption);

    /** Adds a box with Markdown text. */
    default S callout(Level level, String text) {
        return callout(level, text, null);
    }

    /** @param detail technical lines, shown folded */
    S callout(Level level, String text, @Nullable String detail);

    default S info(String text) {
        return callout(Level.INFO, text);
    }

    default S success(String text) {
        return callout(Level.SUCCESS, text);
    }

    default S warning(String text) {
        return callout(Level.WARNING, text);
    }

    default S error(String text) {
        return callout(Level.ERROR, text);
    }

    /** Adds what went wrong as a box, its stack folded. The message goes on. */
    S error(Throwable failure);

    /** Adds a formula, without dollar signs. */
    S latex(String formula);

    /** Adds an HTML document, shown in a frame that reaches neither the page nor any network. At most 64,000 bytes. */
    default S html(String document) {
        return html(document, null);
    }

    /** @param height in CSS pixels, from 1 to 10,000; null for the page's choice */
    S html(String document, @Nullable Integer height);

    /**
     * Adds a tree of maps, collections, arrays, records and plain values. What is deeper, larger or goes around in circles is
     * cut and says so.
     */
    S json(@Nullable Object value);

    /** Adds a figure. */
    default ChatMetric metric(String label, Object value) {
        return metric(label, value, null);
    }

    /** @param delta by how much it has changed; a number, or a text that begins with {@code -}, decides the arrow */
    default ChatMetric metric(String label, Object value, @Nullable Object delta) {
        return metric(label, value, delta, Good.UP);
    }

    /** @param good which way is shown as good */
    ChatMetric metric(String label, Object value, @Nullable Object delta, Good good);

    /** Adds a bar for work of which nobody knows how long it takes. */
    ChatProgress progress(String label);

    /** @param value from 0 to 1 */
    ChatProgress progress(double value, @Nullable String label);

    /** Adds a status that is running; what tells of the work is written into it. */
    ChatStatus status(String label);

    /** Adds a table. More than 1,000 rows are kept in a file, and the first are shown. */
    ChatRows table(Table table);

    /** @param data what {@link Table#of} reads */
    default ChatRows table(Object data) {
        return table(Table.of(data));
    }

    /** Adds a chart. */
    ChatRows chart(Chart chart);

    /** @param data what {@link Table#of} reads; all columns of numbers are lines over the number of the row */
    default ChatRows lineChart(Object data) {
        return chart(Chart.line(data));
    }

    default ChatRows areaChart(Object data) {
        return chart(Chart.area(data));
    }

    default ChatRows barChart(Object data) {
        return chart(Chart.bar(data));
    }

    default ChatRows scatterChart(Object data) {
        return chart(Chart.scatter(data));
    }

    /** @param alt what the picture shows, for who does not see it */
    default S image(Object source, String alt) {
        return image(source, alt, null);
    }

    /**
     * Adds a picture: PNG, JPEG, GIF or WebP, or on a JVM a {@code BufferedImage}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    S image(Object source, String alt, @Nullable String caption);

    /** @param mediaType such as {@code audio/mpeg} */
    S audio(Object source, String mediaType, @Nullable String caption);

    /** @param mediaType such as {@code video/mp4} */
    S video(Object source, String mediaType, @Nullable String caption);

    /** Adds a file to download. */
    S file(Object source, String name, String mediaType);

    /** Asks what the reader thinks; nobody waits, {@link ChatHandler#feedback} is told. */
    S feedback(ChatFeedback.Kind kind);

    /**
     * Adds an element for each value, by its type: text as Markdown, a {@link StreamResult} as its parts, a throwable as a box, a
     * {@link Table}, a {@code ResultSet} and a list of records or of maps with the same keys as a table, a {@link Chart} as a
     * chart, a picture as a picture, another path as a file, a map, collection, array, record or JSON node as a tree, what
     * {@link #writeStream} takes as a stream, and anything else as its text.
     */
    S write(@Nullable Object @Nullable ... values);

    /** {@link #writeStream(Object, String)} without a cursor. */
    default StreamResult writeStream(Object source) {
        return writeStream(source, null);
    }

    /**
     * Streams {@code source} into this container until it ends. Text grows one Markdown element. A model's events become the
     * elements that fit them. Any other chunk ends the element, is written as by {@link #write}, and text after it begins a
     * new one; a {@link Runnable} or {@link java.util.concurrent.Callable} is called, and a value it returns is the chunk.
     *
     * <p>A source is a {@code Multi}, {@code Uni}, {@link java.util.concurrent.Flow.Publisher}, Reactive Streams
     * {@code Publisher}, {@link java.util.stream.BaseStream}, {@link Iterable}, {@link java.util.Iterator},
     * {@link java.util.concurrent.CompletionStage}, {@link java.util.function.Supplier} (asked until it gives null), or a
     * stream of a library that Parley knows. Whatever of it can be closed is closed, also after Stop or a failure.
     *
     * @param cursor shown behind the text while it streams; null for none
     * @return all that came
     * @throws IllegalArgumentException for what is no stream: that is for {@link #write}
     * @throws RuntimeException what the source failed with; the message has ended then, with what came
     */
    StreamResult writeStream(Object source, @Nullable String cursor);

    enum Level {
        INFO,
        SUCCESS,
        WARNING,
        ERROR
    }

    /** Which change of a figure is a good one. */
    enum Good {
        UP,
        DOWN,
        NEITHER
    }
}
