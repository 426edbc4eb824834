package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PageHeadersTest {
    private static final Pattern NONCE = Pattern.compile("'nonce-([\\w-]{20,})'");
    private static final String CONVERSATION = "/c/a-conversation-of-nobody";

    @ParameterizedTest
    @ValueSource(strings = {"/", CONVERSATION})
    void thePagesPolicyAdmitsItsOwnScriptsOnly(String target) {
        var page = RawHttp.get(target);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy")).hasSize(1);
        String policy = page.header("Content-Security-Policy").getFirst();
        String nonce = nonceOf(policy);

        assertThat(policy)
                .isEqualTo("default-src 'none'; script-src 'nonce-" + nonce
                        + "' 'strict-dynamic'; style-src 'self' 'nonce-" + nonce
                        + "'; connect-src 'self'; img-src 'self' data: blob:; font-src 'self'; media-src 'self' blob:;"
                        + " manifest-src 'self'; worker-src 'self'; frame-src 'self'; object-src 'none'; base-uri 'none';"
                        + " form-action 'self'; frame-ancestors 'self'; require-trusted-types-for 'script';"
                        + " trusted-types parley");
        assertThat(tags(page.body(), "script")).allMatch(tag -> tag.contains("nonce=\"" + nonce + "\""));
        assertThat(page.body()).doesNotContainPattern("\\sstyle=").doesNotContainPattern("\\son\\w+=");
    }

    @Test
    void eachAnswerHasANonceOfItsOwn() {
        assertThat(nonceOf(RawHttp.get("/").header("Content-Security-Policy").getFirst()))
                .isNotEqualTo(nonceOf(
                        RawHttp.get("/").header("Content-Security-Policy").getFirst()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", CONVERSATION, "/favicon.svg", "/api/conversations", "/api/conversations/none-such", "/no"})
    void everyAnswerSaysWhatItIsAndWhoMayShowIt(String target) {
        var answer = RawHttp.get(target);
        assertThat(answer.header("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(answer.header("Referrer-Policy")).containsExactly("no-referrer");
        assertThat(answer.header("Cross-Origin-Opener-Policy")).containsExactly("same-origin");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).containsExactly("same-origin");
        assertThat(answer.header("X-Frame-Options")).containsExactly("SAMEORIGIN");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", CONVERSATION, "/api/conversations", "/api/conversations/none-such"})
    void whatIsSomeonesIsNotKeptOnTheWay(String target) {
        assertThat(RawHttp.get(target).header("Cache-Control")).containsExactly("no-store");
    }

    @Test
    void theCookieIsOutOfReachOfScriptsAndOtherSites() {
        var cookies = RawHttp.get("/").header("Set-Cookie");
        assertThat(cookies).singleElement().asString().matches("parley-owner=[\\w-]{32}; .*");
        assertThat(cookies.getFirst().split("; "))
                .contains("HTTPOnly", "SameSite=Lax", "Path=/")
                .noneMatch(attribute -> attribute.startsWith("Domain"));
    }

    @Test
    void aKnownBrowserKeepsItsCookie() {
        String cookie = RawHttp.get("/").header("Set-Cookie").getFirst().split(";", 2)[0];

        assertThat(RawHttp.get("/", "Cookie: " + cookie).header("Set-Cookie")).isEmpty();
    }

    private static String nonceOf(String policy) {
        Matcher nonce = NONCE.matcher(policy);
        assertThat(nonce.find()).isTrue();
        return nonce.group(1);
    }

    private static List<String> tags(String html, String name) {
        return Pattern.compile("<" + name + "\\b[^>]*>")
                .matcher(html)
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
