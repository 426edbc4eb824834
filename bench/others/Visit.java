package others;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import common.Samples;
import common.Stream;
import common.Upstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/** One chat on one page, once: a message is typed, its answer comes. */
final class Visit {

    private static final int LOOK_MILLIS = 200;
    private static final double START_MILLIS = 30_000;
    private static final double PATIENCE_SECONDS = 20;
    /** Below so much work (ms) in a look the page is at rest. */
    private static final double REST = 5;

    private static final int LOOKS = 40;
    private static final String PROBE = probe();

    /** The numbered words; in order and each once, if nothing was lost. */
    private static final String SHOWN =
            "root => (document.querySelector(root).innerText.match(/m\\d{4}x/g) ?? []).join('')";

    private final Subject subject;
    private final App app;
    private final Load load;
    private final Plan plan;
    private final Show show;
    private Page page;
    private CDPSession inspector;

    Visit(Subject subject, App app, Load load, Plan plan, Show show) {
        this.subject = subject;
        this.app = app;
        this.load = load;
        this.plan = plan;
        this.show = show;
    }

    private static String probe() {
        try (var in = Objects.requireNonNull(Visit.class.getResourceAsStream("probe.js"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Result measure(Browser browser, Crowd crowd) throws IOException {
        try (var context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1280, 800))) {
            page = context.newPage();
            page.addInitScript("window.benchFelt = %s; window.benchRoot = \"%s\"; %s"
                    .formatted(load.felt(), subject.shown(), PROBE));
            open(context);
            inspector = context.newCDPSession(page);
            var domain = new JsonObject();
            domain.addProperty("timeDomain", "threadTicks");
            inspector.send("Performance.enable", domain);
            page.focus(subject.composer());
            page.keyboard().insertText(Upstream.prompt(0, show.number()));
            awaitRest();
            crowd.start();
            return stream();
        }
    }

    private void open(BrowserContext context) throws IOException {
        page.navigate(app.address());
        page.waitForSelector(subject.composer(), new Page.WaitForSelectorOptions().setTimeout(START_MILLIS));
        if (subject.isParley() && load.earlier() > 0) {
            page.navigate(app.chat(cookie(context)));
            page.waitForSelector(subject.composer());
        }
        if (load.earlier() > 0) {
            page.waitForFunction("() => document.body.innerText.includes('Briefly, please.')");
        }
    }

    private static String cookie(BrowserContext context) {
        return context.cookies().stream()
                .map(cookie -> cookie.name + "=" + cookie.value)
                .reduce((one, other) -> one + "; " + other)
                .orElseThrow();
    }

    private Result stream() {
        var wire = new Wire(inspector);
        double busy = mainThread();
        long used = app.used();
        page.keyboard().press("Enter");
        boolean shown = awaitAll();
        awaitRest();
        int chunks = plan.chunks();
        double server = (app.used() - used) / 1e6 / Math.max(1, show.sent());
        double worked = mainThread() - busy;
        String text = (String) page.evaluate(SHOWN, subject.shown());
        if (!shown || !text.equals(wanted())) {
            throw new IllegalStateException("%s, %s: of %d chunks %d were shown"
                    .formatted(subject.title(), load.title(), chunks, text.length() / 6));
        }
        var delays = delays();
        return new Result(
                load.felt() ? first() : Double.NaN,
                delays.millis(0.5),
                delays.millis(0.95),
                load.felt() ? Double.NaN : (double) wire.bytes() / chunks,
                load.felt() ? Double.NaN : (double) wire.pieces() / chunks,
                load.felt() && load.crowd() == 1 ? Double.NaN : server,
                load.felt() ? Double.NaN : worked / chunks,
                app.residentMegabytes());
    }

    private String wanted() {
        var all = new StringBuilder();
        for (int chunk = 0; chunk < plan.chunks(); chunk++) {
            all.append("m%04dx".formatted(chunk));
        }
        return all.toString();
    }

    /** Waits by the clock first, so that looking costs nothing while it streams. */
    private boolean awaitAll() {
        double seconds = (double) plan.chunks() / plan.rate();
        page.waitForTimeout(seconds * 1_000);
        String last = "m%04dx".formatted(plan.chunks() - 1);
        try {
            page.waitForFunction(
                    "last => document.body.innerText.includes(last)",
                    last,
                    new Page.WaitForFunctionOptions()
                            .setPollingInterval(LOOK_MILLIS)
                            .setTimeout(PATIENCE_SECONDS * 1_000));
            return true;
        } catch (PlaywrightException notAll) {
            return false;
        }
    }

    private void awaitRest() {
        double before = mainThread();
        for (int look = 0; look < LOOKS; look++) {
            page.waitForTimeout(LOOK_MILLIS);
            double after = mainThread();
            if (after - before < REST) {
                return;
            }
            before = after;
        }
    }

    private double mainThread() {
        for (JsonElement metric : inspector.send("Performance.getMetrics").getAsJsonArray("metrics")) {
            var named = metric.getAsJsonObject();
            if (named.get("name").getAsString().equals("TaskDuration")) {
                return named.get("value").getAsDouble() * 1e3;
            }
        }
        throw new IllegalStateException("The browser does not say how long its main thread has worked");
    }

    private double first() {
        return ((Number) page.evaluate("() => Math.min(...Object.values(bench.seen)) - bench.enter")).doubleValue();
    }

    /** On the clock that both processes share. */
    private Samples delays() {
        var delays = new Samples();
        if (load.felt()) {
            double ahead = Duration.between(Instant.EPOCH, Instant.now()).toNanos() - (double) System.nanoTime();
            @SuppressWarnings("unchecked")
            var seen = (Map<String, Number>) page.evaluate("() => bench.seen");
            Stream stream = show.first();
            seen.forEach((chunk, time) ->
                    delays.add((long) (time.doubleValue() * 1e6 - ahead - stream.sentAt(Integer.parseInt(chunk)))));
        }
        return delays;
    }
}
