package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@ExtendWith(Browser.class)
class AvatarBrowserTest {

    @ParameterizedTest
    @ValueSource(strings = {"🌦️", "🤖", "👩‍🔬", "🇳🇴", "👍🏽"})
    void anEmojiIsTheAvatar(String emoji, Page page) {
        StubbedConversation.by(page, "other", "Weather", emoji);
        assertThat(avatar(page)).hasText(emoji);
        assertThat(avatar(page)).hasClass("avatar emoji");
    }

    @Test
    void anEmojiAsNameIsTheAvatar(Page page) {
        StubbedConversation.by(page, "other", "🐧", null);
        assertThat(avatar(page)).hasText("🐧");
    }

    @Test
    void aSymbolIsDrawn(Page page) {
        StubbedConversation.by(page, "other", "Robot", ":material/robot_2:");
        assertThat(avatar(page).locator("svg.symbol path")).hasAttribute("d", Pattern.compile("^M.{100,}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":material/no_such_symbol:", ":material/constructor:", ":material/__proto__:", "robot",
                "https://example.org/me.png", "//example.org/me.png", "/files/../../x?y=<z>", "javascript:alert(1)",
                "data:image/png;base64,AAAA", "<img src=x onerror=alert(1)>"
            })
    void whatIsNoAvatarLeavesTheInitial(String avatar, Page page) {
        StubbedConversation.by(page, "other", "<b>ada</b>", avatar);
        assertThat(avatar(page)).hasText("<");
        assertThat(avatar(page).locator("*")).hasCount(0);
    }

    @ParameterizedTest
    @CsvSource({"file:abc_123, /api/conversations/stubbed-conversation/files/abc_123", "/files/me.svg, /files/me.svg"})
    void aPictureComesFromParleyItself(String avatar, String address, Page page) {
        page.route(
                "**" + address,
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("image/svg+xml")
                        .setBody("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")));
        StubbedConversation.by(page, "other", "Ada", avatar);
        assertThat(avatar(page).locator("img")).hasAttribute("src", address);
        page.waitForFunction("() => document.querySelector('.avatar img').naturalWidth === 9");
    }

    @Test
    void aPictureThatIsGoneLeavesTheInitial(Page page, Complaints complaints) {
        complaints.expect("404");
        StubbedConversation.by(page, "other", "émile", "file:gone");
        assertThat(avatar(page)).hasText("É");
    }

    @Test
    void aNamesColourStaysTheSame(Page page) {
        String first = hue(page, "Ada");
        String other = hue(page, "Grace");
        assertThat(hue(page, "Ada")).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    private static String hue(Page page, String name) {
        StubbedConversation.by(page, "other", name, null);
        return (String) avatar(page).evaluate("it => it.style.getPropertyValue('--hue')");
    }

    private static Locator avatar(Page page) {
        return page.locator("#thread .message.other .avatar");
    }
}
