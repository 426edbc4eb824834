package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.parley.web.ParleyProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The server ends in mid-answer and begins anew: the page comes back by itself, and has lost nothing. */
@ExtendWith(Browser.class)
class RestartBrowserIT {
    private static final Logger LOG = Logger.getLogger(RestartBrowserIT.class);
    private static final Duration BACK_WITHIN = Duration.ofSeconds(5);

    /** When each socket had its first frame, with what code each closed, how often the page has asked in vain. */
    private static final String WATCH_SOCKETS = """
            window.sockets = { served: [], closed: [], vain: 0 };
            window.WebSocket = class extends WebSocket {
              constructor(...args) {
                super(...args);
                this.addEventListener("message", () => window.sockets.served.push(Date.now()), { once: true });
                this.addEventListener("close", ({ code }) => window.sockets.closed.push(code));
              }
            };
            const ask = window.fetch;
            window.fetch = (...args) => ask(...args).catch((failure) => {
              window.sockets.vain++;
              throw failure;
            });
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void expectWhatTheBrowserSaysOfALostConnection(Page page, Complaints complaints) {
        complaints.expect("WebSocket connection to");
        complaints.expect("Failed to load resource: net::ERR_");
        page.addInitScript(WATCH_SOCKETS);
    }

    @Test
    void afterAStopThePageComesBackToTheInterruptedAnswer(Page page) throws Exception {
        try (var parley = parley()) {
            var chat = answering(page, parley);
            parley.terminate();
            page.waitForFunction("() => window.sockets.closed.length > 0");
            assertThat(page.evaluate("() => window.sockets.closed[0]")).isEqualTo(1001);
            parley.awaitExit();
            // The longest of its delays has come by then.
            page.waitForFunction("() => window.sockets.vain >= 4");
            comesBack(page, chat, parley);
        }
    }

    @Test
    void afterACrashThePageComesBackAndTheAnswerCanBeContinued(Page page) throws Exception {
        try (var parley = parley()) {
            var chat = answering(page, parley);
            parley.kill();
            page.waitForFunction("() => window.sockets.closed.length > 0");
            assertThat(page.evaluate("() => window.sockets.closed[0]")).isEqualTo(1006);
            comesBack(page, chat, parley);

            chat.offer("Continue").click();
            page.waitForCondition(
                    () -> "complete".equals(chat.lastStoredMessage().getString("state")));
            chat.awaitAnswer();
            assertThat(chat.lastStoredMessage().getInteger("continues")).isNotNull();
        }
    }

    private ParleyProcess parley() throws Exception {
        return new ParleyProcess(
                folder,
                "parley.store.directory=" + folder.resolve("data"),
                "parley.turn.drain=200ms",
                "parley.simulator.delay=5ms");
    }

    private static ChatPage answering(Page page, ParleyProcess parley) throws Exception {
        parley.start();
        var chat = ChatPage.open(page, parley.address().toString());
        chat.send("/long 100000");
        chat.awaitText(300);
        return chat;
    }

    private static void comesBack(Page page, ChatPage chat, ParleyProcess parley) throws Exception {
        parley.launch();
        long answers = parley.awaitAnswer().toEpochMilli();
        page.waitForFunction("() => window.sockets.served.length > 1");
        long back = ((Number) page.evaluate("() => window.sockets.served[1]")).longValue() - answers;
        LOG.infof("The page was back %d ms after the server", back);
        assertThat(back).isLessThan(BACK_WITHIN.toMillis());

        assertThat(chat.banner()).isHidden();
        assertThat(chat.offer("Continue")).isVisible();
        assertThat(chat.lastStoredMessage().getString("state")).isEqualTo("interrupted");
        assertThat(chat.answers()).hasCount(1);
        chat.assertTheTextOnlyEverGrew();
        chat.assertShowsWhatIsStored();
    }
}
