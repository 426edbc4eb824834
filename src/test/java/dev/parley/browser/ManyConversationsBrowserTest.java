package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.RequestOptions;
import dev.parley.conversation.ConversationId;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** With 10,000 conversations the list is what it is with ten: there as one scrolls, in order, and up to date. */
@QuarkusTest
@ExtendWith(Browser.class)
class ManyConversationsBrowserTest {

    private static final Logger LOG = Logger.getLogger(ManyConversationsBrowserTest.class);
    private static final int MANY = 10_000;
    private static final int PAGE = 100;

    /** Scrolled through to their end, which takes a page for each hundred. */
    private static final int SOME = 3_000;

    @Inject
    Library library;

    @Test
    void theListLoadsAsOneScrolls(Page page) {
        seeded(page, MANY);
        assertThat(rows(page)).hasCount(PAGE);
        assertThat(labels(page).first()).hasText("Today");
        scrollToEnd(page);
        assertThat(rows(page)).hasCount(2 * PAGE);
        scrollToEnd(page);
        assertThat(rows(page)).hasCount(3 * PAGE);
        assertThat(addresses(page)).isEqualTo(listed(page, 3 * PAGE));
        List<String> labels = labels(page).allTextContents();
        assertThat(labels).doesNotHaveDuplicates().startsWith("Today", "Yesterday", "Previous 7 days");
        page.locator("#conversations").evaluate("it => (it.scrollTop = 0)");
        assertThat(rows(page)).hasCount(2 * PAGE);
    }

    @Test
    void theLastOfAllIsReachedAndThePageStaysSmall(Page page) {
        seeded(page, SOME);
        long start = System.nanoTime();
        scrollToLast(page, "Conversation " + (SOME - 1));
        LOG.infof("All of them were loaded after %d ms", (System.nanoTime() - start) / 1_000_000);
        assertThat(rows(page).last()).hasText("Conversation " + (SOME - 1));
        var last = page.locator("#conversations li[aria-posinset]").last();
        assertThat(last).hasAttribute("aria-posinset", String.valueOf(SOME + 1));
        assertThat(last).hasAttribute("aria-setsize", String.valueOf(SOME + 1));
        // Eight for each row, and no more rows than are near.
        assertThat(count(page, "#conversations *")).isLessThan(8 * PAGE);
        LOG.infof("A change takes %s ms", page.evaluate("""
                        async () => {
                          const list = document.getElementById("conversations");
                          const { id } = (await (await fetch("/api/conversations?limit=1")).json()).items[0];
                          const long = new Promise((done) => new PerformanceObserver((entries) =>
                            done(entries.getEntries()[0].duration)).observe({ type: "longtask" }));
                          await fetch(`/api/conversations/${id}`, {
                            method: "PATCH", headers: { "Content-Type": "application/json" },
                            body: JSON.stringify({ title: "Changed" }) });
                          return Promise.race([long, new Promise((done) => setTimeout(() => done("under 50"), 500))]);
                        }
                        """));
        List<String> upwards = seenUpwards(page);
        assertThat(upwards).doesNotHaveDuplicates().isEqualTo(listed(page, SOME + 1));
        assertThat(rows(page).first()).hasText("Changed");
        assertThat(rows(page)).hasCount(2 * PAGE);
        assertThat(labels(page).allTextContents()).doesNotHaveDuplicates();
    }

    @Test
    void theKeysLeadOnWhereverOneIs(Page page) {
        seeded(page, 600);
        scrollToLast(page, "Conversation 599");
        rows(page).last().focus();
        // From link to link, with the menu of each between them.
        for (int step = 0; step < 2 * 60; step++) {
            page.keyboard().press("Shift+Tab");
        }
        assertThat(row(page, "Conversation 539")).isFocused();
        assertThat(row(page, "Conversation 539")).isInViewport();
        page.locator("#conversations").evaluate("it => (it.scrollTop = 1000)");
        assertThat(row(page, "Conversation 20")).isVisible();
        assertThat(row(page, "Conversation 539")).isFocused();
        assertThat(row(page, "Conversation 500")).hasCount(0);
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        assertThat(row(page, "Conversation 540")).isFocused();
        assertThat(row(page, "Conversation 540")).isInViewport();
        assertThat(row(page, "Conversation 560")).isVisible();
    }

    @Test
    void whatIsHeardOfARowFurtherDownShowsWhereItBelongs(Page page) {
        var made = seeded(page, 500);
        assertThat(rows(page)).hasCount(PAGE);
        var far = made.get(400);

        patch(page, far, "{\"title\":\"Renamed far below\"}");
        patch(page, made.get(0), "{\"title\":\"Renamed above\"}");
        assertThat(row(page, "Renamed above")).hasCount(1);
        assertThat(row(page, "Renamed far below")).hasCount(0);
        assertThat(rows(page)).hasCount(PAGE);

        patch(page, far, "{\"pinned\":true}");
        assertThat(rows(page).first()).hasText("Renamed far below");
        assertThat(labels(page).first()).hasText("Pinned");
        patch(page, far, "{\"pinned\":false}");
        assertThat(row(page, "Renamed far below")).hasCount(0);
        assertThat(labels(page).first()).hasText("Today");

        send(page, far, "/echo news");
        assertThat(rows(page).first()).hasText("Renamed far below");
        scrollToLast(page, "Conversation 499");
        assertThat(seenUpwards(page)).isEqualTo(listed(page, 501));
    }

