package dev.parley.auth;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.List;

/** The proxies whose word about a request counts: those of {@code parley.proxy.addresses}. */
@Singleton
public class TrustedProxies {

    private final Networks proxies;

    TrustedProxies(AuthConfig config) {
        this.proxies = Networks.parse(
                "parley.proxy.addresses", config.proxy().addresses().orElse(List.of()));
    }

    /** Whether the request came straight from one of them. */
    public boolean sent(HttpServerRequest request) {
        // The connection's own address: what a request says about where it comes from is the client's word.
        var peer = request.connection().remoteAddress();
        return peer != null && proxies.contain(peer.hostAddress());
    }
}
