package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The elements of messages as a reader sees them. Charts, tables, questions and documents have tests of their own. */
@QuarkusTest
@ExtendWith(Browser.class)
class ElementsBrowserTest {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final String PICTURE = """
            <svg xmlns="http://www.w3.org/2000/svg" width="640" height="360"><rect width="640" height="360" \
            fill="#486"/><circle cx="320" cy="180" r="100" fill="#fc6"/></svg>""";

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 390", "DARK, 390"})
    void everyKindIsAccessibleAndHasAPicture(ColorScheme colours, int width, Page page, Complaints complaints) {
        // There is no recording to play.
        complaints.expect("404");
        servePictures(page);
        page.emulateMedia(
                new Page.EmulateMediaOptions().setColorScheme(colours).setReducedMotion(ReducedMotion.REDUCE));
        page.setViewportSize(width, 900);
        StubbedConversation.of(page, "gallery.json");
        assertThat(page.locator(".chart-box")).hasCount(5);
        assertThat(page.locator(".html-element")).hasCount(1);
        for (Locator lazy : page.locator(".chart-box, .html-element, .image").all()) {
            lazy.scrollIntoViewIfNeeded();
        }
        for (Locator canvas : page.locator(".chart-box canvas").all()) {
            assertDrawn(canvas);
        }
        assertThat(page.locator(".latex .katex")).hasCount(1);
        assertThat(page.locator(".missing-file").last()).isVisible();
        assertThat(page.locator(".data-table").first()).isVisible();

        assertNothingSticksOut(page);
        assertThat(violations(page)).isEmpty();
        String suffix = colours.name().toLowerCase(Locale.ROOT) + "-" + width + ".png";
        page.setViewportSize(width, 2600);
        for (Locator message : page.locator("#thread .message").all()) {
            message.scrollIntoViewIfNeeded();
            message.screenshot(new Locator.ScreenshotOptions()
                    .setPath(PICTURES.resolve("elements-" + message.evaluate("it => it.ariaLabel") + "-" + suffix)));
        }
    }

    private static void assertDrawn(Locator canvas) {
        canvas.page()
                .waitForFunction(
                        "it => new Set(new Uint32Array(it.getContext('2d')"
                                + ".getImageData(0, 0, it.width, it.height).data.buffer)).size > 3",
                        canvas.elementHandle());
    }

    private static void assertNothingSticksOut(Page page) {
        assertThat((List<?>) page.evaluate("""
                () => [...document.querySelectorAll("#thread *")]
                  .filter((it) => it.getBoundingClientRect().right > innerWidth + 1)
                  .filter((it) => !it.closest(".data-table, .code-box, .json, .latex, .visually-hidden"))
                  .map((it) => it.outerHTML.slice(0, 100))
                """)).isEmpty();
    }

    private static List<String> violations(Page page) {
        return new AxeBuilder(page)
                .exclude("iframe").analyze().getViolations().stream()
                        .map(rule -> rule.getId() + ": "
                                + rule.getNodes().stream()
                                        .map(node -> node.getHtml() + " " + node.getFailureSummary())
                                        .toList())
                        .toList();
    }

    @Test
    void aStatusHoldsElementsAndUnfoldsWhileItRuns(Page page) {
        var conversation = StubbedConversation.with(page);
        conversation.add(20, 0, status("Reading", "running", true));
        conversation.add(21, 20, markdown("First."));
        conversation.add(22, 20, status("Inner", "running", true));
        conversation.add(23, 22, markdown("Second."));
        Locator outer = conversation.answer().locator(".message-body > .status");
        Locator inner = outer.locator(".fold-body > .status");

        assertThat(inner.locator(".markdown")).hasText("Second.");
        assertThat(outer).hasAttribute("open", "");
        assertThat(outer.locator("> summary")).containsText("Running");

        conversation.append(23, " More.");
        assertThat(inner.locator(".markdown")).hasText("Second. More.");
        conversation.change(
                20,
                new JsonObject().put("label", "Read").put("state", "complete").put("expanded", false));
        assertThat(outer.locator("> summary")).containsText("Read");
        assertThat(outer.locator("> summary")).containsText("Done");
        assertThat(inner).isHidden();
    }

    @Test
    void whatTheReaderUnfoldedStaysSo(Page page) {
        var conversation = StubbedConversation.with(page);
        conversation.add(20, 0, status("Reading", "running", false));
        conversation.add(21, 20, markdown("First."));
        Locator status = conversation.answer().locator(".status");
        status.locator("summary").click();
        assertThat(status.locator(".markdown")).isVisible();

        conversation.change(20, new JsonObject().put("state", "complete").put("expanded", false));
        assertThat(status.locator("summary")).containsText("Done");

        assertThat(status.locator(".markdown")).isVisible();
    }

