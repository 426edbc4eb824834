package dev.parley.demo;

import dev.parley.chat.Chart;
import dev.parley.chat.ChatContainer.Good;
import dev.parley.chat.ChatContainer.Level;
import dev.parley.chat.ChatMessage;
import dev.parley.chat.Table;
import dev.parley.demo.Crossings.Span;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The gallery's elements that stay as they are, each with the call that writes it. */
final class Exhibits {

    @RegisterForReflection
    record Strait(String name, boolean open, double depth, List<Span> spans) {}

    private Exhibits() {}

    static void code(ChatMessage message) {
        message.code("double pull = w * L * L / (8 * f); // a deeper sag, a smaller pull", "java", "Cable.java");
        message.code("""
                @@ -7,2 +7,2 @@
                 double span = 1_280;
                -double sag = span / 10;
                +double sag = span / 9;
                """, "diff", "Cable.java");
        message.latex("H = \\frac{w L^2}{8 f}");
    }

    static void boxes(ChatMessage message) {
        message.info("The strait is **closed** to ships from 02:00 to 04:00.");
        message.success("The inspection is done.");
        message.warning("Wind of 70 km/h: high vehicles take the tunnel.");
        message.callout(Level.ERROR, "Sensor 14 does not answer.", "timeout after 3 attempts\nlast at 04:12:09 UTC");
        message.error(new IllegalStateException("What was thrown can be shown, too"));
    }

    static void charts(ChatMessage message) {
        var months = Crossings.months(2026);
        message.chart(Chart.line(months).x("month").yLabel("thousand").title("Crossings a month"));
        message.chart(Chart.area(months).x("month").stack(true).title("Crossings together"));
        message.chart(Chart.bar(Crossings.spans())
                .x("bridge")
                .y("metres")
                .colorBy("kind")
                .stack(true)
                .horizontal()
                .title("Longest spans"));
        message.chart(Chart.scatter(Crossings.spans())
                .x("opened")
                .y("metres")
                .colorBy("kind")
                .sizeBy("lanes")
                .title("Spans by their year; as large as they have lanes"));
    }

    static void tables(ChatMessage message) {
        message.table(Table.of(Crossings.spans()).caption("Long bridges"));
        // So many that they are kept in a file, and the first are shown.
        message.table(Table.of(
                        Map.of("sensor", IntStream.rangeClosed(1, 5_000).boxed().toList()))
                .caption("Sensors"));
    }

    static void values(ChatMessage message) {
        message.metric("Crossings", "1,284", "+12 %");
        message.metric("Waiting time", "4.2 min", "-0.6 min", Good.DOWN);
        message.metric("Ferries", 9);
        message.json(new Strait("The Narrows", true, 61.5, Crossings.spans().subList(0, 3)));
    }

    static void media(ChatMessage message) {
        message.image(
                URI.create("classpath:/dev/parley/demo/bridge.png"),
                "A suspension bridge at dusk",
                "The Narrows, looking west");
        message.audio(Tone.bell(440), "audio/wav", "The ferry's bell");
        message.file(URI.create("classpath:/dev/parley/demo/flats.csv"), "flats.csv", "text/csv");
    }

    static void html(ChatMessage message) {
        message.html("""
                <style>
                  body { font: 16px system-ui, sans-serif }
                  b { display: inline-block; font-size: 40px; transition: transform 2s }
                  .away { transform: translateX(200px) }
                </style>
                <button onclick="document.querySelector('b').classList.toggle('away')">Cross the strait</button>
                <p><b>⛴️</b></p>
                """, 140);
    }
}
