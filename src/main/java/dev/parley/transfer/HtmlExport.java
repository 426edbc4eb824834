package dev.parley.transfer;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Message;
import dev.parley.conversation.Role;
import dev.parley.markdown.Part;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The shown path as one page that needs nothing else: no script and no network. */
final class HtmlExport {

    private final ConversationStore store;
    private final Instant exportedAt;

    HtmlExport(ConversationStore store, Instant exportedAt) {
        this.store = store;
        this.exportedAt = exportedAt;
    }

    void write(Conversation conversation, OutputStream to) throws IOException {
        var html = new HtmlWriter(new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8)));
        var elements = new ElementHtml(html, new ConversationFiles(store.blobs(), conversation.id()));
        String title = conversation.title().isBlank() ? "Untitled" : conversation.title();
        writeHead(html, title);
        html.markup("<body>\n<header>\n<h1 dir=\"auto\">").text(title).markup("</h1>\n<p>");
        time(html, conversation.createdAt());
        html.markup("</p>\n</header>\n<main>\n");
        new ShownPath(store, conversation.id()).forEach(message -> write(html, elements, message));
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

    private static void write(HtmlWriter html, ElementHtml elements, Message message) throws IOException {
        html.markup("<article class=\"message ").text(Speaker.lower(message.role()));
        html.markup("\">\n<div class=\"by\"><h2>").text(Speaker.of(message)).markup("</h2>");
        time(html, message.time());
        html.markup("</div>\n<div class=\"body\">\n");
        elements.write(Part.of(message.elements()), message.role() == Role.USER);
        html.markup("</div>\n");
        writeEnd(html, message);
        html.markup("</article>\n");
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
