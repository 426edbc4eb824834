package dev.parley.web;

import dev.parley.auth.Cookies;
import dev.parley.auth.Origins;
import dev.parley.web.words.Language;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.Duration;

/** In which language a browser is answered: the one its reader has chosen, else the best that it asks for. */
@Singleton
class LanguageChoice {

    private static final Duration KEPT = Duration.ofDays(400);

    private final Cookies cookie;

    LanguageChoice(Origins origins) {
        this.cookie = new Cookies("parley-language", origins);
    }

    Language of(HttpServerRequest request) {
        return cookie.value(request)
                .flatMap(Language::of)
                .orElseGet(() -> Language.asked(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
    }

    void keep(HttpServerRequest request, Language language) {
        cookie.set(request, language.tag(), KEPT);
    }
}
