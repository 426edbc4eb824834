package dev.parley.demo;

import dev.parley.chat.Chart;
import dev.parley.chat.Chat;
import dev.parley.chat.ChatContainer.Good;
import dev.parley.chat.ChatContainer.Level;
import dev.parley.chat.ChatFeedback.Kind;
import dev.parley.chat.ChatField;
import dev.parley.chat.ChatHandler;
import dev.parley.chat.ChatMessage;
import dev.parley.chat.Table;
import dev.parley.demo.Crossings.Month;
import dev.parley.demo.Crossings.Span;
import dev.parley.demo.Exhibits.Strait;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Named;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Runs what docs/handlers.md shows, so that it is true and has pictures. The reader names the picture. */
@Alternative
@ApplicationScoped
@Named("guide")
public class GuideHandler implements ChatHandler {

    private final List<Month> months = Crossings.months(2026);
    private final List<Span> spans =
            Crossings.spans().stream().filter(span -> span.opened() > 2005).toList();
    private final Strait strait = new Strait("The Narrows", true, 61.5, spans.subList(0, 2));
    private final URI picture = URI.create("classpath:/dev/parley/demo/bridge.png");
    private final byte[] bell = Tone.bell(440);
    private final byte[] csv = "city,price\nLisbon,182000\n".getBytes(StandardCharsets.UTF_8);

    @Override
    public void reply(Chat chat) throws InterruptedException {
        switch (chat.text()) {
            case "speakers" -> speakers(chat);
            case "choice" -> chat.ask("Which way across?").choice("Bridge", "Tunnel", "Ferry");
            case "choices" -> chat.ask("Where do you want to stop?").choices("Lighthouse", "Castle", "Market");
            case "answer" -> chat.ask("Who travels?").text("Ada Lovelace");
            case "confirm" -> chat.ask("Delete 3 files?").confirm("Delete", "Keep");
            case "form" -> form(chat);
            default -> {
                try (var message = chat.message("assistant")) {
                    show(chat.text(), message);
                }
            }
        }
    }

    private void show(String picture, ChatMessage message) throws InterruptedException {
        switch (picture) {
            case "text" -> text(message);
            case "callouts" -> callouts(message);
            case "values" -> values(message);
            case "status" -> status(message);
            case "table" -> message.table(Table.of(spans).caption("Long bridges"));
            case "line" -> message.chart(Chart.line(months).x("month").yLabel("thousand"));
            case "area" -> message.chart(Chart.area(months).x("month").stack(true));
            case "bar" ->
                message.chart(
                        Chart.bar(spans).x("bridge").y("metres").horizontal().descending());
            case "scatter" ->
                message.chart(Chart.scatter(spans)
                        .x("opened")
                        .y("metres")
                        .colorBy("kind")
                        .sizeBy("lanes"));
            case "media" -> media(message);
            case "html" -> html(message);
            case "feedback" -> message.markdown("Have a good crossing!").feedback(Kind.THUMBS);
            default -> throw new IllegalArgumentException("No picture is called " + picture);
        }
    }

    private static void speakers(Chat chat) {
        chat.message("user").markdown("Is the bridge open?");
        chat.message("assistant").markdown("For all but high vehicles.");
        chat.message("Harbour master").markdown("70 km/h of wind, from the west.");
        chat.message("Ferry").avatar("⛴️").markdown("We are ten minutes late.");
        chat.message("Bot").avatar(":material/robot:").markdown("The drivers know.");
    }

    private static void text(ChatMessage message) {
        message.markdown("A cable with the load `w` **pulls** at its towers with")
                .latex("H = \\frac{w L^2}{8 f}")
                .code("double pull = w * L * L / (8 * f);", "java", "Cable.java")
                .code("-double sag = span / 10;\n+double sag = span / 9;", "diff");
    }

    private static void callouts(ChatMessage message) {
        message.info("The strait is closed to ships until 04:00.");
        message.success("The inspection is done.");
        message.warning("Wind of **70 km/h**: high vehicles take the tunnel.");
        message.callout(Level.ERROR, "Sensor 14 does not answer.", "timeout after 3 attempts");
    }

    private void values(ChatMessage message) {
        message.metric("Crossings", "1,284", "+12 %");
        message.metric("Waiting time", "4.2 min", "-0.6 min", Good.DOWN);
        message.json(strait);
    }

    private void status(ChatMessage message) throws InterruptedException {
        try (var status = message.status("Inspecting the bridge")) {
            try (var tower = status.status("East tower")) {
                tower.markdown("All bolts are tight.");
            }
            var bar = status.progress(0, "Hangers");
            for (int hanger = 1; hanger <= 200; hanger++) {
                inspect(hanger);
                bar.update(hanger / 200.0);
            }
            status.complete("Inspected the bridge");
        }
    }

    /** Waits in the middle, for the picture, until Stop. */
    private static void inspect(int hanger) throws InterruptedException {
        if (hanger == 141) {
            new CountDownLatch(1).await();
        }
    }

    private void media(ChatMessage message) {
        message.image(picture, "A suspension bridge at dusk", "The Narrows");
        message.audio(bell, "audio/wav", "The ferry's bell");
        message.file(csv, "flats.csv", "text/csv");
    }

    private static void html(ChatMessage message) {
        message.html("""
                <style>body { font: 16px system-ui } b { display: inline-block; transition: 2s }</style>
                <button onclick="this.nextElementSibling.style.translate = '200px'">Cross</button> <b>⛴️</b>
                """, 60);
    }

    private static void form(Chat chat) {
        var trip = chat.ask("Your trip?")
                .fields(
                        ChatField.number("people", "People").mandatory(),
                        ChatField.choice("class", "Class", "First", "Second"),
                        ChatField.flag("bicycle", "With a bicycle"),
                        ChatField.text("note", "Note"));
        trip.ifPresent(answer -> chat.message("assistant")
                .markdown("%.0f people".formatted(answer.number("people").orElseThrow())));
    }
}
