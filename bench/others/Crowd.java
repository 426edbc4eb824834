package others;

import common.Children;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The other chats of a run: clients of the same protocols, without pages, in a process of their own. */
final class Crowd implements AutoCloseable {

    private static final long START_SECONDS = 120;
    private static final long END_SECONDS = 90;

    private final int chats;
    private final @Nullable Process process;
    private final @Nullable Thread hook;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<String> done = new CompletableFuture<>();

    /** Connects so many chats, perhaps none, and waits until all are there. */
    Crowd(Subject subject, App app, int run, int chats, int lastChunk, Path output) throws IOException {
        this.chats = chats;
        if (chats == 0) {
            this.process = null;
            this.hook = null;
            return;
        }
        String kind = subject.isParley() ? "parley" : subject.name().toLowerCase(Locale.ROOT);
        this.process = new ProcessBuilder(List.of(
                        "target/bench/others/python/bin/python",
                        "bench/others/apps/crowd.py",
                        kind,
                        Integer.toString(app.port()),
                        Integer.toString(run),
                        Integer.toString(chats),
                        Integer.toString(lastChunk)))
                .redirectError(output.resolve("crowd.log").toFile())
                .start();
        this.hook = Children.bind(process);
        Thread.ofPlatform().daemon().start(() -> listen(process));
        await(ready, START_SECONDS, "The others of " + subject.title() + " did not connect, see crowd.log");
    }

    private void listen(Process process) {
        var failures = new StringBuilder();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("ready")) {
                    ready.complete(null);
                } else if (line.startsWith("done ")) {
                    done.complete(line.substring(5) + failures);
                } else {
                    failures.append("; ").append(line);
                }
            }
            throw new IOException("It ended" + failures);
        } catch (IOException e) {
            ready.completeExceptionally(e);
            done.completeExceptionally(e);
        }
    }

    private static <T> T await(CompletableFuture<T> future, long seconds, String otherwise) {
        try {
            return future.get(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(otherwise, e);
        }
    }

    /** All of them ask now. */
    void start() {
        if (process != null) {
            try {
                process.getOutputStream().write("go\n".getBytes(StandardCharsets.US_ASCII));
                process.getOutputStream().flush();
            } catch (IOException e) {
                throw new IllegalStateException("The others have gone", e);
            }
        }
    }

    /** Waits for the answers of all; complains where one is not whole. */
    void finish() {
        if (process != null) {
            String whole = await(done, END_SECONDS, "The others did not get their answers");
            if (!whole.equals(Integer.toString(chats))) {
                throw new IllegalStateException("Of %d others these got their answers: %s".formatted(chats, whole));
            }
        }
    }

    @Override
    public void close() {
        if (process != null) {
            Children.kill(process);
            Children.release(hook);
        }
    }
}
