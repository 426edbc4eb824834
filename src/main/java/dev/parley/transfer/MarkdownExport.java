package dev.parley.transfer;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Element;
import dev.parley.conversation.Message;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** The shown path as Markdown: what was thought as a quotation, what was withdrawn not at all. */
final class MarkdownExport {

    private final ConversationStore store;

    MarkdownExport(ConversationStore store) {
        this.store = store;
    }

    void write(Conversation conversation, OutputStream to) throws IOException {
        var out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
        out.write("# " + heading(conversation.title()) + "\n\n*" + Times.minute(conversation.createdAt()) + "*\n");
        new ShownPath(store, conversation.id()).forEach(message -> write(message, out));
        out.flush();
    }

    private static String heading(String title) {
        return title.isBlank() ? "Untitled" : escaped(title);
    }

    /** Nothing in it is markup. */
    private static String escaped(String line) {
        return line.replaceAll("([\\\\`*_\\[\\]<>#&|~])", "\\\\$1");
    }

    private static void write(Message message, Writer out) throws IOException {
        out.write("\n## " + escaped(Speaker.of(message)) + "\n");
        for (var element : message.elements()) {
            if (!element.withdrawn()) {
                out.write("\n" + markdown(element.content()) + "\n");
            }
        }
        String end = end(message);
        if (!end.isEmpty()) {
            out.write("\n*" + escaped(end) + "*\n");
        }
    }

    private static String end(Message message) {
        String end = Speaker.end(message);
        String problem = Speaker.problem(message);
        return problem.isEmpty() || end.isEmpty() ? end : end + ": " + problem;
    }

    private static String markdown(Element.Content content) {
        return switch (content) {
            case Element.Markdown markdown -> OpenFence.closed(markdown.text());
            case Element.Thinking thinking -> quoted("*Thinking*\n\n" + thinking.text());
            case Element.Callout callout -> quoted("[!" + alert(callout.level()) + "]\n" + callout.text());
        };
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

    private static String quoted(String text) {
        return text.lines().map(line -> line.isBlank() ? ">" : "> " + line).collect(Collectors.joining("\n"));
    }
}
