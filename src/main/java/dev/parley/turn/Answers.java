package dev.parley.turn;

import dev.parley.conversation.Event;
import dev.parley.log.ConversationLog;
import dev.parley.turn.CommandRefused.Reason;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Readers' answers to questions: given to the turn that waits, to the handler as feedback, or the beginning of a new turn.
 * Guarded by the monitor of its conversation's turns.
 */
final class Answers {

    private final TurnServices services;
    private final ConversationLog log;
    private final Beginnings beginnings;
    private final Commits commits;
    private final CurrentTurn current;
    private final Runnable requireIdle;
    private final Object monitor;
    private final Set<Integer> onTheWay = new HashSet<>();

    /** @param requireIdle throws unless a new turn may begin */
    Answers(
            TurnServices services,
            ConversationLog log,
            Beginnings beginnings,
            Commits commits,
            CurrentTurn current,
            Runnable requireIdle,
            Object monitor) {
        this.services = services;
        this.log = log;
        this.beginnings = beginnings;
        this.commits = commits;
        this.current = current;
        this.requireIdle = requireIdle;
        this.monitor = monitor;
    }

    CompletionStage<Ack> answer(Command.Answer answer) {
        var asked = Asked.find(log.snapshot(), answer.element());
        var change = asked.answered(answer.answer());
        if (!onTheWay.add(answer.element())) {
            throw new CommandRefused(Reason.NOT_POSSIBLE, "This question is being answered already.");
        }
        try {
            return answer(answer, asked, change).whenComplete((ack, failure) -> forget(answer.element()));
        } catch (RuntimeException e) {
            onTheWay.remove(answer.element());
            throw e;
        }
    }

    private void forget(int element) {
        synchronized (monitor) {
            onTheWay.remove(element);
        }
    }

    private CompletionStage<Ack> answer(Command.Answer answer, Asked asked, Event change) {
        var turn = current.running();
        var waiting = turn == null ? null : turn.questions().claim(answer.element());
        if (turn != null && waiting != null) {
            return commits.keep(answer, change, failure -> {
                if (failure == null) {
                    waiting.complete(Optional.of(answer.answer()));
                } else {
                    turn.questions().unclaim(answer.element(), waiting);
                }
            });
        }
        return asked.isFeedback() ? tell(answer, asked, change) : begin(answer, asked, change);
    }

    private CompletionStage<Ack> tell(Command.Answer answer, Asked asked, Event change) {
        var handler = beginnings.requireHandler(beginnings.ownHandler());
        return commits.keep(answer, change, failure -> {
            if (failure == null) {
                services.tell(handler, asked.feedback(answer.answer()));
            }
        });
    }

    private CompletionStage<Ack> begin(Command.Answer answer, Asked asked, Event change) {
        requireIdle.run();
        return current.begin(answer, beginnings.answered(answer, asked, change, current.leaf()));
    }
}
