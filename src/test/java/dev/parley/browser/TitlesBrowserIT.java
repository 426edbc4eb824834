package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.parley.web.ParleyProcess;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application, the HTTP client and a browser: titles from a server's answer to every tab. */
@ExtendWith(Browser.class)
class TitlesBrowserIT {
    private static final String QUESTION = "What is the weather like in Paris in May?";

    @TempDir
    Path folder;

    @Test
    void theTitleThatAModelMakesAppearsInEveryTab(BrowserContext browser, Page page) throws Exception {
        try (var api = new FakeMessagesApi();
                var parley = parley(api)) {
            var chat = ChatPage.open(page, parley.address().toString());
            chat.send(QUESTION);
            chat.awaitAnswer();
            var other = browser.newPage();
            ChatPage.open(other, page.url());
            for (var tab : new Page[] {page, other}) {
                assertThat(tab.locator("#title")).hasText(QUESTION);
            }
            await().until(() -> !api.askedForTitles().isEmpty());
            api.sayTitle("\"<b>Paris</b> in May.\"\nBecause that is what it is about.");
            for (var tab : new Page[] {page, other}) {
                assertThat(tab.locator("#title")).hasText("<b>Paris</b> in May");
                assertThat(tab.locator("#conversations a")).hasText(new String[] {"<b>Paris</b> in May"});
                assertThat(tab).hasTitle("<b>Paris</b> in May · Parley");
            }
            chat.send("And in June?");
            assertThat(chat.answers()).hasCount(2);
            chat.awaitAnswer();
            page.reload();
            assertThat(page.locator("#title")).hasText("<b>Paris</b> in May");

            var asked = api.askedForTitles();
            assertThat(asked).hasSize(1);
            assertThat(asked.getFirst().getInteger("max_tokens")).isLessThan(100);
            assertThat(asked.getFirst().getJsonArray("messages").encode())
                    .contains(QUESTION, FakeMessagesApi.ANSWER)
                    .doesNotContain("June");
            // Before its server ends, which it would complain of.
            other.close();
            page.close();
        }
    }

    @Test
    void aServerThatDoesNotKnowTheModelIsAskedOnce(Page page) throws Exception {
        try (var api = new FakeMessagesApi();
                var parley = parley(api)) {
            api.forgetTitleModel();
            var chat = ChatPage.open(page, parley.address().toString());
            chat.send(QUESTION);
            chat.awaitAnswer();
            await().until(() -> parley.output().contains("The model claude-haiku-5-5 makes no titles"));
            assertThat(parley.output()).doesNotContain(QUESTION, FakeMessagesApi.ANSWER);
            for (String text : new String[] {"One", "Two"}) {
                ChatPage.open(page, parley.address().toString());
                chat.send(text);
                chat.awaitAnswer();
                assertThat(page.locator("#title")).hasText(text);
            }
            assertThat(page.locator("#conversations a")).hasText(new String[] {"Two", "One", QUESTION});
            assertThat(api.askedForTitles()).hasSize(1);
            page.close();
        }
    }

    private ParleyProcess parley(FakeMessagesApi api) throws IOException {
        return new ParleyProcess(
                        folder,
                        "parley.store.directory=" + folder.resolve("data"),
                        "parley.claude.base-url=" + api.url(),
                        "parley.claude.api-key=not-a-real-key")
                .start();
    }
}
