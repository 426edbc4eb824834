package dev.parley.turn;

import dev.parley.chat.ChatMessage;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.KeptBlock;
import dev.parley.conversation.Problem;
import dev.parley.conversation.Step;
import dev.parley.model.ModelEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A message of a running turn. */
final class TurnMessage extends TurnContainer<ChatMessage> implements ChatMessage {

    private final int id;
    private final String provider;
    private volatile Speaker speaker;
    private volatile boolean stored;
    private volatile boolean endStored;
    private volatile @Nullable String stopReason;
    /** Guarded by its turn's monitor. */
    private final List<TurnStatus> statuses = new ArrayList<>();
    /** The elements of tools that run. */
    private final Set<Integer> tools = ConcurrentHashMap.newKeySet();

    private final MessageUsage usage;

    TurnMessage(Turn turn, Speaker speaker, String provider, MessageUsage usage) {
        super(turn);
        this.usage = usage;
        this.id = turn.nextNumber();
        this.speaker = speaker;
        this.provider = provider;
    }

    @Override
    ChatMessage self() {
        return this;
    }

    @Override
    TurnMessage message() {
        return this;
    }

    @Override
    int id() {
        return id;
    }

    @Override
    void post(Event... events) {
        turn.write(this, events);
    }

    Speaker speaker() {
        return speaker;
    }

    @Override
    public ChatMessage avatar(Object avatar) {
        Objects.requireNonNull(avatar, "avatar");
        turn.requireNotBegun(this);
        String chosen = avatar instanceof CharSequence text
                ? Avatar.of(text.toString())
                : Avatar.of(Picture.read(avatar), turn.files());
        turn.change(this, () -> speaker = speaker.withAvatar(chosen));
        return this;
    }

    /** Readers see that it is there, before anything stands in it. */
    void begin() {
        turn.begin(this);
    }

    TurnStatus begin(TurnContainer<?> container, Step.Status status) {
        turn.awaitRoom();
        var begun = new TurnStatus(this, container);
        turn.begin(begun, () -> {
            container.post(new Event.ElementAdded(begun.id(), container.id(), status, turn.now()));
            statuses.add(begun);
        });
        return begun;
    }

    @Override
    public void close() {
        turn.close(this);
    }

    MessageUsage usage() {
        return usage;
    }

    /** Tells readers what it has cost so far. */
    void reportUsage() {
        turn.write(this, usageReported());
    }

    private Event usageReported() {
        return new Event.UsageReported(id, usage.total());
    }

    void keep(String model, String json, KeptBlock.@Nullable Gap gap) {
        var pieces = new KeptBlock(provider, model, json, gap).pieces();
        var events = new Event[pieces.size()];
        for (int i = 0; i < events.length; i++) {
            events[i] = new Event.BlockKept(id, pieces.get(i), i > 0);
        }
        turn.write(this, events);
    }

    void stoppedBecause(ModelEvent.StopReason reason) {
        stopReason = reason.name().toLowerCase(Locale.ROOT);
    }

    /** Readers know of it by now. */
    void toolBegan(int element) {
        tools.add(element);
    }

    /** What it gave back is about to be written. */
    void toolEnds(int element) {
        tools.remove(element);
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

    /** Its last events: what still runs in it ends with it. For its turn, under the monitor. */
    List<Event> ends(EndState state, @Nullable Problem problem, Instant time) {
        var events = new ArrayList<Event>();
        var outcome = state == EndState.COMPLETE ? Step.State.COMPLETE : Step.State.ERROR;
        tools.forEach(
                tool -> events.add(new Event.ElementChanged(tool, new Step.ToolChange(Step.State.ERROR, null, null))));
        statuses.reversed().forEach(status -> events.addAll(status.ends(null, outcome)));
        if (usage.isUnderWay()) {
            events.add(usageReported());
        }
        events.add(end(state, problem, time));
        return events;
    }

    Event.MessageEnded end(EndState state, @Nullable Problem problem, Instant time) {
        return new Event.MessageEnded(id, state, time, stopReason, state == EndState.COMPLETE ? null : problem);
    }
}
