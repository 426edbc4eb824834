package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.commonmark.testutil.TestResources;
import org.commonmark.testutil.example.Example;
import org.commonmark.testutil.example.ExampleReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Markdown in the browser: the same however it comes, never drawn twice, and never more than text. */
@QuarkusTest
@ExtendWith(Browser.class)
class MarkdownBrowserTest {
    private static final Path TEXTS = Path.of("src", "test", "resources", "markdown");
    /** Generous: what is hunted here is time that grows with the square of the text, which is minutes. */
    private static final double BOUND_MS = 10_000;
    /** With raw HTML as text and addresses as links, these examples cannot hold; by their titles or their text. */
    private static final List<String> RAW_HTML = List.of("HTML blocks", "Raw HTML");

    /** Marks without end, which a parser may be slow at. */
    private static final Map<String, String> ENDLESS = Map.ofEntries(
            Map.entry("brackets", "[".repeat(10_000)),
            Map.entry("pictures", "![".repeat(10_000)),
            Map.entry("links", "[a](".repeat(10_000)),
            Map.entry("quotes", ">".repeat(10_000)),
            Map.entry("items", "- ".repeat(10_000)),
            Map.entry("numbers", "1. ".repeat(5_000)),
            Map.entry("emphasis", "*a_".repeat(6_000)),
            Map.entry("stars", "**a *b ".repeat(5_000)),
            Map.entry("ticks", "`a``b```c".repeat(2_000)),
            Map.entry("angles", "<http://".repeat(5_000)),
            Map.entry("entities", "&amp".repeat(5_000)),
            Map.entry("backslashes", "\\".repeat(20_000)),
            Map.entry("spaces", " ".repeat(50_000) + "x"),
            Map.entry("one word", "x".repeat(100_000)),
            Map.entry("cells", "|a".repeat(120) + "|\n" + "|-".repeat(120) + "|\n" + "|\n".repeat(2_000)),
            Map.entry("columns", "|".repeat(3_000) + "\n" + "|-".repeat(3_000) + "\n"),
            Map.entry("fences", "```\n".repeat(2_000)),
            Map.entry("comment", "```java\n/*\n" + "* text\n".repeat(3_000)),
            Map.entry("definitions", "[a]: /x\n".repeat(3_000)));

    private Page page;

    @BeforeEach
    void openTheWorkbench(Page page) {
        this.page = page;
        page.navigate("/markdown-workbench");
        page.waitForFunction("() => globalThis.workbench");
    }

    @Test
    void aTextLooksTheSameHoweverItWasCut() throws IOException {
        assertThat(complaints("differencesBySplit", texts())).isEmpty();
    }

    @Test
    void whateverIsWrittenLooksTheSameHoweverItWasCut() {
        assertThat((List<?>) page.evaluate("() => workbench.differencesOfRandomTexts(1, 150)"))
                .isEmpty();
    }

    @Test
    void noRawMarksFlashByAndNothingMovesWhileATextIsWritten() throws IOException {
        assertThat(complaints("flashes", Map.of("stream.md", texts().get("stream.md"))))
                .isEmpty();
    }

    @Test
    void whatIsFinishedIsNeverTouchedAgain() throws IOException {
        Map<String, String> texts = texts();
        // A link definition may come late: the one reason to touch a block again.
        texts.remove("definitions.md");
        texts.remove("prose.md");
        // A footnote without a text becomes what was written, at the very end.
        texts.remove("footnotes.md");

        assertThat(complaints("touchedWhenFinished", texts)).isEmpty();
    }

    @Test
    void whatIsWrittenOutOfSightCostsNothingAndStandsWhereItWouldStand() {
        String text = """
                # A heading

                Words that fill a line or two, so that there is something to be laid out in each of the blocks, whatever comes.

                - one
                - two

                ```java
                int one = 1;
                ```

                > quoted

                ---

                | a | b |
                |---|---|
                | 1 | 2 |

                """;
        var places = (Map<?, ?>) page.evaluate("text => workbench.places(text)", text.repeat(40));

        assertThat((Integer) places.get("past")).isGreaterThanOrEqualTo(5);
        assertThat(places.get("written")).isEqualTo(places.get("atOnce"));
        assertThat((List<?>) places.get("written")).hasSizeGreaterThan(250);
    }

    @Test
    void aLongTableIsShownWholeSoThatItsNewestRowIsSeen() {
        open("| a | b |\n|---|---|\n" + "| one | two |\n".repeat(60));

        assertThat(page.locator(".table-box").evaluate("box => box.scrollHeight - box.clientHeight"))
                .isEqualTo(0);
    }

