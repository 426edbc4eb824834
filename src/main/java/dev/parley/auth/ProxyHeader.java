package dev.parley.auth;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** The reader whom a proxy has named. Believed only of the configured proxies, and only if there is one name. */
final class ProxyHeader {

    private static final int LONGEST_NAME = 200;

    private final String header;
    private final Networks proxies;

    ProxyHeader(AuthConfig.Proxy config) {
        this.header = config.header().map(String::strip).orElseThrow(ProxyHeader::incomplete);
        this.proxies =
                Networks.parse("parley.proxy.addresses", config.addresses().orElseThrow(ProxyHeader::incomplete));
    }

    private static ConfigurationException incomplete() {
        return new ConfigurationException("parley.access=proxy-header needs parley.proxy.header, the header that names"
                + " the reader, and parley.proxy.addresses, where the proxy's requests come from");
    }

    Optional<String> owner(HttpServerRequest request) {
        // The connection's own address: what a request says about where it comes from is the client's word.
        var peer = request.connection().remoteAddress();
        var names = request.headers().getAll(header);
        if (peer == null || !proxies.contain(peer.hostAddress()) || names.size() != 1) {
            return Optional.empty();
        }
        String name = names.getFirst().strip();
        return name.isEmpty() || name.length() > LONGEST_NAME ? Optional.empty() : Optional.of("proxy:" + name);
    }
}
