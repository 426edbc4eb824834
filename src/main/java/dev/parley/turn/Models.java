package dev.parley.turn;

import dev.parley.conversation.Settings;
import dev.parley.conversation.WellFormedText;
import dev.parley.model.ModelInfo;
import dev.parley.model.ModelProvider;
import dev.parley.turn.CommandRefused.Reason;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The models that readers may choose from, and what else they may set. What asks the provider may block. Thread-safe. */
@Singleton
public class Models {

    private static final Logger LOG = Logger.getLogger(Models.class);

    /** A provider that takes longer has no list for now. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ModelProvider provider;
    private final TurnConfig limits;
    private final List<OfferedPreset> presets;

    @Inject
    Models(ModelProvider provider, TurnConfig limits, PresetsConfig presets) {
        this(provider, limits, presets.byName());
    }

    Models(ModelProvider provider, TurnConfig limits, Map<String, PresetsConfig.Preset> presets) {
        this.provider = provider;
        this.limits = limits;
        if (longestPrompt() > Settings.LONGEST_PROMPT) {
            throw new IllegalStateException(
                    "parley.turn.max-system-prompt-length is " + Settings.LONGEST_PROMPT + " at most");
        }
        this.presets = presets.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(preset -> OfferedPreset.of(preset.getKey(), preset.getValue(), longestPrompt()))
                .toList();
    }

    /** All of them, in the order to show them. */
    public List<OfferedModel> offered() {
        return known().stream().map(OfferedModel::of).toList();
    }

    /** The id of the one that answers where nobody chooses; null where there is none. */
    public @Nullable String usual() {
        var configured = provider.configured();
        return configured.isEmpty() ? null : configured.getFirst().id();
    }

    /** How hard a model tries where nobody chooses; null for its own choice. */
    public @Nullable String usualEffort() {
        return provider.usualEffort();
    }

    public List<OfferedPreset> presets() {
        return presets;
    }

    /** In characters. */
    public int longestPrompt() {
        return limits.maxSystemPromptLength();
    }

    /** The window of the model in tokens; 0 where nobody says. */
    long window(String model) {
        return find(model).map(ModelInfo::maxInputTokens).orElse(0L);
    }

    Optional<ModelInfo> find(String id) {
        return known().stream().filter(model -> model.id().equals(id)).findFirst();
    }

    /** May block the first time, and does not while the list is known. */
    List<ModelInfo> known() {
        try {
            return provider.models().await().atMost(PATIENCE);
        } catch (RuntimeException e) {
            LOG.debugf(e, "No list of models");
            return provider.configured();
        }
    }

    /** The same as they are kept. Refuses what no model here takes. */
    Settings checked(Settings wanted) {
        String prompt = prompt(wanted.systemPrompt());
        String model = wanted.model();
        if (model != null && find(model).isEmpty()) {
            throw new CommandRefused(Reason.UNKNOWN_MODEL, "The model " + model + " is not on offer here.");
        }
        String effort = wanted.effort();
        if (effort != null) {
            requireEffort(effort, model == null ? usual() : model);
        }
        return new Settings(model, effort, prompt);
    }

    private void requireEffort(String effort, @Nullable String model) {
        var known = model == null ? Optional.<ModelInfo>empty() : find(model);
        boolean taken = known.map(found -> found.takesEffort(effort)).orElse(ModelInfo.EFFORTS.contains(effort));
        if (!taken) {
            var efforts = known.map(ModelInfo::efforts).orElse(ModelInfo.EFFORTS);
            String choice = efforts.isEmpty() ? "none" : String.join(", ", efforts);
            throw new CommandRefused(
                    Reason.MALFORMED,
                    "The model " + known.map(ModelInfo::displayName).orElse("here") + " does not take the effort "
                            + effort + "; it takes " + choice + ".");
        }
    }

    private @Nullable String prompt(@Nullable String wanted) {
        if (wanted == null || wanted.isBlank()) {
            return null;
        }
        String prompt = WellFormedText.of(wanted).strip();
        if (prompt.length() > longestPrompt()) {
            throw new CommandRefused(
                    Reason.TOO_LARGE, "The system prompt is longer than " + longestPrompt() + " characters.");
        }
        return prompt;
    }

    /** Of settings that were made elsewhere, what can be kept here. */
    public Settings orUsual(Settings elsewhere) {
        try {
            return checked(elsewhere);
        } catch (CommandRefused e) {
            String prompt = elsewhere.systemPrompt();
            boolean fits = prompt != null && !prompt.isBlank() && prompt.length() <= longestPrompt();
            return new Settings(null, null, fits ? prompt : null);
        }
    }
}
