package dev.parley.turn;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.Receipt;
import dev.parley.conversation.Settings;
import dev.parley.log.Append;
import dev.parley.log.ConversationLog;
import dev.parley.turn.CommandRefused.Reason;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One conversation's turns: at most one runs, the others wait in order. Commands and the ends of turns come one at a
 * time under this object's monitor; a command counts when its events are stored.
 */
final class ConversationTurns {

    /** How long after a failure the store is asked again to take the beginning of a waiting message's turn. */
    private static final long START_AGAIN_MILLIS = 1_000;

    private final TurnServices services;
    private final ConversationLog log;
    private final Branches branches;
    private final Executor later;
    private final Deque<QueuedMessage> queue = new ArrayDeque<>();
    private final CarriedOut carriedOut;
    private final Beginnings beginnings;
    private final ConversationTitle title;
    private final TurnSlots.Slot slot;
    private final Set<Integer> answersOnTheWay = new HashSet<>();
    private @Nullable Turn running;
    /** A turn's beginning or another branch is on its way to the store: until it is there, no other may begin. */
    private boolean starting;

    private CompletionStage<Void> beginning = CompletableFuture.completedStage(null);

    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private boolean shuttingDown;
    private boolean retired;
    /** Whose conversation it is, or is about to be; null while nobody has made it. */
    private @Nullable String owner;

    private @Nullable Integer leaf;

    ConversationTurns(TurnServices services, ConversationLog log) {
        this.services = services;
        this.log = log;
        this.branches = new Branches(services.store(), log.id());
        this.later = CompletableFuture.delayedExecutor(START_AGAIN_MILLIS, TimeUnit.MILLISECONDS, services.executor());
        this.carriedOut = new CarriedOut(services.store(), log.id());
        this.beginnings = new Beginnings(services, log, branches);
        this.title = new ConversationTitle(services, log, () -> services.settle(this));
        this.slot = services.limits().slot(this::slotGranted);
        this.leaf = branches.shownLeaf();
        var known = log.conversation();
        this.owner = known == null ? null : known.owner();
        for (var waiting : log.snapshot().queue()) {
            var message = new QueuedMessage(waiting.turn(), waiting.text(), waiting.handler(), waiting.files());
            message.markStored();
            queue.add(message);
        }
    }

    ConversationLog log() {
        return log;
    }

    /** Takes no more commands, if nothing runs and nothing is on its way: all that counts is in the store then. */
    synchronized boolean retire() {
        boolean nothingToDo = queue.isEmpty() || log.held() || isDeleted();
        boolean nothingOnTheWay = !starting && !carriedOut.anyOnTheWay() && !title.isBeingMade();
        boolean idle = !retired && running == null && nothingOnTheWay && nothingToDo;
        retired |= idle;
        return idle;
    }

    /** May block on the store. The stage fails with {@link CommandRefused}; null if this object has retired. */
    synchronized @Nullable CompletionStage<Ack> execute(String asking, Command command) {
        if (retired) {
            return null;
        }
        try {
            requireOwner(asking);
            var before = carriedOut.find(command);
            return before == null ? carriedOut.track(command, carryOut(asking, command), this::forget) : before;
        } catch (CommandRefused e) {
            return CompletableFuture.failedStage(e);
        } finally {
            settle();
        }
    }

    private void requireOwner(String asking) {
        if (owner != null && !owner.equals(asking)) {
            throw new CommandRefused(Reason.NOT_FOUND, "There is no such conversation.");
        }
    }

    /** A turn's end is shown before this object is told of it; whoever saw it may go on. */
    private void noticeEnd() {
        if (running != null && !log.running()) {
            leaf = branches.shownLeaf();
            running = null;
            slot.giveBack();
        }
    }

    private synchronized void forget(Command command) {
        carriedOut.forget(command);
        settle();
    }

    private void settle() {
        if (!carriedOut.anyOnTheWay()) {
            services.settle(this);
        }
    }

