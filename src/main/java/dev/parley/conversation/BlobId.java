package dev.parley.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/** Names a blob: 128 random bits, which nobody guesses. */
public record BlobId(@JsonValue String value) {

    /** What an avatar begins with that is a blob's picture; the id follows. */
    public static final String AVATAR = "file:";

    private static final int BYTES = 16;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}");

    @JsonCreator
    public BlobId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("A blob's id is 22 of A-Z a-z 0-9 _ -");
        }
    }

    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    /** A new one. */
    public static BlobId random() {
        byte[] bits = new byte[BYTES];
        new SecureRandom().nextBytes(bits);
        return new BlobId(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    @Override
    public String toString() {
        return value;
    }
}
