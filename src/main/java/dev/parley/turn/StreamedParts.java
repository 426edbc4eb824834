package dev.parley.turn;

import dev.parley.chat.StreamResult;
import dev.parley.chat.Texts;
import dev.parley.chat.stream.ToolRun;
import dev.parley.conversation.Citations;
import dev.parley.conversation.Element;
import dev.parley.conversation.Event;
import dev.parley.conversation.Problem;
import dev.parley.conversation.Step;
import dev.parley.conversation.WellFormedText;
import dev.parley.model.ModelEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a stream has brought so far, as elements and as the result. Guarded by its writer's monitor. */
final class StreamedParts {

    /** Stands for text that no block of a model has. */
    private static final int NO_BLOCK = -1;

    /** That fit into one event. */
    private static final int SOURCES_AT_ONCE = 4;

    private static final int LONGEST_CURSOR = 16;

    private final Turn turn;
    private final TurnContainer<?> container;
    private final @Nullable String cursor;
    private final List<Integer> elements = new ArrayList<>();
    private final List<Object> parts = new ArrayList<>();
    private final StringBuilder part = new StringBuilder();
    private final Footnotes footnotes = new Footnotes();
    private final ToolRuns runs;
    private @Nullable TextElement element;
    private BlockText quoted = new BlockText(NO_BLOCK, 0, 0);
    private ModelEvent.@Nullable StopReason stopReason;
    private @Nullable String stopDetail;
    private ModelEvent.Usage usage = ModelEvent.Usage.NONE;
    private String model = "";
    private final MessageUsage.Call call;
    private boolean content;

    StreamedParts(Turn turn, TurnContainer<?> container, @Nullable String cursor) {
        this.turn = turn;
        this.container = container;
        this.runs = new ToolRuns(container);
        this.call = container.message().usage().begin();
        this.cursor = cursor == null ? null : Texts.cut(WellFormedText.of(cursor), LONGEST_CURSOR);
    }

    /** Whether it can be written without ever waiting. */
    static boolean isText(Object chunk) {
        return chunk instanceof CharSequence
                || chunk instanceof Character
                || chunk instanceof ModelEvent
                || chunk instanceof ToolRun;
    }

    /** What a chunk that can be called gives, null for nothing; any other is itself. */
    static @Nullable Object called(Object chunk) throws Exception {
        return switch (chunk) {
            case Runnable runnable -> {
                runnable.run();
                yield null;
            }
            case Callable<?> callable -> callable.call();
            default -> chunk;
        };
    }

    void write(Object text) {
        switch (text) {
            case ModelEvent event -> write(event);
            case ToolRun run -> write(run);
            case Character character -> append(Element.Markdown.class, character.toString(), NO_BLOCK);
            default -> append(Element.Markdown.class, (CharSequence) text, NO_BLOCK);
        }
    }

    private void write(ModelEvent event) {
        switch (event) {
            case ModelEvent.Started started -> start(started.model());
            case ModelEvent.Text text -> {
                call.wrote(text.text().length());
                append(Element.Markdown.class, text.text(), text.block());
            }
            case ModelEvent.Thinking thinking -> {
                call.wrote(thinking.text().length());
                append(Element.Thinking.class, thinking.text(), thinking.block());
            }
            case ModelEvent.ToolUse use -> tellOfTool(use);
            case ModelEvent.Citation citation -> footnotes.cite(citation);
            case ModelEvent.BlockEnded ended -> keep(ended);
            case ModelEvent.UsageReported reported -> report(reported.usage());
            case ModelEvent.Waiting waiting ->
                turn.write(new Event.TurnWaiting(
                        turn.id(), waiting.reason().name().toLowerCase(Locale.ROOT), waiting.until()));
            case ModelEvent.Finished finished -> {
                stopReason = finished.reason();
                stopDetail = finished.detail();
            }
        }
    }

    /** A block's text is kept once, in its element; unless what was written is not what the block says. */
    private void keep(ModelEvent.BlockEnded ended) {
        var text = ended.text();
        var message = container.message();
        if (text == null) {
            message.keep(model, ended.json(), null);
        } else if (quoted.isOf(ended.block()) && quoted.says(text)) {
            message.keep(model, ended.json(), quoted.gap(ended.textAt()));
        } else {
            message.keep(model, ended.whole(), null);
        }
    }

