package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class LanguageChoiceTest {

    private static RawHttp.Answer choose(String form) {
        return RawHttp.request(
                "POST", "/language", RawHttp.authority(), form, "Content-Type: application/x-www-form-urlencoded");
    }

    @Test
    void aPageIsInTheLanguageThatItsBrowserAsksFor() {
        var page = RawHttp.get("/", "Accept-Language: de-CH,de;q=0.9");
        assertThat(page.body()).contains("<html lang=\"de\">").contains("<option value=\"de\" lang=\"de\" selected>");
    }

    @Test
    void whatWasChosenGoesBeforeWhatTheBrowserAsksFor() {
        var chosen = choose("language=fr&next=%2Fc%2Fa-conversation-of-nobody");
        assertThat(chosen.status()).isEqualTo(303);
        assertThat(chosen.header("Location").getFirst()).endsWith("/c/a-conversation-of-nobody");
        String cookie = chosen.header("Set-Cookie").stream()
                .filter(line -> line.startsWith("parley-language="))
                .findFirst()
                .orElseThrow();
        assertThat(cookie)
                .startsWith("parley-language=fr;")
                .containsIgnoringCase("httponly")
                .contains("SameSite=Lax");
        assertThat(RawHttp.get("/", "Accept-Language: de", "Cookie: parley-language=fr")
                        .body())
                .contains("<html lang=\"fr\">");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "language=", "language=xx", "language=%00", "language=en-GB", "other=de"})
    void whatIsNoLanguageHereChangesNothing(String form) {
        var answer = choose(form);
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Set-Cookie")).noneMatch(line -> line.contains("parley-language"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%2F%2Fevil.example", "https%3A%2F%2Fevil.example%2F", "%2Flogin", "%2Fc%2F..%2F", "%5C%5Cevil"})
    void nobodyIsSentElsewhere(String next) {
        assertThat(choose("language=de&next=" + next).header("Location").getFirst())
                .endsWith("/");
        assertThat(choose("language=de&next=" + next).header("Location").getFirst())
                .doesNotContain("evil");
    }

    @Test
    void aForgedCookieIsNoLanguage() {
        assertThat(RawHttp.get("/", "Cookie: parley-language=\"><script>").body())
                .contains("<html lang=\"en\">");
    }
}
