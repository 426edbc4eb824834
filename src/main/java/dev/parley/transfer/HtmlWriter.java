package dev.parley.transfer;

import java.io.IOException;
import java.io.Writer;

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

    void flush() throws IOException {
        out.flush();
    }
}
