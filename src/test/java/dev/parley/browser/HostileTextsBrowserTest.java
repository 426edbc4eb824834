package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * All hostile texts in one real page: whole, letter by letter, then provoked as a reader might. Scripts, requests to
 * another host and violations of the security policy fail every browser test: see Complaints.
 */
@QuarkusTest
@ExtendWith(Browser.class)
class HostileTextsBrowserTest {
    /** Everything in an answer that could act by itself, or is made to look like the page. */
    private static final String ACTING = """
            () => [...document.querySelectorAll("#thread .markdown *")].flatMap((node) => {
              const found = [];
              if (["SCRIPT", "IFRAME", "OBJECT", "EMBED", "STYLE", "FORM", "LINK", "META", "BASE", "ARTICLE", "USE"]
                  .includes(node.tagName.toUpperCase())) found.push(node.tagName);
              if (node.tagName === "INPUT" && node.type !== "checkbox") found.push("input " + node.type);
              if (node.tagName === "IMG" && !node.src.startsWith("blob:")) found.push("img " + node.src);
              for (const { name, value } of node.attributes) {
                if (name.startsWith("on") || name === "srcdoc" || name === "id") found.push(name);
                if (name === "style" && !node.closest(".katex")) found.push("style=" + value);
                if (["href", "action", "formaction", "xlink:href", "data"].includes(name)
                    && !["http:", "https:", "mailto:"].includes(new URL(value, "relative:x").protocol))
                  found.push(name + "=" + value);
              }
              if (node.tagName === "A" && (node.target !== "_blank" || !node.rel.includes("noopener"))) found.push(node.outerHTML);
              if (getComputedStyle(node).position === "fixed") found.push("fixed " + node.outerHTML.slice(0, 80));
              return found;
            })
            """;

    /** What a reader may do but for following a link, whose addresses are checked instead. */
    private static final String PROVOKE = """
            () => {
              for (const node of document.querySelectorAll("#thread .markdown *")) {
                for (const type of ["pointerover", "mouseover", "mouseenter", "pointerdown", "auxclick", "dragstart"])
                  node.dispatchEvent(new MouseEvent(type, { bubbles: true }));
                node.focus?.();
                if (!node.closest("a, .diagram-picture, .table-menu") && !node.title?.startsWith("Copy"))
                  node.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
              }
            }
            """;

    @Test
    void thereAreMany() throws IOException {
        assertThat(HostileTexts.all()).hasSizeGreaterThan(300).doesNotHaveDuplicates();
    }

    @Test
    void noneDoesAnythingWhole(Page page) throws IOException {
        var elements = new ArrayList<JsonObject>();
        for (String text : HostileTexts.all()) {
            elements.add(markdown(text).put("endedAt", 1L));
        }
        assertHarmless(
                page, () -> StubbedConversation.with(page, elements.toArray(JsonObject[]::new)), elements.size());
    }

    @Test
    void noneDoesAnythingLetterByLetter(Page page) throws IOException {
        var texts =
                HostileTexts.all().stream().filter(text -> text.length() < 400).toList();
        assertHarmless(
                page,
                () -> {
                    var conversation = StubbedConversation.with(page);
                    for (int at = 0; at < texts.size(); at++) {
                        String text = texts.get(at);
                        conversation.add(100 + at, 0, markdown(text.substring(0, 1)));
                        for (int letter = 1; letter < text.length(); letter++) {
                            conversation.append(100 + at, text.substring(letter, letter + 1));
                        }
                        conversation.close(100 + at);
                    }
                },
                texts.size());
    }

    private static void assertHarmless(Page page, Runnable show, int count) {
        List<String> dialogs = new ArrayList<>();
        List<String> navigations = new ArrayList<>();
        List<String> pages = new ArrayList<>();
        page.onDialog(dialog -> {
            dialogs.add(dialog.message());
            dialog.dismiss();
        });
        show.run();
        page.onFrameNavigated(frame -> {
            if (frame.parentFrame() == null) {
                navigations.add(frame.url());
            }
        });
        page.context().onPage(opened -> pages.add(opened.url()));
        assertThat(page.locator("#thread .message-body > .markdown")).hasCount(count);
        page.waitForFunction("() => document.querySelectorAll('.markdown .coming').length === 0");
        assertThat((List<?>) page.evaluate(ACTING)).isEmpty();
        for (var diagram : page.locator(".diagram").all()) {
            diagram.scrollIntoViewIfNeeded();
        }
        page.waitForFunction(
                "() => [...document.querySelectorAll('.diagram')].every((it) => it.querySelector('.diagram-picture, .diagram-problem'))",
                null,
                new Page.WaitForFunctionOptions().setTimeout(60_000));
        page.evaluate(PROVOKE);
        page.evaluate("() => new Promise(requestAnimationFrame)");

        assertThat((List<?>) page.evaluate(ACTING)).isEmpty();
        assertThat(dialogs).isEmpty();
        assertThat(navigations).isEmpty();
        assertThat(pages).isEmpty();
        assertThat(page.locator("#title")).hasText("Elements");
        // The frame that draws diagrams is all that was added to the page.
        assertThat((List<?>) page.evaluate(
                        "() => [...document.body.children].filter((it) => it.matches('iframe:not([sandbox])'))"))
                .isEmpty();
    }

    private static JsonObject markdown(String text) {
        return new JsonObject().put("kind", "markdown").put("text", text);
    }
}
