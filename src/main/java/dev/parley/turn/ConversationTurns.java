package dev.parley.turn;

import dev.parley.chat.ChatHandler;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.Receipt;
import dev.parley.log.Append;
import dev.parley.log.ConversationLog;
import dev.parley.turn.CommandRefused.Reason;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final Map<String, InFlight> inFlight = new HashMap<>();
    private @Nullable Turn running;
    /** A turn's beginning or another branch is on its way to the store: until it is there, no other may begin. */
    private boolean starting;

    private CompletionStage<Void> beginning = CompletableFuture.completedStage(null);

    private boolean shuttingDown;
    private boolean retired;
    private @Nullable Integer leaf;

    private record InFlight(Command command, CompletionStage<Ack> ack) {}

    ConversationTurns(TurnServices services, ConversationLog log) {
        this.services = services;
        this.log = log;
        this.branches = new Branches(services.store(), log.id());
        this.later = CompletableFuture.delayedExecutor(START_AGAIN_MILLIS, TimeUnit.MILLISECONDS, services.executor());
        this.leaf = branches.shownLeaf();
        for (var waiting : log.snapshot().queue()) {
            var message = new QueuedMessage(waiting.turn(), waiting.text(), waiting.handler());
            message.markStored();
            queue.add(message);
        }
    }

    ConversationLog log() {
        return log;
    }

    /** Takes no more commands, if nothing runs and nothing is on its way: all that counts is in the store then. */
    synchronized boolean retire() {
        boolean nothingToDo = queue.isEmpty() || log.held();
        boolean idle = !retired && running == null && !starting && inFlight.isEmpty() && nothingToDo;
        retired |= idle;
        return idle;
    }

    /** May block on the store. The stage fails with {@link CommandRefused}; null if this object has retired. */
    synchronized @Nullable CompletionStage<Ack> execute(String owner, Command command) {
        if (retired) {
            return null;
        }
        try {
            return carryOutOnce(owner, command);
        } catch (CommandRefused e) {
            return CompletableFuture.failedStage(e);
        } finally {
            settle();
        }
    }

    private CompletionStage<Ack> carryOutOnce(String owner, Command command) {
        var repeated = inFlight.get(command.id());
        if (repeated != null) {
            requireSame(repeated.command().equals(command));
            return repeated.ack();
        }
        var receipt = services.store().receipt(log.id(), command.id());
        if (receipt.isPresent()) {
            requireSame(receipt.get().hash().equals(command.hash()));
            return done(command, receipt.get().turn());
        }
        noticeEnd();
        return track(command, carryOut(owner, command));
    }

    /** A turn's end is shown before this object is told of it; whoever saw it may go on. */
    private void noticeEnd() {
        if (running != null && !log.running()) {
            leaf = branches.shownLeaf();
            running = null;
        }
    }

    private static void requireSame(boolean same) {
        if (!same) {
            throw new CommandRefused(Reason.ID_REUSED, "This command id was used for something else.");
        }
    }

    private CompletionStage<Ack> track(Command command, CompletionStage<Ack> ack) {
        inFlight.put(command.id(), new InFlight(command, ack));
        return ack.whenComplete((done, failure) -> forget(command));
    }

    private synchronized void forget(Command command) {
        inFlight.remove(command.id());
        settle();
    }

    private void settle() {
        if (inFlight.isEmpty()) {
            services.settle(this);
        }
    }

    private CompletionStage<Ack> carryOut(String owner, Command command) {
        return switch (command) {
            case Command.Send send -> send(owner, send);
            case Command.Stop stop -> stop(stop);
            case Command.Regenerate regenerate -> regenerate(regenerate);
            case Command.Continue goOn -> goOn(goOn);
            case Command.Edit edit -> edit(edit);
            case Command.ChooseBranch choose -> choose(choose);
            case Command.SendQueued release -> release(release);
            case Command.RemoveQueued remove -> remove(remove);
            case Command.Rename rename -> rename(rename);
        };
    }

    private CompletionStage<Ack> send(String owner, Command.Send send) {
        String text = ReaderText.message(send.text(), services.config().maxMessageLength());
        if (queue.size() >= services.config().maxQueued()) {
            throw new CommandRefused(
                    Reason.QUEUE_FULL, "Too many messages wait in this conversation. Let one be answered first.");
        }
        String handler = send.handler() == null ? ownHandler() : send.handler();
        requireHandler(handler);
        var message = new QueuedMessage(log.nextNumber(), text, handler);
        queue.add(message);
        return after(log.append(sending(owner, send, message)), failure -> sent(message, failure))
                .thenApply(stored -> new Ack(send.id(), message.turn()));
    }

    private Append sending(String owner, Command.Send send, QueuedMessage message) {
        var events = new ArrayList<Event>();
        Conversation created = null;
        if (log.conversation() == null && queue.size() == 1) {
            String title = ReaderText.firstLine(message.text());
            created = new Conversation(log.id(), owner, title, message.handler(), now());
            events.add(new Event.ConversationStarted(title, message.handler(), created.createdAt()));
        }
        events.add(new Event.TurnQueued(message.turn(), message.text(), message.handler(), now(), send.id()));
        return new Append(events, send.receipt(message.turn()), created);
    }

    private void sent(QueuedMessage message, @Nullable Throwable failure) {
        if (failure == null) {
            message.markStored();
        } else {
            queue.remove(message);
        }
        startNext();
    }

    private synchronized void startNext() {
        var message = queue.peek();
        if (!retired && !shuttingDown && !log.held() && message != null && mayStart(message)) {
            start(message, null);
        }
    }

    private boolean mayStart(QueuedMessage message) {
        return running == null && !starting && message.isStored();
    }

    private CompletionStage<Void> start(QueuedMessage message, @Nullable Receipt receipt) {
        int user = log.nextNumber();
        var place = new MessagePlace(leaf, List.of(), null);
        var events = new ArrayList<Event>();
        events.add(new Event.TurnStarted(message.turn(), now()));
        events.addAll(userMessage(place, message.turn(), user, message.text()));
        return exclusively(new Append(events, receipt, null), failure -> {
            if (failure == null) {
                queue.remove(message);
                run(message.turn(), place, answering(handlerOf(message), message.text(), user));
            } else {
                // What was acknowledged is answered once the store is back; nobody else would see to it.
                later.execute(this::startNext);
            }
        });
    }

    /** Who was there when the message was sent, but not any more, fails as visibly as any handler. */
    private ChatHandler handlerOf(QueuedMessage message) {
        String name = message.handler();
        return services.handlers().find(name).orElse(chat -> {
            throw new IllegalStateException("There is no handler named " + name);
        });
    }

    private List<Event> userMessage(MessagePlace place, int turn, int user, String text) {
        int element = log.nextNumber();
        var time = now();
        return List.of(
                place.next(user, turn, Speaker.USER, time),
                new Event.ElementAdded(element, user, new Element.Markdown(text), time),
                new Event.ElementClosed(element, time),
                new Event.MessageEnded(user, EndState.COMPLETE, time, null, null));
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

    private CompletionStage<Ack> regenerate(Command.Regenerate regenerate) {
        requireIdle();
        var question = branches.questionOf(regenerate.message());
        int turn = log.nextNumber();
        return begin(
                regenerate,
                turn,
                new MessagePlace(question.id(), branches.below(question.id()), null),
                List.of(new Event.ConversationChanged(null, question.id()), new Event.TurnStarted(turn, now())),
                answering(requireHandler(ownHandler()), question.text(), question.id()));
    }

    private CompletionStage<Ack> goOn(Command.Continue goOn) {
        requireIdle();
        var partial = branches.continuable(goOn.message(), leaf);
        String question = branches.questionOf(partial.id()).text();
        int turn = log.nextNumber();
        return begin(
                goOn,
                turn,
                new MessagePlace(partial.id(), List.of(), partial.id()),
                List.of(new Event.TurnStarted(turn, now())),
                new Answering(
                        requireHandler(ownHandler()),
                        question,
                        () -> services.history().toContinue(log.id(), partial)));
    }

    private CompletionStage<Ack> edit(Command.Edit edit) {
        requireIdle();
        String text = ReaderText.message(edit.text(), services.config().maxMessageLength());
        var old = branches.ownMessage(edit.message());
        int turn = log.nextNumber();
        int user = log.nextNumber();
        var place = new MessagePlace(old.parent(), branches.below(old.parent()), null);
        var events = new ArrayList<Event>();
        events.add(new Event.ConversationChanged(null, old.parent() == null ? Integer.valueOf(0) : old.parent()));
        events.add(new Event.TurnStarted(turn, now()));
        events.addAll(userMessage(place, turn, user, text));
        return begin(edit, turn, place, events, answering(requireHandler(ownHandler()), text, user));
    }

    private CompletionStage<Ack> choose(Command.ChooseBranch choose) {
        requireIdle();
        int chosen = branches.newestLeaf(choose.message());
        // What is sent meanwhile belongs to the chosen branch, so it waits.
        var change = new Event.ConversationChanged(null, chosen);
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

    private CompletionStage<Ack> rename(Command.Rename rename) {
        if (log.conversation() == null) {
            throw new CommandRefused(Reason.NOT_FOUND, "There is no such conversation yet.");
        }
        return keep(rename, new Event.ConversationChanged(ReaderText.title(rename.title()), null), failure -> {});
    }

    /** Stores one event for a command. */
    private CompletionStage<Ack> keep(Command command, Event event, AfterCommit then) {
        return after(log.append(new Append(List.of(event), command.receipt(null), null)), then)
                .thenApply(stored -> new Ack(command.id(), null));
    }

    /** Begins a turn that a command asks for; the handler runs once the beginning is stored. */
    private CompletionStage<Ack> begin(
            Command command, int turn, MessagePlace place, List<Event> events, Answering answering) {
        return exclusively(new Append(events, command.receipt(turn), null), failure -> {
                    if (failure == null) {
                        run(turn, place, answering);
                    } else {
                        startNext();
                    }
                })
                .thenApply(stored -> new Ack(command.id(), turn));
    }

    /** Stores what lets no other turn begin until it is stored, or is not. */
    private CompletionStage<Void> exclusively(Append append, AfterCommit then) {
        starting = true;
        beginning = after(log.append(append), failure -> {
            starting = false;
            then.accept(failure);
        });
        return beginning;
    }

    private void run(int id, MessagePlace place, Answering answering) {
        leaf = place.leaf();
        var turn = new Turn(id, log, services.logs(), services.clock(), services.config(), place, this::ended);
        running = turn;
        if (shuttingDown) {
            turn.end(EndState.INTERRUPTED, Problems.interrupted());
        } else {
            services.run(turn, answering);
        }
    }

    private void ended(Turn turn, CompletionStage<Void> stored) {
        after(stored, failure -> {
            if (running == turn) {
                running = null;
                leaf = turn.lastMessage();
            }
            startNext();
            settle();
        });
    }

    /** Ends what runs, or is about to, because the server ends. */
    CompletionStage<Void> interrupt() {
        CompletionStage<Void> begun;
        synchronized (this) {
            shuttingDown = true;
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

    private void requireIdle() {
        if (running != null || starting || (!queue.isEmpty() && !log.held())) {
            throw new CommandRefused(Reason.TURN_RUNNING, "Not while an answer is being written. Stop it first.");
        }
    }

    private Answering answering(ChatHandler handler, String text, int user) {
        return new Answering(handler, text, () -> services.history().upTo(log.id(), user));
    }

    private String ownHandler() {
        var known = log.conversation();
        return known == null ? Handlers.DEFAULT : known.handler();
    }

    private ChatHandler requireHandler(String name) {
        return services.handlers()
                .find(name)
                .orElseThrow(
                        () -> new CommandRefused(Reason.UNKNOWN_HANDLER, "There is no handler named " + name + "."));
    }

    private Instant now() {
        return Instant.ofEpochMilli(services.clock().millis());
    }
}
