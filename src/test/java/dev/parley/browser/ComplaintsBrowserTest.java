package dev.parley.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The browser tests are worth what they notice. */
@ExtendWith(Browser.class)
class ComplaintsBrowserTest {
    private static final String POLICY =
            "default-src 'self'; script-src 'self' 'unsafe-inline'; connect-src *;" + " img-src data:";

    private Page page;
    private Complaints complaints;
    private HttpServer server;
    private String html;

    @BeforeEach
    void serveThePage(Page page, Complaints complaints) throws IOException {
        this.page = page;
        this.complaints = complaints;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = html.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServing() {
        server.stop(0);
    }

    @Test
    void aPageThatBehavesIsNotComplainedOf() {
        open("<title>Well behaved</title><script>console.log('fine')</script>");

        assertThat(page.title()).isEqualTo("Well behaved");
        assertThat(complaints.unexpected()).isEmpty();
    }

    @Test
    void anUncaughtErrorIsHeard() {
        open("<script>setTimeout(() => { throw new Error('uncaught') })</script>");

        assertThat(heardAfter("uncaught")).singleElement().asString().startsWith("page error: ");
    }

    @Test
    void aConsoleErrorIsHeard() {
        open("<script>console.error('said aloud')</script>");

        assertThat(heardAfter("said aloud")).singleElement().asString().startsWith("console error: ");
    }

    @Test
    void aViolationOfTheSecurityPolicyIsHeard() {
        open("<body><p style='color: red'>styled</p></body>");

        assertThat(heardAfter("style-src-attr")).anyMatch(complaint -> complaint.startsWith("CSP violation: "));
    }

    @Test
    void aRequestToAnotherHostIsHeardAndGoesNowhere() {
        open("<script>fetch('https://elsewhere.example/').catch(() => { document.title = 'refused' })</script>");

        assertThat(heardAfter("elsewhere.example"))
                .contains("request to another host: https://elsewhere.example/")
                .anyMatch(complaint -> complaint.contains("ERR_NAME_NOT_RESOLVED"));
    }

    @Test
    void whatATestExpectsPasses() {
        open("<script>console.error('foreseen')</script>");
        complaints.expect("foreseen");

        assertThat(complaints.unexpected()).isEmpty();
    }

    private void open(String body) {
        html = "<!doctype html><html lang=en><link rel=icon href='data:,'>" + body;
        page.navigate("http://localhost:" + server.getAddress().getPort() + "/");
    }

    /** Waits for a complaint with this text, and keeps it from failing this test. */
    private List<String> heardAfter(String text) {
        page.waitForCondition(() -> complaints.unexpected().stream().anyMatch(heard -> heard.contains(text)));
        page.waitForTimeout(50);
        List<String> heard = complaints.unexpected();
        complaints.expect("");
        return heard;
    }
}
