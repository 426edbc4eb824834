package dev.parley.demo;

import dev.parley.chat.Chart;
import dev.parley.chat.ChatMessage;
import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The gallery's elements that change while they are shown. Stop interrupts what sleeps, which ends the turn. */
final class LiveExhibits {

    private LiveExhibits() {}

    /** A text that comes in pieces. */
    static Multi<String> words(Duration pause) {
        var words = List.of(
                "A text ", "**grows** ", "while it ", "streams, ", "with *emphasis*, ", "`code` ", "and lists:");
        return Multi.createFrom()
                .ticks()
                .every(pause)
                .select()
                .first(words.size())
                .map(tick -> words.get(tick.intValue()));
    }

    static void live(ChatMessage message, Duration pause) throws InterruptedException {
        var months = Crossings.months(2026);
        var total = message.metric("Crossings", "0");
        var chart = message.chart(Chart.line(months.subList(0, 1)).x("month").yLabel("thousand"));
        var table = message.table(months.subList(0, 1));
        long crossings = months.getFirst().all();
        for (var month : months.subList(1, months.size())) {
            Thread.sleep(pause);
            chart.append(List.of(month));
            table.append(List.of(month));
            crossings += month.all();
            total.update(thousands(crossings), "+" + thousands(month.all()));
        }
    }

    private static String thousands(long number) {
        return String.format(Locale.ROOT, "%,d", number * 1_000);
    }

    static void status(ChatMessage message, Duration pause) throws InterruptedException {
        try (var inspection = message.status("Inspecting the bridge")) {
            var bar = inspection.progress(0, "Hangers");
            for (int part = 1; part <= 4; part++) {
                Thread.sleep(pause);
                bar.update(part / 4.0, "Hangers: " + part * 50 + " of 200");
            }
            try (var tower = inspection.status("East tower")) {
                tower.markdown("The bolts of level 3 are tight.");
            }
            inspection.status("West tower").fail("West tower: the lift is out of order");
            inspection.complete("Inspected all but one tower");
        }
        message.progress("Waiting for the lift to be mended");
        Thread.sleep(pause);
    }
}
