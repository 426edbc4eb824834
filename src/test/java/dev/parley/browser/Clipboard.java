package dev.parley.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a page has copied. All tests share one clipboard: what an earlier test left is there until the page has
 * written, and Chromium refuses to read what changes meanwhile. So each question waits for what it asks for.
 */
final class Clipboard {
    /** Null for what cannot be had now: a type that is not there, or a clipboard that is just being written. */
    private static final String READ = """
            async (type) => {
              try {
                const [item] = await navigator.clipboard.read();
                return await (await item.getType(type)).text();
              } catch (refused) {
                if (["InvalidStateError", "NotFoundError"].includes(refused.name)) return null;
                throw refused;
              }
            }
            """;

    private final Page page;

    private Clipboard(Page page) {
        this.page = page;
    }

    /** The clipboard of a page, which may read and write it from now on. */
    static Clipboard of(Page page) {
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        return new Clipboard(page);
    }

    void awaitText(String expected) {
        assertThat(await("text/plain", expected::equals)).isEqualTo(expected);
    }

    /** The rich text, when it has a part; the caller looks at the rest. */
    String awaitHtml(String part) {
        String html = await("text/html", it -> it.contains(part));
        assertThat(html).contains(part);
        return html;
    }

    /** Leaves nothing of an earlier test there. */
    void empty() {
        page.evaluate("() => navigator.clipboard.writeText('')");
    }

    /** The rich text that is there now, without waiting. */
    Optional<String> html() {
        return Optional.ofNullable(read("text/html"));
    }

    private @Nullable String read(String type) {
        return (String) page.evaluate(READ, type);
    }

    /** The first that is expected, or else the last; the caller's assertion says what is wrong with that. */
    private String await(String type, Predicate<String> expected) {
        var seen = new String[] {""};
        try {
            page.waitForCondition(() -> {
                String now = read(type);
                seen[0] = now == null ? seen[0] : now;
                return now != null && expected.test(now);
            });
        } catch (TimeoutError e) {
            // The assertion of the caller tells more.
        }
        return seen[0];
    }
}