    @Test
    void aToolIsOneLineThatUnfoldsToWhatWentInAndCameOut(Page page) {
        var conversation = StubbedConversation.with(page);
        conversation.add(
                20,
                0,
                new JsonObject().put("kind", "tool").put("name", "search").put("state", "running"));
        Locator tool = conversation.answer().locator(".tool");
        assertThat(tool.locator("summary")).containsText("Running");
        conversation.change(20, new JsonObject().put("input", "{\"query\":\"bridges\"}"));
        conversation.change(20, new JsonObject().put("state", "error").put("output", "No such table."));

        assertThat(tool.locator("summary")).containsText("Failed");
        assertThat(tool.locator(".fold-body")).isHidden();
        tool.locator("summary").click();
        assertThat(tool.locator(".code-box").first()).hasText("{\n  \"query\": \"bridges\"\n}\n");
        assertThat(tool.locator(".code-box").last()).hasText("No such table.\n");
    }

    @Test
    void progressMovesAndStopsWithItsMessage(Page page) {
        var conversation = StubbedConversation.with(page);
        conversation.add(20, 0, new JsonObject().put("kind", "progress").put("label", "Reading"));
        Locator bar = page.getByRole(AriaRole.PROGRESSBAR);
        assertThat(bar).not().hasAttribute("value", "0");
        conversation.change(20, new JsonObject().put("value", 0.25));
        assertThat(conversation.answer().locator(".progress")).hasText("Reading25 %");
        conversation.change(20, new JsonObject().put("value", 7));
        assertThat(conversation.answer().locator(".progress")).hasText("Reading100 %");
    }

    @Test
    void codeGrowsLineByLineAndEndsAsIfItHadComeWhole(Page page) {
        String code = "int a = 1;\n\nint b = `2`;\n\t// end";
        var conversation = StubbedConversation.with(page);
        conversation.add(20, 0, code("java", ""));
        conversation.add(21, 0, code("java", code).put("endedAt", 1));
        for (int at = 0; at < code.length(); at++) {
            conversation.append(20, code.substring(at, at + 1));
        }
        conversation.close(20);
        conversation.close(21);
        Locator boxes = conversation.answer().locator(".code-box");

        assertThat(boxes.first().locator(".code-comment")).hasText("// end");
        assertThat(boxes.last().locator(".code-comment")).hasText("// end");
        assertThat(boxes.first().innerHTML()).isEqualTo(boxes.last().innerHTML());
    }

    @Test
    void aPictureKeepsItsPlaceBeforeItComesAndGrowsOnAClick(Page page) {
        var held = new AtomicReference<Route>();
        page.route("**" + StubbedConversation.FILES + "*", held::set);
        var image = new JsonObject()
                .put("kind", "image")
                .put("file", "p1")
                .put("alt", "A field")
                .put("endedAt", 1);
        var conversation =
                StubbedConversation.with(page, image.put("width", 640).put("height", 360), markdown("Below."));
        Locator below = conversation.answer().locator(".markdown");
        double before = below.boundingBox().y;
        page.waitForCondition(() -> held.get() != null);
        held.get()
                .fulfill(new Route.FulfillOptions()
                        .setContentType("image/svg+xml")
                        .setBody(PICTURE));
        Locator picture = page.getByAltText("A field");
        assertThat(picture).hasClass("loaded");

        assertThat(below.boundingBox().y).isEqualTo(before);

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Enlarge: A field"))
                .press("Enter");
        Locator large = page.getByRole(AriaRole.DIALOG);
        assertThat(large).isVisible();
        page.keyboard().press("Escape");
        assertThat(large).hasCount(0);
    }

    @Test
    void whatCannotBeLoadedIsSaid(Page page, Complaints complaints) {
        complaints.expect("404");
        StubbedConversation.with(
                page,
                new JsonObject().put("kind", "image").put("file", "none").put("alt", "A field"),
                new JsonObject().put("kind", "audio").put("file", "none").put("mediaType", "audio/mpeg"),
                new JsonObject().put("kind", "video").put("file", "none").put("mediaType", "video/mp4"));

        assertThat(page.locator(".missing-file")).hasText(new String[] {
            "The picture could not be loaded: A field",
            "The recording could not be played.",
            "The video could not be played."
        });
    }

    @Test
    void aHugeValueIsDrawnAsFarAsItIsOpened(Page page) {
        var many = new JsonArray();
        for (int at = 0; at < 5000; at++) {
            many.add(new JsonObject().put("n", at));
        }
        StubbedConversation.with(
                page,
                new JsonObject()
                        .put("kind", "json")
                        .put("value", new JsonObject().put("many", many).put("one", "x".repeat(3000))));
        Locator tree = page.locator(".json");
        assertThat(tree).containsText("[ 5,000 items ]");
        assertThat(tree.locator("summary")).hasCount(2);

        tree.getByText("[ 5,000 items ]").click();
        assertThat(tree.locator("summary")).hasCount(102);
        tree.getByText("Show 100 more of 4,900").click();
        assertThat(tree.locator("summary")).hasCount(202);
        tree.getByText("Show all 3,002 characters").click();
        assertThat(tree).containsText("x".repeat(3000));
    }

