package common;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * What a JVM holds once its garbage is gone, in MB.
 *
 * @param heap what is used of the heap
 * @param resident what the process has in memory
 */
public record Memory(double heap, double resident) {

    /** A heap that gives back what it does not need, so that the resident memory tells something: the JVM's options. */
    public static final java.util.List<String> SHRINKING =
            java.util.List.of("-Xms8m", "-Xmx2g", "-XX:MinHeapFreeRatio=5", "-XX:MaxHeapFreeRatio=10");

    private static final Pattern USED = Pattern.compile("heap\\s+total[^\\[]*?used (\\d+)K");
    private static final int COLLECTIONS = 3;

    /** Has the process's garbage collected, some times over because a collection may leave what the last one has queued. */
    public static Memory of(long pid) {
        for (int collection = 0; collection < COLLECTIONS; collection++) {
            jcmd(pid, "GC.run");
        }
        String heap = jcmd(pid, "GC.heap_info");
        var used = USED.matcher(heap);
        if (!used.find()) {
            throw new IllegalStateException("The heap is not known from: " + heap);
        }
        return new Memory(Long.parseLong(used.group(1)) / 1_024.0, Usage.residentMegabytes(pid));
    }

    private static String jcmd(long pid, String command) {
        try {
            var process = new ProcessBuilder(Launch.tool("jcmd"), Long.toString(pid), command)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("jcmd " + command + " said: " + said);
            }
            return said;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
