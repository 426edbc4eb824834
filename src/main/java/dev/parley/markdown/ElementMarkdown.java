package dev.parley.markdown;

import static dev.parley.markdown.MarkdownText.fence;
import static dev.parley.markdown.MarkdownText.line;
import static dev.parley.markdown.MarkdownText.quoted;

import dev.parley.conversation.AnswerWords;
import dev.parley.conversation.Blob;
import dev.parley.conversation.BlobId;
import dev.parley.conversation.Chart;
import dev.parley.conversation.Citations;
import dev.parley.conversation.Element;
import dev.parley.conversation.Json;
import dev.parley.conversation.Media;
import dev.parley.conversation.Metric;
import dev.parley.conversation.Question;
import dev.parley.conversation.Step;
import dev.parley.conversation.Summary;
import dev.parley.conversation.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Each kind of element as Markdown, good to read also where nobody renders it. */
public final class ElementMarkdown {

    private static final String PARAGRAPH = "\n\n";

    /** What would end a formula, or be markup to who knows no formulas. */
    private static final Pattern NO_FORMULA = Pattern.compile("\\$\\$|<[A-Za-z/!?]|\\R\\s*\\R|(?m)^\\s*(?:[#>`~-]|$)");

    private final Function<BlobId, Optional<Blob>> files;
    private final Extent extent;

    /** @param files what is known of a file, if it is there */
    public ElementMarkdown(Function<BlobId, Optional<Blob>> files, Extent extent) {
        this.files = files;
        this.extent = extent;
    }

    /** What was withdrawn is left out. */
    public List<String> of(List<Part> parts) {
        return parts.stream()
                .filter(part -> !part.element().withdrawn())
                .map(this::of)
                .toList();
    }

    public String of(Part part) {
        return switch (part.element().content()) {
            case Element.Markdown markdown -> OpenFence.closed(markdown.text());
            case Element.Thinking thinking -> quoted("*Thinking*\n\n" + thinking.text());
            case Summary summary -> quoted("*" + Words.of(summary) + "*\n\n" + summary.text());
            case Element.Code code -> captioned(code.caption(), fence(extent.text(code.text()), code.language()));
            case Element.Callout callout -> callout(callout);
            case Element.Latex latex -> formula(latex.text());
            case Element.Html html -> fence(extent.text(html.text()), "html");
            case Json json -> fence(extent.text(PrettyJson.of(json.value())), "json");
            case Step.Status status -> status(status, part.held());
            case Step.Tool tool -> tool(tool);
            case Step.Progress progress -> progress(progress);
            case Table table -> captioned(table.caption(), MarkdownTable.of(table, extent));
            case Chart chart -> chart(chart);
            case Metric metric -> metric(metric);
            case Citations citations -> sources(citations);
            case Question question -> question(question);
            case Media media -> file(FileWords.of(media, files.apply(media.blob())));
        };
    }

    private static String captioned(@Nullable String caption, String below) {
        return caption == null || caption.isBlank() ? below : "*" + line(caption) + "*" + PARAGRAPH + below;
    }

    private String callout(Element.Callout callout) {
        String text = "[!" + alert(callout.level()) + "]\n" + callout.text();
        return quoted(
                callout.detail() == null
                        ? text
                        : OpenFence.closed(text) + PARAGRAPH + fence(extent.text(callout.detail()), null));
    }

    /** The kinds that GitHub knows. */
    private static String alert(Element.Callout.Level level) {
        return switch (level) {
            case INFO -> "NOTE";
            case SUCCESS -> "TIP";
            case WARNING -> "WARNING";
            case ERROR -> "CAUTION";
        };
    }

    private static String formula(String text) {
        String stripped = text.strip();
        return NO_FORMULA.matcher(stripped).find() ? fence(text, "math") : "$$\n" + stripped + "\n$$";
    }

    private String status(Step.Status status, List<Part> held) {
        var lines = new ArrayList<String>();
        lines.add(label(status.label(), Words.of(status.state())));
        of(held).stream()
                .map(MarkdownText::quoted)
                .collect(Collectors.joining("\n>\n"))
                .lines()
                .forEach(lines::add);
        return String.join("\n", lines);
    }

    private static String label(String label, String state) {
        return "**" + line(label) + "**" + (state.isEmpty() ? "" : " (" + state + ")");
    }

    private String tool(Step.Tool tool) {
        var parts = new ArrayList<String>();
        parts.add(label("Tool: " + Words.name(tool), Words.of(tool.state())));
        if (tool.input() != null) {
            parts.add(fence(extent.text(tool.input()), "json"));
        }
        if (tool.output() != null) {
            parts.add(fence(extent.text(tool.output()), null));
        }
        return String.join(PARAGRAPH, parts);
    }

    private static String progress(Step.Progress progress) {
        String label = progress.label() == null ? "Progress" : progress.label();
        return "**" + line(label) + ":** " + Words.percent(progress);
    }

    private String chart(Chart chart) {
        String title = chart.title() == null ? "" : "**" + line(chart.title()) + "**" + PARAGRAPH;
        return title + captioned(ShownRows.of(chart), MarkdownTable.of(chart, extent));
    }

    private static String metric(Metric metric) {
        String delta = Words.delta(metric);
        return "**" + line(metric.label()) + ":** " + line(metric.value())
                + (delta.isEmpty() ? "" : " (" + line(delta) + ")");
    }

    private static String sources(Citations citations) {
        var lines = new StringBuilder("**Sources**\n");
        int number = 1;
        for (var source : citations.sources()) {
            lines.append('\n').append(number++).append(". ").append(source(source));
        }
        return lines.toString();
    }

    private static String source(Citations.Source source) {
        var words = new ArrayList<String>();
        String url = source.url();
        String title = source.title() == null || source.title().isBlank() ? url : source.title();
        if (url != null && title != null && Words.isWeb(url)) {
            words.add("[" + line(title) + "](<" + url.replace("\\", "%5C") + ">)");
        } else if (title != null) {
            words.add(line(title));
        }
        if (source.quote() != null && !source.quote().isBlank()) {
            words.add("“" + line(source.quote()) + "”");
        }
        return String.join(" ", words);
    }

    private static String question(Question question) {
        var words = AnswerWords.of(question);
        var parts = new ArrayList<String>();
        parts.add("*Question*");
        parts.add(OpenFence.closed(question.prompt()));
        if (!words.options().isEmpty()) {
            parts.add(words.options().stream().map(ElementMarkdown::option).collect(Collectors.joining("\n")));
        }
        words.values().forEach(value -> parts.add(value(value)));
        if (!words.state().isEmpty()) {
            parts.add("*" + words.state() + "*");
        }
        return quoted(String.join(PARAGRAPH, parts));
    }

    private static String option(AnswerWords.Option option) {
        return "- [" + (option.chosen() ? "x" : " ") + "] " + line(option.label())
                + (option.description() == null ? "" : ": " + line(option.description()));
    }

    private static String value(AnswerWords.Value value) {
        return "**" + line(value.label().isEmpty() ? "Answer" : value.label()) + ":** " + line(value.text());
    }

    private static String file(FileWords file) {
        String caption = file.caption() == null || file.caption().isBlank() ? "" : PARAGRAPH + line(file.caption());
        return "*" + line(file.line()) + "*" + caption;
    }
}
