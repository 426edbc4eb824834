package dev.parley.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationSummary;
import dev.parley.conversation.SearchHit;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Where a list goes on, in a form that clients hand back without looking into it. */
final class PageCursor {

    private static final String LIST = "l";
    private static final String SEARCH = "s";
    private static final int LONGEST = 300;

    private PageCursor() {}

    static String of(ConversationSummary.Place place) {
        return encoded(
                LIST, place.pinned() ? "1" : "0", place.updatedAt(), place.id().value());
    }

    static String of(SearchHit.Place place) {
        return encoded(
                SEARCH,
                String.valueOf(place.message()),
                place.time(),
                place.conversation().value());
    }

    static ConversationSummary.@Nullable Place list(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        String[] parts = parts(cursor, LIST);
        return new ConversationSummary.Place(parts[1].equals("1"), time(parts), conversation(parts));
    }

    static SearchHit.@Nullable Place search(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        String[] parts = parts(cursor, SEARCH);
        return new SearchHit.Place(time(parts), conversation(parts), message(parts[1]));
    }

    private static String encoded(String kind, String rank, Instant time, String conversation) {
        String plain = String.join(
                ":", kind, rank, String.valueOf(time.getEpochSecond()), String.valueOf(time.getNano()), conversation);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8));
    }

    private static String[] parts(String cursor, String kind) {
        String[] parts = decoded(cursor).split(":", -1);
        if (parts.length != 5 || !parts[0].equals(kind)) {
            throw broken();
        }
        return parts;
    }

    private static String decoded(String cursor) {
        try {
            return cursor.length() > LONGEST
                    ? ""
                    : new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw broken();
        }
    }

    private static Instant time(String[] parts) {
        try {
            var time = Instant.ofEpochSecond(number(parts[2]), number(parts[3]));
            requireInMillis(time);
            return time;
        } catch (DateTimeException | ArithmeticException tooFar) {
            throw broken();
        }
    }

    /** As which a store looks for it. */
    @SuppressWarnings("ReturnValueIgnored") // It fails where that cannot be.
    private static void requireInMillis(Instant time) {
        time.toEpochMilli();
    }

    private static ConversationId conversation(String[] parts) {
        if (!ConversationId.isValid(parts[4])) {
            throw broken();
        }
        return new ConversationId(parts[4]);
    }

    private static int message(String part) {
        try {
            return Integer.parseInt(part);
        } catch (NumberFormatException notOne) {
            throw broken();
        }
    }

    private static long number(String part) {
        try {
            return Long.parseLong(part);
        } catch (NumberFormatException notOne) {
            throw broken();
        }
    }

    private static WireError broken() {
        return Fields.malformed("The parameter after takes what an answer had as next.");
    }
}
