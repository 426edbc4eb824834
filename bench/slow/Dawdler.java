package slow;

import common.Frames;
import common.Server;
import common.Stream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A reader that takes so many bytes a second from its socket until it is told to hurry. It speaks WebSocket by itself, because a
 * client library reads on for its own buffers. Reads on a thread of its own.
 */
final class Dawdler implements AutoCloseable {

    private static final int TEXT = 0x81;
    private static final int LAST = 0x80;
    private static final int KIND = 0x0F;
    private static final int PING = 0x89;
    private static final int PONG = 0x8A;

    private final Stream stream;
    private final Frames frames;
    /** A large message comes in several frames: one of text, then continuations. */
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();

    private final Manner manner;
    private final Socket socket = new Socket();
    private final Thread reading;
    private final CountDownLatch hurry = new CountDownLatch(1);
    private long allowed;

    /** Connects and opens a new conversation. */
    Dawdler(Server server, Stream stream, Manner manner, String cookie) throws IOException {
        this.stream = stream;
        this.frames = new Frames(stream);
        this.manner = manner;
        socket.connect(new InetSocketAddress("localhost", server.port()));
        write(
                "GET /chat/%s HTTP/1.1\r\nHost: localhost:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nOrigin: %s\r\nCookie: %s\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: %s\r\n\r\n"
                        .formatted(
                                UUID.randomUUID(),
                                server.port(),
                                server.address(),
                                cookie,
                                Base64.getEncoder().encodeToString(new byte[16]))
                        .getBytes(StandardCharsets.UTF_8));
        this.reading = Thread.ofPlatform().daemon().start(this::read);
    }

    void ask(String prompt) {
        try {
            say("{\"type\":\"send\",\"id\":\"%s\",\"text\":\"%s\"}".formatted(UUID.randomUUID(), prompt));
        } catch (IOException e) {
            stream.fail("could not ask: " + e);
        }
    }

    /** From now on it reads as fast as it can. */
    void hurry() {
        hurry.countDown();
    }

    private void say(String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        frame(TEXT, payload);
    }

    /** A client's frame is masked; a mask of zeros leaves it as it is. */
    private synchronized void frame(int head, byte[] payload) throws IOException {
        int extended = payload.length < 126 ? 0 : 2;
        byte[] bytes = new byte[2 + extended + 4 + payload.length];
        bytes[0] = (byte) head;
        bytes[1] = (byte) (0x80 | (extended == 0 ? payload.length : 126));
        if (extended > 0) {
            bytes[2] = (byte) (payload.length >> 8);
            bytes[3] = (byte) payload.length;
        }
        System.arraycopy(payload, 0, bytes, 6 + extended, payload.length);
        write(bytes);
    }

    private void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    private void read() {
        try (var in = new DataInputStream(new Slow(socket.getInputStream()))) {
            String status = line(in);
            if (!status.contains(" 101 ")) {
                stream.fail("was not let in: " + status);
                return;
            }
            while (!line(in).isEmpty()) {
                // The answer's head.
            }
            say("{\"type\":\"open\"}");
            while (!stream.isOver()) {
                take(in);
            }
        } catch (SocketException closed) {
            stream.fail("lost its socket: " + closed);
        } catch (IOException e) {
            stream.fail("was hung up on: " + e);
        }
    }

    private static String line(DataInputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private void take(DataInputStream in) throws IOException {
        int head = in.readUnsignedByte();
        long length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        byte[] payload = new byte[Math.toIntExact(length)];
        in.readFully(payload);
        if (head == PING) {
            frame(PONG, payload);
        } else if ((head & KIND) <= 1) {
            frames.count(payload.length);
            message.writeBytes(payload);
            if ((head & LAST) != 0) {
                frames.take(message.toString(StandardCharsets.UTF_8));
                message.reset();
            }
        } else {
            stream.fail("was sent a frame of the kind " + Integer.toHexString(head));
        }
    }

    /** Reads little by little: a tenth of a second's bytes every tenth of a second. */
    private final class Slow extends InputStream {

        private static final int PARTS = 10;

        private final InputStream in;

        Slow(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        /** What is there for the opening is read at once; slowness begins with the answer. */
        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (manner.isNormal() || hurry.getCount() == 0 || stream.chunksReceived() == 0) {
                return in.read(bytes, from, length);
            }
            while (allowed == 0 && hurry.getCount() > 0) {
                await();
                allowed = manner.bytesPerSecond() / PARTS;
            }
            int most = hurry.getCount() == 0 ? length : (int) Math.min(length, allowed);
            int read = in.read(bytes, from, most);
            allowed = Math.max(0, allowed - Math.max(0, read));
            return read;
        }

        private void await() throws IOException {
            try {
                if (hurry.await(1_000 / PARTS, TimeUnit.MILLISECONDS)) {
                    allowed = 0;
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    @Override
    public void close() {
        hurry();
        try {
            socket.close();
            reading.join(5_000);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
