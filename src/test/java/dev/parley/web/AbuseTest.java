package dev.parley.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.Role;
import dev.parley.log.Append;
import dev.parley.log.ConversationLogs;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that ask for too much, send too much, or take what they asked for too slowly. */
@QuarkusTest
@TestProfile(AbuseTest.LowLimits.class)
class AbuseTest {

    private static final int SOCKETS = 2;
    private static final int SEARCHES = 5;
    private static final int TRANSFERS = 2;
    private static final int REQUESTS = 150;
    private static final int TOKENS = 2_000;
    private static final int TOO_MUCH = 400_000_000;
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(2);
    private static final int PIECE = 10_000;

    public static final class LowLimits implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "parley.limits.sockets-per-owner", String.valueOf(SOCKETS),
                    "parley.limits.searches-per-minute", String.valueOf(SEARCHES),
                    "parley.limits.transfers-per-minute", String.valueOf(TRANSFERS),
                    "parley.limits.requests-per-minute", String.valueOf(REQUESTS),
                    "parley.budget.owner-tokens-per-day", String.valueOf(TOKENS),
                    "parley.socket.write-timeout", WRITE_TIMEOUT.toMillis() + "ms",
                    "quarkus.http.idle-timeout", "20s");
        }
    }

    @TestHTTPResource("/")
    URI server;

    @Inject
    ConversationLogs logs;

    private final String owner = newOwner();
    private int largeMessage;

    private static String newOwner() {
        try {
            return SocketClient.newOwner(URI.create("http://" + RawHttp.authority()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    // How often

    @Test
    void searchesBeyondTheLimitAreRefusedAndSayWhenThereIsRoom() {
        for (int i = 0; i < SEARCHES; i++) {
            assertThat(get("/api/search?q=word").status()).isEqualTo(200);
        }
        var refused = get("/api/search?q=word");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.body()).contains("too-many-requests");
        assertThat(refused.header("Retry-After"))
                .singleElement()
                .satisfies(seconds -> assertThat(Integer.parseInt(seconds)).isBetween(1, 60));
        assertThat(get("/api/conversations").status()).isEqualTo(200);
        assertThat(RawHttp.get("/api/search?q=word", "Cookie: " + newOwner()).status())
                .isEqualTo(200);
    }

    @Test
    void exportsAndImportsHaveOneLimit() {
        assertThat(get("/api/export").status()).isEqualTo(200);
        var imported = RawHttp.request(
                "POST", "/api/import", RawHttp.authority(), "[]", "Cookie: " + owner, "Content-Type: application/json");
        assertThat(imported.status()).isNotEqualTo(429);
        assertThat(get("/api/export").status()).isEqualTo(429);
    }

    @Test
    void whateverAnOwnerAsksForCountsAndNobodyElseIsHeldUp() {
        var last = get("/api/handlers");
        // While it asks, some are allowed again.
        for (int i = 0; i < 2 * REQUESTS && last.status() == 200; i++) {
            last = get("/api/handlers");
        }
        assertThat(last.status()).isEqualTo(429);
        assertThat(RawHttp.get("/api/handlers", "Cookie: " + newOwner()).status())
                .isEqualTo(200);
    }

    // How much

    @Test
    void whoMaySpendNothingMoreIsToldWhenThatIsRenewed() {
        String conversation = SocketClient.newConversation();
        assertThat(send(conversation, "x ".repeat(10_000)).body()).contains("budget_used_up", "It is renewed on");
        var refused = send(conversation, "more");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.body()).contains("budget-used-up", "It is renewed on");
        assertThat(refused.header("Retry-After"))
                .singleElement()
                .satisfies(seconds -> assertThat(Integer.parseInt(seconds)).isBetween(1, 86_400));
        assertThat(get("/api/budget").body()).contains("\"period\":\"day\"", "\"most\":2000", "\"left\":0");
    }

    private RawHttp.Answer send(String conversation, String text) {
        return RawHttp.request(
                "POST",
                "/api/conversations/" + conversation + "/messages",
                RawHttp.authority(),
                "{\"text\":\"/echo " + text + "\"}",
                "Cookie: " + owner,
                "Content-Type: application/json");
    }

    // Sockets

    @Test
    void anOwnerHasSoManySocketsAndNoMore() {
        try (var first = SocketClient.open(server, SocketClient.newConversation(), owner);
                var second = SocketClient.open(server, SocketClient.newConversation(), owner)) {
            assertThat(upgrade()).isEqualTo(429);
            assertThat(first).isNotSameAs(second);
        }
        Awaitility.await().until(() -> upgrade() == 101);
    }

    private int upgrade() {
        return RawHttp.upgrade(
                        "/chat/" + SocketClient.newConversation(),
                        RawHttp.authority(),
                        "Cookie: " + owner,
                        "Origin: http://" + RawHttp.authority())
                .status();
    }

    @Test
    void aReaderThatDoesNotReadIsLetGo() throws Exception {
        String large = conversation(800);
        try (var silent = raw(large);
                var also = raw(large)) {
            sendText(silent, "{\"type\":\"open\"}");
            sendText(also, "{\"type\":\"open\"}");
            assertThat(upgrade()).isEqualTo(429);
            Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> upgrade() == 101);
        }
    }

    @Test
    void aReaderThatReadsSlowlyButSteadilyIsNot() throws Exception {
        String conversation = conversation(60);
        try (var slow = raw(conversation)) {
            long begun = System.nanoTime();
            sendText(slow, "{\"type\":\"open\"}");
            var in = slow.getInputStream();
            int answers = 0;
            while (System.nanoTime() - begun < 3 * WRITE_TIMEOUT.toNanos()) {
                readSlowly(in, 600_000);
                answers++;
                sendText(
                        slow,
                        "{\"type\":\"around\",\"id\":\"around-%d\",\"message\":%d,\"older\":0,\"newer\":0}"
                                .formatted(answers, largeMessage));
            }
            assertThat(answers).isGreaterThan(3);
        }
    }

    /** Fails when the socket is closed. */
    private static void readSlowly(InputStream in, int bytes) throws IOException {
        int left = bytes;
        while (left > 0) {
            int read = in.readNBytes(Math.min(left, 32_000)).length;
            assertThat(read).isPositive();
            left -= read;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    // Size

    static List<Routes.Route> routes() {
        return Routes.all();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void noRouteWaitsForABodyThatIsTooLarge(Routes.Route route) throws Exception {
        String address = route.address(name -> name.equals("conversation") ? SocketClient.newConversation() : "1");
        try (var socket = connect(64_000)) {
            write(
                    socket,
                    "%s %s HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                            .formatted(route.method(), address, RawHttp.authority(), owner, TOO_MUCH));
            assertThat(statusOf(socket)).isIn(400, 413);
        }
    }

    @Test
    void headersThatAreTooLargeAreRefused() throws Exception {
        try (var socket = connect(64_000)) {
            write(
                    socket,
                    "GET /api/handlers HTTP/1.1\r\nHost: " + RawHttp.authority() + "\r\nX-Long: " + "x".repeat(60_000)
                            + "\r\n\r\n");
            assertThat(statusOf(socket)).isIn(400, 431);
        }
    }

    @Test
    void clientsThatDoNotEndTheirRequestsHoldNobodyUpAndAreLetGo() throws Exception {
        var slow = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 200; i++) {
                var socket = connect(64_000);
                write(socket, "GET /api/handlers HTTP/1.1\r\nHost: ");
                slow.add(socket);
            }
            assertThat(get("/api/handlers").status()).isEqualTo(200);
            for (var socket : slow) {
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
    }

    private RawHttp.Answer get(String address) {
        return RawHttp.get(address, "Cookie: " + owner);
    }

    private static int statusOf(Socket socket) throws IOException {
        return Integer.parseInt(new String(socket.getInputStream().readNBytes(12), ISO_8859_1).substring(9));
    }

    private static Socket connect(int receiveBuffer) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(receiveBuffer);
        socket.connect(new InetSocketAddress("localhost", RawHttp.port()));
        socket.setSoTimeout(40_000);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /** A socket that takes little at a time. */
    private Socket raw(String conversation) throws IOException {
        var socket = connect(8_192);
        write(socket, """
                        GET /chat/%s HTTP/1.1
                        Host: %s
                        Origin: http://%2$s
                        Cookie: %s
                        Upgrade: websocket
                        Connection: Upgrade
                        Sec-WebSocket-Version: 13
                        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

                        """.replace("\n", "\r\n").formatted(conversation, RawHttp.authority(), owner));
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) socket.getInputStream().read());
        }
        assertThat(head.toString()).startsWith("HTTP/1.1 101");
        return socket;
    }

    /** Masked by zeros. */
    private static void sendText(Socket socket, String text) throws IOException {
        byte[] frame = new byte[6 + text.length()];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | text.length());
        System.arraycopy(text.getBytes(ISO_8859_1), 0, frame, 6, text.length());
        socket.getOutputStream().write(frame);
    }

    /** With one answer of so many times ten thousand characters. */
    private String conversation(int pieces) {
        String id = SocketClient.newConversation();
        try (var client = SocketClient.open(server, id, owner)) {
            client.awaitEnd(client.send("/echo hello"));
        }
        var conversation = new ConversationId(id);
        var log = logs.hold(conversation);
        try {
            int message = log.nextNumber();
            largeMessage = message;
            int element = log.nextNumber();
            var events = new ArrayList<Event>();
            var parent = log.snapshot().messages().getLast().id();
            events.add(new Event.MessageStarted(
                    message, parent, List.of(message), Role.ASSISTANT, "assistant", null, Instant.EPOCH, 1, null));
            events.add(new Event.ElementAdded(element, message, new Element.Markdown(""), Instant.EPOCH));
            for (int i = 0; i < pieces; i++) {
                events.add(new Event.TextAppended(element, "x".repeat(PIECE)));
            }
            events.add(new Event.MessageEnded(message, EndState.COMPLETE, Instant.EPOCH, null, null));
            log.append(Append.of(events)).toCompletableFuture().join();
        } finally {
            logs.release(log);
        }
        Awaitility.await().until(() -> upgrade() == 101);
        return id;
    }
}
