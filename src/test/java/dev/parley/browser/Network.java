package dev.parley.browser;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The line between a test's browser and the application, for the test to cut. It is a SOCKS proxy on this machine, so
 * that all else stays as it is: addresses, cookies, origins. Whatever host is asked for, it leads to this one.
 */
public final class Network implements AutoCloseable {
    private static final byte VERSION = 5;
    private static final byte[] NO_PASSWORD_NEEDED = {VERSION, 0};
    private static final byte[] CONNECTED = {VERSION, 0, 0, 1, 0, 0, 0, 0, 0, 0};
    private static final int IPV4 = 1;
    private static final int NAME = 3;

    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean cut;
    private volatile boolean deaf;

    Network() {
        try {
            door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("network").start(this::accept);
    }

    String proxy() {
        return "socks5://127.0.0.1:" + door.getLocalPort();
    }

    /** Breaks all connections, and each new one until {@link #mend}. */
    public void cut() {
        cut = true;
        open.forEach(Network::close);
    }

    /** From now on what the application sends is lost without a word, while it still receives. */
    public void loseAnswers() {
        deaf = true;
    }

    /** How many connections were not made because of a cut. */
    public int refused() {
        return refused.get();
    }

    public void mend() {
        cut = false;
        deaf = false;
    }

    @Override
    public void close() {
        cut();
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket browser = door.accept();
                Thread.ofVirtual().name("connection").start(() -> serve(browser));
            } catch (IOException e) {
                // The door was closed: the test is over.
            }
        }
    }

    private void serve(Socket browser) {
        open.add(browser);
        try (browser) {
            if (cut) {
                refused.incrementAndGet();
                return;
            }
            int port = handshake(new DataInputStream(browser.getInputStream()), browser.getOutputStream());
            try (var application = new Socket(InetAddress.getByName("localhost"), port)) {
                open.add(application);
                browser.getOutputStream().write(CONNECTED);
                Thread.ofVirtual().start(() -> carry(application, browser, true));
                carry(browser, application, false);
                open.remove(application);
            }
        } catch (IOException e) {
            // One end has gone, and the other goes with it.
        } finally {
            open.remove(browser);
        }
    }

    private static int handshake(DataInputStream in, OutputStream out) throws IOException {
        in.readByte();
        in.skipNBytes(in.readUnsignedByte());
        out.write(NO_PASSWORD_NEEDED);
        in.skipNBytes(3);
        int kind = in.readUnsignedByte();
        in.skipNBytes(kind == IPV4 ? 4 : kind == NAME ? in.readUnsignedByte() : 16);
        return in.readUnsignedShort();
    }

    private void carry(Socket from, Socket to, boolean answers) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[16_384];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (!(answers && deaf)) {
                    out.write(buffer, 0, read);
                }
            }
        } catch (IOException e) {
            // Either end has gone, or the line was cut.
        }
        close(from);
        close(to);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
