package dev.parley.auth;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Under which names this server may be reached. Checking {@code Origin} keeps other sites' pages out; checking {@code Host}
 * keeps out those that have pointed a name of theirs at this machine (DNS rebinding).
 */
@Singleton
public class Origins {

    private static final List<String> LOCAL_HOSTS = List.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> origins;
    private final Set<String> authorities;

    Origins(AuthConfig config) {
        this.origins = config.origins().orElse(List.of()).stream()
                .map(Origins::checked)
                .collect(Collectors.toUnmodifiableSet());
        this.authorities = origins.stream()
                .map(origin -> origin.substring(origin.indexOf("://") + 3))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String checked(String origin) {
        var uri = URI.create(origin.strip());
        boolean plain = uri.getHost() != null
                && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                && uri.getRawPath().isEmpty()
                && uri.getRawQuery() == null
                && uri.getRawUserInfo() == null;
        if (!plain) {
            throw new IllegalArgumentException(
                    "parley.origins: '" + origin + "' is not an origin such as https://chat.example.org");
        }
        return origin.strip().toLowerCase(Locale.ROOT);
    }

    /**
     * @param origin the header's value
     * @param ownPort the port that the request came in on
     */
    public boolean allowsOrigin(String origin, int ownPort) {
        return origins.contains(origin)
                || LOCAL_HOSTS.stream()
                        .anyMatch(host -> origin.equals("http://" + authority(host, ownPort, 80))
                                || origin.equals("https://" + authority(host, ownPort, 443)));
    }

    /** Whether the reader's browser came by TLS, which may end at a proxy before this server. */
    boolean isSecure(HttpServerRequest request) {
        String authority = request.authority() == null
                ? ""
                : request.authority().toString().toLowerCase(Locale.ROOT);
        return request.isSSL()
                || (origins.contains("https://" + authority) && !origins.contains("http://" + authority));
    }

    /** @param host the {@code Host} header's value, with its port if it has one */
    public boolean allowsHost(String host, int ownPort) {
        String lower = host.toLowerCase(Locale.ROOT);
        return authorities.contains(lower)
                || LOCAL_HOSTS.stream()
                        .anyMatch(local -> lower.equals(local + ":" + ownPort)
                                || ((ownPort == 80 || ownPort == 443) && lower.equals(local)));
    }

    private static String authority(String host, int port, int defaultPort) {
        return port == defaultPort ? host : host + ":" + port;
    }
}
