package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Words are found in titles and texts, and a hit opens where they stand. */
@QuarkusTest
@ExtendWith(Browser.class)
class SearchBrowserTest {

    private static final Pattern SEARCH = Pattern.compile("/api/search\\?");

    @Inject
    Library library;

    @Test
    void wordsAreFoundAndMarkedInTheirPlace(Page page) {
        answered(page, "/echo the Eiffel Tower is made of iron");
        String address = page.url();
        var chat = answered(page, "/echo something else");
        field(page).fill("eiff IRON");
        assertThat(results(page)).hasCount(3);
        assertThat(results(page).first().locator("mark")).hasText(new String[] {"Eiffel", "iron"});
        assertThat(page.locator("#conversations")).isHidden();
        results(page)
                .filter(new Locator.FilterOptions().setHasText("/echo the Eiffel"))
                .last()
                .click();
        page.waitForURL(url -> url.startsWith(address));
        field(page).fill("made");
        var answer = results(page)
                .filter(new Locator.FilterOptions().setHas(page.locator(".result-text")))
                .first();
        assertThat(answer).containsText("Eiffel");
        answer.click();
        awaitMarked(page, "made");
        assertThat(chat.field()).hasValue("");
    }

    @Test
    void whatWasFoundIsTextAndNothingElse(Page page, Complaints complaints) {
        answered(page, "/echo <img src=x onerror=alert(1)> canary");
        field(page).fill("canary");
        assertThat(results(page).first()).containsText("<img src=x onerror=alert(1)>");
        assertThat(page.locator("#results img")).hasCount(0);
        assertThat(complaints.unexpected()).isEmpty();
    }

    @Test
    void aWordTypedQuicklyIsAskedForOnce(Page page) {
        answered(page, "/echo apples and pears");
        var asked = new ArrayList<String>();
        page.onRequest(request -> note(request, asked));
        field(page).focus();
        page.keyboard().type("apples");
        assertThat(results(page).first().locator("mark").first()).hasText("apples");
        assertThat(asked).hasSize(1);
    }

    private static void note(Request request, List<String> asked) {
        if (SEARCH.matcher(request.url()).find()) {
            asked.add(request.url());
        }
    }

    @Test
    void anAnswerThatCameTooLateIsNotShown(Page page) {
        answered(page, "/echo apples and pears");
        var held = new ArrayList<Route>();
        page.route(SEARCH, route -> {
            if (route.request().url().contains("q=apples")) {
                held.add(route);
            } else {
                route.resume();
            }
        });
        var failed = new ArrayList<String>();
        page.onRequestFailed(request -> note(request, failed));
        field(page).fill("apples");
        page.waitForCondition(() -> !held.isEmpty());
        field(page).fill("pears");
        assertThat(results(page).first().locator("mark").first()).hasText("pears");
        assertThat(failed).singleElement().asString().contains("q=apples");
        assertThat(page.locator("#results mark").filter(new Locator.FilterOptions().setHasText("apples")))
                .hasCount(0);
    }

    @Test
    void moreIsFoundAsOneScrolls(Page page) {
        library.conversations(library.owner(page), 75, Instant.now().minusSeconds(60), 60);
        page.reload();
        field(page).fill("conversation");
        assertThat(results(page)).hasCount(30);
        assertThat(status(page)).hasText("30 or more results");
        for (int shown : new int[] {60, 75}) {
            page.locator("#results").evaluate("it => (it.scrollTop = it.scrollHeight)");
            assertThat(results(page)).hasCount(shown);
        }
        assertThat(status(page)).hasText("75 results");
        assertThat((List<?>) page.evaluate(
                        "() => [...new Set([...document.querySelectorAll('.result')].map((it) => it.id))]"))
                .hasSize(75);
    }

    @Test
    void nothingFoundIsSaid(Page page) {
        answered(page, "/echo hello");
        field(page).fill("nowhere");
        assertThat(page.locator("#search-notes")).containsText("Nothing found for “nowhere”");
        assertThat(status(page)).hasText("Nothing found for “nowhere”");
        field(page).fill("");
        assertThat(page.locator("#search-notes")).isHidden();
        assertThat(page.locator("#conversations a")).hasCount(1);
    }

