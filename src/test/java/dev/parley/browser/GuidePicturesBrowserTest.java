package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Clip;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ScreenshotAnimations;
import dev.parley.demo.GuideHandler;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the guide's code shows. The pictures are in {@code target/screenshots/guide};
 * {@code ./mvnw test -Dtest=GuidePicturesBrowserTest -Dguide.pictures=true} makes those of the guide anew.
 */
@QuarkusTest
@TestProfile(GuidePicturesBrowserTest.WithGuide.class)
@ExtendWith(Browser.class)
class GuidePicturesBrowserTest {

    private static final Path PICTURES = Boolean.getBoolean("guide.pictures")
            ? Path.of("docs", "images")
            : Path.of("target", "screenshots", "guide");

    /** Around the messages, in pixels. */
    private static final int MARGIN = 10;

    private static final String SEND = """
            ([address, text]) => fetch(address, {
              method: "POST",
              headers: { "Content-Type": "application/json" },
              body: JSON.stringify({ text, handler: "guide" }),
            }).then(answer => answer.body.cancel())
            """;

    /** Pictures have come, charts are drawn, letters have their shapes; what is beside the elements is gone. */
    private static final String SETTLED = """
            async () => {
              for (const it of document.querySelectorAll(".message-actions")) it.style.visibility = "hidden";
              const last = [...document.querySelectorAll("#thread .message-actions")].at(-1);
              if (last) last.style.display = "none";
              document.querySelector("#thread .message").style.visibility = "hidden";
              await document.fonts.ready;
              await Promise.all([...document.images].map(it => it.decode().catch(() => {})));
              await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
            }
            """;

    public static final class WithGuide implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(GuideHandler.class);
        }
    }

    /** @param sign what shows that the element is there */
    private record Picture(String name, String sign) {}

    @Test
    void eachKindOfElementHasAPicture(Page page) {
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        page.setViewportSize(700, 1600);
        page.navigate("/");
        for (var picture : List.of(
                new Picture("speakers", "text=The drivers know."),
                new Picture("text", ".code-box >> nth=1"),
                new Picture("callouts", "text=Sensor 14"),
                new Picture("values", ".json"),
                new Picture("status", "text=70 %"),
                new Picture("table", "table"),
                new Picture("line", "canvas"),
                new Picture("area", "canvas"),
                new Picture("bar", "canvas"),
                new Picture("scatter", "canvas"),
                new Picture("media", "text=flats.csv"),
                new Picture("html", "iframe"),
                new Picture("choice", "text=Ferry"),
                new Picture("choices", "text=Market"),
                new Picture("answer", "input, textarea"),
                new Picture("confirm", "text=Keep"),
                new Picture("form", "text=Note"),
                new Picture("feedback", ".question"))) {
            take(page, picture);
        }
    }

    private static void take(Page page, Picture picture) {
        String conversation = UUID.randomUUID().toString();
        page.evaluate(SEND, List.of("/api/conversations/" + conversation + "/messages", picture.name()));
        page.navigate("/c/" + conversation);
        Locator answers = page.locator("#thread .message:nth-child(n+2)");
        assertThat(answers.locator(picture.sign()).first()).isVisible();
        page.mouse().move(0, 0);
        page.evaluate(SETTLED);
        var first = answers.first().boundingBox();
        var last = answers.last().boundingBox();
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(picture.name() + ".png"))
                .setAnimations(ScreenshotAnimations.DISABLED)
                .setClip(new Clip(
                        first.x - MARGIN,
                        first.y - MARGIN,
                        first.width + 2 * MARGIN,
                        last.y + last.height - first.y + 2 * MARGIN)));
        var stop = page.getByLabel("Stop", new Page.GetByLabelOptions().setExact(true));
        if (stop.isVisible()) {
            stop.click();
        }
    }
}
