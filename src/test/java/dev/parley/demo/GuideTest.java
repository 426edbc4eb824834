package dev.parley.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/handlers.md says what is so. */
class GuideTest {

    private static final Path GUIDE = Path.of("docs", "handlers.md");
    private static final Path SOURCES = Path.of("src", "test", "java", "dev", "parley", "demo");
    /** A block of code, and whether a picture follows. */
    private static final Pattern CODE = Pattern.compile("```java\\n(.*?)```\\n\\n(!\\[|\\| !\\[)?", Pattern.DOTALL);

    private static final Pattern STATEMENT_END = Pattern.compile(";\\s*(//.*)?\\n");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

    private static String guide() throws IOException {
        return Files.readString(GUIDE);
    }

    private static String source(String type) throws IOException {
        return bare(Files.readString(SOURCES.resolve(type + ".java")));
    }

    /** Without comments, and without all that a formatter may change. */
    private static String bare(String code) {
        return code.replaceAll("//.*", "").replaceAll("\\s+", "");
    }

    @Test
    void whatHasAPictureIsCodeThatRuns() throws IOException {
        String source = source("GuideHandler");
        var blocks = CODE.matcher(guide());
        int pictures = 0;
        while (blocks.find()) {
            if (blocks.group(2) != null) {
                pictures++;
                for (var statement : STATEMENT_END.split(blocks.group(1), -1)) {
                    assertThat(source).contains(bare(statement).replaceFirst("^var\\w+=", ""));
                }
            }
        }
        assertThat(pictures).isGreaterThan(8);
    }

    @Test
    void theWholeHandlerIsOneThatCompiles() throws IOException {
        var blocks = CODE.matcher(guide());
        var whole = new ArrayList<String>();
        while (blocks.find()) {
            if (blocks.group(1).contains("@Named(\"ferry\")")) {
                whole.add(bare(blocks.group(1)));
            }
        }
        assertThat(whole)
                .singleElement()
                .satisfies(code -> assertThat(source("FerryHandler")).endsWith(code));
    }

    @Test
    void whatItLinksToIsThere() throws IOException {
        var links = LINK.matcher(guide());
        List<String> missing = new ArrayList<>();
        while (links.find()) {
            if (!Files.exists(GUIDE.resolveSibling(links.group(1)))) {
                missing.add(links.group(1));
            }
        }
        assertThat(missing).isEmpty();
    }
}
