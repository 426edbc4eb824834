package dev.parley.turn;

import dev.parley.chat.ChatMessage;
import dev.parley.chat.StreamResult;
import dev.parley.conversation.Element;
import dev.parley.conversation.Element.Callout;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.KeptBlock;
import dev.parley.conversation.Problem;
import dev.parley.conversation.Usage;
import dev.parley.conversation.WellFormedText;
import dev.parley.model.ModelEvent;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A message of a running turn. */
final class TurnMessage implements ChatMessage {

    private final Turn turn;
    private final int id;
    private final Speaker speaker;
    private final String provider;
    private volatile boolean stored;
    private volatile boolean endStored;
    private volatile @Nullable String stopReason;
    /** Guarded by this object's monitor. */
    private ModelEvent.Usage usage = ModelEvent.Usage.NONE;

    TurnMessage(Turn turn, Speaker speaker, String provider) {
        this.turn = turn;
        this.id = turn.nextNumber();
        this.speaker = speaker;
        this.provider = provider;
    }

    int id() {
        return id;
    }

    Speaker speaker() {
        return speaker;
    }

    @Override
    public ChatMessage markdown(String text) {
        return add(new Element.Markdown(WellFormedText.of(text)));
    }

    @Override
    public ChatMessage callout(Level level, String text) {
        return add(new Callout(Callout.Level.valueOf(level.name()), WellFormedText.of(text)));
    }

    private ChatMessage add(Element.Content content) {
        turn.awaitRoom();
        int element = turn.nextNumber();
        turn.write(
                this,
                new Event.ElementAdded(element, id, content, turn.now()),
                new Event.ElementClosed(element, turn.now()));
        return this;
    }

    @Override
    public StreamResult writeStream(Flow.Publisher<?> source) {
        Objects.requireNonNull(source, "source");
        var writer = new StreamWriter(turn, this);
        source.subscribe(writer);
        return writer.await();
    }

    @Override
    public void close() {
        turn.close(this);
    }

    /** A stream has cost {@code now}; {@code before} is what it reported last. Streams of one message add up. */
    synchronized void report(ModelEvent.Usage before, ModelEvent.Usage now) {
        var sum = usage.plus(change(before, now));
        turn.write(
                this,
                new Event.UsageReported(
                        id,
                        new Usage(
                                sum.inputTokens(), sum.outputTokens(), sum.cacheReadTokens(), sum.cacheWriteTokens())));
        usage = sum;
    }

    private static ModelEvent.Usage change(ModelEvent.Usage before, ModelEvent.Usage now) {
        return new ModelEvent.Usage(
                now.inputTokens() - before.inputTokens(),
                now.outputTokens() - before.outputTokens(),
                now.cacheReadTokens() - before.cacheReadTokens(),
                now.cacheWriteTokens() - before.cacheWriteTokens());
    }

    void keep(String model, String json) {
        turn.write(this, new Event.BlockKept(id, new KeptBlock(provider, model, json)));
    }

    void stoppedBecause(ModelEvent.StopReason reason) {
        stopReason = reason.name().toLowerCase(Locale.ROOT);
    }

    void markStored() {
        stored = true;
    }

    /** Whether readers know of it. */
    boolean isStored() {
        return stored;
    }

    void markEndStored() {
        endStored = true;
    }

    /** Whether readers know how it ended. */
    boolean isEndStored() {
        return endStored;
    }

    Event.MessageEnded end(EndState state, @Nullable Problem problem, Instant time) {
        return new Event.MessageEnded(id, state, time, stopReason, state == EndState.COMPLETE ? null : problem);
    }
}