    private CompletionStage<Ack> carryOut(String asking, Command command) {
        noticeEnd();
        if (isDeleted() && !(command instanceof Command.Restore)) {
            throw new CommandRefused(Reason.NOT_FOUND, "This conversation was deleted.");
        }
        return switch (command) {
            case Command.Send send -> send(asking, send);
            case Command.Stop stop -> stop(stop);
            case Command.Regenerate regenerate ->
                begin(regenerate, beginnings.anew(idle(regenerate).message()));
            case Command.Continue goOn ->
                begin(goOn, beginnings.continuing(idle(goOn).message(), leaf));
            case Command.Edit edit -> begin(edit, beginnings.edited(asking, idle(edit)));
            case Command.ChooseBranch choose -> choose(choose);
            case Command.Answer answer -> answer(answer);
            case Command.SendQueued release -> release(release);
            case Command.RemoveQueued remove -> remove(remove);
            case Command.Rename rename ->
                entitle(rename, Event.ConversationChanged.title(ReaderText.title(rename.title())));
            case Command.Pin pin -> change(pin, Event.ConversationChanged.pinned(pin.pinned()));
            case Command.Archive archive -> change(archive, Event.ConversationChanged.archived(archive.archived()));
            case Command.ChangeSettings wanted ->
                change(
                        wanted,
                        Event.ConversationChanged.settings(services.models().checked(wanted.settings())));
            case Command.File file -> file.title() == null ? change(file, filed(file)) : entitle(file, filed(file));
            case Command.Delete delete -> delete(delete);
            case Command.Restore restore -> restore(restore);
        };
    }

    private CompletionStage<Ack> send(String asking, Command.Send send) {
        String text = ReaderText.message(
                send.text(), services.config().maxMessageLength(), !send.files().isEmpty());
        if (queue.size() >= services.config().maxQueued()) {
            throw new CommandRefused(
                    Reason.QUEUE_FULL, "Too many messages wait in this conversation. Let one be answered first.");
        }
        String handler = send.handler() == null ? beginnings.ownHandler() : send.handler();
        beginnings.requireHandler(handler);
        var files = beginnings.attach(asking, send.files(), handler);
        var settings = send.settings() == null ? null : services.models().checked(send.settings());
        requireWithinLimits(asking);
        var message = new QueuedMessage(log.nextNumber(), text, handler, files);
        queue.add(message);
        return after(log.append(sending(asking, send, message, settings)), failure -> sent(message, failure))
                .thenApply(stored -> new Ack(send.id(), message.turn()));
    }

    private void requireWithinLimits(String asking) {
        if (creates()) {
            services.limits().requireRoomForConversation(asking);
        }
        services.limits().requireRoomInLine(asking);
        services.limits().countSend(asking);
    }

    /** Whether the next message is the one that makes the conversation. */
    private boolean creates() {
        return log.conversation() == null && queue.isEmpty();
    }

    private Append sending(String asking, Command.Send send, QueuedMessage message, @Nullable Settings settings) {
        var events = new ArrayList<Event>();
        Conversation created = null;
        if (log.conversation() == null && queue.size() == 1) {
            String title = MessageFiles.firstWords(message.text(), message.files());
            created = new Conversation(log.id(), asking, title, message.handler(), now());
            owner = asking;
            events.add(new Event.ConversationStarted(title, message.handler(), created.createdAt()));
        }
        if (settings != null) {
            events.add(Event.ConversationChanged.settings(settings));
        }
        events.addAll(message.queued(now(), send.id()));
        return new Append(events, send.receipt(message.turn()), created);
    }

    private void sent(QueuedMessage message, @Nullable Throwable failure) {
        if (failure == null) {
            message.markStored();
            if (running != null) {
                running.skipQuestions();
            }
        } else {
            queue.remove(message);
            owner = log.conversation() == null && queue.isEmpty() ? null : owner;
        }
        startNext();
    }

