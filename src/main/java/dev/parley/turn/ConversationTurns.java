package dev.parley.turn;

import dev.parley.conversation.EndState;
import dev.parley.log.ConversationLog;
import dev.parley.turn.CommandRefused.Reason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One conversation's turns: at most one runs, the others wait in order. Commands and the ends of turns come one at a
 * time under this object's monitor, which guards its parts, too; a command counts when its events are stored.
 */
final class ConversationTurns implements CurrentTurn.Listener {

    private final TurnServices services;
    private final ConversationLog log;
    private final CarriedOut carriedOut;
    private final ConversationOwner owner;
    private final Beginnings beginnings;
    private final ConversationTitle title;
    private final CurrentTurn current;
    private final MessageQueue queue;
    private final Answers answers;
    private final Filing filing;
    private boolean retired;

    ConversationTurns(TurnServices services, ConversationLog log) {
        this.services = services;
        this.log = log;
        var branches = new Branches(services.store(), log.id());
        var commits = new Commits(this, log, services.executor());
        this.carriedOut = new CarriedOut(services.store(), log.id());
        this.owner = new ConversationOwner(log.conversation());
        this.beginnings = new Beginnings(services, log, branches);
        this.title = new ConversationTitle(services, log, () -> services.settle(this));
        this.current = new CurrentTurn(services, log, branches, commits, owner, this::slotGranted, this);
        this.queue = new MessageQueue(services, log, beginnings, commits, owner, current, this::free);
        this.answers = new Answers(services, log, beginnings, commits, current, this::requireIdle, this);
        this.filing = new Filing(services, log, commits, current, queue, title, this::free);
    }

    ConversationLog log() {
        return log;
    }

    /** Takes no more commands, if nothing runs and nothing is on its way: all that counts is in the store then. */
    synchronized boolean retire() {
        boolean nothingToDo = queue.isEmpty() || log.held() || isDeleted();
        boolean nothingOnTheWay = !carriedOut.anyOnTheWay() && !title.isBeingMade();
        boolean idle = !retired && current.isFree() && nothingOnTheWay && nothingToDo;
        retired |= idle;
        return idle;
    }

    /** May block on the store. The stage fails with {@link CommandRefused}; null if this object has retired. */
    synchronized @Nullable CompletionStage<Ack> execute(String asking, Command command) {
        if (retired) {
            return null;
        }
        try {
            owner.require(asking);
            var before = carriedOut.find(command);
            return before == null ? carriedOut.track(command, carryOut(asking, command), this::forget) : before;
        } catch (CommandRefused e) {
            return CompletableFuture.failedStage(e);
        } finally {
            settled();
        }
    }

    private synchronized void forget(Command command) {
        carriedOut.forget(command);
        settled();
    }

    private CompletionStage<Ack> carryOut(String asking, Command command) {
        current.noticeEnd();
        if (isDeleted() && !(command instanceof Command.Restore)) {
            throw new CommandRefused(Reason.NOT_FOUND, "This conversation was deleted.");
        }
        return switch (command) {
            case Command.Send send -> queue.send(asking, send);
            case Command.SendQueued release -> queue.release(release);
            case Command.RemoveQueued remove -> queue.remove(remove);
            case Command.Stop stop -> current.stop(stop);
            case Command.ChooseBranch choose -> current.choose(idle(choose));
            case Command.Regenerate regenerate ->
                current.begin(regenerate, beginnings.anew(idle(regenerate).message()));
            case Command.Continue goOn ->
                current.begin(goOn, beginnings.continuing(idle(goOn).message(), current.leaf()));
            case Command.Edit edit -> current.begin(edit, beginnings.edited(asking, idle(edit)));
            case Command.Answer answer -> answers.answer(answer);
            case Command.Rename rename -> filing.rename(rename);
            case Command.Pin pin -> filing.pin(pin);
            case Command.Archive archive -> filing.archive(archive);
            case Command.ChangeSettings wanted -> filing.settings(wanted);
            case Command.File file -> filing.file(file);
            case Command.Delete delete -> filing.delete(delete);
            case Command.Restore restore -> filing.restore(restore);
        };
    }

    /** Begins with what waits, if it may. */
    @Override
    public synchronized void free() {
        if (!retired && !current.isShuttingDown() && !isDeleted() && !log.held()) {
            queue.startNext();
        }
    }

    /** Goes on with the message that has waited for this; if there is none any more, somebody else may. */
    private synchronized void slotGranted() {
        free();
        current.giveUnusedSlotBack();
        settled();
    }

    @Override
    public void answered(@Nullable Integer lastMessage) {
        if (!isDeleted()) {
            title.answered(lastMessage);
        }
    }

    @Override
    public void settled() {
        if (!carriedOut.anyOnTheWay()) {
            services.settle(this);
        }
    }

    /** Begins nothing more. The stage completes when what runs has ended. */
    synchronized CompletionStage<Void> drain() {
        title.close();
        return current.drain();
    }

    /** Ends what runs, or is about to, because the server ends. */
    CompletionStage<Void> interrupt() {
        CompletionStage<Void> begun;
        synchronized (this) {
            title.close();
            begun = current.shutDown();
        }
        return begun.handle((stored, failure) -> interruptRunning()).thenCompose(end -> end);
    }

    private CompletionStage<Void> interruptRunning() {
        Turn turn;
        synchronized (this) {
            turn = current.running();
        }
        return turn == null
                ? CompletableFuture.completedStage(null)
                : turn.end(EndState.INTERRUPTED, Problems.interrupted());
    }

    /** The command itself, once it is sure that nothing runs. */
    private <C extends Command> C idle(C command) {
        requireIdle();
        return command;
    }

    private void requireIdle() {
        if (!current.isFree() || (!queue.isEmpty() && !log.held())) {
            throw new CommandRefused(Reason.TURN_RUNNING, "Not while an answer is being written. Stop it first.");
        }
    }

    private boolean isDeleted() {
        var known = log.conversation();
        return known != null && known.deleted();
    }
}