    @Test
    void sourcesOpenInATabOfTheirOwnAndGrow(Page page) {
        var source = new JsonObject().put("title", "Spans").put("url", "https://example.org/spans");
        var conversation = StubbedConversation.with(
                page, new JsonObject().put("kind", "citations").put("sources", new JsonArray().add(source)));
        Locator link = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Spans"));
        assertThat(link).hasAttribute("href", "https://example.org/spans");
        assertThat(link).hasAttribute("target", "_blank");
        assertThat(link).hasAttribute("rel", "noopener noreferrer");

        conversation.change(
                10, new JsonObject().put("sources", new JsonArray().add(new JsonObject().put("quote", "Q"))));
        assertThat(page.locator(".citations li")).hasCount(2);
        assertThat(link).hasCount(1);
    }

    @Test
    void aFormulaIsDrawnUnderThePolicyOrShownAsItsSource(Page page) {
        StubbedConversation.with(
                page,
                latex(
                        "\\boxed{x^2} \\fcolorbox{red}{blue}{y} \\colorbox{aqua}{z} \\sqrt{\\frac{a}{b}} \\overbrace{a+b}"),
                latex("\\frac{1}{"),
                latex(
                        "\\href{javascript:alert(1)}{x} \\includegraphics{https://example.org/x.png} \\htmlStyle{color:red}{y}"),
                latex("\\def\\a{\\a\\a}\\a"));

        assertThat(page.locator(".latex").first().locator(".katex-html")).isVisible();
        assertThat(page.locator(".latex [style*=border]").first()).isAttached();
        assertThat(page.locator(".latex").nth(1).locator(".latex-problem")).containsText("Unexpected end of input");
        assertThat(page.locator(".latex").nth(3).locator(".latex-problem")).containsText("Too many expansions");
        assertThat(page.locator(".latex a, .latex img")).hasCount(0);
    }

    @Test
    void aMessageIsCopiedAsMarkdown(Page page) {
        var clipboard = Clipboard.of(page);
        var conversation = StubbedConversation.with(
                page,
                markdown("Text.").put("endedAt", 1),
                code("java", "int a;\n").put("endedAt", 1),
                metric("Speed", "4"),
                latex("x^2"));
        conversation.end();
        // What is drawn is copied: each kind's view is loaded with the first of its elements.
        assertThat(conversation.answer().locator(".metric")).containsText("Speed");
        assertThat(conversation.answer().locator(".latex .katex-html")).isVisible();
        conversation.answer().hover();
        conversation.answer().locator(".message-actions").getByLabel("Copy").click();
        assertThat(conversation.answer().getByLabel("Copied")).isVisible();

        clipboard.awaitText("Text.\n\n```java\nint a;\n```\n\nSpeed: 4\n\n$$\nx^2\n$$");
    }

    @Test
    void figuresStandBesideEachOtherAlsoWhereTheirViewIsLoadedWithThem(Page page) {
        var conversation = StubbedConversation.with(page, metric("Crossings", "1,284"), metric("Waiting", "4 min"));
        var values = conversation.answer().locator(".metric-value");
        assertThat(values).hasCount(2);

        double first = values.first().boundingBox().y;
        page.waitForCondition(() -> values.last().boundingBox().y == first);
    }

    @Test
    void aHandlersMarkStandsBehindAnOpenText(Page page) {
        var conversation = StubbedConversation.with(page, markdown("Text").put("cursor", "\\\"▌}"));
        Locator paragraph = conversation.answer().locator(".part > p");
        assertThat(paragraph).hasText("Text");
        String mark = "it => getComputedStyle(it, '::after').content";
        assertThat(paragraph.evaluate(mark)).isEqualTo("\"\\\\\\\"▌}\"");
        conversation.close(10);
        page.waitForCondition(() -> paragraph.evaluate(mark).equals("none"));
    }

    @Test
    void anUnknownKindIsPassedOver(Page page) {
        var conversation = StubbedConversation.with(page, new JsonObject().put("kind", "hologram"), markdown("After."));

        assertThat(conversation.answer().locator(".message-body > .markdown")).hasText("After.");
    }

    private static JsonObject metric(String label, String value) {
        return new JsonObject()
                .put("kind", "metric")
                .put("label", label)
                .put("value", value)
                .put("endedAt", 1);
    }

    private static void servePictures(Page page) {
        page.route(
                "**" + StubbedConversation.FILES + "pic*",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("image/svg+xml")
                        .setBody(PICTURE)));
    }

    private static JsonObject markdown(String text) {
        return new JsonObject().put("kind", "markdown").put("text", text);
    }

    private static JsonObject code(String language, String text) {
        return new JsonObject().put("kind", "code").put("language", language).put("text", text);
    }

    private static JsonObject latex(String text) {
        return new JsonObject().put("kind", "latex").put("text", text).put("endedAt", 1);
    }

    private static JsonObject status(String label, String state, boolean expanded) {
        return new JsonObject()
                .put("kind", "status")
                .put("label", label)
                .put("state", state)
                .put("expanded", expanded);
    }
}
