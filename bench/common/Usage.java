package common;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The processor time of one process up to now, thread by thread, in nanoseconds. From the scheduler's own account, because
 * /proc/PID/stat counts in hundredths of a second, too coarse for one stream.
 */
public record Usage(Map<String, Long> threads) {

    /** Up to now. */
    public static Usage of(long pid) {
        var threads = new HashMap<String, Long>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (var task : tasks) {
                add(task, threads);
            }
        } catch (IOException e) {
            throw new IllegalStateException("Processor time is read from Linux's /proc", e);
        }
        return new Usage(threads);
    }

    private static void add(Path task, Map<String, Long> threads) throws IOException {
        try {
            String account = Files.readString(task.resolve("schedstat"));
            threads.put(task.getFileName().toString(), Long.parseLong(account.substring(0, account.indexOf(' '))));
        } catch (NoSuchFileException ended) {
            // A thread may end while it is looked at; what it used since the last look is lost.
        }
    }

    /** What was used since then. */
    public long since(Usage earlier) {
        return threads.entrySet().stream()
                .mapToLong(thread -> thread.getValue() - earlier.threads().getOrDefault(thread.getKey(), 0L))
                .sum();
    }

    /** What the process holds in memory now, in MB. */
    public static double residentMegabytes(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) / 1_024.0;
                }
            }
            return Double.NaN;
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