    @Test
    void anOpenBlockGrowsByItsNewTextAlone() {
        var beginnings = Map.of(
                "```text\none\ntw", "o\nthree",
                "| a |\n|---|\n| 1 |\n| 2 |\n", "| 3 |\n",
                "- one\n- two\n- th", "ree\n- four",
                "> one\n>\n> two\n>\n> th", "ree",
                "A long paragraph with **marks** and wo", "rds");
        beginnings.forEach((beginning, more) -> {
            open(beginning);
            Object replaced = page.evaluate("""
                    (more) => {
                      const leaves = () => {
                        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                        const texts = [];
                        while (walker.nextNode()) texts.push(walker.currentNode);
                        return texts;
                      };
                      const before = leaves();
                      view.append(more);
                      view.flush();
                      const after = new Set(leaves());
                      return before.filter((text) => !after.has(text)).map((text) => text.data);
                    }
                    """, more);
            assertThat((List<?>) replaced).as(beginning).isEmpty();
        });
    }

    @Test
    void hostileTextStaysText() throws IOException {
        var payloads = new LinkedHashMap<String, String>();
        for (String payload : HostileTexts.all()) {
            // The page draws diagrams in a frame, which the workbench has none of.
            if (payload.length() < 400 && !payload.startsWith("```mermaid")) {
                payloads.put(payload, payload);
            }
        }

        assertThat(payloads).hasSizeGreaterThan(300);
        assertThat(complaints("intruders", payloads)).isEmpty();
    }

    @Test
    void noTextHoldsUpThePage() {
        var slow = new ArrayList<String>();
        ENDLESS.forEach((name, text) -> {
            for (int length : new int[] {text.length(), 50}) {
                double time = ((Number) page.evaluate(
                                "([text, length]) => workbench.timeToShow(text, length)", List.of(text, length)))
                        .doubleValue();
                if (time > BOUND_MS) {
                    slow.add(name + " in pieces of " + length + ": " + time + " ms");
                }
            }
        });
        assertThat(slow).isEmpty();
    }

    @Test
    void theSpecificationHolds() {
        var failures = new ArrayList<String>();
        int checked = 0;
        for (Example example : ExampleReader.readExamples(TestResources.getSpec())) {
            if (RAW_HTML.contains(example.getSection()) || hasRawHtml(example) || isAddress(example)) {
                continue;
            }
            checked++;
            Object difference = page.evaluate(
                    "([markdown, html]) => workbench.conforms(markdown, html)",
                    List.of(example.getSource(), example.getHtml().replace('→', '\t')));
            if (difference != null) {
                failures.add(example + "\n" + difference);
            }
        }
        assertThat(failures).isEmpty();
        assertThat(checked).isGreaterThan(500);
    }

    /** The expected HTML has elements that Markdown itself never makes. */
    private static boolean hasRawHtml(Example example) {
        return Stream.of(
                                "<!--",
                                "<bar",
                                "<foo",
                                "<b>",
                                "<img src=\"foo\"",
                                "<a href=\"`",
                                "<a href=\"**",
                                "<a href=\"__")
                        .anyMatch(example.getHtml()::contains)
                || example.getSource().startsWith("<a href");
    }

    /** Addresses are links here without any marks. */
    private static boolean isAddress(Example example) {
        return example.getSection().equals("Autolinks") && !example.getHtml().contains("<a ");
    }

    @Test
    void codeIsColouredWithoutAChangeOfItsText() {
        show("```java\nint x = 1; // one\n```\n");

        assertThat(page.locator(".code-keyword, .code-type").first()).hasText("int");
        assertThat(page.locator(".code-comment")).hasText("// one");
        assertThat(page.locator("code")).hasText("int x = 1; // one");
    }

    @Test
    void codeIsCopiedAsItWasWritten(Page page) {
        var clipboard = Clipboard.of(page);
        show("```text\nfirst\n\n\tlast\n```\n");

        button("Copy code").click();

        assertThat(button("Copied")).isVisible();
        clipboard.awaitText("first\n\n\tlast");
    }

    @Test
    void longCodeIsFoldedAndSaysHowLongItIs() {
        show("```\n" + "line\n".repeat(41) + "```\n");

        Locator box = page.locator(".code-box");
        double folded = box.boundingBox().height;
        button("Show all 41 lines").click();

        assertThat(box.boundingBox().height).isGreaterThan(folded);
        assertThat(button("Show less")).hasAttribute("aria-expanded", "true");
    }

    @Test
    void shortCodeIsNotFolded() {
        show("```\n" + "line\n".repeat(40) + "```\n");

        assertThat(page.locator(".code-fold")).hasCount(0);
    }

