package dev.parley.conversation.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A way to a database that can be cut, also just before an answer comes through. */
public final class CuttableProxy implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile String swallow = "";
    private volatile Socket marked;
    private volatile CountDownLatch swallowed = new CountDownLatch(1);

    public CuttableProxy(int target) throws IOException {
        this.target = target;
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Ends all connections and takes no new ones. */
    public void cut() {
        cut = true;
        sockets.forEach(CuttableProxy::closeQuietly);
    }

    public void mend() {
        cut = false;
    }

    /** Cuts as soon as the database has answered to what contains this, but lets nobody see the answer. */
    void cutAtAnswerTo(String statement) {
        swallowed = new CountDownLatch(1);
        swallow = statement;
    }

    void awaitCut() throws InterruptedException {
        if (!swallowed.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("Nobody said " + swallow);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                if (cut) {
                    client.close();
                } else {
                    connect(client);
                }
            } catch (IOException closed) {
                // The next round sees it.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        var database = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(client);
        sockets.add(database);
        Thread.ofVirtual().start(() -> pass(client, database, true));
        Thread.ofVirtual().start(() -> pass(database, client, false));
    }

    private void pass(Socket from, Socket to, boolean toDatabase) {
        byte[] buffer = new byte[65_536];
        try {
            for (int length = from.getInputStream().read(buffer);
                    length >= 0;
                    length = from.getInputStream().read(buffer)) {
                if (!toDatabase && awaited(from)) {
                    cut();
                    swallowed.countDown();
                    return;
                }
                if (toDatabase && !swallow.isEmpty() && contains(buffer, length)) {
                    marked = to;
                }
                to.getOutputStream().write(buffer, 0, length);
                to.getOutputStream().flush();
            }
        } catch (IOException broken) {
            // So both ends are closed.
        } finally {
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private boolean awaited(Socket database) {
        boolean now = !swallow.isEmpty() && database.equals(marked);
        if (now) {
            swallow = "";
            marked = null;
        }
        return now;
    }

    private boolean contains(byte[] buffer, int length) {
        return new String(buffer, 0, length, StandardCharsets.ISO_8859_1).contains(swallow);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        sockets.forEach(CuttableProxy::closeQuietly);
    }
}
