package dev.parley.harness;

import dev.parley.model.ModelRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.SequencedSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The model of a harness: it does what the test has scripted, one answer for each call. Thread-safe. */
public final class TestModel {

    private final Backstage backstage;

    // Guarded by this object's monitor.
    private final Queue<ModelAnswer> scripts = new ArrayDeque<>();
    private final List<ModelCall> calls = new ArrayList<>();
    private final SequencedSet<String> offered = new LinkedHashSet<>(List.of("scripted"));
    private @Nullable BiConsumer<ModelRequest, ModelAnswer> whenAsked;
    private @Nullable String unscripted;

    TestModel(Backstage backstage) {
        this.backstage = backstage;
    }

    /** The next call is answered with this text, chunk by chunk. */
    public TestModel answers(String... chunks) {
        return answers(answer -> answer.says(chunks));
    }

    /** The next call, after those that are scripted already, is answered like this. */
    public TestModel answers(Consumer<ModelAnswer> script) {
        // Made at once, so that a script which makes no sense fails where it stands.
        var answer = new ModelAnswer();
        script.accept(answer);
        add(answer);
        return this;
    }

    private synchronized void add(ModelAnswer answer) {
        scripts.add(answer);
    }

    /** Every call for which no answer is left is answered by this. */
    public synchronized TestModel whenAsked(BiConsumer<ModelRequest, ModelAnswer> script) {
        whenAsked = script;
        return this;
    }

    /** Lets the call that stalls go on; waits for one that does. */
    public TestModel goOn() {
        if (!backstage.changes().await(() -> playing().stream().anyMatch(ModelCall::goOn))) {
            throw backstage.evidenceAgainst("No call of the model has stalled, so that none can go on.");
        }
        return this;
    }

    /** All calls so far. */
    public List<TestCall> calls() {
        return playing().stream().map(call -> new TestCall(call, backstage)).toList();
    }

    /** The last call. */
    public TestCall call() {
        var all = calls();
        if (all.isEmpty()) {
            throw backstage.evidenceAgainst("The handler has not called the model.");
        }
        return all.getLast();
    }

    /** @param index counts from 0 */
    public TestCall call(int index) {
        var all = calls();
        if (index >= all.size()) {
            throw backstage.evidenceAgainst(
                    "There is no call number " + index + " of the model: it was called " + times(all.size()) + ".");
        }
        return all.get(index);
    }

    public TestModel expectCalls(int count) {
        backstage.requireEqual("the number of calls of the model", count, calls().size());
        return this;
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }

    private synchronized List<ModelCall> playing() {
        return List.copyOf(calls);
    }

    /** The models that a reader may choose from. */
    synchronized List<String> offered() {
        return List.copyOf(offered);
    }

    synchronized void offer(String model) {
        offered.add(model);
    }

    synchronized void add(ModelCall call) {
        calls.add(call);
    }

    /** What the call does; fails where the test has not said it. */
    synchronized List<Step> script(ModelRequest request) {
        var next = scripts.poll();
        if (next != null) {
            return next.steps();
        }
        if (whenAsked != null) {
            var answer = new ModelAnswer();
            whenAsked.accept(request, answer);
            return answer.steps();
        }
        String sentence = "The handler has called the model " + times(calls.size())
                + ", which is more often than the test has scripted. Say what it answers with"
                + " chat.model().answers(…) before the message is sent.";
        unscripted = sentence;
        throw new IllegalStateException(sentence);
    }

    /** The sentence on a call that nobody has scripted, once. */
    synchronized @Nullable String takeUnscripted() {
        String sentence = unscripted;
        unscripted = null;
        return sentence;
    }

    /** Whether nothing goes on before the test lets it. */
    boolean isStalled() {
        var states = playing().stream().map(ModelCall::state).toList();
        return states.contains(TestCall.State.STALLED) && !states.contains(TestCall.State.ANSWERING);
    }

    /** No call outlives the harness. */
    void close() throws InterruptedException {
        for (var call : playing()) {
            call.cancel();
            call.join();
        }
    }
}
