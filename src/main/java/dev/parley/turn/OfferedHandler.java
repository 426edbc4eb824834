package dev.parley.turn;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.chat.ChatProfile;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A handler as readers are offered it.
 *
 * @param name what a message names it by
 * @param avatar one emoji, or {@code :material/name:}; null for the page's own
 * @param accepts media types and endings of the files it takes; empty for none
 * @param settings whether readers choose the model's settings
 */
@RegisterForReflection(targets = {OfferedHandler.class, ChatProfile.Starter.class})
public record OfferedHandler(
        String name,
        String title,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String description,
        @Nullable String avatar,
        List<ChatProfile.Starter> starters,
        List<String> accepts,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean settings) {

    private static final String ANY = "*/*";

    /** @throws IllegalArgumentException if its avatar is none */
    static OfferedHandler of(String name, ChatProfile profile) {
        return new OfferedHandler(
                name,
                Objects.requireNonNullElseGet(profile.title(), () -> capitalised(name)),
                profile.description(),
                profile.avatar() == null ? null : Avatar.of(profile.avatar()),
                profile.starters(),
                profile.accepted(),
                profile.settings());
    }

    private static String capitalised(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** Whether it takes such a file. */
    boolean takes(String fileName, String mediaType) {
        String lowerName = fileName.toLowerCase(Locale.ROOT);
        String type = mediaType.toLowerCase(Locale.ROOT).replaceAll("\\s*;.*", "");
        return accepts.stream()
                .anyMatch(accepted -> accepted.equals(ANY)
                        || accepted.equals(type)
                        || (accepted.startsWith(".") && lowerName.endsWith(accepted))
                        || (accepted.endsWith("/*") && type.startsWith(accepted.substring(0, accepted.length() - 1))));
    }
}
