package dev.parley.turn;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.conversation.Settings;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Settings with a name, as the operator proposes them. */
@RegisterForReflection
public record OfferedPreset(
        String name,
        String title,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String description,
        Settings settings) {

    static OfferedPreset of(String name, PresetsConfig.Preset preset, int longestPrompt) {
        String prompt = preset.systemPrompt().map(String::strip).orElse("");
        if (prompt.length() > longestPrompt) {
            throw new IllegalStateException("parley.presets.\"" + name + "\".system-prompt is longer than "
                    + longestPrompt + " characters, which is the most that a conversation may have"
                    + " (parley.turn.max-system-prompt-length)");
        }
        return new OfferedPreset(
                name,
                preset.title().orElse(name),
                preset.description().orElse(""),
                new Settings(
                        preset.model().orElse(null), preset.effort().orElse(null), prompt.isEmpty() ? null : prompt));
    }
}
