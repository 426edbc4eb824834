package dev.parley.turn;

import dev.parley.chat.ChatProgress;
import dev.parley.conversation.Step;
import dev.parley.conversation.WellFormedText;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A progress bar in a running turn. */
record TurnProgress(TurnContainer<?> container, int element) implements ChatProgress {

    static TurnProgress add(TurnContainer<?> container, @Nullable Double value, @Nullable String label) {
        return new TurnProgress(container, container.open(new Step.Progress(value, TurnContainer.wellFormed(label))));
    }

    @Override
    public ChatProgress update(double value) {
        container.change(element, new Step.ProgressChange(value, null));
        return this;
    }

    @Override
    public ChatProgress update(double value, String label) {
        container.change(
                element, new Step.ProgressChange(value, WellFormedText.of(Objects.requireNonNull(label, "label"))));
        return this;
    }

    @Override
    public ChatProgress update(String label) {
        container.change(
                element, new Step.ProgressChange(null, WellFormedText.of(Objects.requireNonNull(label, "label"))));
        return this;
    }
}
