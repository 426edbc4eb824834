package dev.parley.harness;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.turn.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One turn: a message, and all that its handler makes of it. Looks at the turn as it is now; {@code await…} and
 * {@code expectComplete} and the like wait first, within the harness's limit.
 *
 * <p>A turn has ended when its end is stored and its handler has come back, which it also must after Stop.
 */
public final class TestTurn {

    private final Backstage backstage;
    private final TurnProgress progress;

    TestTurn(Backstage backstage, ConversationId conversation, int number) {
        this.backstage = backstage;
        this.progress = new TurnProgress(backstage, conversation, number);
    }

    // ---- waiting

    /** Waits until it has ended, or cannot go on by itself: it asks, the model stalls, or it waits to be sent. */
    public TestTurn await() {
        progress.await();
        return this;
    }

    /** Waits until it has ended; fails when that needs the test. */
    public TestTurn awaitEnd() {
        progress.awaitEnd();
        return this;
    }

    /** Waits until one of its messages has this in its Markdown. */
    public TestTurn awaitText(String part) {
        return await(
                "write “" + part + "”",
                turn -> turn.messages().stream()
                        .anyMatch(message -> message.text().contains(part)));
    }

    /** @param what it should come to, for the sentence where it does not: "show a table" */
    public TestTurn await(String what, Predicate<TestTurn> condition) {
        progress.await(what, () -> condition.test(this) || progress.isOver());
        if (!condition.test(this)) {
            throw backstage.evidenceAgainst("The turn has ended and did not " + what + ".", progress.failure());
        }
        return this;
    }

    TestTurn awaitBegun() {
        progress.awaitBegun();
        return this;
    }

    // ---- acting

    /** Presses Stop, and waits until it has ended and its handler has come back. */
    public TestTurn stop() {
        awaitBegun();
        return execute(new Command.Stop(backstage.commandId(), progress.number()))
                .awaitEnd();
    }

    /** Takes the message back, which must wait. */
    public TestTurn takeBack() {
        return execute(new Command.RemoveQueued(backstage.commandId(), progress.number()))
                .awaitEnd();
    }

    /** Has its message answered once more, and waits as {@link #await}. */
    public TestTurn regenerate() {
        awaitEnd();
        return begun(
                new Command.Regenerate(backstage.commandId(), message().raw().id()));
    }

    /** Has its last message, which must have been cut off, gone on with, and waits as {@link #await}. */
    public TestTurn continueAnswer() {
        awaitEnd();
        return begun(new Command.Continue(backstage.commandId(), message().raw().id()));
    }

    /**
     * Sends its message in other words, and waits as {@link #await}. It keeps its files, unless others were
     * {@linkplain ChatHarness#attach attached} since.
     */
    public TestTurn edit(String text) {
        awaitEnd();
        var files = backstage.takeAttached();
        int old = progress.questionOf(message().raw()).id();
        return begun(new Command.Edit(backstage.commandId(), old, text, files.isEmpty() ? null : files));
    }

    private TestTurn execute(Command command) {
        backstage.execute(progress.conversation(), command);
        return this;
    }

    private TestTurn begun(Command command) {
        return backstage.begin(progress.conversation(), command).await();
    }

    /** What it asks; waits for that. */
    public TestQuestion question() {
        await();
        return progress.asked()
                .orElseThrow(() -> backstage.evidenceAgainst("The turn asks nothing.", progress.failure()));
    }

    // ---- looking

    /** How it has ended; empty while it runs or waits. */
    public Optional<EndState> state() {
        return progress.end();
    }

    /** Its events as they were written, from its beginning to its end. */
    public List<Event> events() {
        return Recording.ofTurn(backstage.events(progress.conversation()), progress.number());
    }

    /** What its handler has written, without the reader's message. */
    public List<TestMessage> messages() {
        return progress.written().stream()
                .map(message -> new TestMessage(
                        backstage,
                        new Elements(backstage, progress.conversation(), "the message", message.elements()),
                        message))
                .toList();
    }

    /** The last message that its handler has written. */
    public TestMessage message() {
        var messages = messages();
        if (messages.isEmpty()) {
            throw backstage.evidenceAgainst("The handler has written no message.", progress.failure());
        }
        return messages.getLast();
    }

    /** @param index counts from 0 */
    public TestMessage message(int index) {
        var messages = messages();
        if (index >= messages.size()) {
            throw backstage.evidenceAgainst(
                    "There is no message " + index + ": the handler has written " + messages.size() + " of them.");
        }
        return messages.get(index);
    }

    /** The Markdown of its last message. */
    public String text() {
        return message().text();
    }

    private Elements all() {
        return new Elements(
                backstage,
                progress.conversation(),
                "the turn",
                progress.written().stream()
                        .flatMap(message -> message.elements().stream())
                        .toList());
    }

    /** All elements of that kind in all its messages, also those that a status holds. */
    public <C extends Element.Content> List<TestElement<C>> elements(Class<C> kind) {
        return all().of(kind);
    }

    /** The only element of that kind in all its messages, also one that a status holds. */
    public <C extends Element.Content> TestElement<C> element(Class<C> kind) {
        return all().only(kind);
    }

    /** What its handler has thrown; after Stop that may be {@link dev.parley.chat.TurnEndedException}. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(progress.failure());
    }

    /** What its handler, or a thread that it has left behind, has tried to write when it was too late, and gone on. */
    public List<String> lateWrites() {
        return progress.run().map(HandlerRun::lateWrites).orElse(List.of());
    }

    // ---- expecting

    public TestTurn expectComplete() {
        return expectEnd(EndState.COMPLETE);
    }

    public TestTurn expectStopped() {
        return expectEnd(EndState.STOPPED);
    }

    public TestTurn expectInterrupted() {
        return expectEnd(EndState.INTERRUPTED);
    }

    public TestTurn expectFailed() {
        return expectEnd(EndState.FAILED);
    }

    /** @param problem part of the sentence that the reader gets */
    public TestTurn expectFailed(String problem) {
        expectFailed();
        message().expectProblem(problem);
        return this;
    }

    /** Waits for the end. */
    public TestTurn expectEnd(EndState expected) {
        awaitEnd();
        var actual = state().orElseThrow();
        if (actual != expected) {
            throw backstage.evidenceAgainst(
                    "The turn should have ended as " + expected + ", but it ended as " + actual + ".",
                    progress.failure());
        }
        return this;
    }

    /** The Markdown of its last message. */
    public TestTurn expectText(String text) {
        message().expectText(text);
        return this;
    }

    public TestTurn expectTextContaining(String part) {
        message().expectTextContaining(part);
        return this;
    }

    /** The names of the messages that its handler has written, in order. */
    public TestTurn expectMessages(String... names) {
        backstage.requireEqual(
                "the names of the messages",
                List.of(names),
                messages().stream().map(TestMessage::name).toList());
        return this;
    }

    /** The kinds of its events, from its beginning to its end. */
    @SafeVarargs
    public final TestTurn expectEvents(Class<? extends Event>... kinds) {
        var expected = new ArrayList<String>();
        for (var kind : kinds) {
            expected.add(kind.getSimpleName());
        }
        backstage.requireEqual(
                "the turn's events",
                expected,
                events().stream().map(event -> event.getClass().getSimpleName()).toList());
        return this;
    }

    /** That nothing was written when it was too late. */
    public TestTurn expectNoLateWrites() {
        backstage.requireEqual("what was written too late", List.of(), lateWrites());
        return this;
    }
}
