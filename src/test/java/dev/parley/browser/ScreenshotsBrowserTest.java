package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page looks like, for people: the pictures are in {@code target/screenshots} after each run. */
@QuarkusTest
@ExtendWith(Browser.class)
class ScreenshotsBrowserTest {
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

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 390", "DARK, 390"})
    void eachStateHasAPicture(ColorScheme colours, int width, Page page) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
        page.setViewportSize(width, width < 500 ? 844 : 800);
        String suffix = colours.name().toLowerCase(Locale.ROOT) + "-" + width;
        var chat = ChatPage.open(page);
        take(page, "empty-" + suffix);
        chat.send("/markdown");
        assertThat(chat.lastText().locator("h3, h4").first()).isVisible();
        take(page, "streaming-" + suffix);
        chat.awaitAnswer();
        take(page, "finished-" + suffix);

        page.navigate("/");
        chat.send("/thinking");
        chat.awaitAnswer();
        chat.lastAnswer().locator("summary").click();
        take(page, "thinking-" + suffix);
        chat.send("/429 9");
        assertThat(chat.lastAnswer()).containsText("Waiting");
        take(page, "waiting-" + suffix);
        chat.send("/echo one more thing");
        chat.send("What about the second bridge, the one that was built a hundred years later and is still there?");
        assertThat(chat.pending()).hasCount(2);
        take(page, "queued-" + suffix);
        chat.button("Stop").click();
        assertThat(chat.pending().first()).containsText("Not sent");
        take(page, "held-" + suffix);

        page.navigate("/");
        chat.send("/429 3600");
        chat.awaitAnswer();
        take(page, "failed-" + suffix);
        chat.send("/drop");
        assertThat(chat.offer("Continue")).isVisible();
        take(page, "interrupted-" + suffix);
        chat.send("/refusal");
        assertThat(chat.answers()).hasCount(3);
        chat.awaitAnswer();
        take(page, "refused-" + suffix);
    }

    @Test
    void theReadmesPicture(Page page) {
        takeExample(page, PICTURES.resolve("chat.png"));
    }

    /** {@code ./mvnw test -Dtest=ScreenshotsBrowserTest -Dreadme.picture=true} makes the README's anew. */
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
        assertThat(page.locator("#thread code span").first()).isVisible();
        page.mouse().move(0, 0);
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }

    static void take(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setAnimations(ScreenshotAnimations.DISABLED));
    }
}
