package page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the page costs while an answer streams, beside the usual ways to show one and the least that any page could do.
 * bench/README.md says what is measured and how; {@code bench/page/run} runs it.
 */
public final class PageBench {

    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));
    private static final List<String> BROWSERS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private final Plan plan;
    private final Report report;
    private final long started = System.nanoTime();

    private PageBench(Plan plan) {
        this.plan = plan;
        this.report = new Report(plan);
    }

    /** Takes the options that {@code bench/page/run --help} lists. */
    public static void main(String[] arguments) throws IOException {
        new PageBench(Plan.of(arguments)).run();
    }

    private void run() throws IOException {
        Files.createDirectories(plan.output());
        try (var server = new Server(plan.application(), plan.output());
                var stage = new Stage(freePort(), server.port());
                var playwright = Playwright.create();
                var browser = playwright.chromium().launch(launchOptions())) {
            report.browser(browser.version());
            warmUp(stage, browser);
            for (int round = 1; round <= plan.rounds(); round++) {
                round(round, stage, browser);
            }
        }
        System.out.println(report.write(plan.output().resolve("../page.md").normalize()));
    }

    /** The browser's own caches of code, and the servers' compilers. */
    private void warmUp(Stage stage, Browser browser) {
        var small = Load.all(2_000).getFirst();
        plan.subjects().forEach(subject -> new Visit(stage, subject, small).measure(browser));
    }

    /** A, B, A, B: what the machine does meanwhile meets all alike; and each round begins with another. */
    private void round(int round, Stage stage, Browser browser) {
        for (var load : plan.loads()) {
            var order = new ArrayList<>(plan.subjects().stream()
                    .filter(subject -> subject.takes(load))
                    .toList());
            for (var subject : round % 2 == 0 ? order.reversed() : order) {
                if (seconds() < plan.budget()) {
                    var result = measure(stage, subject, load, browser);
                    report.add(load, subject, result);
                    System.err.printf(
                            "%3.0f s  round %d, %-26s %-24s %7.0f ms, %5.1f µs/token, %.2f ms/frame, shown %.0f%%, typing %.0f, delay %.0f ms%n",
                            seconds(),
                            round,
                            load.title(),
                            subject.title(),
                            result.mainThread(),
                            result.perToken(),
                            result.perFrame(),
                            100 * result.shown(),
                            result.typingP95(),
                            result.delayP95());
                } else {
                    report.brokenOff();
                }
            }
        }
    }

    private Result measure(Stage stage, Subject subject, Load load, Browser browser) {
        if (plan.trace()) {
            var file = plan.output().resolve(load.name() + "-" + subject.name() + ".json");
            browser.startTracing(null, new Browser.StartTracingOptions().setPath(file));
        }
        try {
            return new Visit(stage, subject, load).measure(browser);
        } finally {
            if (plan.trace()) {
                browser.stopTracing();
            }
        }
    }

    private double seconds() {
        return (System.nanoTime() - started) / 1e9;
    }

    private static LaunchOptions launchOptions() {
        var options = new LaunchOptions()
                .setChromiumSandbox(!ROOT)
                .setArgs(List.of("--disable-gpu", "--no-first-run", "--disable-background-networking"));
        installed().ifPresent(options::setExecutablePath);
        return options;
    }

    private static java.util.Optional<Path> installed() {
        String chosen = System.getenv("PARLEY_CHROMIUM");
        if (chosen != null && !chosen.isBlank()) {
            return java.util.Optional.of(Path.of(chosen));
        }
        return BROWSERS.stream()
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
