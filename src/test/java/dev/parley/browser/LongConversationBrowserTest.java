package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import dev.parley.conversation.ConversationId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A conversation of 10,000 messages is read like a short one. */
@QuarkusTest
@ExtendWith(Browser.class)
class LongConversationBrowserTest {

    private static final Logger LOG = Logger.getLogger(LongConversationBrowserTest.class);
    private static final int MESSAGES = 10_000;
    /** As the page has it: what is loaded at a time, and what is kept. */
    private static final int PAGE = 50;

    private static final int MOST = 400;

    /** The first message that begins in the window, and where; the message is kept under a name. */
    private static final String MARK_PLACE = """
            () => {
              const scroller = document.getElementById("scroller");
              const edge = scroller.getBoundingClientRect().top;
              const first = [...document.querySelectorAll("#thread .message")]
                .find((it) => it.getBoundingClientRect().top >= edge);
              window.place = { first, top: first.getBoundingClientRect().top, worst: 0, frames: 0 };
              const look = () => {
                const { first, top } = window.place;
                const off = first.isConnected ? Math.abs(first.getBoundingClientRect().top - top) : Infinity;
                window.place.worst = Math.max(window.place.worst, off);
                window.place.frames++;
                window.place.frame = requestAnimationFrame(look);
              };
              look();
            }
            """;

    /** To the top, and the place there is kept before anything can come: an answer may be quick. */
    private static final String TO_TOP = """
            () => {
              document.getElementById("scroller").scrollTop = 0;
              window.firstText = document.querySelector("#thread .message").textContent;
              (%s)();
            }
            """.formatted(MARK_PLACE);

    /** And painted: what was never in sight has its own height only then. */
    private static final String FAR_DOWN = """
            async () => {
              document.getElementById("scroller").scrollTop += 2000;
              for (let left = 2; left > 0; left--) await new Promise(requestAnimationFrame);
            }
            """;

    private static final String MORE_CAME =
            "() => document.querySelector('#thread .message').textContent !== window.firstText";

    /** By how much the marked message has moved at worst, in any frame since then and ten more. */
    private static final String MOVED = """
            async () => {
              for (let left = 10; left > 0; left--) await new Promise(requestAnimationFrame);
              cancelAnimationFrame(window.place.frame);
              return window.place.worst;
            }
            """;

    /** Made once, for all tests that only read it, and the cookies of whoever owns it. */
    private static @Nullable ConversationId longest;

    private static List<Cookie> reader = List.of();

    @Inject
    Library library;

    @Test
    void openingItCostsAsMuchAsAShortOne(Page page) {
        var longer = longest(page);
        var shorter = library.longConversation(library.owner(longer), 60);
        var received = new ArrayList<Integer>();
        page.onWebSocket(socket ->
                socket.onFrameReceived(frame -> received.add(frame.text().length())));
        List<Integer> bytes = new ArrayList<>();
        for (var conversation : List.of(shorter, longer)) {
            received.clear();
            long start = System.nanoTime();
            open(page, conversation);
            LOG.infof("Opening took %d ms", (System.nanoTime() - start) / 1_000_000);
            assertThat(messages(page)).hasCount(PAGE);
            bytes.add(received.stream().mapToInt(Integer::intValue).sum());
        }
        assertThat(bytes.get(1)).isLessThan(2 * bytes.get(0));
    }

    @Test
    void olderMessagesComeAboveWithoutAJump(Page page) {
        open(page, longest(page));
        int loaded = PAGE;
        double worst = 0;
        while (loaded < 250) {
            // As someone does who reads upwards.
            page.evaluate("() => (document.getElementById('scroller').scrollTop -= 300)");
            page.evaluate(MARK_PLACE);
            page.waitForFunction("() => window.place.frames > 5");
            worst = Math.max(worst, ((Number) page.evaluate(MOVED)).doubleValue());
            loaded = messages(page).count();
        }
        assertThat(worst).isLessThanOrEqualTo(1);
    }

    @Test
    void whoeverHitsTheTopStaysWhereTheyAre(Page page) {
        open(page, longest(page));
        double worst = 0;
        for (int load = 0; load < 12; load++) {
            page.evaluate(TO_TOP);
            page.waitForFunction(MORE_CAME);
            worst = Math.max(worst, ((Number) page.evaluate(MOVED)).doubleValue());
            assertThat(messages(page).count()).isLessThanOrEqualTo(MOST);
        }
        assertThat(worst).isLessThanOrEqualTo(1);
        assertThat(firstText(page)).contains("Message " + (MESSAGES - 13 * PAGE + 1) + ".");
    }

