package dev.parley.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.WebSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a browser complained of during one test: page errors, console errors, violations of the content security
 * policy, requests to other hosts. Each fails the test, unless the test said that it expects it.
 *
 * <p>Used by the test's thread alone: Playwright delivers its events inside the calls that a test makes.
 */
public final class Complaints {
    private static final Set<String> OWN_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> NETWORK_SCHEMES = Set.of("http", "https", "ws", "wss");

    /** Listens before the page's own scripts run, so that the first violation counts too. */
    private static final String REPORT_VIOLATIONS = """
            document.addEventListener("securitypolicyviolation", (event) =>
              window.reportViolation(`${event.effectiveDirective} refused ${event.blockedURI} ${event.sample}`));
            """;

    private final List<String> heard = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();

    Complaints() {}

    /** Lets pass, in this test, every complaint that contains this text, whether heard already or not. */
    public void expect(String text) {
        expected.add(text);
    }

    /** How many complaints so far contain this text. */
    public long heard(String text) {
        return heard.stream().filter(complaint -> complaint.contains(text)).count();
    }

    /** Those that no test said it expects, in the order in which they came. */
    public List<String> unexpected() {
        return heard.stream()
                .filter(complaint -> expected.stream().noneMatch(complaint::contains))
                .toList();
    }

    void listenTo(BrowserContext context) {
        context.onWebError(error -> {
            // Playwright's own script against workers fails in a sandboxed frame, which has none anyway.
            if (!error.error().contains("Service worker is disabled because the context is sandboxed")) {
                heard.add("page error: " + error.error());
            }
        });
        context.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                heard.add("console error: " + message.text() + " (" + message.location() + ")");
            }
        });
        context.onRequest(this::noteHost);
        context.onPage(page -> page.onWebSocket(this::noteHost));
        context.exposeBinding("reportViolation", (source, violation) -> heard.add("CSP violation: " + violation[0]));
        context.addInitScript(REPORT_VIOLATIONS);
    }

    private void noteHost(Request request) {
        noteHost(request.url());
    }

    private void noteHost(WebSocket socket) {
        noteHost(socket.url());
    }

    private void noteHost(String url) {
        // data: and blob: URLs never leave the browser, and need not parse as a URI.
        if (NETWORK_SCHEMES.contains(url.substring(0, url.indexOf(':')))
                && !OWN_HOSTS.contains(URI.create(url).getHost())) {
            heard.add("request to another host: " + url);
        }
    }
}
