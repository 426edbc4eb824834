package dev.parley.model.claude;

import dev.parley.model.ModelEvent;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Makes one event of the text that has come at a time. A provider that is faster than its reader has sent dozens of deltas
 * by the time they are read, and each step on the way to the reader costs about as much for a word as for all of them.
 * Nothing waits for what has not come. Not thread-safe.
 */
final class JoinedText implements Consumer<ModelEvent> {

    /** In characters. What is not taken at once is counted in events, so an event must stay small. */
    static final int LONGEST = 2_000;

    private final Consumer<ModelEvent> out;
    private final Executor afterReading;

    /** What waits to see what follows, of one block. */
    private final StringBuilder text = new StringBuilder();

    private int block;
    private boolean thinking;
    private boolean flushing;

    /** @param afterReading runs a task on the same thread, behind all that has come by now */
    JoinedText(Consumer<ModelEvent> out, Executor afterReading) {
        this.out = out;
        this.afterReading = afterReading;
    }

    @Override
    public void accept(ModelEvent event) {
        switch (event) {
            case ModelEvent.Text more -> add(more.block(), false, more.text());
            case ModelEvent.Thinking more -> add(more.block(), true, more.text());
            default -> {
                flush();
                out.accept(event);
            }
        }
    }

    private void add(int ofBlock, boolean isThinking, String more) {
        if (block != ofBlock || thinking != isThinking || text.length() + more.length() > LONGEST) {
            flush();
            block = ofBlock;
            thinking = isThinking;
        }
        text.append(more);
        if (!flushing) {
            flushing = true;
            afterReading.execute(() -> {
                flushing = false;
                flush();
            });
        }
    }

    /** For what comes behind it by another way. */
    void flush() {
        if (!text.isEmpty()) {
            String whole = text.toString();
            text.setLength(0);
            out.accept(thinking ? new ModelEvent.Thinking(block, whole) : new ModelEvent.Text(block, whole));
        }
    }
}
