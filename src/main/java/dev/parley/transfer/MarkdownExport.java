package dev.parley.transfer;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Message;
import dev.parley.markdown.ElementMarkdown;
import dev.parley.markdown.Extent;
import dev.parley.markdown.MarkdownText;
import dev.parley.markdown.Part;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** The shown path as Markdown: what was thought as a quotation, what was withdrawn not at all. */
final class MarkdownExport {

    private final ConversationStore store;

    MarkdownExport(ConversationStore store) {
        this.store = store;
    }

    void write(Conversation conversation, OutputStream to) throws IOException {
        var out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
        var elements = new ElementMarkdown(new ConversationFiles(store.blobs(), conversation.id())::find, Extent.WHOLE);
        out.write("# " + heading(conversation.title()) + "\n\n*" + Times.minute(conversation.createdAt()) + "*\n");
        new ShownPath(store, conversation.id()).forEach(message -> write(message, elements, out));
        out.flush();
    }

    private static String heading(String title) {
        return title.isBlank() ? "Untitled" : MarkdownText.escaped(title);
    }

    private static void write(Message message, ElementMarkdown elements, Writer out) throws IOException {
        out.write("\n## " + MarkdownText.escaped(Speaker.of(message)) + "\n");
        for (String part : elements.of(Part.of(message.elements()))) {
            out.write("\n" + part + "\n");
        }
        String end = end(message);
        if (!end.isEmpty()) {
            out.write("\n*" + MarkdownText.escaped(end) + "*\n");
        }
    }

    private static String end(Message message) {
        String end = Speaker.end(message);
        String problem = Speaker.problem(message);
        return problem.isEmpty() || end.isEmpty() ? end : end + ": " + problem;
    }
}
