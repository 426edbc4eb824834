package dev.parley.transfer;

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
import dev.parley.markdown.Part;
import dev.parley.markdown.PrettyJson;
import dev.parley.markdown.ShownRows;
import dev.parley.markdown.Words;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Each kind of element as HTML that does nothing. */
final class ElementHtml {

    private final HtmlWriter html;
    private final MediaHtml media;

    ElementHtml(HtmlWriter html, ConversationFiles files) {
        this.html = html;
        this.media = new MediaHtml(html, files);
    }

    /**
     * Figures that follow each other stand beside each other.
     *
     * @param plain whether Markdown is shown as it was written, as the chat does with what a reader wrote
     */
    void write(List<Part> parts, boolean plain) throws IOException {
        boolean metrics = false;
        for (var part : parts) {
            boolean metric = part.element().content() instanceof Metric;
            if (metric != metrics) {
                html.markup(metric ? "<div class=\"metrics\">\n" : "</div>\n");
                metrics = metric;
            }
            write(part, plain);
        }
        html.markup(metrics ? "</div>\n" : "");
    }

    private void write(Part part, boolean plain) throws IOException {
        if (part.element().withdrawn()) {
            html.markup("<details class=\"withdrawn\"><summary>Withdrawn</summary>\n");
        }
        writeContent(part, plain);
        if (part.element().withdrawn()) {
            html.markup("</details>\n");
        }
    }

    private void writeContent(Part part, boolean plain) throws IOException {
        switch (part.element().content()) {
            case Element.Markdown markdown -> {
                if (plain) {
                    plain(markdown.text());
                } else {
                    html.markdown(markdown.text());
                }
            }
            case Element.Thinking thinking -> {
                html.markup("<details class=\"thinking\"><summary>Thinking</summary>\n");
                html.markdown(thinking.text());
                html.markup("</details>\n");
            }
            case Summary summary -> {
                html.markup("<details class=\"thinking\"><summary>" + Words.of(summary) + "</summary>\n");
                html.markdown(summary.text());
                html.markup("</details>\n");
            }
            case Element.Code code -> {
                begin("code", code.caption());
                html.code(code.text(), code.language());
                html.markup("</figure>\n");
            }
            case Element.Callout callout -> callout(callout);
            case Element.Latex latex -> html.code(latex.text(), "latex");
            case Element.Html document -> html.code(document.text(), "html");
            case Json json -> html.code(PrettyJson.of(json.value()), "json");
            case Step.Status status -> status(status, part.held());
            case Step.Tool tool -> tool(tool);
            case Step.Progress progress -> progress(progress);
            case Table table -> {
                begin("table", table.caption());
                new TableHtml(html).write(table);
                html.markup("</figure>\n");
            }
            case Chart chart -> chart(chart);
            case Metric metric -> metric(metric);
            case Citations citations -> sources(citations);
            case Question question -> new QuestionHtml(html).write(question);
            case Media file -> media.write(file);
        }
    }

    private void plain(String text) throws IOException {
        html.markup("<div class=\"plain\" dir=\"auto\">").text(text).markup("</div>\n");
    }

    private void begin(String kind, @Nullable String caption) throws IOException {
        html.markup("<figure class=\"" + kind + "\">\n").optional("figcaption", caption);
    }

    private void callout(Element.Callout callout) throws IOException {
        html.markup("<div class=\"callout ")
                .text(Speaker.lower(callout.level()))
                .markup("\">");
        html.markdown(callout.text());
        if (callout.detail() != null) {
            html.markup("<details><summary>Details</summary>\n");
            html.code(callout.detail(), null);
            html.markup("</details>\n");
        }
        html.markup("</div>\n");
    }

    private void status(Step.Status status, List<Part> held) throws IOException {
        boolean open = status.expanded() || status.state() != Step.State.COMPLETE;
        beginStep(status.label(), status.state(), open);
        write(held, false);
        html.markup("</details>\n");
    }

    private void beginStep(String label, Step.State state, boolean open) throws IOException {
        html.markup("<details class=\"step ").text(Speaker.lower(state)).markup(open ? "\" open>" : "\">");
        html.markup("<summary dir=\"auto\">").text(label);
        html.optional("small", Words.of(state)).markup("</summary>\n");
    }

    private void tool(Step.Tool tool) throws IOException {
        beginStep(Words.name(tool), tool.state(), tool.state() != Step.State.COMPLETE);
        if (tool.input() != null) {
            html.code(tool.input(), "input");
        }
        if (tool.output() != null) {
            html.code(tool.output(), "output");
        }
        html.markup("</details>\n");
    }

    private void progress(Step.Progress progress) throws IOException {
        html.markup("<div class=\"progress\"><p>")
                .text(progress.label() == null ? "Progress" : progress.label())
                .markup("</p><small>")
                .text(Words.percent(progress))
                .markup("</small>");
        if (progress.value() != null) {
            html.markup("<progress aria-label=\"Progress\" max=\"1\" value=\"" + progress.value() + "\"></progress>");
        }
        html.markup("</div>\n");
    }

    private void chart(Chart chart) throws IOException {
        begin("chart", chart.title());
        html.optional("p", ShownRows.of(chart));
        new TableHtml(html).write(chart);
        html.markup("</figure>\n");
    }

    private void metric(Metric metric) throws IOException {
        html.markup("<p class=\"metric\" dir=\"auto\">").optional("span", metric.label());
        html.optional("strong", metric.value());
        if (!Words.delta(metric).isEmpty()) {
            html.markup("<em class=\"" + mood(metric) + "\">")
                    .text(Words.delta(metric))
                    .markup("</em>");
        }
        html.markup("</p>\n");
    }

    private static String mood(Metric metric) {
        var good = metric.good() == null ? Metric.Good.UP : metric.good();
        return switch (metric.trend()) {
            case null -> "flat";
            case FLAT -> "flat";
            case UP -> good == Metric.Good.NEITHER ? "flat" : good == Metric.Good.UP ? "good" : "bad";
            case DOWN -> good == Metric.Good.NEITHER ? "flat" : good == Metric.Good.DOWN ? "good" : "bad";
        };
    }

    private void sources(Citations citations) throws IOException {
        html.markup("<ol class=\"sources\">\n");
        for (var source : citations.sources()) {
            html.markup("<li dir=\"auto\">");
            source(source);
            html.markup("</li>\n");
        }
        html.markup("</ol>\n");
    }

    private void source(Citations.Source source) throws IOException {
        String title = source.title() == null || source.title().isBlank() ? source.url() : source.title();
        if (title != null && Words.isWeb(source.url())) {
            html.markup("<a rel=\"noopener noreferrer\" href=\"")
                    .text(String.valueOf(source.url()))
                    .markup("\">");
            html.text(title).markup("</a>");
        } else if (title != null) {
            html.text(title);
        }
        html.optional("q", source.quote());
    }
}
