package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.parley.browser.Browser.WithWorker;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@ExtendWith(Browser.class)
class OfflineBrowserTest {

    private static final String WORKER_CONTROLS =
            "() => navigator.serviceWorker.controller && navigator.serviceWorker.ready.then(() => true)";

    @Test
    @WithWorker
    void aPageThatCannotBeHadSaysSoAndComesBackByItself(Page page, Network network, Complaints complaints) {
        var chat = ChatPage.open(page);
        chat.send("/echo kept");
        chat.awaitAnswer();
        page.waitForFunction(WORKER_CONTROLS);
        complaints.expect("ERR_");
        network.cut();
        page.reload();
        assertThat(page.locator("h1")).hasText("Parley cannot be reached");
        assertThat(page.locator(".offline-page img")).isVisible();
        assertThat(page.evaluate("() => document.querySelector('.offline-page img').naturalWidth > 0"))
                .isEqualTo(true);
        AccessibilityBrowserTest.assertAccessible(page, "offline");
        network.mend();
        assertThat(chat.lastAnswer()).containsText("kept");
    }

    @Test
    @WithWorker
    void theWorkerAnswersForNothingButPages(Page page) {
        ChatPage.open(page);
        page.waitForFunction(WORKER_CONTROLS);
        assertThat(page.evaluate("() => fetch('/api/handlers').then((it) => it.ok)"))
                .isEqualTo(true);
        assertThat(
                        page.evaluate(
                                "() => caches.keys().then((names) => caches.open(names[0])).then((it) => it.keys())"
                                        + ".then((kept) => kept.map(({ url }) => new URL(url).pathname).filter((it) => !it.startsWith('/static/')).sort().join())"))
                .isEqualTo("/favicon.svg,/offline");
    }

    @Test
    void thePageCanBeInstalled(Page page) {
        ChatPage.open(page);
        @SuppressWarnings("unchecked")
        var sizes = (List<String>) page.evaluate("""
                async () => {
                  const link = document.querySelector("link[rel=manifest]").href;
                  const answer = await fetch(link);
                  const { icons, start_url, display } = await answer.json();
                  if (!answer.headers.get("content-type").startsWith("application/manifest+json")) return ["not a manifest"];
                  if (start_url !== "/" || display !== "standalone") return ["not to be installed"];
                  return Promise.all(
                    icons.map(async ({ src, type, sizes }) => {
                      const icon = await fetch(src);
                      const right = icon.ok && icon.headers.get("content-type").startsWith(type);
                      const picture = await createImageBitmap(await icon.blob(), sizes === "any" ? { resizeWidth: 24, resizeHeight: 24 } : {}).catch(() => ({ width: 0 }));
                      return right && (sizes === "any" || sizes === `${picture.width}x${picture.height}`) ? sizes : `bad ${src}`;
                    }),
                  );
                }
                """);
        assertThat(sizes).containsExactly("any", "192x192", "512x512", "512x512");
    }
}