    @Test
    void aSearchThatFailedIsTriedAgain(Page page, Complaints complaints) {
        complaints.expect("503");
        answered(page, "/echo hello");
        page.route(SEARCH, route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        field(page).fill("hello");
        assertThat(page.locator("#search-notes")).containsText("Search did not work.");
        assertThat(status(page)).hasText("Search did not work.");
        page.unroute(SEARCH);
        page.locator("#search-notes button").click();
        assertThat(results(page)).hasCount(3);
        assertThat(field(page)).isFocused();
        assertThat(page.locator("#search-notes")).isEmpty();
    }

    @Test
    void theKeyboardIsEnough(Page page) {
        var chat = answered(page, "/echo apples");
        String apples = page.url();
        answered(page, "/echo pears");
        page.keyboard().press("Control+k");
        assertThat(field(page)).isFocused();
        page.keyboard().type("apples");
        assertThat(results(page)).hasCount(3);
        assertThat(status(page)).hasText("3 results");
        page.keyboard().press("ArrowUp");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("ArrowDown");
        assertThat(field(page)).hasAttribute("aria-activedescendant", "result-1");
        assertThat(page.locator("#result-1")).hasAttribute("aria-selected", "true");
        assertThat(page.locator(".result[aria-selected=true]")).hasCount(1);
        page.keyboard().press("ArrowUp");
        page.keyboard().press("Enter");
        page.waitForURL(url -> url.startsWith(apples + "#m"));
        awaitMarked(page, "apples");
        assertThat(page.locator(".message:focus")).hasCount(1);
        page.keyboard().press("/");
        assertThat(field(page)).isFocused();
        assertThat(field(page)).hasValue("apples");
        page.keyboard().press("Escape");
        assertThat(field(page)).hasValue("");
        assertThat(page.locator("#conversations")).isVisible();
        page.keyboard().press("Escape");
        assertThat(chat.field()).isFocused();
        page.keyboard().type("a/b");
        assertThat(chat.field()).hasValue("a/b");
    }

    @Test
    void theKeyOpensTheSidebarFirst(Page page) {
        page.setViewportSize(390, 800);
        answered(page, "/echo apples");
        assertThat(page.locator("#sidebar")).not().isInViewport();
        page.keyboard().press("Control+k");
        assertThat(page.locator("#sidebar")).isInViewport();
        page.keyboard().type("apples");
        assertThat(results(page)).hasCount(3);
        results(page).first().click();
        assertThat(page.locator("#sidebar")).not().isInViewport();
        awaitMarked(page, "apples");
    }

    @Test
    void whatWasFoundOnAnotherBranchIsShownThere(Page page) {
        var chat = answered(page, "/echo apples");
        edit(chat, page, "/echo pears");
        field(page).fill("apples");
        results(page).first().click();
        assertThat(page.locator(".message.user .plain")).hasText("/echo apples");
        assertThat(page.locator(".branches").first()).hasText("1 / 2");
        awaitMarked(page, "apples");
    }

    @Test
    void anotherBranchIsOfferedWhenTheAnswerHasEnded(Page page) {
        var chat = answered(page, "/echo apples");
        edit(chat, page, "/echo pears");
        chat.send("/long 50000");
        chat.awaitText(20);
        field(page).fill("apples");
        results(page)
                .filter(new Locator.FilterOptions().setHas(page.locator(".result-text")))
                .first()
                .click();
        var banner = page.locator("#elsewhere");
        assertThat(banner).containsText("when this answer has ended");
        assertThat(banner.locator("button")).isDisabled();
        chat.button("Stop").click();
        assertThat(banner.locator("button")).isEnabled();
        banner.locator("button").click();
        assertThat(banner).isHidden();
        assertThat(page.locator(".message.user .plain")).hasCount(1);
        assertThat(page.locator(".message.user .plain")).hasText("/echo apples");
        awaitMarked(page, "apples");
    }

    @Test
    void anAddressLeadsToAMessageAndBack(Page page) {
        var chat = answered(page, "/echo hello");
        String first = chat.conversation();
        answered(page, "/echo other");
        page.navigate("/c/" + first + "#m999999");
        assertThat(page.locator("#composer-note")).containsText("There is no such message");
        int answer = chat.lastStoredMessage().getInteger("id");
        page.navigate("/");
        page.navigate("/c/" + first + "#m" + answer);
        assertThat(page.locator(".message.assistant.sought")).hasCount(1);
        page.goBack();
        assertThat(page.locator("#welcome")).isVisible();
    }

    private static void edit(ChatPage chat, Page page, String text) {
        chat.button("Edit").click();
        page.getByLabel("Edit your message").fill(text);
        chat.button("Save").click();
        assertThat(page.locator(".branches")).hasText("2 / 2");
        chat.awaitAnswer();
    }

    /** Waits until the words are marked in the thread, and are in the window. */
    static void awaitMarked(Page page, String words) {
        page.waitForFunction("""
                (words) => {
                  const [range] = CSS.highlights.get("found") ?? [];
                  const box = range?.getBoundingClientRect();
                  const { top, bottom } = document.getElementById("scroller").getBoundingClientRect();
                  return range?.toString() === words && box.height > 0 && box.top >= top && box.bottom <= bottom;
                }
                """, words);
    }

    private static ChatPage answered(Page page, String text) {
        var chat = ChatPage.open(page);
        chat.send(text);
        chat.awaitAnswer();
        return chat;
    }

    private static Locator field(Page page) {
        return page.locator("#search");
    }

    private static Locator results(Page page) {
        return page.locator("#results .result");
    }

    private static Locator status(Page page) {
        return page.locator("#search-status");
    }
}