    @Test
    void nothingMovesAgainstTheWheelHoweverFastItTurns(Page page) {
        open(page, longest(page));
        page.evaluate("""
                () => {
                  window.against = 0;
                  let before = new Map();
                  const look = () => {
                    const { top, bottom } = document.getElementById("scroller").getBoundingClientRect();
                    const now = new Map();
                    for (const it of document.querySelectorAll("#thread .message")) {
                      const box = it.getBoundingClientRect();
                      if (box.bottom > top && box.top < bottom) now.set(it, box.top);
                    }
                    for (const [it, place] of now) {
                      const was = before.get(it);
                      if (was !== undefined) window.against = Math.min(window.against, place - was);
                    }
                    before = now;
                    requestAnimationFrame(look);
                  };
                  look();
                }
                """);
        page.mouse().move(700, 400);
        String start = firstText(page);
        for (int turn = 0; turn < 60; turn++) {
            page.mouse().wheel(0, -900);
        }
        page.waitForFunction("before => document.querySelector('#thread .message').textContent !== before", start);
        page.waitForFunction("() => document.querySelectorAll('#thread .message').length >= 200");
        assertThat(((Number) page.evaluate("() => window.against")).doubleValue())
                .isGreaterThanOrEqualTo(-1);
    }

    /** As a wheel does whose movement goes on after its last event. */
    @Test
    void whatIsScrolledWhileOlderMessagesComeIsNotTakenBack(Page page) {
        open(page, longest(page));
        page.evaluate("""
                () => {
                  const thread = document.getElementById("thread");
                  const scroller = document.getElementById("scroller");
                  scroller.scrollTop = 600;
                  const first = thread.querySelector(".message");
                  new MutationObserver((changes, observer) => {
                    if (thread.querySelector(".message") === first) return;
                    observer.disconnect();
                    const before = first.getBoundingClientRect().top;
                    scroller.scrollTop -= 300;
                    const after = () => { window.scrolled = first.getBoundingClientRect().top - before; };
                    requestAnimationFrame(() => requestAnimationFrame(after));
                  }).observe(thread, { childList: true, subtree: true });
                }
                """);
        page.waitForFunction("() => window.scrolled !== undefined");

        assertThat(((Number) page.evaluate("() => window.scrolled")).doubleValue())
                .isCloseTo(300, within(1.0));
    }

    @Test
    void theWayDownLeadsBackToTheEndThatLives(Page page) {
        open(page, library.longConversation(library.owner(page), 700));
        var jump = page.locator("#jump");
        while (!firstText(page).contains("Message 1.")) {
            page.evaluate(TO_TOP);
            page.waitForFunction(MORE_CAME);
        }
        assertThat(messages(page).count()).isLessThanOrEqualTo(MOST);
        assertThat(jump).isVisible();
        for (int step = 0; step < 400 && !messages(page).last().textContent().contains("Message 700."); step++) {
            page.evaluate(FAR_DOWN);
            page.evaluate(MARK_PLACE);
            assertThat(((Number) page.evaluate(MOVED)).doubleValue()).isLessThanOrEqualTo(1);
        }
        page.evaluate("() => (document.getElementById('scroller').scrollTop = 1e7)");
        assertThat(jump).isHidden();
        var chat = ChatPage.open(page, page.url());
        chat.send("/echo the end lives");
        assertThat(chat.lastText()).hasText("the end lives");
    }

    @Test
    void aHitFarAboveIsOpenedInItsPlaceAndStaysThere(Page page) {
        var id = longest(page);
        page.navigate("/");
        var asked = new ArrayList<String>();
        page.onWebSocket(socket -> {
            if (socket.url().contains(id.value())) {
                socket.onFrameSent(frame -> asked.add(frame.text()));
            }
        });
        page.locator("#search").fill("\"message 4321\"");
        var hit = page.locator("#results .result");
        assertThat(hit).hasCount(1);
        long start = System.nanoTime();
        hit.click();
        SearchBrowserTest.awaitMarked(page, "Message");
        LOG.infof("A hit in the middle was shown after %d ms", (System.nanoTime() - start) / 1_000_000);
        page.evaluate(MARK_PLACE);
        page.waitForFunction("() => window.place.frames > 10");
        assertThat(((Number) page.evaluate(MOVED)).doubleValue()).isLessThanOrEqualTo(1);
        assertThat(page.locator(".message:focus")).containsText("Message 4321.");
        assertThat(messages(page).count()).isLessThanOrEqualTo(3 * PAGE);
        assertThat(asked.stream().filter(frame -> frame.contains("\"around\"")).count())
                .isBetween(1L, 2L);

        var jump = page.locator("#jump");
        assertThat(jump).isVisible();
        jump.click();
        assertThat(messages(page).last()).containsText("Message " + MESSAGES + ".");
        assertThat(messages(page).last()).isInViewport();
        assertThat(jump).isHidden();
        assertThat(page).not().hasURL(Pattern.compile("#m"));
    }

