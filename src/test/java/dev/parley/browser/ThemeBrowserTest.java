package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@ExtendWith(Browser.class)
class ThemeBrowserTest {
    private static final String BACKGROUND = "() => getComputedStyle(document.body).backgroundColor";

    @Test
    void aChosenThemeIsThereBeforeTheFirstPaint(Page page) {
        var chat = ChatPage.open(page);
        Object light = page.evaluate(BACKGROUND);
        chat.button("Theme: as the system").click();
        chat.button("Theme: light").click();
        assertThat(chat.button("Theme: dark")).isVisible();
        Object dark = page.evaluate(BACKGROUND);
        // The body exists before it is painted.
        page.addInitScript("""
                new MutationObserver((changes, observer) => {
                  if (document.body) {
                    window.firstTheme = document.documentElement.dataset.theme;
                    observer.disconnect();
                  }
                }).observe(document, { subtree: true, childList: true });
                """);
        page.reload();
        assertThat(chat.button("Theme: dark")).isVisible();

        assertThat(page.evaluate("() => window.firstTheme")).isEqualTo("dark");
        assertThat(page.evaluate(BACKGROUND)).isEqualTo(dark).isNotEqualTo(light);
    }

    @Test
    void withoutAChoiceTheSystemsThemeCounts(Page page) {
        ChatPage.open(page);
        Object light = page.evaluate(BACKGROUND);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));

        assertThat(page.evaluate(BACKGROUND)).isNotEqualTo(light);
    }
}
