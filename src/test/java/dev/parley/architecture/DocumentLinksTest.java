package dev.parley.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A link in a document leads to a file that is there, and to a heading in it. */
class DocumentLinksTest {

    private static final Pattern CODE = Pattern.compile("^```.*?^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        try (var inDocs = Files.list(Path.of("docs"))) {
            var documents = Stream.concat(
                            Stream.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")
                                    .map(Path::of),
                            inDocs)
                    .filter(path -> path.toString().endsWith(".md"));
            assertThat(documents.flatMap(DocumentLinksTest::brokenLinks)).isEmpty();
        }
    }

    private static Stream<String> brokenLinks(Path document) {
        return LINK.matcher(text(document))
                .results()
                .filter(link -> !leadsSomewhere(document, link))
                .map(link -> document + ": " + link.group());
    }

    private static boolean leadsSomewhere(Path document, MatchResult link) {
        var file = link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1));
        return Files.exists(file) && (link.group(2) == null || anchors(file).anyMatch(link.group(2)::equals));
    }

    /** As a repository's pages make them of headings. */
    private static Stream<String> anchors(Path document) {
        return HEADING.matcher(text(document))
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", ""))
                .map(heading -> heading.replace(' ', '-'));
    }

    private static String text(Path document) {
        try {
            return CODE.matcher(Files.readString(document)).replaceAll("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
