package dev.parley.transfer;

import dev.parley.conversation.Chart;
import dev.parley.conversation.Citations;
import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.Element;
import dev.parley.conversation.Event;
import dev.parley.conversation.Json;
import dev.parley.conversation.Media;
import dev.parley.conversation.Metric;
import dev.parley.conversation.Question;
import dev.parley.conversation.RowPieces;
import dev.parley.conversation.Step;
import dev.parley.conversation.Table;
import dev.parley.conversation.TextPieces;
import dev.parley.conversation.WellFormedText;
import dev.parley.markdown.FileWords;
import dev.parley.markdown.MarkdownText;
import dev.parley.markdown.OpenFence;
import dev.parley.markdown.PrettyJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The events that bring one element's content, in pieces that events may have. For one thread. */
final class ContentEvents {

    /** In bytes; leaves room for what else is in an event. */
    private static final int LARGEST = Event.LARGEST - 1_024;

    private final int id;
    private final int container;
    private final Instant start;
    private final List<Event> events = new ArrayList<>();

    private ContentEvents(int id, int container, Instant start) {
        this.id = id;
        this.container = container;
        this.start = start;
    }

    static List<Event> of(int id, int container, Element.Content content, Instant start) {
        var events = new ContentEvents(id, container, start);
        events.bring(content);
        return events.events;
    }

    private void bring(Element.Content content) {
        switch (content) {
            case Element.Growing growing -> bringText(growing);
            case Element.Callout callout -> bringCallout(callout);
            case Element.Latex latex -> bringWhole(latex, new Element.Code(latex.text(), "latex", null));
            case Element.Html html -> bringWhole(html, new Element.Code(html.text(), "html", null));
            case Json json -> bringWhole(json, new Element.Code(PrettyJson.of(json.value()), "json", null));
            case Step.Tool tool -> bringTool(tool);
            case Step.Status _, Step.Progress _, Metric _ -> add(content);
            case Table table -> bringTable(table);
            case Chart chart -> {
                add(chart.withRows(List.of()));
                for (List<List<@Nullable Object>> rows : RowPieces.of(chart.rows())) {
                    change(new Chart.Change(rows));
                }
            }
            case Citations citations -> {
                add(new Citations(List.of()));
                RowPieces.ofSources(citations.sources()).forEach(some -> change(new Citations.Change(some)));
            }
            case Question question -> bringQuestion(question);
            // Its bytes are not in the document.
            case Media media -> bringCallout(notHere(media));
        }
    }

    private void add(Element.Content content) {
        events.add(new Event.ElementAdded(id, container, content, start));
    }

    private void change(Element.Change change) {
        events.add(new Event.ElementChanged(id, change));
    }

    private void bringText(Element.Growing content) {
        var texts = TextPieces.of(WellFormedText.of(content.text()));
        add(content.withText(texts.getFirst()));
        texts.stream().skip(1).forEach(text -> events.add(new Event.TextAppended(id, text)));
    }

    private void bringCallout(Element.Callout callout) {
        String text = WellFormedText.of(callout.text());
        var wellFormed = new Element.Callout(callout.level(), text, callout.detail());
        String whole = callout.detail() == null
                ? text
                : OpenFence.closed(text) + "\n\n" + MarkdownText.fence(callout.detail(), null);
        bringWhole(wellFormed, new Element.Markdown(whole));
    }

    /** What cannot grow and is too large comes as a text that can. */
    private void bringWhole(Element.Content content, Element.Growing otherwise) {
        if (fits(content)) {
            add(content);
        } else {
            bringText(otherwise);
        }
    }

    private static boolean fits(Element.Content content) {
        return content.weight() <= LARGEST
                && ConversationJson.write(content).getBytes(StandardCharsets.UTF_8).length <= LARGEST;
    }

    private void bringTool(Step.Tool tool) {
        add(new Step.Tool(tool.name(), tool.label(), null, tool.state(), null));
        if (tool.input() != null) {
            change(new Step.ToolChange(null, tool.input(), null));
        }
        if (tool.output() != null) {
            change(new Step.ToolChange(null, null, tool.output()));
        }
    }

    /** Its file is not in the document; how many rows there were is still said. */
    private void bringTable(Table table) {
        add(new Table(table.columns(), List.of(), table.total(), null, table.caption()));
        for (List<List<@Nullable Object>> rows : RowPieces.of(table.rows())) {
            change(new Table.Change(rows, null, null));
        }
    }

    private void bringQuestion(Question question) {
        add(new Question(question.prompt(), question.form()));
        if (question.state() != Question.State.OPEN) {
            change(new Question.Change(question.state(), question.answer()));
        }
    }

    private static Element.Callout notHere(Media media) {
        var words = FileWords.of(media, Optional.empty());
        String caption =
                words.caption() == null || words.caption().isBlank() ? "" : "\n\n" + MarkdownText.line(words.caption());
        return new Element.Callout(
                Element.Callout.Level.INFO, MarkdownText.line(words.line() + " – not in the import") + caption);
    }
}
