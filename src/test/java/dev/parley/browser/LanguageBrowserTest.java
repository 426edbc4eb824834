package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@ExtendWith(Browser.class)
class LanguageBrowserTest {

    @Test
    void aChosenLanguageHoldsForThePageAndItsScript(Page page) {
        ChatPage.open(page);
        page.locator("#composer-text").fill("Not yet sent");
        page.locator("#language select").selectOption("de");

        assertThat(page.locator("html")).hasAttribute("lang", "de");
        assertThat(page.locator(".new-chat")).hasText("Neuer Chat");
        assertThat(page.locator("#composer-send")).hasAttribute("aria-label", "Senden");
        assertThat(page.locator("#composer-text")).hasValue("Not yet sent");
        page.reload();
        assertThat(page.locator(".new-chat")).hasText("Neuer Chat");
    }

    @Test
    void theConversationThatWasOpenIsOpenAfterwards(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/echo Bonjour");
        assertThat(page.locator(".message.assistant").last()).containsText("Bonjour");
        String address = page.url();
        page.locator("#language select").selectOption("ja");

        assertThat(page.locator("html")).hasAttribute("lang", "ja");
        assertThat(page).hasURL(address);
        assertThat(page.locator(".message.assistant").last()).containsText("Bonjour");
    }
}
