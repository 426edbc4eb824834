package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** HTML of a model's making runs in a frame that reaches nothing. */
@QuarkusTest
@ExtendWith(Browser.class)
class HtmlFrameBrowserTest {

    @Test
    void theFramesDocumentIsSandboxedByItsOwnHeader() {
        RestAssured.get("/frame")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", Matchers.startsWith("sandbox allow-scripts; default-src 'none'"))
                .header("Content-Security-Policy", Matchers.endsWith("frame-ancestors 'self'"))
                .header("X-Content-Type-Options", "nosniff")
                .header("Set-Cookie", Matchers.nullValue());
    }

    @Test
    void aDocumentRunsAndTakesTheHeightItNeeds(Page page) {
        StubbedConversation.with(page, html("""
                <div style="height: 500px">Sum: <b id="sum"></b></div>
                <script>document.getElementById("sum").textContent = 40 + 2;</script>"""));

        assertThat(frame(page).locator("#sum")).hasText("42");
        page.waitForCondition(() -> page.locator("iframe").boundingBox().height >= 500);
        assertThat(page.locator("iframe").boundingBox().height).isLessThan(560);
    }

    @Test
    void aDocumentOfAGivenHeightScrolls(Page page) {
        StubbedConversation.with(page, html("<p style='height: 900px'>Long</p>").put("height", 120));
        assertThat(frame(page).locator("p")).hasText("Long");

        assertThat(page.locator("iframe").boundingBox().height).isEqualTo(120);
    }

    @Test
    void aDocumentAsHighAsItsWindowDoesNotGrowForEver(Page page) {
        StubbedConversation.with(page, html("<div style='height: calc(100vh + 10px)' id=tall>Tall</div>"));
        assertThat(frame(page).locator("#tall")).isVisible();
        for (int frames = 0; frames < 40; frames++) {
            page.evaluate("() => new Promise(requestAnimationFrame)");
        }

        assertThat(page.locator("iframe").boundingBox().height).isLessThan(700);
    }

    @Test
    void aDocumentFollowsThePageIntoTheDarkWithoutBeginningAnew(Page page) {
        StubbedConversation.with(page, html("<b id=n>0</b><script>n.textContent = Math.random()</script>"));
        var number = frame(page).locator("#n");
        assertThat(number).containsText("0.");
        String before = number.textContent();
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));

        assertThat(frame(page).locator("html")).hasCSS("color-scheme", "dark");
        assertThat(number).hasText(before);
    }

    @Test
    void theDocumentReachesNeitherThePageNorTheReadersCookies(Page page, Complaints complaints) {
        complaints.expect("Blocked opening");
        complaints.expect("Unsafe attempt to initiate navigation");
        StubbedConversation.with(page, html(attempts("""
                attempt("parent", () => parent.document.title);
                attempt("top", () => top.location.href);
                attempt("cookie", () => document.cookie);
                attempt("storage", () => localStorage.length);
                attempt("origin", () => { if (origin !== "null") return origin; throw new Error(); });
                attempt("popup", () => { if (open("/")) return "opened"; throw new Error(); });
                attempt("top navigation", () => { top.location = "/"; return "went"; });
                """)));

        assertThat(frame(page).locator("#done")).hasText("done");
        assertThat(frame(page).locator("li")).hasCount(0);
        assertThat(page.locator("#title")).hasText("Elements");
    }

    @Test
    void theDocumentHasNoNetwork(Page page, Complaints complaints) {
        complaints.expect("Content Security Policy");
        complaints.expect("CSP violation");
        complaints.expect("example.org");
        complaints.expect("Blocked form submission");
        List<String> answered = new ArrayList<>();
        page.onResponse(response -> answered.add(response.url()));
        var conversation = StubbedConversation.with(page);
        int before = answered.size();
        conversation.add(20, 0, html("""
                <img src="/favicon.svg?image"><img src="https://example.org/image"><link rel="stylesheet" href="/x.css">
                <link rel="prefetch" href="https://example.org/prefetch"><link rel="preload" as="image" href="/preload">
                <iframe src="https://example.org/frame"></iframe><object data="/object"></object><video src="/v"></video>
                <style>@import "https://example.org/css"; body { background: url(/background) }</style>
                <form action="/form"><button id="b">send</button></form>
                """ + attempts("""
                await attemptLater("fetch", () => fetch("/api/conversations"));
                await attemptLater("fetch", () => fetch("https://example.org/"));
                attempt("worker", () => new Worker("/worker.js"));
                attempt("calls", () => new RTCPeerConnection());
                try { new WebSocket("wss://example.org/"); } catch {}
                try { new EventSource("/events"); } catch {}
                navigator.sendBeacon("/beacon", "x");
                document.getElementById("b").click();
                """)));
        assertThat(frame(page).locator("#done")).hasText("done");
        assertThat(frame(page).locator("li")).hasCount(0);
        for (String refused :
                List.of("/events", "/beacon", "wss://example.org", "https://example.org/image", "/background")) {
            page.waitForCondition(() -> complaints.heard(refused) > 0);
        }

        // The page itself fetches what shows the frame.
        assertThat(answered.subList(before, answered.size()))
                .allMatch(url -> url.endsWith("/frame") || url.contains("/static/bundle/"));
    }

    @Test
    void theDocumentCannotGoToAnotherHost(Page page, Complaints complaints) {
        complaints.expect("frame-src");
        List<Request> requests = new ArrayList<>();
        page.onRequest(requests::add);
        StubbedConversation.with(
                page,
                html("<p>Going</p><script>location.href = 'https://example.org/?secret'</script>"),
                html("<meta http-equiv='refresh' content='0;url=https://example.org/?refresh'>"),
                html("<a id=a href='https://example.org/?link'>x</a><script>a.click()</script>"));
        for (var frame : page.locator("iframe").all()) {
            frame.scrollIntoViewIfNeeded();
        }
        page.waitForCondition(() -> complaints.heard("frame-src") >= 3);

        assertThat(requests.stream().map(Request::url)).noneMatch(url -> url.contains("example.org"));
    }

    @Test
    void otherFramesMessagesAreNotHeard(Page page) {
        StubbedConversation.with(page, html("<p>Small</p>"));
        assertThat(frame(page).locator("p")).hasText("Small");
        page.waitForCondition(() -> page.locator("iframe").boundingBox().height < 200);
        double before = page.locator("iframe").boundingBox().height;
        page.evaluate("() => { postMessage(1900, '*'); postMessage('ready', '*'); postMessage({ html: 'x' }, '*'); }");
        page.evaluate("() => new Promise(requestAnimationFrame)");

        assertThat(page.locator("iframe").boundingBox().height).isEqualTo(before);
    }

    private static FrameLocator frame(Page page) {
        page.locator("iframe").first().scrollIntoViewIfNeeded();
        return page.locator("iframe").first().contentFrame();
    }

    /** Lists each attempt that succeeded. */
    private static String attempts(String script) {
        return """
                <ul id="succeeded"></ul><p id="done"></p>
                <script>
                  const report = (what, result) => {
                    succeeded.append(Object.assign(document.createElement("li"), { textContent: what + ": " + result }));
                  };
                  const attempt = (what, action) => { try { report(what, action()); } catch {} };
                  const attemptLater = async (what, action) => { try { report(what, await action()); } catch {} };
                  (async () => { %s; done.textContent = "done"; })();
                </script>""".formatted(script);
    }

    private static JsonObject html(String text) {
        return new JsonObject().put("kind", "html").put("text", text).put("endedAt", 1);
    }
}
