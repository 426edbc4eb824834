package page;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** One page that is shown one load, once. */
final class Visit {

    private static final int KEY_MILLIS = 90;
    private static final int LOOK_MILLIS = 200;
    /** Below so much work (ms) in a look the page is at rest. */
    private static final double REST = 4;

    private static final double PATIENCE_SECONDS = 12;

    private final Stage stage;
    private final Subject subject;
    private final Load load;
    private Page page;
    private CDPSession inspector;

    Visit(Stage stage, Subject subject, Load load) {
        this.stage = stage;
        this.subject = subject;
        this.load = load;
    }

    /** A moment of the page's main thread. */
    private record Moment(
            double task, double script, double layout, double heap, double frames, double longTasks, double longTime) {}

    Result measure(Browser browser) {
        var options = new Browser.NewContextOptions().setViewportSize(1280, 800);
        if (subject == Subject.UNPACED) {
            options.setReducedMotion(ReducedMotion.REDUCE);
        }
        try (var context = browser.newContext(options)) {
            page = context.newPage();
            inspector = context.newCDPSession(page);
            var domain = new JsonObject();
            domain.addProperty("timeDomain", "threadTicks");
            inspector.send("Performance.enable", domain);
            page.addInitScript("window.benchFelt = " + load.felt() + ";" + Stage.resource("probe.js"));
            var feed = stage.show(load);
            page.navigate(stage.address() + subject.address());
            feed.awaitReader();
            page.waitForFunction("() => document.querySelector('#thread .message.live')");
            awaitRest();
            return stream(feed);
        }
    }

    private Result stream(Feed feed) {
        if (load.felt()) {
            page.focus("textarea");
            page.evaluate("() => { bench.watching = true; }");
        }
        if (load.name().equals(Load.SCROLL)) {
            scroll();
        }
        var start = now();
        long begin = System.nanoTime();
        feed.start();
        Moment lastFifth = null;
        while (!feed.isOver()) {
            if (load.felt()) {
                page.keyboard().press("a");
                page.waitForTimeout(KEY_MILLIS);
            } else {
                page.waitForTimeout(LOOK_MILLIS);
            }
            if (lastFifth == null && seconds(begin) > 0.8 * load.seconds()) {
                lastFifth = now();
            }
        }
        boolean done = awaitEnd(begin);
        double shown = done ? 1 : shown();
        page.evaluate("() => { bench.watching = false; }");
        if (done) {
            awaitRest();
        }
        return result(feed, start, lastFifth == null ? start : lastFifth, now(), shown);
    }

    /** Up through all messages and down again, by a wheel that turns as fast as a hand can. */
    private void scroll() {
        page.mouse().move(700, 400);
        for (int step = 0; step < 240; step++) {
            page.mouse().wheel(0, step < 120 ? -400 : 400);
            page.waitForTimeout(16);
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    /** A page that is too far behind is not waited for. */
    private boolean awaitEnd(long begin) {
        while (seconds(begin) < load.seconds() + PATIENCE_SECONDS) {
            if (page.querySelector("#thread .message.live") == null) {
                return true;
            }
            page.waitForTimeout(LOOK_MILLIS);
        }
        return false;
    }

    private double shown() {
        Object length = page.evaluate("() => document.querySelector('.message.live .markdown').textContent.length");
        return Math.min(1, ((Number) length).doubleValue() / load.text().length());
    }

    /** What is done later, such as colours of code, counts as well. */
    private void awaitRest() {
        double before = now().task();
        for (int look = 0; look < 50; look++) {
            page.waitForTimeout(LOOK_MILLIS);
            double after = now().task();
            if (after - before < REST) {
                return;
            }
            before = after;
        }
    }

    private Moment now() {
        Map<String, Double> metrics = new HashMap<>();
        for (JsonElement metric : inspector.send("Performance.getMetrics").getAsJsonArray("metrics")) {
            var named = metric.getAsJsonObject();
            metrics.put(named.get("name").getAsString(), named.get("value").getAsDouble());
        }
        @SuppressWarnings("unchecked")
        var seen = (List<Number>) page.evaluate("() => [bench.frames, bench.longTasks, bench.longTime]");
        return new Moment(
                metrics.get("TaskDuration") * 1e3,
                metrics.get("ScriptDuration") * 1e3,
                (metrics.get("LayoutDuration") + metrics.get("RecalcStyleDuration")) * 1e3,
                metrics.get("JSHeapUsedSize") / 1e6,
                seen.get(0).doubleValue(),
                seen.get(1).doubleValue(),
                seen.get(2).doubleValue());
    }

    private Result result(Feed feed, Moment start, Moment lastFifth, Moment end, double shown) {
        double task = end.task() - start.task();
        double frames = end.frames() - start.frames();
        double[] delays = delays(feed);
        double[] keys = keys();
        return new Result(
                task,
                end.script() - start.script(),
                end.layout() - start.layout(),
                task * 1e3 / (load.tokens() * shown),
                frames,
                task / frames,
                (end.task() - lastFifth.task()) / (end.frames() - lastFifth.frames()),
                end.longTasks() - start.longTasks(),
                end.longTime() - start.longTime(),
                end.heap(),
                shown,
                part(keys, 0.95),
                part(delays, 0.5),
                part(delays, 0.95),
                dropped());
    }

    private double dropped() {
        @SuppressWarnings("unchecked")
        var counted = (List<Number>) page.evaluate("() => [bench.gaps, bench.watched]");
        double gaps = counted.get(0).doubleValue();
        return gaps / (gaps + counted.get(1).doubleValue());
    }

    private double[] keys() {
        @SuppressWarnings("unchecked")
        var keys = (List<Number>) page.evaluate("() => bench.keys");
        return keys.stream().mapToDouble(Number::doubleValue).sorted().toArray();
    }

    /** From when a chunk was handed to the socket to when it had been painted. */
    private double[] delays(Feed feed) {
        @SuppressWarnings("unchecked")
        var seen = (Map<String, Number>) page.evaluate("() => bench.seen");
        var delays = new ArrayList<Double>();
        seen.forEach((marker, time) -> delays.add(time.doubleValue() - feed.sentAt(Integer.parseInt(marker))));
        return delays.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    private static double part(double[] sorted, double share) {
        return sorted.length == 0
                ? Double.NaN
                : DoubleStream.of(sorted)
                        .skip((long) Math.ceil(share * sorted.length) - 1)
                        .findFirst()
                        .orElseThrow();
    }
}
