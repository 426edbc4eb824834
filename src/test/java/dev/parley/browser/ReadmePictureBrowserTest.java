package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** The README's picture, made by the page itself. */
@QuarkusTest
@ExtendWith(Browser.class)
class ReadmePictureBrowserTest {
    private static final Path PICTURES = Path.of("target", "screenshots");
    /** Three paragraphs of what a reader would ask for, so that the picture shows the page and not the simulator. */
    private static final String EXAMPLE = """
            /echo A suspension bridge hangs its road from **two main cables**, which lead the load to the towers and \
            into the ground.

            1. **Hangers** carry the weight of the road up into the cables.
            2. **Cables** turn that weight into *tension* and pass it over the towers.
            3. **Towers** are pressed straight down; **anchorages** hold the cables' ends.

            The pull in a cable with span `L`, sag `f` and load `w` is

            ```java
            double pull = w * L * L / (8 * f); // deeper sag, smaller pull
            ```

            | Part | Carries | Made of |
            |:-----|:--------|:--------|
            | Cable | tension | steel wire |
            | Tower | pressure | steel or concrete |
            """;

    @Test
    void theReadmesPicture(Page page) {
        takeExample(page, PICTURES.resolve("chat.png"));
    }

    /** {@code ./mvnw test -Dtest=ReadmePictureBrowserTest -Dreadme.picture=true} makes the README's anew. */
    @Test
    @EnabledIfSystemProperty(named = "readme.picture", matches = "true")
    void theReadmesPictureIsReplaced(Page page) {
        takeExample(page, Path.of("docs", "images", "chat.png"));
    }

    private static void takeExample(Page page, Path file) {
        page.setViewportSize(1280, 860);
        // The reader's own words instead of the simulator's key word.
        page.addInitScript("""
                document.addEventListener("DOMContentLoaded", () => {
                  const rename = () => {
                    for (const it of document.querySelectorAll(".message.user .plain, #title, #conversations span"))
                      if (it.textContent.startsWith("/echo")) it.textContent = "How does a suspension bridge carry its load?";
                  };
                  new MutationObserver(rename).observe(document.body, { subtree: true, childList: true });
                });
                """);
        var chat = ChatPage.open(page);
        chat.send(EXAMPLE);
        chat.awaitAnswer();
        assertThat(page.locator("#thread code .code-type").first()).isVisible();
        page.mouse().move(0, 0);
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }
}
