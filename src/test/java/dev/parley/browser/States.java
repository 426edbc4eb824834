package dev.parley.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The states of a page in one theme and width: each leaves a picture in {@code target/screenshots} for people to look at, axe
 * finds nothing in it, and nothing scrolls sideways.
 */
final class States {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final int NARROW = 500;

    private final Page page;
    private final String prefix;
    private final String suffix;

    private States(Page page, String prefix, String suffix) {
        this.page = page;
        this.prefix = prefix;
        this.suffix = suffix;
    }

    /** Gives the page that theme and width. */
    static States of(Page page, String prefix, ColorScheme colours, int width) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
        page.setViewportSize(width, width < NARROW ? 844 : 800);
        return new States(page, prefix, colours.name().toLowerCase(Locale.ROOT) + "-" + width);
    }

    void keep(String state) {
        String name = prefix.isEmpty() ? state : prefix + "-" + state;
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + "-" + suffix + ".png"))
                .setAnimations(ScreenshotAnimations.DISABLED));
        AccessibilityBrowserTest.assertAccessible(page, name);
        assertThat(page.evaluate("() => document.documentElement.scrollWidth - innerWidth"
                        + " + Math.max(0, scroller.scrollWidth - scroller.clientWidth)"))
                .as("%s: pixels to the side", name)
                .isEqualTo(0);
    }
}
