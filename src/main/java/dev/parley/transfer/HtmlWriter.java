package dev.parley.transfer;

import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** HTML as text that is known to be markup, and text that is not. */
final class HtmlWriter {

    private final Writer out;

    HtmlWriter(Writer out) {
        this.out = out;
    }

    /** Only what stands in the program, or was rendered from Markdown. */
    HtmlWriter markup(String html) throws IOException {
        out.write(html);
        return this;
    }

    /** Whatever it is, it is shown as it stands; also good within a quoted attribute. */
    HtmlWriter text(String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            write(text.charAt(i));
        }
        return this;
    }

    private void write(char c) throws IOException {
        switch (c) {
            case '&' -> out.write("&amp;");
            case '<' -> out.write("&lt;");
            case '>' -> out.write("&gt;");
            case '"' -> out.write("&quot;");
            case '\'' -> out.write("&#39;");
            default -> out.write(c);
        }
    }

    /** An element with a text, unless there is none. */
    HtmlWriter optional(String tag, @Nullable String text) throws IOException {
        return text == null || text.isBlank()
                ? this
                : markup("<" + tag + " dir=\"auto\">").text(text).markup("</" + tag + ">\n");
    }

    void markdown(String text) throws IOException {
        markup("<div class=\"markdown\" dir=\"auto\">\n")
                .markup(RenderedMarkdown.html(text))
                .markup("</div>\n");
    }

    /** Text as it is, which is scrolled in its own box. */
    void code(String text, @Nullable String language) throws IOException {
        markup("<div class=\"markdown\"><pre tabindex=\"0\"");
        if (language != null && !language.isBlank()) {
            markup(" data-language=\"").text(language).markup("\"");
        }
        markup("><code>").text(text).markup("</code></pre></div>\n");
    }

    void flush() throws IOException {
        out.flush();
    }
}
