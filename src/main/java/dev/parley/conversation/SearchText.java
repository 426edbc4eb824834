package dev.parley.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What of a message is found by search, in the order it is shown: the words that its readers see. What was thought or withdrawn
 * is not, nor a document in its frame. A long message is found by its beginning. For one message.
 */
public final class SearchText {

    /** Of a message, in characters: so that no message keeps the store's writer for long. */
    private static final int LONGEST = 200_000;

    /** Of one table, chart or tree. */
    private static final int LONGEST_ELEMENT = 20_000;

    private static final String BETWEEN = " · ";

    private final StringBuilder text = new StringBuilder();
    private int end = LONGEST;

    private SearchText() {}

    /** Empty for a message without words. */
    public static String of(Message message) {
        var search = new SearchText();
        for (var element : message.elements()) {
            if (!element.withdrawn() && search.text.length() < LONGEST) {
                search.add(element.content());
            }
        }
        return search.text.toString();
    }

    private void add(Element.Content content) {
        end = LONGEST;
        switch (content) {
            case Element.Markdown markdown -> paragraph(markdown.text());
            case Element.Code code -> {
                paragraph(code.caption());
                paragraph(code.text());
            }
            case Element.Callout callout -> {
                paragraph(callout.text());
                paragraph(callout.detail());
            }
            case Summary summary -> paragraph(summary.text());
            case Element.Latex latex -> paragraph(latex.text());
            case Metric metric -> line(metric.label(), metric.value(), metric.delta());
            case Table table -> {
                paragraph(table.caption());
                rows(table);
            }
            case Chart chart -> {
                line(chart.title(), chart.xLabel(), chart.yLabel());
                rows(chart);
            }
            case Step.Status status -> paragraph(status.label());
            case Step.Tool tool -> paragraph(tool.label() == null ? tool.name() : tool.label());
            case Citations citations ->
                citations.sources().forEach(source -> line(source.title(), source.url(), source.quote()));
            case Question question -> question(question);
            case Media.Image image -> line(image.alt(), image.caption());
            case Media.Audio audio -> paragraph(audio.caption());
            case Media.Video video -> paragraph(video.caption());
            case Element.File file -> paragraph(file.name());
            case Json json -> {
                end = elementsEnd();
                separate("\n\n");
                node(json.value());
            }
            case Element.Thinking _, Element.Html _, Step.Progress _ -> {}
        }
    }

    private int elementsEnd() {
        return Math.min(LONGEST, text.length() + LONGEST_ELEMENT);
    }

    private void question(Question question) {
        if (question.form().isFeedback()) {
            return;
        }
        var words = AnswerWords.of(question);
        paragraph(question.prompt());
        words.options().forEach(option -> line(option.label(), option.description()));
        words.values().forEach(value -> line(value.label(), value.text()));
    }

    private void rows(Tabular tabular) {
        end = elementsEnd();
        separate("\n\n");
        tabular.columns().forEach(column -> part(column.name()));
        for (var row : tabular.rows()) {
            if (text.length() >= end) {
                return;
            }
            separate("\n");
            for (var cell : row) {
                part(cell == null ? null : cell.toString());
            }
        }
    }

    private void node(JsonNode node) {
        if (text.length() >= end) {
            return;
        }
        if (node.isValueNode()) {
            part(node.isNull() ? null : node.asText());
        }
        node.properties().forEach(field -> {
            part(field.getKey());
            node(field.getValue());
        });
        if (node.isArray()) {
            node.forEach(this::node);
        }
    }

    private void line(@Nullable String... parts) {
        separate("\n\n");
        for (var part : parts) {
            part(part);
        }
    }

    private void paragraph(@Nullable String words) {
        separate("\n\n");
        part(words);
    }

    private void separate(String by) {
        if (!text.isEmpty() && !endsWith(by)) {
            text.append(by);
        }
    }

    private boolean endsWith(String other) {
        return text.length() >= other.length()
                && text.substring(text.length() - other.length()).equals(other);
    }

    /** One of several in a line. */
    private void part(@Nullable String words) {
        if (words == null || words.isEmpty() || text.length() >= end) {
            return;
        }
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append(BETWEEN);
        }
        text.append(words, 0, Math.min(words.length(), Math.max(0, end - text.length())));
    }
}
