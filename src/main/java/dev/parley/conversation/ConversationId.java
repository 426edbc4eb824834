package dev.parley.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names a conversation: made by the client, 8 to 64 letters, digits, underscores and hyphens. */
public record ConversationId(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    @JsonCreator
    public ConversationId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("A conversation id is 8 to 64 of A-Z a-z 0-9 _ -");
        }
    }

    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
