package dev.parley.transfer;

import dev.parley.transfer.ImportRefused.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** What a request brings, in a temporary file that is gone when this is closed, or the process dies. For one thread. */
final class Spool implements Closeable {

    private static final int BUFFER = 65_536;

    private final FileChannel file;
    private final long length;

    private Spool(FileChannel file, long length) {
        this.file = file;
        this.length = length;
    }

    static Spool of(InputStream body, ImportLimits limits) throws IOException {
        Files.createDirectories(limits.directory());
        var file = FileChannel.open(
                limits.directory().resolve("parley-import-" + UUID.randomUUID()),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        try {
            return new Spool(file, copy(body, file, limits.file()));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static long copy(InputStream body, FileChannel file, long most) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long total = 0;
        for (int read = body.read(buffer); read != -1; read = body.read(buffer)) {
            total += read;
            if (total > most) {
                throw new ImportRefused(Reason.TOO_LARGE, "The file is larger than " + most + " bytes.");
            }
            var bytes = ByteBuffer.wrap(buffer, 0, read);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }
        return total;
    }

    Slice whole() {
        return new Slice(0, length);
    }

    InputStream open(Slice slice) {
        return new SliceStream(file, slice);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Reads at places of its own, so that several can be open at a time. */
    private static final class SliceStream extends InputStream {

        private final FileChannel file;
        private final long end;
        private long position;

        SliceStream(FileChannel file, Slice slice) {
            this.file = file;
            this.position = slice.start();
            this.end = slice.start() + slice.length();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) == -1 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int wanted) throws IOException {
            int most = (int) Math.min(wanted, end - position);
            if (most <= 0) {
                return wanted == 0 ? 0 : -1;
            }
            int read = file.read(ByteBuffer.wrap(bytes, offset, most), position);
            position += Math.max(read, 0);
            return read;
        }
    }
}
