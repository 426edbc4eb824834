package dev.parley.turn;

import dev.parley.conversation.Role;
import org.jspecify.annotations.Nullable;

/**
 * Who says a message.
 *
 * @param avatar null for the role's own, or the initial of the name
 */
record Speaker(Role role, String name, @Nullable String avatar) {

    private static final int LONGEST_NAME = 200;

    static final Speaker USER = of("user");

    static Speaker of(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A message needs the name of who says it");
        }
        if (name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("A name has at most " + LONGEST_NAME + " characters");
        }
        var role = switch (name) {
            case "user", "human" -> Role.USER;
            case "assistant", "ai" -> Role.ASSISTANT;
            default -> Role.OTHER;
        };
        return new Speaker(role, name, null);
    }
}
