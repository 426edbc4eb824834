package dev.parley.conversation;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whose a blob is, where it belongs and what it calls itself.
 *
 * @param conversation the one that it lives and goes with; it may not have begun yet
 * @param owner who may see it, if the conversation is theirs
 * @param mediaType what it is said to be, in lower case; nobody has looked. An odd one becomes {@code application/octet-stream}
 * @param name for people only: without folders and control characters, and not longer than {@link #LONGEST_NAME}
 */
public record BlobOrigin(ConversationId conversation, String owner, String mediaType, String name) {

    /** In UTF-16 units. */
    public static final int LONGEST_NAME = 200;

    private static final String UNKNOWN_TYPE = "application/octet-stream";
    private static final Pattern TYPE =
            Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,62}/[a-z0-9][a-z0-9!#$&^_.+-]{0,62}");
    private static final Pattern FOLDERS = Pattern.compile(".*[/\\\\]", Pattern.DOTALL);
    /** What is invisible, turns the direction of writing or is half a character. */
    private static final Pattern NOT_SHOWN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    public BlobOrigin {
        mediaType = type(mediaType);
        name = shown(name);
    }

    private static String type(String said) {
        String bare = said.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return TYPE.matcher(bare).matches() ? bare : UNKNOWN_TYPE;
    }

    private static String shown(String said) {
        String last = FOLDERS.matcher(said).replaceFirst("");
        String clean = NOT_SHOWN.matcher(last).replaceAll("\uFFFD").strip();
        return clean.isEmpty() || clean.equals(".") || clean.equals("..") ? "file" : shortened(clean);
    }

    /** The end stays: it says what kind of file it is. */
    private static String shortened(String name) {
        if (name.length() <= LONGEST_NAME) {
            return name;
        }
        int start = name.length() - LONGEST_NAME;
        return name.substring(Character.isLowSurrogate(name.charAt(start)) ? start + 1 : start);
    }
}
