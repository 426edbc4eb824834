package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A diagram is code while it is written, and a picture when it is finished; it never moves what stands around it. */
@QuarkusTest
@ExtendWith(Browser.class)
class DiagramBrowserTest {
    private static final String FLOW = "flowchart LR\n  A[Start] --> B{Choice}\n  B -->|yes| C[End]\n";

    @Test
    void aDiagramIsDrawnOnceItsFenceHasClosedAndNothingMoves(Page page) {
        var conversation = StubbedConversation.with(page, markdown("Before.\n\n```mermaid\n"));
        var box = page.locator(".diagram");
        FLOW.codePoints().forEach(letter -> conversation.append(10, Character.toString(letter)));
        assertThat(box.locator("code")).containsText("C[End]");
        assertThat(picture(page)).hasCount(0);
        double height = box.boundingBox().height;
        conversation.append(10, "```\n\nBehind it.");
        assertThat(page.locator(".part > p").last()).hasText("Behind it.");

        assertThat(picture(page)).isVisible();
        assertThat(box.locator("code")).isHidden();
        assertThat(box.boundingBox().height).isEqualTo(height);
        assertThat(picture(page).getAttribute("alt")).isEqualTo("Diagram: flowchart LR");
        assertThat(naturalWidth(page)).isGreaterThan(100);
    }

    @Test
    void theCodeIsOneClickAwayAndIsCopiedAsItIs(Page page) {
        var clipboard = Clipboard.of(page);
        show(page, FLOW);
        var box = page.locator(".diagram");

        box.getByLabel("Copy code").click();
        assertThat(box.getByLabel("Copied")).isVisible();
        clipboard.awaitText(FLOW.stripTrailing());
        double height = box.boundingBox().height;
        box.getByLabel("Show the code").click();
        assertThat(box.locator("code")).containsText("Start");
        assertThat(picture(page)).isHidden();
        assertThat(box.boundingBox().height).isEqualTo(height);
        box.getByLabel("Show the diagram").click();
        assertThat(picture(page)).isVisible();
    }

    @Test
    void aClickEnlargesIt(Page page) {
        show(page, FLOW);
        page.locator(".diagram-picture").click();

        assertThat(page.locator("dialog.lightbox img")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog.lightbox")).hasCount(0);
    }

    @Test
    void itFollowsThePageIntoTheDark(Page page) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        show(page, FLOW);
        String light = picture(page).getAttribute("src");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));

        page.waitForCondition(() -> !light.equals(picture(page).getAttribute("src")));
        assertThat(picture(page)).isVisible();
    }

    @Test
    void whatIsNoDiagramStaysCodeAndSaysWhy(Page page) {
        StubbedConversation.with(page, closed("flowchart LR\n  A --> --> B\n"));

        assertThat(page.locator(".diagram-problem")).containsText("The diagram could not be drawn:");
        assertThat(page.locator(".diagram code")).containsText("A --> --> B");
        assertThat(picture(page)).hasCount(0);
    }

    @Test
    void aDiagramAfterOneThatFailedIsDrawn(Page page) {
        StubbedConversation.with(
                page, markdown(fence("no such thing\n") + "\n\n" + fence(FLOW)).put("endedAt", 1L));

        assertThat(page.locator(".diagram-problem")).hasCount(1);
        assertThat(picture(page)).isVisible();
    }

    @Test
    void theLibraryIsLoadedWithTheFirstDiagramAndOnceForAll(Page page) {
        List<String> loaded = new ArrayList<>();
        page.onRequest(request -> {
            if (request.url().contains("mermaid")) {
                loaded.add(request.url());
            }
        });
        var conversation = StubbedConversation.with(page, markdown("Only text.\n\n"));
        assertThat(page.locator(".part > p")).hasText("Only text.");
        assertThat(loaded).isEmpty();
        conversation.append(
                10, fence(FLOW) + "\n\n" + fence("pie title Pets\n  \"Dogs\" : 3\n  \"Cats\" : 2\n") + "\n\nend");
        assertThat(picture(page)).hasCount(2);

        assertThat(loaded).hasSize(1);
        assertThat(picture(page).last().getAttribute("alt")).isEqualTo("Diagram: Pets");
    }

    @Test
    void manyKindsAreDrawn(Page page) {
        var kinds = List.of(
                "sequenceDiagram\n  Alice->>Bob: Hello\n  Bob-->>Alice: Hi\n",
                "classDiagram\n  Animal <|-- Duck\n  Animal : +int age\n",
                "stateDiagram-v2\n  [*] --> Still\n  Still --> [*]\n",
                "erDiagram\n  CUSTOMER ||--o{ ORDER : places\n",
                "gantt\n  title A plan\n  dateFormat YYYY-MM-DD\n  section One\n  Task :a1, 2026-01-01, 30d\n",
                "mindmap\n  root((Parley))\n    Page\n    Server\n",
                "gitGraph\n  commit\n  branch develop\n  commit\n",
                "timeline\n  title History\n  2024 : Begun\n  2026 : Done\n");
        var text = new StringBuilder();
        kinds.forEach(kind -> text.append(fence(kind)).append("\n\n"));
        StubbedConversation.with(page, markdown(text.toString()).put("endedAt", 1L));

        for (int number = 0; number < kinds.size(); number++) {
            var box = page.locator(".diagram").nth(number);
            box.scrollIntoViewIfNeeded();
            assertThat(box.locator("img")).isVisible();
        }
        assertThat(page.locator(".diagram-problem")).hasCount(0);
    }

    private static void show(Page page, String source) {
        StubbedConversation.with(page, closed(source));
        assertThat(picture(page)).isVisible();
    }

    private static Locator picture(Page page) {
        return page.locator(".diagram-picture img");
    }

    private static int naturalWidth(Page page) {
        return ((Number) picture(page).evaluate("img => img.naturalWidth")).intValue();
    }

    private static JsonObject closed(String source) {
        return markdown(fence(source)).put("endedAt", 1L);
    }

    private static String fence(String source) {
        return "```mermaid\n" + source + "```";
    }

    private static JsonObject markdown(String text) {
        return new JsonObject().put("kind", "markdown").put("text", text);
    }
}
