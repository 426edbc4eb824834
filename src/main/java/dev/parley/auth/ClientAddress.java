package dev.parley.auth;

import io.vertx.core.http.HttpServerRequest;

/** Where a request comes from, as far as that is counted: of an IPv6 address the part that one subscriber has. */
public final class ClientAddress {

    private static final String UNKNOWN = "";

    private ClientAddress() {}

    /** The address, or what all share whose address is not known. */
    public static String of(HttpServerRequest request) {
        var address = request.remoteAddress();
        return address == null ? UNKNOWN : Networks.of(address.hostAddress());
    }
}