    @Test
    void unfinishedMarksAreNotShown() {
        open("Some **bold te");
        assertThat(page.locator("p")).hasText("Some bold te");
        assertThat(page.locator("strong")).hasText("bold te");

        open("See [the manual](https://exam");
        assertThat(page.locator("p")).hasText("See the manual");

        open("Text\n\n```jav");
        assertThat(page.locator(".markdown")).hasText("Text");

        open("Text\n-");
        assertThat(page.locator("h3, h4")).hasCount(0);
    }

    @Test
    void aPictureFromElsewhereIsALinkThatSaysWhereItLeads() {
        show("![A diagram](https://example.org/diagram.png)");

        assertThat(page.getByRole(AriaRole.LINK)).hasText("A diagram example.org");
        assertThat(page.locator("img")).hasCount(0);
    }

    @Test
    void footnotesAreNumberedByTheirFirstUseAndLeadThereAndBack() {
        show("First[^b], second[^a], first[^b] again.\n\n[^a]: Text of a.\n[^b]: Text of b.\n\nMore text.");

        assertThat(page.locator(".part > p sup")).hasText(new String[] {"1", "2", "1"});
        assertThat(page.locator(".notes .note-body")).hasText(new String[] {"Text of b.", "Text of a."});
        page.locator(".note-mark").nth(2).click();
        assertThat(page.locator(".notes li").first()).isFocused();
        button("Back to the text from footnote 1").click();
        assertThat(page.locator(".note-mark").nth(2)).isFocused();
    }

    @Test
    void aFootnoteMarkStandsBeforeItsTextHasComeAndIsTextWhereNoneComes() {
        open("A claim[^1], and one[^no] more[^2].");
        assertThat(page.locator("p")).hasText("A claim1, and one2 more3.");
        page.evaluate("() => { view.append('\\n\\n[^1]: Proved.\\n[^2]: Too.'); view.finish(); }");

        assertThat(page.locator(".part > p")).hasText("A claim1, and one[^no] more2.");
        assertThat(page.locator(".note-body")).hasText(new String[] {"Proved.", "Too."});
    }

    @Test
    void aFootnoteThatNobodyUsesIsNotShown() {
        show("Text.\n\n[^1]: Unused.");
        assertThat(page.locator(".markdown")).hasText("Text.");
    }

    @Test
    void formulasAreDrawnAndAmountsAreNot() {
        show("It costs $5 or $10; $x^2$ does not.\n\n$$\n\\frac{1}{2}\n$$\n");

        assertThat(page.locator(".katex")).hasCount(2);
        assertThat(page.locator(".katex-display")).hasCount(1);
        assertThat(page.locator(".part > p")).containsText("It costs $5 or $10;");
    }

    @Test
    void aLinkToALabelIsItsWordsUntilItsDefinitionComes() {
        open("See [the **manual**][book] and [more][], not grid[row][column] nor [this].\n\nNext");
        var shown = page.locator(".markdown p").first();
        assertThat(shown).hasText("See the manual and more, not grid[row][column] nor [this].");
        assertThat(shown.locator("strong")).hasText("manual");
        assertThat(shown.locator("a")).hasCount(0);

        page.evaluate("() => { view.append('\\n\\n[book]: https://example.org/\\n\\nEnd'); view.flush(); }");
        assertThat(shown.locator("a")).hasText("the manual");
        assertThat(shown).hasText("See the manual and more, not grid[row][column] nor [this].");

        page.evaluate("() => view.finish()");
        assertThat(shown.locator("a")).hasCount(1);
        assertThat(shown).hasText("See the manual and [more][], not grid[row][column] nor [this].");
    }

    @Test
    void aFormulaThatIsNoneShowsItsSource() {
        show("See $\\nosuchthing{$ here.");
        assertThat(page.locator(".math code")).hasText("\\nosuchthing{");
    }

    private void show(String text) {
        open(text);
        page.evaluate("() => view.finish()");
    }

    /** Shows a text that may go on. */
    private void open(String text) {
        page.evaluate("""
                (text) => {
                  const host = document.createElement("div");
                  document.body.replaceChildren(host);
                  globalThis.view = new workbench.MarkdownView(host);
                  view.append(text);
                  view.flush();
                }
                """, text);
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    /** What one of the workbench's checks says of the texts, by the text's name. */
    private Map<String, Object> complaints(String check, Map<String, String> texts) {
        var complaints = new LinkedHashMap<String, Object>();
        texts.forEach((name, text) -> {
            Object said = page.evaluate("(text) => workbench." + check + "(text)", text);
            if (said instanceof List<?> list && !list.isEmpty()) {
                complaints.put(name, list);
            }
        });
        return complaints;
    }

    private static Map<String, String> texts() throws IOException {
        var texts = new LinkedHashMap<String, String>();
        try (Stream<Path> files = Files.list(TEXTS)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".md")).sorted().toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file, UTF_8));
            }
        }
        return texts;
    }
}
