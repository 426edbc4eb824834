package dev.parley.turn;

import dev.parley.conversation.Role;
import dev.parley.conversation.WellFormedText;
import org.jspecify.annotations.Nullable;

/**
 * Who says a message.
 *
 * @param avatar null for the role's own, or the initial of the name; an emoji that is a name is its own
 */
record Speaker(Role role, String name, @Nullable String avatar) {

    private static final int LONGEST_NAME = 200;

    static final Speaker USER = of("user");

    static Speaker of(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "A message needs the name of who says it, with at most " + LONGEST_NAME + " characters");
        }
        var role = switch (name) {
            case "user", "human" -> Role.USER;
            case "assistant", "ai" -> Role.ASSISTANT;
            default -> Role.OTHER;
        };
        return new Speaker(role, WellFormedText.of(name), Avatar.isEmoji(name) ? name : null);
    }

    /** An assistant without an avatar has its handler's. */
    Speaker orAvatar(@Nullable String ofHandler) {
        return role == Role.ASSISTANT && avatar == null ? new Speaker(role, name, ofHandler) : this;
    }

    Speaker withAvatar(String chosen) {
        return new Speaker(role, name, chosen);
    }
}
