package dev.parley.harness;

import dev.parley.model.ModelEvent;
import dev.parley.model.ModelEvent.StopReason;
import dev.parley.model.ModelEvent.Usage;
import dev.parley.model.ModelEvent.WaitReason;
import dev.parley.model.ModelFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the model does when it is called, step by step. Where nothing else ends it, it ends properly
 * ({@link StopReason#END_TURN}).
 *
 * <p>A model's blocks are not told in their provider's own form, so {@code chat.history()} of later turns has their text; who
 * needs more says it with {@link #event}.
 */
public final class ModelAnswer {

    private final List<Step> steps = new ArrayList<>();
    private int block = -1;
    private @Nullable Class<? extends ModelEvent> kind;
    private int tools;
    private boolean ended;

    ModelAnswer() {}

    List<Step> steps() {
        var all = new ArrayList<>(steps);
        if (!ended) {
            all.add(new Step.Finish(new ModelEvent.Finished(StopReason.END_TURN, null)));
        }
        return all;
    }

    /** Text, each chunk as an event of its own. */
    public ModelAnswer says(String... chunks) {
        for (var chunk : chunks) {
            requireText(chunk);
            add(new Step.Say(new ModelEvent.Text(blockOf(ModelEvent.Text.class), chunk)));
        }
        return this;
    }

    /** Thinking, each chunk as an event of its own. */
    public ModelAnswer thinks(String... chunks) {
        for (var chunk : chunks) {
            requireText(chunk);
            add(new Step.Say(new ModelEvent.Thinking(blockOf(ModelEvent.Thinking.class), chunk)));
        }
        return this;
    }

    /** @param input a JSON object */
    public ModelAnswer usesTool(String name, String input) {
        kind = null;
        tools++;
        return add(
                new Step.Say(new ModelEvent.ToolUse(blockOf(ModelEvent.ToolUse.class), "tool-" + tools, name, input)));
    }

    /** A source for the text before it. */
    public ModelAnswer cites(String title, String url, String citedText) {
        return add(new Step.Say(new ModelEvent.Citation(blockOf(ModelEvent.Text.class), citedText, title, url)));
    }

    /** What it has cost so far. */
    public ModelAnswer usage(long inputTokens, long outputTokens) {
        return usage(new Usage(inputTokens, outputTokens, 0, 0));
    }

    /** What it has cost so far. */
    public ModelAnswer usage(Usage usage) {
        return add(new Step.Say(new ModelEvent.UsageReported(usage)));
    }

    /** Any event, as it is. */
    public ModelAnswer event(ModelEvent event) {
        if (event instanceof ModelEvent.Finished finished) {
            return end(new Step.Finish(finished));
        }
        return add(new Step.Say(event));
    }

    /** Lets time pass on the harness's clock. Nobody waits. */
    public ModelAnswer pause(Duration time) {
        return add(new Step.Pause(time));
    }

    /** Is overloaded, or the like: readers are told until when it waits, and that time passes on the harness's clock. */
    public ModelAnswer waits(WaitReason reason, Duration time) {
        return add(new Step.Wait(reason, time));
    }

    /** Does nothing more until {@link TestModel#goOn}, or until the call is cancelled. */
    public ModelAnswer stalls() {
        return add(new Step.Stall());
    }

    /** Says the same for ever, as fast as it is asked for; only the end of its turn ends it. */
    public ModelAnswer repeats(String chunk) {
        requireText(chunk);
        return end(new Step.Repeat(new ModelEvent.Text(blockOf(ModelEvent.Text.class), chunk)));
    }

    /** Ends properly, for a reason of its own. */
    public ModelAnswer ends(StopReason reason) {
        return end(new Step.Finish(new ModelEvent.Finished(reason, null)));
    }

    /** Has used up its tokens: what came is an answer, cut off. */
    public ModelAnswer reachesMaxTokens() {
        return ends(StopReason.MAX_TOKENS);
    }

    /** Declines to answer; what came is withdrawn. */
    public ModelAnswer refuses(String detail) {
        return end(new Step.Finish(new ModelEvent.Finished(StopReason.REFUSAL, detail)));
    }

    /** Fails, with a sentence that names the kind. */
    public ModelAnswer fails(ModelFailure.Kind failure) {
        String words = failure.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return fails(new ModelFailure(failure, "The model failed: " + words + "."));
    }

    /** Fails. */
    public ModelAnswer fails(ModelFailure failure) {
        return end(new Step.Fail(failure));
    }

    /** The connection breaks. */
    public ModelAnswer disconnects() {
        return fails(ModelFailure.Kind.INTERRUPTED);
    }

    private static void requireText(String chunk) {
        if (chunk.isEmpty()) {
            throw new IllegalArgumentException("A model's chunk is never empty");
        }
    }

    /** The open block if it is of this kind, else the next one. */
    private int blockOf(Class<? extends ModelEvent> wanted) {
        if (kind != wanted) {
            kind = wanted;
            block++;
        }
        return block;
    }

    private ModelAnswer end(Step step) {
        add(step);
        ended = true;
        return this;
    }

    private ModelAnswer add(Step step) {
        if (ended) {
            throw new IllegalStateException("Nothing comes after the end of the model's answer");
        }
        steps.add(step);
        return this;
    }
}