    private void start(String name) {
        model = name;
        call.answeredBy(name, turn.promptEstimate());
    }

    /** The first figures are shown at once; what replaces them, when it is the last. */
    private void report(ModelEvent.Usage reported) {
        usage = reported;
        if (call.told(reported)) {
            container.message().reportUsage();
        }
    }

    /** Nothing more comes: what the stream has cost is known as well as it will ever be. */
    void tellUsage() {
        if (call.end()) {
            container.message().reportUsage();
        }
    }

    private void tellOfTool(ModelEvent.ToolUse use) {
        closeElement();
        content = true;
        addWhole(new Step.Tool(
                WellFormedText.of(use.name()),
                null,
                ToolRuns.shortened(use.input()),
                Step.State.ERROR,
                "Nobody offers this tool here."));
    }

    private void write(ToolRun run) {
        if (!runs.has(run)) {
            closeElement();
        }
        content = true;
        Integer added = runs.tell(run);
        if (added != null) {
            elements.add(added);
        }
    }

    private void addWhole(Element.Content whole) {
        int added = turn.nextNumber();
        elements.add(added);
        container.post(
                new Event.ElementAdded(added, container.id(), whole, turn.now()),
                new Event.ElementClosed(added, turn.now()));
    }

    private void append(Class<? extends Element.Growing> kind, CharSequence text, int block) {
        if (text.isEmpty()) {
            return;
        }
        content = true;
        turn.watch().chunk();
        var open = element;
        if (open == null || !open.is(kind)) {
            closeElement();
            open = new TextElement(
                    turn,
                    container,
                    kind == Element.Thinking.class ? new Element.Thinking("") : new Element.Markdown("", cursor));
            element = open;
            elements.add(open.id());
        }
        footnotes.textOf(block, open.length());
        String written = open.append(text);
        if (block != NO_BLOCK) {
            quote(block, open, written);
        }
        if (kind == Element.Markdown.class) {
            part.append(written);
        }
    }

    private void quote(int block, TextElement open, String written) {
        if (!quoted.isOf(block)) {
            quoted = new BlockText(block, open.id(), open.length() - written.length());
        }
        quoted.add(written);
    }

    /** What comes next is another element; the footnotes of a text stand right behind it. */
    void closeElement() {
        var open = element;
        if (open != null) {
            element = null;
            footnotes.end(open.length());
            open.close();
            if (!part.isEmpty()) {
                parts.add(part.toString());
                part.setLength(0);
            }
        }
        var sources = footnotes.take();
        if (!sources.isEmpty()) {
            addFootnotes(sources);
        }
    }

    private void addFootnotes(List<Citations.Source> all) {
        int added = turn.nextNumber();
        elements.add(added);
        container.post(new Event.ElementAdded(added, container.id(), new Citations(List.of()), turn.now()));
        for (int from = 0; from < all.size(); from += SOURCES_AT_ONCE) {
            var some = all.subList(from, Math.min(all.size(), from + SOURCES_AT_ONCE));
            container.post(new Event.ElementChanged(added, new Citations.Change(some)));
        }
        container.post(new Event.ElementClosed(added, turn.now()));
    }

    /** A chunk that was written as an element of its own. */
    void add(Object written) {
        content = true;
        parts.add(written);
    }

    boolean hasContent() {
        return content;
    }

    boolean wasRefused() {
        return stopReason == ModelEvent.StopReason.REFUSAL;
    }

    void tellStopReason() {
        if (stopReason != null) {
            container.message().stoppedBecause(stopReason);
        }
    }

    /** What came belongs to a refused answer. */
    Problem withdraw() {
        elements.forEach(shown -> container.post(new Event.ElementWithdrawn(shown)));
        tellStopReason();
        return Problems.refused(stopDetail == null ? "" : stopDetail);
    }

    StreamResult result() {
        String text = parts.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .collect(Collectors.joining("\n\n"));
        return new StreamResult(text, parts, usage, stopReason);
    }
}
