package dev.parley.turn;

import dev.parley.chat.ChatHandler;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
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
import org.jspecify.annotations.Nullable;

/**
 * One conversation's turns: at most one runs, the others wait in order. Commands and the ends of turns come one at a
 * time under this object's monitor; a command counts when its events are stored.
 */
final class ConversationTurns {

    private final TurnServices services;
    private final ConversationLog log;
    private final Branches branches;
    private final Deque<QueuedMessage> queue = new ArrayDeque<>();
    private final Map<String, InFlight> inFlight = new HashMap<>();
    private @Nullable Turn running;
    private boolean starting;
    private boolean held;
    private boolean retired;
    private @Nullable Integer leaf;

    private record InFlight(Command command, CompletionStage<Ack> ack) {}

    ConversationTurns(TurnServices services, ConversationLog log) {
        this.services = services;
        this.log = log;
        this.branches = new Branches(services.store(), log.id());
        this.leaf = branches.shownLeaf();
        var snapshot = log.snapshot();
        this.held = snapshot.held();
        for (var waiting : snapshot.queue()) {
            var message = new QueuedMessage(waiting.turn(), waiting.text(), ownHandler());
            message.markStored();
            queue.add(message);
        }
    }

    ConversationLog log() {
        return log;
    }

    /** Takes no more commands, if nothing runs and nothing is on its way: all that counts is in the store then. */
    synchronized boolean retire() {
        boolean idle = !retired && running == null && !starting && inFlight.isEmpty();
        retired |= idle;
        return idle;
    }

    /** May block on the store. The stage fails with {@link CommandRefused}; null if this object has retired. */
    synchronized @Nullable CompletionStage<Ack> execute(String owner, Command command) {
        if (retired) {
            return null;
        }
        try {
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
            return track(command, carryOut(owner, command));
        } catch (CommandRefused e) {
            return CompletableFuture.failedStage(e);
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
        services.settle(this);
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
            startNext();
        } else {
            queue.remove(message);
        }
    }

    private void startNext() {
        var message = queue.peek();
        if (running != null || starting || held || message == null || !message.isStored()) {
            return;
        }
        int user = log.nextNumber();
        var place = new MessagePlace(leaf, List.of(), null);
        var events = new ArrayList<Event>();
        events.add(new Event.TurnStarted(message.turn(), now()));
        events.addAll(userMessage(place, message.turn(), user, message.text()));
        starting = true;
        after(log.append(Append.of(events)), failure -> {
            starting = false;
            held = failure != null;
            if (failure == null) {
                queue.remove(message);
                run(message.turn(), place, answering(message.handler(), message.text(), user));
            }
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
                : after(turn.end(EndState.STOPPED, null), failure -> {}).thenApply(stored -> new Ack(stop.id(), null));
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
                answering(ownHandler(), question.text(), question.id()));
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
        return begin(edit, turn, place, events, answering(ownHandler(), text, user));
    }

    private CompletionStage<Ack> choose(Command.ChooseBranch choose) {
        requireIdle();
        int chosen = branches.newestLeaf(choose.message());
        return keep(choose, new Event.ConversationChanged(null, chosen), () -> leaf = chosen);
    }

    private CompletionStage<Ack> release(Command.SendQueued release) {
        held = false;
        startNext();
        return done(release, null);
    }

    private CompletionStage<Ack> remove(Command.RemoveQueued remove) {
        var found = queue.stream()
                .filter(waiting -> waiting.turn() == remove.turn() && waiting.isStored())
                .filter(waiting -> !starting || waiting != queue.peek())
                .findFirst()
                .orElseThrow(() -> new CommandRefused(Reason.NOT_FOUND, "This message does not wait any more."));
        return keep(remove, new Event.TurnEnded(found.turn(), EndState.REMOVED, now()), () -> {
            queue.remove(found);
            held &= !queue.isEmpty();
        });
    }

    private CompletionStage<Ack> rename(Command.Rename rename) {
        if (log.conversation() == null) {
            throw new CommandRefused(Reason.NOT_FOUND, "There is no such conversation yet.");
        }
        return keep(rename, new Event.ConversationChanged(ReaderText.title(rename.title()), null), () -> {});
    }

    /** Stores one event for a command; {@code then} runs under the monitor when that is done. */
    private CompletionStage<Ack> keep(Command command, Event event, Runnable then) {
        return after(log.append(new Append(List.of(event), command.receipt(null), null)), failure -> {
                    if (failure == null) {
                        then.run();
                    }
                })
                .thenApply(stored -> new Ack(command.id(), null));
    }

    /** Begins a turn that a command asks for; the handler runs once the beginning is stored. */
    private CompletionStage<Ack> begin(
            Command command, int turn, MessagePlace place, List<Event> events, Answering answering) {
        starting = true;
        return after(log.append(new Append(events, command.receipt(turn), null)), failure -> {
                    starting = false;
                    if (failure == null) {
                        run(turn, place, answering);
                    }
                })
                .thenApply(stored -> new Ack(command.id(), turn));
    }

    private void run(int id, MessagePlace place, Answering answering) {
        leaf = place.leaf();
        var turn = new Turn(id, log, services.logs(), services.clock(), services.config(), place, this::ended);
        running = turn;
        services.run(turn, answering);
    }

    private void ended(Turn turn, EndState state, CompletionStage<Void> stored) {
        after(stored, failure -> {
            running = null;
            leaf = turn.lastMessage();
            held = !queue.isEmpty() && !state.letsQueueGoOn();
            startNext();
            services.settle(this);
        });
    }

    /** Ends what runs because the server does. */
    CompletionStage<Void> interrupt() {
        Turn turn;
        synchronized (this) {
            held = true;
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
                        throw new CommandRefused(
                                Reason.NOT_STORED, "Not saved: your text is still here. Try again in a moment.");
                    }
                    return null;
                },
                services.executor());
    }

    private CompletionStage<Ack> done(Command command, @Nullable Integer turn) {
        return CompletableFuture.completedStage(new Ack(command.id(), turn));
    }

    private void requireIdle() {
        if (running != null || starting || (!queue.isEmpty() && !held)) {
            throw new CommandRefused(Reason.TURN_RUNNING, "Not while an answer is being written. Stop it first.");
        }
    }

    private Answering answering(String handler, String text, int user) {
        return new Answering(
                requireHandler(handler), text, () -> services.history().upTo(log.id(), user));
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
