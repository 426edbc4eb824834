package dev.parley.model.claude;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The server that is called.
 *
 * @param uri where it is, without {@code /v1}
 * @param key what it is shown; never part of {@link #toString}
 */
record Server(URI uri, @Nullable String key) {

    /** Takes a base URL as people write it: with or without a slash or {@code /v1} at its end. */
    static Server at(String baseUrl, @Nullable String key) {
        String trimmed = withoutEnd(withoutEnd(withoutEnd(baseUrl.strip(), "/"), "/v1"), "/");
        URI uri = parse(trimmed);
        if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw new IllegalArgumentException("parley.claude.base-url is no http or https URL: " + shown(uri));
        }
        return new Server(uri, key);
    }

    private static URI parse(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("parley.claude.base-url is no URL: " + e.getReason(), e);
        }
    }

    /** Host and port, as a reader would name the server; no user name or password that the URL may hold. */
    String name() {
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    @Override
    public String toString() {
        return "Server[" + name() + "]";
    }

    private static String shown(URI uri) {
        return uri.getRawUserInfo() == null ? uri.toString() : uri.toString().replace(uri.getRawUserInfo() + "@", "");
    }

    private static String withoutEnd(String text, String end) {
        return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
    }
}