    private synchronized void startNext() {
        var message = queue.peek();
        boolean wanted = !retired && !shuttingDown && !isDeleted() && !log.held();
        if (wanted && message != null && mayStart(message) && slot.takeOrWait(knownOwner())) {
            start(message, null);
        }
    }

    /** Goes on with the message that has waited for this; if there is none any more, somebody else may. */
    private synchronized void slotGranted() {
        startNext();
        giveUnusedSlotBack();
        settle();
    }

    private void giveUnusedSlotBack() {
        if (running == null && !starting) {
            slot.giveBack();
        }
    }

    private String knownOwner() {
        return Objects.requireNonNull(owner, "What is answered has an owner");
    }

    private boolean mayStart(QueuedMessage message) {
        return running == null && !starting && message.isStored();
    }

    /** Has the slot already. */
    private CompletionStage<Void> start(QueuedMessage message, @Nullable Receipt receipt) {
        var beginning = beginnings.ofQueued(message, leaf);
        return exclusively(new Append(beginning.events(), receipt, null), failure -> {
            if (failure == null) {
                queue.remove(message);
                run(beginning);
            } else {
                // What was acknowledged is answered once the store is back; nobody else would see to it.
                later.execute(this::startNext);
            }
        });
    }

    private CompletionStage<Ack> answer(Command.Answer answer) {
        var asked = Asked.find(log.snapshot(), answer.element());
        var change = asked.answered(answer.answer());
        if (!answersOnTheWay.add(answer.element())) {
            throw new CommandRefused(Reason.NOT_POSSIBLE, "This question is being answered already.");
        }
        try {
            return answer(answer, asked, change).whenComplete((ack, failure) -> forgetAnswer(answer.element()));
        } catch (CommandRefused e) {
            answersOnTheWay.remove(answer.element());
            throw e;
        }
    }

    private CompletionStage<Ack> answer(Command.Answer answer, Asked asked, Event change) {
        var turn = running;
        var waiting = turn == null ? null : turn.claim(answer.element());
        if (turn != null && waiting != null) {
            return keep(answer, change, failure -> {
                if (failure == null) {
                    waiting.complete(Optional.of(answer.answer()));
                } else {
                    turn.unclaim(answer.element(), waiting);
                }
            });
        }
        if (asked.isFeedback()) {
            var handler = beginnings.requireHandler(beginnings.ownHandler());
            return keep(answer, change, failure -> {
                if (failure == null) {
                    services.tell(handler, asked.feedback(answer.answer()));
                }
            });
        }
        return begin(answer, beginnings.answered(idle(answer), asked, change, leaf));
    }

    private synchronized void forgetAnswer(int element) {
        answersOnTheWay.remove(element);
    }

    private CompletionStage<Ack> stop(Command.Stop stop) {
        var turn = running;
        return turn == null || turn.id() != stop.turn()
                ? done(stop, null)
                : after(inTime(turn.end(EndState.STOPPED, null)), failure -> {})
                        .thenApply(stored -> new Ack(stop.id(), null));
    }

