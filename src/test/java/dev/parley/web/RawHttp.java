package dev.parley.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.ConfigProvider;

/** Says what no HTTP client would: other hosts' names, paths that are not normal. */
final class RawHttp {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final String END_OF_HEAD = "\r\n\r\n";

    /**
     * @param head the status line and the headers
     * @param body as it came, chunked or not
     */
    record Answer(int status, String head, String body) {

        /** The values of a header, in order. */
        List<String> header(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(line -> line.substring(prefix.length()).strip())
                    .toList();
        }
    }

    private RawHttp() {}

    static String authority() {
        return application().getAuthority();
    }

    static int port() {
        return application().getPort();
    }

    private static URI application() {
        return URI.create(ConfigProvider.getConfig().getValue("test.url", String.class));
    }

    /** Sends a request without a body under the application's own name. */
    static Answer get(String target, String... headers) {
        return request("GET", target, authority(), "", headers);
    }

    /** Asks for a socket; the answer to an accepted one is its head only. */
    static Answer upgrade(String target, String host, String... headers) {
        String[] all = new String[headers.length + 3];
        all[0] = "Upgrade: websocket";
        all[1] = "Sec-WebSocket-Version: 13";
        all[2] = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
        System.arraycopy(headers, 0, all, 3, headers.length);
        return exchange("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: Upgrade\r\n"
                + String.join("\r\n", all) + "\r\n\r\n");
    }

    static Answer request(String method, String target, String host, String body, String... headers) {
        var request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        if (!body.isEmpty()) {
            request.append("Content-Length: ")
                    .append(body.getBytes(ISO_8859_1).length)
                    .append("\r\n");
        }
        return exchange(request + "Connection: close\r\n\r\n" + body);
    }

    private static Answer exchange(String request) {
        try (var socket = new Socket("localhost", port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            var answer = new StringBuilder();
            var in = socket.getInputStream();
            byte[] buffer = new byte[8_192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                answer.append(new String(buffer, 0, read, ISO_8859_1));
                if (isWhole(answer.toString())) {
                    break;
                }
            }
            return parsed(answer.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A refused socket's connection stays open for another request, and an accepted one's for frames. */
    private static boolean isWhole(String answer) {
        if (!answer.contains(END_OF_HEAD)) {
            return false;
        }
        Answer sofar = parsed(answer);
        return sofar.status() == 101
                || sofar.header("Content-Length").stream()
                        .anyMatch(length -> sofar.body().length() >= Integer.parseInt(length));
    }

    private static Answer parsed(String answer) {
        int end = answer.indexOf(END_OF_HEAD);
        if (end < 0) {
            throw new IllegalStateException("Not an answer: " + answer);
        }
        return new Answer(
                Integer.parseInt(answer.substring(9, 12)),
                answer.substring(0, end),
                answer.substring(end + END_OF_HEAD.length()));
    }
}
