package dev.parley.web;

import dev.parley.auth.ClientAddress;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Who is at the other end of a socket.
 *
 * @param address as far as that is counted
 */
record Peer(String address, HttpConnection connection) {

    static Peer of(HttpServerRequest request) {
        return new Peer(ClientAddress.of(request), request.connection());
    }

    /** Hangs up without a word: what waits to be written is lost. A close in order would wait behind it. */
    void cut() {
        if (connection instanceof ConnectionBase line) {
            var _ = line.channel().close();
        } else {
            var _ = connection.close();
        }
    }
}
