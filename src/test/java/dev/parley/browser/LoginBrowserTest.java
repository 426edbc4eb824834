package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import dev.parley.auth.PasswordAccess;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(PasswordAccess.class)
@ExtendWith(Browser.class)
class LoginBrowserTest {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    @BeforeEach
    void comeFromAnAddressOfOnesOwn(BrowserContext context) {
        context.setExtraHTTPHeaders(Map.of("X-Forwarded-For", "198.51.100." + ADDRESSES.incrementAndGet()));
    }

    @Test
    void theReaderSignsInWritesAndSignsOut(Page page, Complaints complaints) {
        page.navigate("/");
        assertThat(page).hasURL(Pattern.compile("/login$"));
        assertThat(field(page)).isFocused();
        page.keyboard().type(PasswordAccess.PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page.locator("#welcome:not([hidden])")).isVisible();
        var chat = ChatPage.open(page);
        chat.send("/echo hello");
        chat.awaitAnswer();
        String address = page.url();
        var other = page.context().newPage();
        other.navigate(address);
        assertThat(other.locator(".message.assistant")).hasCount(1);

        complaints.expect("status of 401");
        button(page, "Sign out").click();
        assertThat(page).hasURL(Pattern.compile("/login$"));
        assertThat(other).hasURL(Pattern.compile("/login\\?next=/c/"));
        enter(other, PasswordAccess.PASSWORD);
        assertThat(other).hasURL(address);
        assertThat(other.locator(".message.assistant")).hasCount(1);
    }

    @Test
    void aSessionThatEndedWhileThePageWasAwayLeadsToTheForm(Page page, Complaints complaints) {
        page.navigate("/");
        enter(page, PasswordAccess.PASSWORD);
        var chat = ChatPage.open(page);
        chat.send("/echo hello");
        chat.awaitAnswer();
        complaints.expect("status of 401");
        complaints.expect("WebSocket connection to");
        page.context().clearCookies();
        // What a page does that comes back from a sleep.
        page.evaluate("() => window.dispatchEvent(new Event('online'))");

        assertThat(page).hasURL(Pattern.compile("/login\\?next=/c/"));
    }

    @Test
    void aWrongPasswordIsSaidAndCanBeMended(Page page, Complaints complaints) {
        complaints.expect("status of 403");
        page.navigate("/login?next=/c/12345678");
        enter(page, "wrong");
        assertThat(page.getByRole(AriaRole.ALERT)).hasText("That is not the password.");
        assertThat(field(page)).isFocused();
        assertThat(field(page)).hasAttribute("aria-invalid", "true");
        enter(page, PasswordAccess.PASSWORD);

        assertThat(page).hasURL(Pattern.compile("/c/12345678$"));
    }

    @Test
    void theFormNeedsNoScript(Page page) {
        var options = new NewContextOptions()
                .setJavaScriptEnabled(false)
                .setBaseURL(page.navigate("/login").url())
                .setExtraHTTPHeaders(Map.of("X-Forwarded-For", "203.0.113.9"));
        try (var context = page.context().browser().newContext(options)) {
            var plain = context.newPage();
            plain.navigate("/login");
            enter(plain, PasswordAccess.PASSWORD);

            assertThat(plain.locator("#composer")).isVisible();
        }
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 390", "DARK, 390"})
    void theFormIsAccessibleAndHasAPicture(ColorScheme colours, int width, Page page, Complaints complaints) {
        complaints.expect("status of 403");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
        page.setViewportSize(width, width < 500 ? 844 : 800);
        String suffix = colours.name().toLowerCase(Locale.ROOT) + "-" + width;
        page.navigate("/login");
        AccessibilityBrowserTest.assertAccessible(page, "login");
        take(page, "login-" + suffix);
        enter(page, "wrong");
        assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
        AccessibilityBrowserTest.assertAccessible(page, "login refused");
        take(page, "login-refused-" + suffix);
        assertThat((Boolean) page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .as("nothing is cut")
                .isTrue();
        enter(page, PasswordAccess.PASSWORD);
        var chat = ChatPage.open(page);
        if (width < 500) {
            chat.button("Conversations").click();
        }
        assertThat(button(page, "Sign out")).isVisible();
        AccessibilityBrowserTest.assertAccessible(page, "signed in");
        take(page, "signed-in-" + suffix);
    }

    private static void enter(Page page, String password) {
        field(page).fill(password);
        button(page, "Sign in").click();
    }

    private static Locator field(Page page) {
        return page.getByLabel("Password");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static void take(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setAnimations(ScreenshotAnimations.DISABLED));
    }
}
