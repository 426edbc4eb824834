package dev.parley.chat;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the page offers a handler. Immutable; each method gives a changed copy.
 *
 * @param title what readers call it; null for the handler's own name, {@code weather} becoming "Weather"
 * @param description a sentence or two, as plain text; may be empty
 * @param avatar one emoji, or a symbol such as {@code :material/robot:}; null for the page's own
 * @param starters what a new conversation proposes to send
 * @param accepted the files that a message may bring: media types ({@code image/png}, {@code image/*}, {@code *}{@code /*}) and
 *     endings ({@code .csv}), in lower case; empty for none at all
 * @param settings whether readers may choose the model, how hard it tries and what it is told first: what
 *     {@link Chat#model} then uses wherever a request does not say it
 */
public record ChatProfile(
        @Nullable String title,
        String description,
        @Nullable String avatar,
        List<Starter> starters,
        List<String> accepted,
        boolean settings) {

    private static final Pattern ACCEPTED = Pattern.compile("\\.[a-z0-9_+-]+|\\*/\\*|[a-z]+/(\\*|[a-z0-9.+-]+)");
    private static final int MOST_STARTERS = 8;
    // Last: it is checked by what stands above.
    private static final ChatProfile PLAIN = new ChatProfile(null, "", null, List.of(), List.of("*/*"), true);

    /** @throws IllegalArgumentException for more than 8 starters, and for what is neither a media type nor an ending */
    public ChatProfile {
        Objects.requireNonNull(description, "description");
        starters = List.copyOf(starters);
        accepted = List.copyOf(accepted);
        if (starters.size() > MOST_STARTERS) {
            throw new IllegalArgumentException("A handler has at most " + MOST_STARTERS + " starters");
        }
        for (var type : accepted) {
            if (!ACCEPTED.matcher(type).matches()) {
                throw new IllegalArgumentException(
                        "Files are accepted by media type, such as image/*, or by ending, such as .csv, not by "
                                + type);
            }
        }
    }

    /** A handler that says nothing about itself, and takes any file. */
    public static ChatProfile plain() {
        return PLAIN;
    }

    public static ChatProfile of(String title) {
        return PLAIN.withTitle(title);
    }

    private ChatProfile withTitle(String name) {
        return new ChatProfile(
                Objects.requireNonNull(name, "title"), description, avatar, starters, accepted, settings);
    }

    public ChatProfile description(String text) {
        return new ChatProfile(title, text, avatar, starters, accepted, settings);
    }

    /** @param emojiOrSymbol one emoji, or a symbol such as {@code :material/robot:} */
    public ChatProfile avatar(String emojiOrSymbol) {
        return new ChatProfile(title, description, emojiOrSymbol, starters, accepted, settings);
    }

    /** One more message to begin with. */
    public ChatProfile starter(String label, String message) {
        var more = Stream.concat(starters.stream(), Stream.of(new Starter(label, message)));
        return new ChatProfile(title, description, avatar, more.toList(), accepted, settings);
    }

    /** Takes these files and no others; without any, no files at all. */
    public ChatProfile accepts(String... typesAndEndings) {
        return new ChatProfile(title, description, avatar, starters, List.of(typesAndEndings), settings);
    }

    /** Whether readers choose the model's settings: of no use to a handler that asks no model, or its own in its own way. */
    public ChatProfile settings(boolean offered) {
        return new ChatProfile(title, description, avatar, starters, accepted, offered);
    }

    /**
     * A message that a reader sends by one click.
     *
     * @param label a few words
     * @param message what is sent
     */
    public record Starter(String label, String message) {

        public Starter {
            if (label.isBlank() || message.isBlank()) {
                throw new IllegalArgumentException("A starter has a label and a message");
            }
        }
    }
}
