package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every text of every kind of element is markup that would act. Scripts, requests to another host and violations of the
 * security policy fail every browser test: see Complaints.
 */
@QuarkusTest
@ExtendWith(Browser.class)
class HostileElementsBrowserTest {
    private static final String HOSTILE =
            " \"'><img src=https://evil.example/x onerror=alert(1)><script>alert(2)</script>"
                    + "<svg/onload=alert(3)>[x](javascript:alert(4)) </textarea></style>{{7*7}}${alert(5)}";
    /** One for each field in turn, behind what all have. */
    private static final Iterator<String> MORE = more();

    /** Names that the form of an element fixes. */
    private static final Set<String> FIXED =
            Set.of("kind", "state", "chart", "trend", "good", "level", "type", "sort", "role", "epoch");

    private static final String ACTING = """
            () => [...document.querySelectorAll("#thread *")].flatMap((node) => {
              const found = [];
              if (["SCRIPT", "OBJECT", "EMBED", "STYLE", "LINK", "META", "BASE"].includes(node.tagName)) found.push(node.tagName);
              for (const { name, value } of node.attributes) {
                if (name.startsWith("on") || name === "srcdoc" || name === "formaction") found.push(name);
                if (["href", "src", "action", "xlink:href", "data"].includes(name)
                    && !["http:", "https:", "mailto:"].includes(new URL(value, location.href).protocol)) found.push(name + value);
                if (name === "src" && new URL(value, location.href).host !== location.host) found.push(name + value);
              }
              return found;
            })
            """;

    /** What a reader may do, but for what would leave the page or answer. */
    private static final String PROVOKE = """
            () => {
              for (const node of document.querySelectorAll("#thread summary, #thread .sort, #thread .legend button,"
                  + " #thread .more, #thread [aria-label='Show as table'], #thread .image-button")) node.click();
              for (const node of document.querySelectorAll("#thread *")) {
                node.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
                node.focus?.();
              }
            }
            """;

    @Test
    void hostileTextsInEveryFieldDoNothing(Page page, Complaints complaints) throws IOException {
        // The files that such names stand for are not there.
        complaints.expect("Failed to load resource");
        List<String> dialogs = new ArrayList<>();
        page.onDialog(dialog -> {
            dialogs.add(dialog.message());
            dialog.dismiss();
        });
        var conversation = StubbedConversation.of(page, hostileGallery());
        assertThat(page.locator(".chart-box")).hasCount(5);
        for (Locator lazy : page.locator(".chart-box, .latex, .image").all()) {
            lazy.scrollIntoViewIfNeeded();
        }
        assertThat(page.locator(".chart canvas").first()).isVisible();
        page.evaluate(PROVOKE);
        page.evaluate("() => new Promise(requestAnimationFrame)");

        assertThat((List<?>) page.evaluate(ACTING)).isEmpty();
        assertThat(dialogs).isEmpty();
        assertThat(conversation.isSilent()).isTrue();
        assertThat(page.locator("#thread .metric-label").first()).containsText(HOSTILE.strip());
    }

    @Test
    void addressesOfSourcesAreLinksOnlyOnTheWeb(Page page) {
        var sources = new JsonArray();
        for (String url : List.of(
                "javascript:alert(1)",
                "data:text/html,x",
                " jAvAsCrIpT:alert(1)",
                "vbscript:x",
                "/relative",
                "//host/x",
                "blob:x",
                "file:///etc/passwd",
                "java\nscript:alert(1)")) {
            sources.add(new JsonObject().put("title", "Source").put("url", url));
        }
        StubbedConversation.with(page, new JsonObject().put("kind", "citations").put("sources", sources));

        assertThat(page.locator(".citations li")).hasCount(sources.size());
        assertThat(page.locator(".citations a")).hasCount(0);
    }

    private static JsonObject hostileGallery() throws IOException {
        try (var file = HostileElementsBrowserTest.class.getResourceAsStream("/elements/gallery.json")) {
            var snapshot =
                    new JsonObject(new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8));
            for (Object message : snapshot.getJsonArray("messages")) {
                var elements = new JsonArray();
                for (Object element : ((JsonObject) message).getJsonArray("elements")) {
                    // A document's markup acts, in its frame.
                    if (element instanceof JsonObject poisoned
                            && !poisoned.getString("kind").equals("html")) {
                        poison(poisoned);
                        elements.add(poisoned);
                    }
                }
                ((JsonObject) message).put("elements", elements);
            }
            return snapshot;
        }
    }

    private static Iterator<String> more() {
        try {
            var texts = HostileTexts.all().stream()
                    .filter(text -> text.length() < 200)
                    .toList();
            return Stream.generate(() -> texts).flatMap(List::stream).iterator();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void poison(JsonObject object) {
        for (String name : List.copyOf(object.fieldNames())) {
            if (!FIXED.contains(name)) {
                object.put(name, poisoned(object.getValue(name)));
            }
        }
    }

    private static Object poisoned(Object value) {
        if (value instanceof JsonObject object) {
            poison(object);
            return object;
        }
        if (value instanceof JsonArray array) {
            var poisoned = new JsonArray();
            array.forEach(one -> poisoned.add(poisoned(one)));
            return poisoned;
        }
        return value instanceof String text ? text + HOSTILE + MORE.next() : value;
    }
}
