package dev.parley.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The header that says whether a file is shown, and under which name it is saved. */
final class ContentDisposition {

    private static final Pattern NOT_PLAIN = Pattern.compile("[^A-Za-z0-9._ -]+");

    private ContentDisposition() {}

    static String inline(String name) {
        return of("inline", name);
    }

    static String attachment(String name) {
        return of("attachment", name);
    }

    /** For old browsers in ASCII, for all others as RFC 5987 writes it. */
    private static String of(String how, String name) {
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return how + "; filename=\"" + NOT_PLAIN.matcher(name).replaceAll("-") + "\"; filename*=UTF-8''" + encoded;
    }
}