    /** The end of a turn waits for the store however long that takes; who asked for it does not. */
    private CompletionStage<Void> inTime(CompletionStage<Void> stored) {
        return stored.toCompletableFuture()
                .copy()
                .orTimeout(services.config().storeTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    private CompletionStage<Ack> choose(Command.ChooseBranch choose) {
        requireIdle();
        int chosen = branches.newestLeaf(choose.message());
        // What is sent meanwhile belongs to the chosen branch, so it waits.
        var change = Event.ConversationChanged.leaf(chosen);
        return exclusively(new Append(List.of(change), choose.receipt(null), null), failure -> {
                    leaf = failure == null ? Integer.valueOf(chosen) : leaf;
                    startNext();
                })
                .thenApply(stored -> new Ack(choose.id(), null));
    }

    private CompletionStage<Ack> release(Command.SendQueued release) {
        var message = queue.peek();
        if (message == null || !log.held()) {
            return done(release, null);
        }
        if (!mayStart(message)) {
            throw new CommandRefused(Reason.TURN_RUNNING, "Not while something else begins. Try again in a moment.");
        }
        services.limits().requireSlot(slot, knownOwner());
        return start(message, release.receipt(null)).thenApply(stored -> new Ack(release.id(), null));
    }

    private CompletionStage<Ack> remove(Command.RemoveQueued remove) {
        var found = queue.stream()
                .filter(waiting -> waiting.turn() == remove.turn() && waiting.isStored())
                .filter(waiting -> !starting || waiting != queue.peek())
                .findFirst()
                .orElseThrow(() -> new CommandRefused(Reason.NOT_FOUND, "This message does not wait any more."));
        found.withhold();
        return keep(remove, new Event.TurnEnded(found.turn(), EndState.REMOVED, now()), failure -> {
            if (failure == null) {
                queue.remove(found);
            } else {
                found.markStored();
            }
            startNext();
        });
    }

    private CompletionStage<Ack> change(Command command, Event change) {
        requireMade();
        return keep(command, change, failure -> {});
    }

    /** With a title of the reader's own, which no model changes. */
    private CompletionStage<Ack> entitle(Command command, Event change) {
        requireMade();
        return after(log.append(new Append(List.of(change), command.receipt(null), null, title.give())), failure -> {
                    if (failure != null) {
                        title.takeBack();
                    }
                })
                .thenApply(stored -> new Ack(command.id(), null));
    }

    private void requireMade() {
        if (log.conversation() == null) {
            throw new CommandRefused(Reason.NOT_FOUND, "There is no such conversation yet.");
        }
    }

    /** What is archived is unpinned, unless the same command pins it. */
    private Event filed(Command.File file) {
        boolean unpins = file.pinned() == null && Boolean.TRUE.equals(file.archived());
        return new Event.ConversationChanged(
                file.title() == null ? null : ReaderText.title(file.title()),
                null,
                unpins ? Boolean.FALSE : file.pinned(),
                file.archived(),
                null,
                file.settings() == null ? null : services.models().checked(file.settings()));
    }

    private CompletionStage<Ack> delete(Command.Delete delete) {
        requireMade();
        if (starting) {
            throw new CommandRefused(Reason.TURN_RUNNING, "Not while something begins. Try again in a moment.");
        }
        if (running != null) {
            running.end(EndState.STOPPED, null);
        }
        return exclusively(new Append(deletion(), delete.receipt(null), null), failure -> {
                    if (failure == null) {
                        title.cancel();
                    }
                    startNext();
                })
                .thenApply(stored -> new Ack(delete.id(), null));
    }

    /** What waits does so until its reader sends it, should the conversation come back: as after a Stop. */
    private List<Event> deletion() {
        var deleted = Event.ConversationChanged.deleted(true);
        boolean waits = running == null && !queue.isEmpty() && !log.held();
        return waits ? List.of(new Event.QueueHeld(), deleted) : List.of(deleted);
    }

    private CompletionStage<Ack> restore(Command.Restore restore) {
        if (services.store().find(log.id()).isEmpty()) {
            throw new CommandRefused(Reason.NOT_FOUND, "This conversation was removed for good.");
        }
        requireMade();
        return keep(restore, Event.ConversationChanged.deleted(false), failure -> startNext());
    }

    /** Stores one event for a command. */
    private CompletionStage<Ack> keep(Command command, Event event, AfterCommit then) {
        return after(log.append(new Append(List.of(event), command.receipt(null), null)), then)
                .thenApply(stored -> new Ack(command.id(), null));
    }

    /** Begins a turn that a command asks for; the handler runs once the beginning is stored. */
    private CompletionStage<Ack> begin(Command command, Beginning beginning) {
        services.limits().countSend(knownOwner());
        services.limits().requireSlot(slot, knownOwner());
        return exclusively(new Append(beginning.events(), command.receipt(beginning.turn()), null), failure -> {
                    if (failure == null) {
                        run(beginning);
                    } else {
                        startNext();
                    }
                })
                .thenApply(stored -> new Ack(command.id(), beginning.turn()));
    }

    /** Stores what lets no other turn begin until it is stored, or is not. */
    private CompletionStage<Void> exclusively(Append append, AfterCommit then) {
        starting = true;
        beginning = after(log.append(append), failure -> {
            starting = false;
            then.accept(failure);
            giveUnusedSlotBack();
            completeDrain();
        });
        return beginning;
    }

    private void run(Beginning beginning) {
        var place = beginning.place();
        leaf = place.leaf();
        var turn = new Turn(
                beginning.turn(),
                log,
                services.logs(),
                services.clock(),
                services.config(),
                place,
                services.observe(beginnings.ownHandler()),
                this::ended);
        running = turn;
        if (shuttingDown) {
            turn.end(EndState.INTERRUPTED, Problems.interrupted());
        } else {
            services.run(turn, beginning.answering());
        }
    }

    private void ended(Turn turn, CompletionStage<Void> stored) {
        turn.watch().ended(turn.endState());
        after(stored, failure -> {
            if (running == turn) {
                running = null;
                leaf = turn.lastMessage();
                // Before anything waits for it here: others may have waited longer.
                slot.giveBack();
            }
            if (failure == null && turn.endState() == EndState.COMPLETE && !isDeleted()) {
                title.answered(turn.lastMessage());
            }
            completeDrain();
            startNext();
            settle();
        });
    }

    /** Begins nothing more. The stage completes when what runs has ended. */
    synchronized CompletionStage<Void> drain() {
        shuttingDown = true;
        title.close();
        if (running != null) {
            running.drain();
        }
        completeDrain();
        return drained;
    }

    private void completeDrain() {
        if (shuttingDown && running == null && !starting) {
            drained.complete(null);
        }
    }

    /** Ends what runs, or is about to, because the server ends. */
    CompletionStage<Void> interrupt() {
        CompletionStage<Void> begun;
        synchronized (this) {
            shuttingDown = true;
            title.close();
            begun = beginning;
        }
        return begun.handle((stored, failure) -> interruptRunning()).thenCompose(end -> end);
    }

    private CompletionStage<Void> interruptRunning() {
        Turn turn;
        synchronized (this) {
            turn = running;
        }
        return turn == null
                ? CompletableFuture.completedStage(null)
                : turn.end(EndState.INTERRUPTED, Problems.interrupted());
    }

    private interface AfterCommit {
        void accept(@Nullable Throwable failure);
    }

    /** Goes on under the monitor when something is stored or is not; never on the log writer's thread. */
    private CompletionStage<Void> after(CompletionStage<Void> stored, AfterCommit then) {
        return stored.handleAsync(
                (ok, failure) -> {
                    synchronized (this) {
                        then.accept(failure);
                    }
                    if (failure != null) {
                        throw CommandRefused.notStored();
                    }
                    return null;
                },
                services.executor());
    }

    private CompletionStage<Ack> done(Command command, @Nullable Integer turn) {
        return CompletableFuture.completedStage(new Ack(command.id(), turn));
    }

    /** The command itself, once it is sure that nothing runs. */
    private <C extends Command> C idle(C command) {
        requireIdle();
        return command;
    }

    private void requireIdle() {
        if (running != null || starting || (!queue.isEmpty() && !log.held())) {
            throw new CommandRefused(Reason.TURN_RUNNING, "Not while an answer is being written. Stop it first.");
        }
    }

    private boolean isDeleted() {
        var known = log.conversation();
        return known != null && known.deleted();
    }

    private Instant now() {
        return Instant.ofEpochMilli(services.clock().millis());
    }
}
