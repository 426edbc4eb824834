package page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import common.Budget;
import common.Launch;
import common.Ports;
import common.Scratch;
import common.Server;
import common.browser.Chromium;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What the page costs while an answer streams, beside the usual ways to show one and the least that any page could do.
 * bench/README.md says what is measured and how; {@code bench/page/run} runs it.
 */
public final class PageBench {

    private final Plan plan;
    private final Report report;
    private final Budget budget;

    private PageBench(Plan plan) {
        this.plan = plan;
        this.report = new Report(plan);
        this.budget = new Budget(plan.budget(), report.sheet());
    }

    /** Takes the options that {@code bench/page/run --help} lists. Ends with 1 where Parley has not shown all of an answer. */
    public static void main(String[] arguments) throws IOException {
        System.exit(new PageBench(Plan.of(arguments)).run() ? 0 : 1);
    }

    private boolean run() throws IOException {
        try (var scratch = Scratch.at(plan.output().resolve("data"));
                var server = parley(scratch.folder());
                var stage = new Stage(Ports.free(), server.port());
                var playwright = Playwright.create();
                var browser = Chromium.launch(playwright)) {
            report.browser(browser.version());
            warmUp(stage, browser);
            for (int round = 1; round <= plan.rounds(); round++) {
                round(round, stage, browser);
            }
        }
        report.publish(Path.of("target/bench/page.md"));
        return report.faults().isEmpty();
    }

    /** Parley as it is packaged: for its page, not for its answers. */
    private Server parley(Path folder) throws IOException {
        var command = Launch.java(List.of("-Xmx256m", "-Dquarkus.http.port=0", "-Dparley.store.directory=" + folder));
        command.addAll(List.of("-jar", Launch.APPLICATION.toString()));
        return new Server("Parley", true, command, plan.output().resolve("parley.log")).awaitStart();
    }

    /** The browser's own caches of code, and the servers' compilers. */
    private void warmUp(Stage stage, Browser browser) {
        var small = Load.all(2_000).getFirst();
        plan.subjects().forEach(subject -> new Visit(stage, subject, small).measure(browser));
    }

    /** A, B, A, B: what the machine does meanwhile meets all alike; and each round begins with another. */
    private void round(int round, Stage stage, Browser browser) {
        for (var load : plan.loads()) {
            var order = plan.subjects().stream()
                    .filter(subject -> subject.takes(load))
                    .toList();
            for (var subject : round % 2 == 0 ? order.reversed() : order) {
                if (budget.lasts()) {
                    var result = measure(stage, subject, load, browser);
                    report.add(load, subject, result);
                    budget.progress(
                            "round %d, %-26s %-24s %7.0f ms, %5.1f µs/token, %.2f ms/frame, shown %.0f%%, typing %.0f, delay %.0f ms"
                                    .formatted(
                                            round,
                                            load.title(),
                                            subject.title(),
                                            result.mainThread(),
                                            result.perToken(),
                                            result.perFrame(),
                                            100 * result.shown(),
                                            result.typingP95(),
                                            result.delayP95()));
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
}
