package dev.parley.transfer;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Element;
import dev.parley.conversation.Message;
import dev.parley.conversation.Role;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The shown path as one page that needs nothing else: no script, no picture, no network. */
final class HtmlExport {

    private final ConversationStore store;
    private final Instant exportedAt;

    HtmlExport(ConversationStore store, Instant exportedAt) {
        this.store = store;
        this.exportedAt = exportedAt;
    }

    void write(Conversation conversation, OutputStream to) throws IOException {
        var html = new HtmlWriter(new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8)));
        String title = conversation.title().isBlank() ? "Untitled" : conversation.title();
        writeHead(html, title);
        html.markup("<body>\n<header>\n<h1 dir=\"auto\">").text(title).markup("</h1>\n<p>");
        time(html, conversation.createdAt());
        html.markup("</p>\n</header>\n<main>\n");
        new ShownPath(store, conversation.id()).forEach(message -> write(html, message));
        html.markup("</main>\n<footer>Exported from Parley on ");
        time(html, exportedAt);
        html.markup("</footer>\n</body>\n</html>\n");
        html.flush();
    }

    private static void writeHead(HtmlWriter html, String title) throws IOException {
        var style = ExportStyle.load();
        html.markup("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .markup("<meta http-equiv=\"Content-Security-Policy\" content=\"")
                .text(style.policy())
                .markup("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .markup("<meta name=\"referrer\" content=\"no-referrer\">\n<title>")
                .text(title)
                .markup("</title>\n<style>")
                .markup(style.css())
                .markup("</style>\n</head>\n");
    }

    private static void time(HtmlWriter html, Instant time) throws IOException {
        html.markup("<time datetime=\"")
                .text(time.toString())
                .markup("\">")
                .text(Times.minute(time))
                .markup("</time>");
    }

    private static void write(HtmlWriter html, Message message) throws IOException {
        html.markup("<article class=\"message ").text(Speaker.lower(message.role()));
        html.markup("\">\n<div class=\"by\"><h2>").text(Speaker.of(message)).markup("</h2>");
        time(html, message.time());
        html.markup("</div>\n<div class=\"body\">\n");
        for (var element : message.elements()) {
            write(html, message, element);
        }
        html.markup("</div>\n");
        writeEnd(html, message);
        html.markup("</article>\n");
    }

    private static void write(HtmlWriter html, Message message, Element element) throws IOException {
        if (element.withdrawn()) {
            html.markup("<details class=\"withdrawn\"><summary>Withdrawn</summary>\n");
        }
        switch (element.content()) {
            case Element.Markdown markdown -> {
                if (message.role() == Role.USER) {
                    plain(html, markdown.text());
                } else {
                    markdown(html, markdown.text());
                }
            }
            case Element.Thinking thinking -> {
                html.markup("<details class=\"thinking\"><summary>Thinking</summary>\n");
                markdown(html, thinking.text());
                html.markup("</details>\n");
            }
            case Element.Callout callout -> {
                html.markup("<div class=\"callout ")
                        .text(Speaker.lower(callout.level()))
                        .markup("\">");
                markdown(html, callout.text());
                html.markup("</div>\n");
            }
        }
        if (element.withdrawn()) {
            html.markup("</details>\n");
        }
    }

    /** What a reader wrote is shown as it was written, as the chat itself does. */
    private static void plain(HtmlWriter html, String text) throws IOException {
        html.markup("<div class=\"plain\" dir=\"auto\">").text(text).markup("</div>\n");
    }

    private static void markdown(HtmlWriter html, String text) throws IOException {
        html.markup("<div class=\"markdown\" dir=\"auto\">\n")
                .markup(RenderedMarkdown.html(text))
                .markup("</div>\n");
    }

    private static void writeEnd(HtmlWriter html, Message message) throws IOException {
        String end = Speaker.end(message);
        if (end.isEmpty()) {
            return;
        }
        String problem = Speaker.problem(message);
        html.markup("<p class=\"end\"><strong>").text(end).markup("</strong>");
        if (!problem.isEmpty()) {
            html.markup(" ").text(problem);
        }
        html.markup("</p>\n");
    }
}
