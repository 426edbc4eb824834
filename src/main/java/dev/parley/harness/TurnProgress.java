package dev.parley.harness;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.Message;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** How far one turn is, and waiting for it. */
record TurnProgress(Backstage backstage, ConversationId conversation, int number) {

    /** Until it is over or cannot go on by itself, and all that it has written is shown. */
    void await() {
        boolean settled = false;
        while (!settled) {
            await("end", () -> isOver() || whatKeepsIt() != null);
            settled = isOver() || isStillKept();
        }
        String unscripted = backstage.model().takeUnscripted();
        if (unscripted != null) {
            throw backstage.evidenceAgainst(unscripted);
        }
    }

    /** What was written before the model stalled may still have been on its way to the store. */
    private boolean isStillKept() {
        backstage.settle(conversation);
        return whatKeepsIt() != null;
    }

    void awaitEnd() {
        await();
        if (!isOver()) {
            throw backstage.evidenceAgainst("The turn has not ended: " + whatKeepsIt() + ".");
        }
    }

    /** Until its handler was called, or it is clear that this takes longer. */
    void awaitBegun() {
        await("begin", () -> run().isPresent() || isOver() || isWaiting());
    }

    void await(String what, BooleanSupplier condition) {
        if (!backstage.changes().await(condition)) {
            throw backstage.evidenceAgainst("The turn did not " + what + " within "
                    + backstage.changes().limit().toMillis() + " ms.");
        }
    }

    /** Its end is stored and its handler has come back. */
    boolean isOver() {
        return end().isPresent() && run().map(HandlerRun::hasReturned).orElse(true);
    }

    Optional<EndState> end() {
        return Recording.endOf(backstage.events(conversation), number);
    }

    private boolean isWaiting() {
        var shown = backstage.snapshot(conversation);
        boolean queued = shown.queue().stream().anyMatch(waiting -> waiting.turn() == number);
        return queued && (shown.held() || shown.turn() != null);
    }

    Optional<HandlerRun> run() {
        return backstage.runs().of(new HandlerRun.Place(conversation, number));
    }

    /** What its handler has thrown. */
    @Nullable
    Throwable failure() {
        return run().map(HandlerRun::failure).orElse(null);
    }

    /** Why it cannot go on without the test; null while it can. */
    @Nullable
    String whatKeepsIt() {
        var asked = asked();
        if (asked.isPresent()) {
            return "it asks “" + asked.get().prompt() + "”";
        }
        if (backstage.model().isStalled()) {
            return "the model stalls, as scripted; chat.model().goOn() lets it go on";
        }
        boolean held = backstage.snapshot(conversation).held();
        return held && isWaiting() ? "its message waits to be sent, as by chat.sendWaiting()" : null;
    }

    Optional<TestQuestion> asked() {
        return TestQuestion.open(
                        backstage,
                        conversation,
                        backstage.snapshot(conversation),
                        question -> !question.form().isFeedback())
                .filter(question -> question.turn() == number);
    }

    /** What its handler has written, in the order in which that began, without the reader's message. */
    List<Message> written() {
        var recording = backstage.recording(conversation);
        return backstage.events(conversation).stream()
                .filter(event -> event instanceof Event.MessageStarted started && started.turn() == number)
                .map(event -> ((Event.MessageStarted) event).id())
                .filter(message -> !recording.isReaders(message))
                .distinct()
                .flatMap(message -> backstage.store().message(conversation, message).stream())
                .toList();
    }

    /** The reader's message that {@code answer} belongs to. */
    Message questionOf(Message answer) {
        var recording = backstage.recording(conversation);
        var next = Optional.of(answer);
        while (next.isPresent() && !recording.isReaders(next.get().id())) {
            next = Optional.ofNullable(next.get().parent())
                    .flatMap(parent -> backstage.store().message(conversation, parent));
        }
        return next.orElseThrow(() -> backstage.evidenceAgainst("The turn answers no message."));
    }
}
