package dev.parley.turn;

import dev.parley.conversation.BlobId;
import java.util.regex.Pattern;

/** The form of a message's avatar. */
final class Avatar {

    private static final Pattern SYMBOL = Pattern.compile(":material/[a-z0-9_]{1,60}:");
    /** One character as people see it, with all that joins it. */
    private static final Pattern ONE = Pattern.compile("\\X");

    private Avatar() {}

    /** @throws IllegalArgumentException for anything but an emoji, a symbol or a speaker's name */
    static String of(String text) {
        return switch (text) {
            case "user", "human" -> ":material/person:";
            case "assistant", "ai" -> ":material/smart_toy:";
            default -> checked(text);
        };
    }

    private static String checked(String text) {
        if (!isEmoji(text) && !SYMBOL.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "An avatar is one emoji, a symbol such as :material/robot:, or a picture, not " + text);
        }
        return text;
    }

    static String of(Picture picture, TurnFiles files) {
        var blob = files.keep("avatar." + picture.ending(), picture.mediaType(), picture.bytes());
        return BlobId.AVATAR + blob.id();
    }

    static boolean isEmoji(String text) {
        return !text.isEmpty()
                && text.length() <= 40
                && text.codePoints().anyMatch(Avatar::isPicture)
                && ONE.matcher(text).matches();
    }

    private static boolean isPicture(int codePoint) {
        // Digits and # are emoji only with what follows them; a flag is two letters of its own.
        boolean letterOfFlag = codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF;
        boolean keycap = codePoint == 0x20E3;
        return letterOfFlag || keycap || (codePoint > 0xFF && Character.isEmoji(codePoint));
    }
}