    @Test
    void theListStaysWhereItIsWhenThePageComesBack(Page page, Network network, Complaints complaints) {
        complaints.expect("ERR_");
        complaints.expect("WebSocket");
        var made = seeded(page, 500);
        scrollToEnd(page);
        assertThat(rows(page)).hasCount(2 * PAGE);
        scrollToEnd(page);
        assertThat(rows(page)).hasCount(3 * PAGE);
        double place = top(page);
        network.cut();
        assertThat(page.locator("#connection")).isVisible();
        network.mend();
        assertThat(page.locator("#connection")).isHidden();
        patch(page, made.get(10), "{\"title\":\"Changed meanwhile\"}");
        assertThat(row(page, "Changed meanwhile")).hasCount(1);
        assertThat(top(page)).isEqualTo(place);
        assertThat(rows(page).count()).isGreaterThanOrEqualTo(2 * PAGE);
    }

    @Test
    void aPageThatDidNotComeIsAskedForAgain(Page page, Complaints complaints) {
        complaints.expect("503");
        seeded(page, 250);
        page.route("**/api/conversations?*after=*", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        scrollToEnd(page);
        var failed = page.locator("#conversations .list-failed");
        assertThat(failed).containsText("The rest could not be loaded.");
        page.unroute("**/api/conversations?*after=*");
        failed.locator("button").click();
        assertThat(failed).hasCount(0);
        assertThat(rows(page)).hasCount(2 * PAGE);
    }

    /** An hour apart, so that they reach back for months. */
    private List<ConversationId> seeded(Page page, int count) {
        String owner = library.owner(page);
        long start = System.nanoTime();
        var made = library.conversations(
                owner, count, Instant.now().minusSeconds(1), Duration.ofHours(1).toSeconds());
        LOG.infof("%d were made in %d ms", count, (System.nanoTime() - start) / 1_000_000);
        page.navigate("/");
        return made;
    }

    private static void patch(Page page, ConversationId id, String body) {
        var answer = page.request()
                .patch(
                        "/api/conversations/" + id,
                        RequestOptions.create()
                                .setHeader("Content-Type", "application/json")
                                .setData(body));
        assertThat(answer.status()).isEqualTo(200);
    }

    private static void send(Page page, ConversationId id, String text) {
        var answer = page.request()
                .post(
                        "/api/conversations/" + id + "/messages",
                        RequestOptions.create().setData(Map.of("text", text)));
        assertThat(answer.status()).isEqualTo(200);
    }

    /** As the server lists them. */
    private static List<String> listed(Page page, int count) {
        var ids = new ArrayList<String>();
        String after = "";
        while (ids.size() < count) {
            var answer = new JsonObject(
                    page.request().get("/api/conversations?limit=100" + after).text());
            answer.getJsonArray("items").forEach(item -> ids.add("/c/" + ((JsonObject) item).getString("id")));
            if (!answer.containsKey("next")) {
                break;
            }
            after = "&after=" + answer.getString("next");
        }
        return ids.subList(0, count);
    }

    @SuppressWarnings("unchecked")
    private static List<String> addresses(Page page) {
        return (List<String>) rows(page).evaluateAll("links => links.map((it) => it.getAttribute('href'))");
    }

    /** Page by page, until a row stands at the end. */
    private static void scrollToLast(Page page, String title) {
        page.waitForFunction("""
                title => {
                  const list = document.getElementById("conversations");
                  list.scrollTop = list.scrollHeight;
                  return [...list.querySelectorAll("a")].at(-1)?.title === title;
                }
                """, title, new Page.WaitForFunctionOptions().setTimeout(60_000));
    }

    /** The addresses of all rows, from the first to the last, as someone sees them who scrolls up from the end. */
    @SuppressWarnings("unchecked")
    private static List<String> seenUpwards(Page page) {
        return (List<String>) page.evaluate("""
                async () => {
                  const list = document.getElementById("conversations");
                  const seen = [];
                  const look = () => {
                    const { top, bottom } = list.getBoundingClientRect();
                    const now = [...list.querySelectorAll("a")].filter((it) => {
                      const box = it.getBoundingClientRect();
                      return box.bottom > top && box.top < bottom;
                    }).map((it) => it.getAttribute("href"));
                    seen.unshift(...now.filter((it) => !seen.includes(it)));
                  };
                  for (look(); list.scrollTop > 0; look()) {
                    list.scrollTop -= list.clientHeight - 80;
                    for (let left = 2; left > 0; left--) await new Promise(requestAnimationFrame);
                  }
                  return seen;
                }
                """);
    }

    private static int count(Page page, String selector) {
        return page.locator(selector).count();
    }

    private static void scrollToEnd(Page page) {
        page.locator("#conversations").evaluate("it => (it.scrollTop = it.scrollHeight)");
    }

    private static double top(Page page) {
        return ((Number) page.locator("#conversations").evaluate("it => it.scrollTop")).doubleValue();
    }

    private static Locator rows(Page page) {
        return page.locator("#conversations a");
    }

    private static Locator row(Page page, String title) {
        return page.locator("#conversations a[title='" + title + "']");
    }

    private static Locator labels(Page page) {
        return page.locator("#conversations .sidebar-label");
    }
}