    @Test
    void whatIsSaidMeanwhileIsAtTheEnd(BrowserContext browser, Page page) {
        var id = library.longConversation(library.owner(page), 400);
        open(page, id, 100);
        var other = browser.newPage();
        var chat = ChatPage.open(other, "/c/" + id);
        chat.send("/echo news");
        chat.awaitAnswer();
        assertThat(page.locator("#conversations a").first()).hasText("A long one");
        assertThat(messages(page).filter(new Locator.FilterOptions().setHasText("news")))
                .hasCount(0);
        assertThat(page.locator(".message.last")).hasCount(0);
        page.locator("#jump").click();
        assertThat(messages(page).last()).containsText("news");
        assertThat(page.locator(".message.last")).hasCount(1);
    }

    @Test
    void sendingLeadsToTheEnd(Page page) {
        var id = library.longConversation(library.owner(page), 400);
        var chat = open(page, id, 100);
        chat.send("/echo from far above");
        assertThat(chat.lastText()).hasText("from far above");
        assertThat(messages(page).last()).isInViewport();
        assertThat(page.locator("#jump")).isHidden();
    }

    @Test
    void aPassageThatIsOnNoShownBranchAnyMoreMakesWay(BrowserContext browser, Page page) {
        var id = library.longConversation(library.owner(page), 400);
        open(page, id, 301);
        var other = browser.newPage();
        var chat = open(other, id, 101);
        var question = messages(other).filter(new Locator.FilterOptions().setHasText("Message 101."));
        question.hover();
        question.getByLabel("Edit").click();
        other.getByLabel("Edit your message").fill("/echo another way");
        other.getByLabel("Edit your message").press("Control+Enter");
        for (var tab : new Page[] {page, other}) {
            assertThat(messages(tab).last()).containsText("another way");
            assertThat(tab.locator(".branches").first()).hasText("2 / 2");
        }
        assertThat(chat.lastText()).hasText("another way");
        assertThat(page.locator("#jump")).isHidden();
    }

    @Test
    void aVersionFarAboveStaysInItsPlaceWhenItIsSwitched(BrowserContext browser, Page page) {
        var id = library.longConversation(library.owner(page), 400);
        open(page, id, 101);
        var question = messages(page).filter(new Locator.FilterOptions().setHasText("Message 101."));
        question.hover();
        question.getByLabel("Edit").click();
        page.getByLabel("Edit your message").fill("/echo another way");
        page.getByLabel("Edit your message").press("Control+Enter");
        assertThat(messages(page).last()).containsText("another way");
        var pager = page.locator(".branches").first();
        var other = browser.newPage();
        open(other, id);
        double before = pager.boundingBox().y;
        pager.getByLabel("Earlier version").press("Enter");
        assertThat(pager).hasText("1 / 2");
        assertThat(messages(page).filter(new Locator.FilterOptions().setHasText("Message 101.")))
                .isInViewport();
        assertThat(pager.getByLabel("Later version")).isFocused();
        assertThat(pager).hasAttribute("aria-label", "Version 1 of 2");
        assertThat(Math.abs(pager.boundingBox().y - before)).isLessThan(120);
        assertThat(messages(other).last()).containsText("Message 400.");
        pager.getByLabel("Later version").press("Enter");
        assertThat(pager).hasText("2 / 2");
        assertThat(messages(other).last()).containsText("another way");
    }

    /** A conversation of the most messages, which belongs to whoever reads in this page from now on. */
    private ConversationId longest(Page page) {
        if (longest == null) {
            longest = library.longConversation(library.owner(page), MESSAGES);
            reader = page.context().cookies();
        } else {
            page.context().addCookies(reader);
        }
        return longest;
    }

    private static ChatPage open(Page page, ConversationId conversation) {
        return ChatPage.open(page, "/c/" + conversation);
    }

    /** At a message far above the end. */
    private static ChatPage open(Page page, ConversationId conversation, int number) {
        page.navigate("/");
        var chat = ChatPage.open(page, "/c/" + conversation + "#m" + (2 * number - 1));
        assertThat(page.locator(".message.sought")).containsText("Message " + number + ".");
        return chat;
    }

    private static Locator messages(Page page) {
        return page.locator("#thread .message");
    }

    private static String firstText(Page page) {
        return messages(page).first().textContent();
    }
}
