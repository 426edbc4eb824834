package dev.parley.model.claude;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server of bare sockets, which can do every wrong thing that a real one can. */
final class RawServer implements AutoCloseable {

    static final String STREAM_HEAD = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nrequest-id: req_raw\r\n";
    static final String UNTIL_CLOSE = STREAM_HEAD + "connection: close\r\n\r\n";
    static final String CHUNKED = STREAM_HEAD + "transfer-encoding: chunked\r\n\r\n";

    /** Serves one request, the n-th of this server, counted from 0. */
    interface Exchange {
        void serve(int n, Connection connection) throws IOException;
    }

    /** One connection from the client. */
    static final class Connection {

        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        Connection(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
            this.out = socket.getOutputStream();
        }

        Connection send(String text) throws IOException {
            return send(text.getBytes(StandardCharsets.UTF_8));
        }

        Connection send(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
            return this;
        }

        Connection chunk(String text) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return send(Integer.toHexString(bytes.length) + "\r\n").send(bytes).send("\r\n");
        }

        Connection lastChunk() throws IOException {
            return send("0\r\n\r\n");
        }

        /** Cuts the connection with a reset, not an orderly end. */
        void cut() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        void close() throws IOException {
            socket.close();
        }
    }

    private final ServerSocket listener;
    private final Exchange exchange;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    final CompletableFuture<String> firstRequest = new CompletableFuture<>();

    /** Done when the client has closed a connection, whatever was sent to it. */
    final CompletableFuture<Boolean> clientClosed = new CompletableFuture<>();

    RawServer(Exchange exchange) {
        this.exchange = exchange;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    int requests() {
        return requests.get();
    }

    int connections() {
        return connections.get();
    }

    boolean awaitClientClosed() {
        return clientClosed.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // The listener was closed: the test is over.
            return;
        }
    }

    private void serve(Socket socket) {
        try {
            Connection connection = new Connection(socket);
            while (readRequest(connection.in)) {
                exchange.serve(requests.getAndIncrement(), connection);
            }
            clientClosed.complete(true);
        } catch (IOException e) {
            if (!socket.isClosed()) {
                clientClosed.complete(true);
            }
        }
    }

    /** Returns false when the client has closed the connection instead. */
    private boolean readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            head.append((char) next);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(in.readNBytes(contentLength(head.toString())));
        firstRequest.complete(head + body.toString(StandardCharsets.UTF_8));
        return true;
    }

    private static int contentLength(String head) {
        return head.lines()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .filter(line -> line.startsWith("content-length:"))
                .mapToInt(line ->
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
