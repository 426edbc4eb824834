package dev.parley.turn;

import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.log.Append;
import dev.parley.log.ConversationLog;
import dev.parley.turn.CommandRefused.Reason;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one turn of a conversation that runs, or is about to: its slot, its beginning, its end, and the leaf that it leaves.
 * Guarded by the monitor of its conversation's turns.
 */
final class CurrentTurn {

    /** Told under the monitor. */
    interface Listener {

        /** Another turn may begin. */
        void free();

        /** An answer has ended well and is stored. */
        void answered(@Nullable Integer lastMessage);

        /** There may be nothing to do. */
        void settled();
    }

    private final TurnServices services;
    private final ConversationLog log;
    private final Branches branches;
    private final Commits commits;
    private final ConversationOwner owner;
    private final TurnSlots.Slot slot;
    private final Listener listener;
    private final CompletableFuture<Void> drained = new CompletableFuture<>();

    private @Nullable Turn running;
    /** A turn's beginning or another branch is on its way to the store: until it is there, no other may begin. */
    private boolean starting;

    private CompletionStage<Void> beginning = CompletableFuture.completedStage(null);
    private boolean shuttingDown;
    private @Nullable Integer leaf;

    /** @param whenGranted told that the slot that was waited for is there */
    CurrentTurn(
            TurnServices services,
            ConversationLog log,
            Branches branches,
            Commits commits,
            ConversationOwner owner,
            Runnable whenGranted,
            Listener listener) {
        this.services = services;
        this.log = log;
        this.branches = branches;
        this.commits = commits;
        this.owner = owner;
        this.slot = services.limits().slot(whenGranted);
        this.listener = listener;
        this.leaf = branches.shownLeaf();
    }

    @Nullable
    Turn running() {
        return running;
    }

    boolean isStarting() {
        return starting;
    }

    /** Nothing runs and nothing is about to. */
    boolean isFree() {
        return running == null && !starting;
    }

    boolean isShuttingDown() {
        return shuttingDown;
    }

    /** The end of the shown path; null where nothing is shown yet. */
    @Nullable
    Integer leaf() {
        return leaf;
    }

    /** A turn's end is shown before this object is told of it; whoever saw it may go on. */
    void noticeEnd() {
        if (running != null && !log.running()) {
            leaf = branches.shownLeaf();
            running = null;
            slot.giveBack();
        }
    }

    boolean takeSlotOrWait() {
        return slot.takeOrWait(owner.known());
    }

    void requireSlot() {
        services.limits().requireSlot(slot, owner.known());
    }

    void giveUnusedSlotBack() {
        if (isFree()) {
            slot.giveBack();
        }
    }

    /** Begins a turn that a command asks for; the handler runs once the beginning is stored. */
    CompletionStage<Ack> begin(Command command, Beginning wanted) {
        services.limits().requireBudget(owner.known());
        services.limits().countSend(owner.known());
        var append = new Append(wanted.events(), command.receipt(wanted.turn()), null);
        requireSlot();
        return exclusively(append, failure -> {
                    if (failure == null) {
                        run(wanted);
                    } else {
                        listener.free();
                    }
                })
                .thenApply(stored -> new Ack(command.id(), wanted.turn()));
    }

    /** Stores what lets no other turn begin until it is stored, or is not. */
    CompletionStage<Void> exclusively(Append append, Commits.AfterCommit then) {
        starting = true;
        beginning = commits.store(append, failure -> {
            starting = false;
            then.accept(failure);
            giveUnusedSlotBack();
            completeDrain();
        });
        return beginning;
    }

    /** Its beginning is stored, and it has the slot. */
    void run(Beginning begun) {
        var place = begun.place();
        leaf = place.leaf();
        var turn = new Turn(
                begun.turn(),
                log,
                services.logs(),
                services.clock(),
                services.config(),
                place,
                services.observe(handler()),
                this::ended);
        running = turn;
        if (shuttingDown) {
            turn.end(EndState.INTERRUPTED, Problems.interrupted());
        } else {
            services.run(turn, owner.known(), begun.answering());
        }
    }

    private String handler() {
        var known = log.conversation();
        return known == null ? "" : known.handler();
    }

    private void ended(Turn turn, CompletionStage<Void> stored) {
        turn.watch().ended(turn.endState());
        commits.after(stored, failure -> {
            if (running == turn) {
                running = null;
                leaf = turn.lastMessage();
                // Before anything waits for it here: others may have waited longer.
                slot.giveBack();
            }
            if (failure == null && turn.endState() == EndState.COMPLETE) {
                listener.answered(turn.lastMessage());
            }
            completeDrain();
            listener.free();
            listener.settled();
        });
    }

    CompletionStage<Ack> stop(Command.Stop stop) {
        var turn = running;
        return turn == null || turn.id() != stop.turn()
                ? Commits.nothingToDo(stop)
                : commits.after(inTime(turn.end(EndState.STOPPED, null)), failure -> {})
                        .thenApply(stored -> new Ack(stop.id(), null));
    }

    /** The end of a turn waits for the store however long that takes; who asked for it does not. */
    private CompletionStage<Void> inTime(CompletionStage<Void> stored) {
        return stored.toCompletableFuture()
                .copy()
                .orTimeout(services.config().storeTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Shows another branch; only while nothing runs. */
    CompletionStage<Ack> choose(Command.ChooseBranch choose) {
        int chosen = branches.newestLeaf(choose.message());
        // What is sent meanwhile belongs to the chosen branch, so it waits.
        var change = Event.ConversationChanged.leaf(chosen);
        return exclusively(new Append(List.of(change), choose.receipt(null), null), failure -> {
                    leaf = failure == null ? Integer.valueOf(chosen) : leaf;
                    listener.free();
                })
                .thenApply(stored -> new Ack(choose.id(), null));
    }

    /** Ends what runs, as a deletion does. */
    void stopForDeletion() {
        if (starting) {
            throw new CommandRefused(Reason.TURN_RUNNING, "Not while something begins. Try again in a moment.");
        }
        if (running != null) {
            running.end(EndState.STOPPED, null);
        }
    }

    /** Begins nothing more. The stage completes when what runs has ended. */
    CompletionStage<Void> drain() {
        shuttingDown = true;
        if (running != null) {
            running.questions().drain();
        }
        completeDrain();
        return drained;
    }

    private void completeDrain() {
        if (shuttingDown && isFree()) {
            drained.complete(null);
        }
    }

    /** Begins nothing more. The stage completes when it is known what runs of that which was about to. */
    CompletionStage<Void> shutDown() {
        shuttingDown = true;
        return beginning;
    }
}
