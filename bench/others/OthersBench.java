package others;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import common.Budget;
import common.Generator;
import common.Scratch;
import common.browser.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Parley beside Streamlit, Chainlit and Gradio: the same answers from the same fake Claude, in the same browser.
 * bench/README.md says what is measured and how; {@code bench/others/run} runs it.
 */
public final class OthersBench {

    private static final int WARM_UP_CHATS = 20;

    private final Plan plan;
    private final Generator generator;
    private final Report report;
    private final Budget budget;
    private int runs;

    private OthersBench(Plan plan, Generator generator) {
        this.plan = plan;
        this.generator = generator;
        this.report = new Report(plan);
        this.budget = new Budget(plan.budget(), report.sheet());
    }

    /** Takes the options that {@code bench/others/run --help} lists. Ends with 1 where any chat did not show all that was said. */
    public static void main(String[] arguments) throws IOException {
        var plan = Plan.of(arguments);
        boolean sound;
        try (var generator = new Generator()) {
            sound = new OthersBench(plan, generator).run();
        }
        System.exit(sound ? 0 : 1);
    }

    private boolean run() throws IOException {
        Files.createDirectories(plan.output());
        try (var playwright = Playwright.create();
                var browser = Chromium.launch(playwright)) {
            report.browser(browser.version());
            for (int earlier : plan.earlier()) {
                stage(earlier, List.of(new Load(earlier, 1, true), new Load(earlier, 1, false)), browser);
            }
            if (plan.crowd() > 1) {
                stage(0, List.of(new Load(0, plan.crowd(), true)), browser);
            }
        }
        report.publish();
        return report.isSound();
    }

    /** Starts all servers, whose chats begin with so many messages, and has each load shown by each of them in every round. */
    private void stage(int earlier, List<Load> loads, Browser browser) throws IOException {
        Map<Subject, App> apps = new EnumMap<>(Subject.class);
        try (var scratch = Scratch.at(plan.output().resolve("work"))) {
            try {
                for (var subject : plan.subjects()) {
                    start(subject, earlier, scratch, apps);
                }
                for (var subject : List.copyOf(apps.keySet())) {
                    warmUp(subject, apps.get(subject));
                    show(0, subject, apps.get(subject), new Load(earlier, 1, true), browser);
                }
                for (int round = 1; round <= plan.rounds(); round++) {
                    round(round, loads, apps, browser);
                }
            } finally {
                apps.values().forEach(App::close);
            }
        }
    }

    /** Many chats without a page, for the servers' compilers and all that is done once. */
    private void warmUp(Subject subject, App app) throws IOException {
        var show = new Show(++runs, WARM_UP_CHATS + 1, plan);
        generator.show(show);
        try (var crowd = new Crowd(subject, app, show.number(), WARM_UP_CHATS, plan.chunks() - 1, plan.output())) {
            crowd.start();
            crowd.finish();
        } catch (IllegalStateException failed) {
            report.fault("%s, warm-up: %s".formatted(subject.title(), firstLine(failed)));
        } finally {
            generator.show(null);
        }
    }

    /** Parley, again, is another process of Parley. */
    private void start(Subject subject, int earlier, Scratch scratch, Map<Subject, App> apps) throws IOException {
        if (subject == Subject.PARLEY_AGAIN && earlier > 0) {
            return;
        }
        try {
            apps.put(
                    subject,
                    new App(
                            subject,
                            generator.upstream(),
                            earlier,
                            scratch.folder().resolve(subject.name()),
                            plan.output()));
        } catch (IllegalStateException failed) {
            report.fault(failed.getMessage());
        }
    }

    private void round(int round, List<Load> loads, Map<Subject, App> apps, Browser browser) throws IOException {
        for (var load : loads) {
            var order = new ArrayList<>(apps.keySet());
            for (var subject : round % 2 == 0 ? order.reversed() : order) {
                if (budget.lasts()) {
                    show(round, subject, apps.get(subject), load, browser);
                }
            }
        }
    }

    /** Round 0 is for the browser's caches of code, and is not counted. */
    private void show(int round, Subject subject, App app, Load load, Browser browser) throws IOException {
        var show = new Show(++runs, load.crowd(), plan);
        generator.show(show);
        try (var crowd = new Crowd(subject, app, show.number(), load.crowd() - 1, plan.chunks() - 1, plan.output())) {
            var result = new Visit(subject, app, load, plan, show).measure(browser, crowd);
            crowd.finish();
            if (round > 0) {
                report.add(load, subject, result);
            }
            budget.progress(
                    "round %d, %-20s %-14s first %.0f ms, chunk to pixel %.0f and %.0f ms, %.0f bytes, server %.2f and page %.2f ms a chunk"
                            .formatted(
                                    round,
                                    load.title(),
                                    subject.title(),
                                    result.first(),
                                    result.p50(),
                                    result.p95(),
                                    result.bytes(),
                                    result.server(),
                                    result.mainThread()));
        } catch (IllegalStateException | PlaywrightException failed) {
            String fault = "%s, %s: %s".formatted(subject.title(), load.title(), firstLine(failed));
            report.fault(fault);
            budget.progress(fault);
        } finally {
            generator.show(null);
        }
    }

    private static String firstLine(RuntimeException failed) {
        return String.valueOf(failed.getMessage()).lines().findFirst().orElse("");
    }
}
