package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import dev.parley.transfer.EveryKind;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The exported page, opened from a file as its reader opens it. Complaints fail each test. */
@QuarkusTest
@ExtendWith(Browser.class)
class ExportBrowserTest {

    private static final Path TEXTS = Path.of("src/test/resources/markdown");
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final String NO_FILE = "A".repeat(22);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Everything that could act by itself, or lead elsewhere than to web and mail. */
    private static final String ACTING = """
            () => [...document.querySelectorAll("body, body *")].flatMap((node) => {
              const found = [];
              if (["SCRIPT", "IFRAME", "OBJECT", "EMBED", "STYLE", "FORM", "LINK", "META", "BASE", "IMG", "SVG", "VIDEO"]
                  .includes(node.tagName.toUpperCase())) found.push(node.tagName);
              for (const { name, value } of node.attributes) {
                if (name.startsWith("on") || ["style", "srcdoc", "src", "action", "data", "target"].includes(name)) found.push(name);
                if (name === "href" && !["http:", "https:", "mailto:"].includes(new URL(value, "relative:x").protocol))
                  found.push(value);
              }
              return found;
            })
            """;

    @Test
    void hostileTextsDoNothing(Page page, BrowserContext context) throws IOException {
        var dialogs = new ArrayList<String>();
        var requests = new ArrayList<String>();
        page.onDialog(dialog -> {
            dialogs.add(dialog.message());
            dialog.dismiss();
        });
        var texts = new ArrayList<String>();
        for (String text : HostileTexts.all()) {
            // As what a reader wrote, and as an answer.
            texts.add(text);
            texts.add(text);
        }
        var file = exported(page, "</title><script>alert(1)</script>", texts);
        context.onRequest(request -> requests.add(request.url()));
        page.navigate(file.toUri().toString());

        assertThat(page.locator("article")).hasCount(texts.size());
        var articles = page.locator("article").all();
        for (int i = 0; i < articles.size(); i += 10) {
            articles.get(i).hover();
        }
        assertThat((List<?>) page.evaluate(ACTING)).isEmpty();
        assertThat(dialogs).isEmpty();
        assertThat(requests).containsExactly(file.toUri().toString());
    }

    @Test
    void aPageIsReadableInLightAndDarkAndOnAPhone(Page page) throws IOException {
        var texts = List.of(
                "How does a suspension bridge carry its load?\nIn two or three sentences.",
                Files.readString(TEXTS.resolve("answer.md")),
                "And as a table?",
                Files.readString(TEXTS.resolve("tables.md")),
                "Some code?",
                Files.readString(TEXTS.resolve("code.md")));
        page.navigate(exported(page, "How a suspension bridge carries its load", texts)
                .toUri()
                .toString());
        takePictures(page, "export");
    }

    @Test
    void everyKindOfElementIsShownAndHostileWordsDoNothing(Page page, BrowserContext context) throws IOException {
        var requests = new ArrayList<String>();
        context.onRequest(request -> requests.add(request.url()));
        var file = Path.of("target", "exports", "every-kind.html").toAbsolutePath();
        Files.createDirectories(file.getParent());
        Files.writeString(file, EveryKind.page("\"><script>alert(1)</script><img src=x onerror=alert(2)>"));
        page.navigate(file.toUri().toString());
        // The one picture is in the page.
        assertThat((List<?>) page.evaluate(ACTING)).isEqualTo(List.of("IMG", "src"));
        assertThat(page.evaluate("() => document.images[0].naturalWidth")).isEqualTo(1);
        assertThat(requests).allMatch(url -> url.equals(file.toUri().toString()) || url.startsWith("data:image/png"));
    }

    @Test
    void everyKindOfElementIsGoodToRead(Page page) throws IOException {
        var gallery = (ObjectNode) JSON.readTree(
                Path.of("src/test/resources/elements/gallery.json").toFile());
        gallery.put("title", "Elements").retain("title", "messages");
        // The stub's files have names that only the stub knows.
        String document =
                JSON.writeValueAsString(gallery).replaceAll("\"file\":\"[a-z0-9]+\"", "\"file\":\"" + NO_FILE + "\"");
        page.navigate(imported(page, document).toUri().toString());
        page.evaluate("() => document.querySelectorAll('details').forEach((each) => (each.open = true))");
        takePictures(page, "export-elements");
    }

    private static void takePictures(Page page, String kind) {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (int width : List.of(1100, 390)) {
                page.setViewportSize(width, 900);
                assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                        .isEqualTo(true);
                String name = kind + "-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width + ".png";
                page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name)));
                page.screenshot(
                        new Page.ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve("full-" + name)));
            }
        }
    }

    /** Messages by turns, imported and exported again as a file. */
    private static Path exported(Page page, String title, List<String> texts) throws IOException {
        return imported(page, document(title, texts));
    }

    private static Path imported(Page page, String document) throws IOException {
        page.navigate("/");
        var report = page.request()
                .post(
                        "/api/import",
                        RequestOptions.create()
                                .setHeader("Content-Type", "application/json")
                                .setData(document));
        assertThat(report.status()).as(report.text()).isEqualTo(200);
        assertThat(JSON.readTree(report.text()).path("skipped"))
                .as(report.text())
                .isEmpty();
        String id = JSON.readTree(report.text()).path("conversations").get(0).asText();
        var html = page.request().get("/api/conversations/" + id + "/export?format=html");
        var file = Path.of("target", "exports", id + ".html").toAbsolutePath();
        Files.createDirectories(file.getParent());
        return Files.write(file, html.body());
    }

    private static String document(String title, List<String> texts) throws IOException {
        var messages = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < texts.size(); i++) {
            String speaker = i % 2 == 0 ? "user" : "assistant";
            var content = Map.of("type", "text", "text", texts.get(i));
            messages.add(Map.of(
                    "uuid",
                    "message-" + i,
                    "sender",
                    speaker.equals("user") ? "human" : "assistant",
                    "created_at",
                    "2026-11-01T10:00:00Z",
                    "content",
                    List.of(content)));
        }
        return JSON.writeValueAsString(Map.of("name", title, "chat_messages", messages));
    }
}
