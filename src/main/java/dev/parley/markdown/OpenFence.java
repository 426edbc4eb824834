package dev.parley.markdown;

import org.commonmark.node.FencedCodeBlock;
import org.commonmark.parser.Parser;

/** An answer that was cut off within code must not take what stands below it for code, too. */
public final class OpenFence {

    private static final Parser PARSER = Parser.builder().build();

    private OpenFence() {}

    /** The text with its last code block closed. */
    public static String closed(String text) {
        return PARSER.parse(text).getLastChild() instanceof FencedCodeBlock code && code.getClosingFenceLength() == null
                ? text
                        + (text.endsWith("\n") ? "" : "\n")
                        + code.getFenceCharacter().repeat(code.getOpeningFenceLength())
                : text;
    }
}
