package dev.parley.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.chat.Chart;
import dev.parley.chat.ChatContainer.Good;
import dev.parley.chat.ChatContainer.Level;
import dev.parley.chat.Table;
import dev.parley.conversation.Chart.Sort;
import dev.parley.conversation.Citations;
import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.Json;
import dev.parley.conversation.Media;
import dev.parley.conversation.Metric;
import dev.parley.conversation.Step;
import dev.parley.conversation.Tabular;
import dev.parley.model.ModelEvent;
import io.smallrye.mutiny.Multi;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The elements that a handler writes by name. */
class ElementsTest {

    private static final byte[] PNG = Base64.getDecoder()
            .decode(
                    "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAYAAACddGYaAAAAEklEQVR4nGP8z8Dwn4EIwDiqEAAHCQMBZ1kM3wAAAABJRU5ErkJggg==");

    record Rain(String month, double millimetres, LocalDate measured) {}

    @Test
    void textElementsAreWrittenAsTheyAre() throws Exception {
        var written = Written.by((message, chat) -> message.markdown("**a**")
                .code("int a;")
                .code("+ a", "diff")
                .code("int b;", "java", "B.java")
                .latex("a^2")
                .html("<b>hi</b>")
                .html("<p>", 40));
        assertThat(written.contents())
                .containsExactly(
                        new Element.Markdown("**a**"),
                        new Element.Code("int a;", null, null),
                        new Element.Code("+ a", "diff", null),
                        new Element.Code("int b;", "java", "B.java"),
                        new Element.Latex("a^2"),
                        new Element.Html("<b>hi</b>", null),
                        new Element.Html("<p>", 40));
        assertThat(written.message().elements()).extracting(Element::endedAt).doesNotContainNull();
    }

    @Test
    void boxesHaveALevelAndAFailureItsStack() throws Exception {
        var written = Written.by((message, chat) -> message.info("a")
                .success("b")
                .warning("c")
                .error("d")
                .callout(Level.INFO, "e", "detail")
                .error(new IllegalStateException("It broke", new IOException("the disk"))));
        assertThat(written.contents().subList(0, 5))
                .extracting(content -> ((Element.Callout) content).level().name())
                .containsExactly("INFO", "SUCCESS", "WARNING", "ERROR", "INFO");
        var failure = (Element.Callout) written.contents().getLast();
        assertThat(failure.text()).contains("IllegalStateException").contains("It broke");
        assertThat(failure.detail())
                .contains("Caused by: java.io.IOException: the disk")
                .contains("\tat ");
        assertThat(written.state()).isEqualTo(EndState.COMPLETE);
    }

    @Test
    void aStatusIsCompleteWhenItsBlockEnds() throws Exception {
        var written = Written.by((message, chat) -> {
            try (var status = message.status("Working")) {
                status.markdown("within");
                try (var deeper = status.status("Deeper")) {
                    deeper.code("x");
                }
                status.update("Nearly");
            }
            message.markdown("beside");
        });
        var elements = written.message().elements();
        assertThat(written.contents().getFirst()).isEqualTo(new Step.Status("Nearly", Step.State.COMPLETE, false));
        assertThat(written.contents().get(2)).isEqualTo(new Step.Status("Deeper", Step.State.COMPLETE, false));
        int status = elements.getFirst().id();
        int deeper = elements.get(2).id();
        assertThat(elements).extracting(Element::container).containsExactly(null, status, status, deeper, null);
    }

    @Test
    void aStatusWhoseBlockThrowsShowsAnError() throws Exception {
        var written = Written.by((message, chat) -> {
            try (var status = message.status("Working");
                    var deeper = status.status("Deeper")) {
                deeper.markdown("within");
                throw new IllegalStateException("It broke");
            }
        });
        assertThat(written.state()).isEqualTo(EndState.FAILED);
        assertThat(written.contents())
                .contains(
                        new Step.Status("Working", Step.State.ERROR, true),
                        new Step.Status("Deeper", Step.State.ERROR, true));
    }

    @Test
    void aStatusEndsWithALabelOfItsOwnAndTakesNothingMore() throws Exception {
        var refused = new CompletableFuture<Throwable>();
        var written = Written.by((message, chat) -> {
            var first = message.status("One");
            first.complete("Done");
            first.fail("not any more");
            first.close();
            var second = message.status("Two").expanded(false);
            second.fail("Failed");
            try {
                second.markdown("too late");
            } catch (IllegalStateException e) {
                refused.complete(e);
            }
            message.status("Left open");
        });
        assertThat(written.contents())
                .containsExactly(
                        new Step.Status("Done", Step.State.COMPLETE, false),
                        new Step.Status("Failed", Step.State.ERROR, false),
                        new Step.Status("Left open", Step.State.COMPLETE, false));
        assertThat(refused)
                .isCompletedWithValueMatching(failure -> failure.getMessage().contains("status"));
        assertThat(written.state()).isEqualTo(EndState.COMPLETE);
    }

    @Test
    void whatIsStoppedLeavesNoStatusRunning() throws Exception {
        var turns = new TestTurns();
        turns.handler(chat -> {
            chat.message("assistant").status("Working").markdown("within");
            new CountDownLatch(1).await();
        });
        int turn = turns.send("One");
        turns.await(now -> now.messages().size() == 2
                && now.messages().getLast().elements().size() == 2);
        turns.ack(new Command.Stop(TestTurns.commandId(), turn));
        assertThat(turns.awaitEnd(turn)).isEqualTo(EndState.STOPPED);
        assertThat(turns.last().elements().getFirst().content())
                .isEqualTo(new Step.Status("Working", Step.State.ERROR, true));
    }

    @Test
    void figuresAndBarsChangeWhileTheyAreShown() throws Exception {
        var written = Written.by((message, chat) -> {
            message.metric("Rain", "12 mm");
            message.metric("Sun", 7, -2).update(8.5, 1.5);
            message.metric("Price", "1 €", "-3 %", Good.DOWN);
            message.metric("Same", 1, "0.0");
            message.progress("Reading").update(0.5).update(1, "Read");
            message.progress(0.25, null).update("Some");
        });
        assertThat(written.contents())
                .containsExactly(
                        new Metric("Rain", "12 mm", null, null, null),
                        new Metric("Sun", "8.5", "1.5", Metric.Trend.UP, null),
                        new Metric("Price", "1 €", "-3 %", Metric.Trend.DOWN, Metric.Good.DOWN),
                        new Metric("Same", "1", "0.0", Metric.Trend.FLAT, null),
                        new Step.Progress(1.0, "Read"),
                        new Step.Progress(0.25, "Some"));
    }

    @Test
    void aTableIsReadFromRecordsMapsListsAndColumns() throws Exception {
        var may = new LinkedHashMap<String, Object>(Map.of("month", "May"));
        may.put("rain", null);
        var written = Written.by((message, chat) -> {
            message.table(Table.of(List.of(new Rain("May", 12.5, LocalDate.of(2026, 5, 1))))
                    .caption("Rain"));
            message.table(List.of(Map.of("month", "April"), may));
            message.table(List.of(List.of(1, "a"), List.of(2, "b")));
            message.table(new Object[] {1, 2.5f, Double.NaN});
            var columns = new LinkedHashMap<String, Object>();
            columns.put("n", new int[] {1, 2});
            columns.put("ok", List.of(true, false));
            message.table(columns);
            message.table(List.of());
        });
        assertThat(written.json())
                .containsExactly(
                        "{\"kind\":\"table\",\"columns\":[{\"name\":\"month\",\"type\":\"text\"},{\"name\":\"millimetres\",\"type\":\"number\"},{\"name\":\"measured\",\"type\":\"date\"}],\"rows\":[[\"May\",12.5,\"2026-05-01\"]],\"caption\":\"Rain\"}",
                        "{\"kind\":\"table\",\"columns\":[{\"name\":\"month\",\"type\":\"text\"},{\"name\":\"rain\",\"type\":\"text\"}],\"rows\":[[\"April\",null],[\"May\",null]]}",
                        "{\"kind\":\"table\",\"columns\":[{\"name\":\"0\",\"type\":\"number\"},{\"name\":\"1\",\"type\":\"text\"}],\"rows\":[[1,\"a\"],[2,\"b\"]]}",
                        "{\"kind\":\"table\",\"columns\":[{\"name\":\"value\",\"type\":\"number\"}],\"rows\":[[1],[2.5],[null]]}",
                        "{\"kind\":\"table\",\"columns\":[{\"name\":\"n\",\"type\":\"number\"},{\"name\":\"ok\",\"type\":\"boolean\"}],\"rows\":[[1,true],[2,false]]}",
                        "{\"kind\":\"table\",\"columns\":[],\"rows\":[]}");
    }

    @Test
    void whatIsNoTableIsRefused() {
        for (Object other : List.of("text", 5, Map.of("a", 1), Map.of("a", List.of(1), "b", List.of()))) {
            assertThatThrownBy(() -> Table.of(other)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aLargeTableComesInPiecesAndAHugeOneInAFile() throws Exception {
        var large = IntStream.range(0, 900)
                .mapToObj(i -> Map.of("n", i, "text", "é".repeat(100)))
                .toList();
        var huge =
                IntStream.range(0, 20_000).mapToObj(i -> List.of(i, "row " + i)).toList();
        var written = Written.by((message, chat) -> {
            message.table(large);
            message.table(huge);
        });
        var first = (dev.parley.conversation.Table) written.contents().getFirst();
        assertThat(first.rows()).hasSize(900);
        assertThat(first.total()).isNull();
        var second = (dev.parley.conversation.Table) written.contents().getLast();
        assertThat(second.rows()).hasSize(100);
        assertThat(second.total()).isEqualTo(20_000);
        assertThat(written.largestEvent()).isLessThan(65_536);
        var blobs = written.turns().store.blobs();
        var file = blobs.find(written.turns().id, second.file()).orElseThrow();
        try (var lines = blobs.open(file)) {
            var text = new String(lines.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text.lines()).hasSize(20_000).startsWith("[0,\"row 0\"]").endsWith("[19999,\"row 19999\"]");
        }
    }

    @Test
    void aTableThatIsMoreThanMayBeKeptShowsItsBeginning() throws Exception {
        var rows = new AbstractList<List<String>>() {
            @Override
            public List<String> get(int index) {
                return List.of("x".repeat(4_000));
            }

            @Override
            public int size() {
                return 10_000;
            }
        };
        var written = Written.by((message, chat) -> message.table(rows));
        var table = (dev.parley.conversation.Table) written.contents().getFirst();
        assertThat(table.total()).isEqualTo(10_000);
        assertThat(table.file()).isNull();
        assertThat(table.rows()).isNotEmpty().hasSizeLessThanOrEqualTo(100);
        assertThat(written.contents().getLast()).isInstanceOf(Element.Callout.class);
        assertThat(written.state()).isEqualTo(EndState.COMPLETE);
    }

    @Test
    void rowsAreAppendedWhileATableOrAChartIsShown() throws Exception {
        var refused = new ArrayList<Throwable>();
        var written = Written.by((message, chat) -> {
            var table = message.table(List.of(Map.of("a", 1)));
            var chart = message.chart(Chart.line(List.of()).x("month").y("rain"));
            table.append(List.of(Map.of("a", 2), Map.of("a", 3))).append(List.of(List.of(4)));
            chart.append(List.of(Map.of("rain", 5, "month", "May"))).append(List.of(List.of("June", 6)));
            for (Object other :
                    List.of(List.of(Map.of("b", 1)), List.of(Map.of("a", "text")), List.of(Map.of("a", 1, "b", 2)))) {
                try {
                    table.append(other);
                } catch (IllegalArgumentException e) {
                    refused.add(e);
                }
            }
        });
        assertThat(((Tabular) written.contents().getFirst()).rows())
                .isEqualTo(List.of(List.of(1), List.of(2), List.of(3), List.of(4)));
        assertThat(((Tabular) written.contents().getLast()).rows())
                .isEqualTo(List.of(List.of("May", 5), List.of("June", 6)));
        assertThat(refused).hasSize(3);
    }

    @Test
    void aChartHasWhatStreamlitsHave() throws Exception {
        var data = List.of(Map.of("month", "May", "rain", 12, "sun", 7), Map.of("month", "June", "rain", 8, "sun", 9));
        var written = Written.by((message, chat) -> {
            message.lineChart(data);
            message.areaChart(data);
            message.barChart(data);
            message.scatterChart(data);
            message.chart(Chart.bar(data)
                    .x("month")
                    .y("rain", "sun")
                    .colors("#aabbcc", "#001122")
                    .xLabel("Month")
                    .yLabel("mm")
                    .title("Rain")
                    .stack(true)
                    .horizontal()
                    .descending());
            message.chart(
                    Chart.scatter(data).x("rain").y("sun").colorBy("month").sizeBy("rain"));
            message.chart(Chart.scatter(data).x("rain").size(4));
        });
        var charts = written.contents().stream()
                .map(dev.parley.conversation.Chart.class::cast)
                .toList();
        assertThat(charts)
                .extracting(chart -> chart.chart().name())
                .containsExactly("LINE", "AREA", "BAR", "SCATTER", "BAR", "SCATTER", "SCATTER");
        assertThat(charts.getFirst().y()).containsExactlyInAnyOrder("rain", "sun");
        assertThat(charts.getFirst().x()).isNull();
        var bars = charts.get(4);
        assertThat(bars.y()).containsExactly("rain", "sun");
        assertThat(bars.stack()).isTrue();
        assertThat(bars.horizontal()).isTrue();
        assertThat(bars.sort()).isEqualTo(Sort.DESCENDING);
        assertThat(bars.color().colors()).containsExactly("#aabbcc", "#001122");
        assertThat(charts.get(5).color().column()).isEqualTo("month");
        assertThat(charts.get(5).size()).isEqualTo("rain");
        assertThat(charts.getLast().y()).containsExactly("sun");
        assertThat(charts).allMatch(chart -> chart.rows().size() == 2);
    }

    @Test
    void aChartThatCannotBeDrawnIsRefused() {
        var data = List.of(Map.of("month", "May", "rain", 12));
        for (var chart : List.of(
                Chart.line(data).y("month"),
                Chart.line(data).y("snow"),
                Chart.line(data).x("year"),
                Chart.line(List.of()))) {
            assertThatThrownBy(chart::element).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Chart.line(data).horizontal()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Chart.bar(data).size(3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Chart.scatter(data).stack(true)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void picturesComeFromBytesFilesResourcesStreamsAndMemory(@TempDir Path folder) throws Exception {
        var file = Files.write(folder.resolve("cat.png"), PNG);
        var written = Written.by((message, chat) -> message.image(PNG, "A cat")
                .image(file, "A cat", "Cat")
                .image(file.toUri(), "A cat")
                .image(URI.create("classpath:/pictures/dot.gif"), "A dot")
                .image(new ByteArrayInputStream(PNG), "A cat")
                .image(new BufferedImage(5, 4, BufferedImage.TYPE_INT_RGB), "Nothing"));
        var images = written.contents().stream().map(Media.Image.class::cast).toList();
        assertThat(images).extracting(Media.Image::width).containsExactly(3, 3, 3, 1, 3, 5);
        assertThat(images).extracting(Media.Image::height).containsExactly(2, 2, 2, 1, 2, 4);
        assertThat(images.get(1).caption()).isEqualTo("Cat");
        var blobs = written.turns().store.blobs();
        var kept = blobs.find(written.turns().id, images.getFirst().blob()).orElseThrow();
        assertThat(kept.mediaType()).isEqualTo("image/png");
        try (var bytes = blobs.open(kept)) {
            assertThat(bytes.readAllBytes()).isEqualTo(PNG);
        }
    }

    @Test
    void whatIsNoPictureOrLiesElsewhereIsRefused() throws Exception {
        var refused = new ArrayList<Throwable>();
        Written.by((message, chat) -> {
            for (Object source : List.of(
                    "<svg/>".getBytes(StandardCharsets.UTF_8),
                    new byte[0],
                    URI.create("https://example.org/cat.png"),
                    URI.create("classpath:/not/there.png"),
                    Path.of("/not/there.png"),
                    "cat.png")) {
                try {
                    message.image(source, "A cat");
                } catch (RuntimeException e) {
                    refused.add(e);
                }
            }
        });
        assertThat(refused).hasSize(6);
        assertThat(refused).extracting(Throwable::getMessage).doesNotContainNull();
    }

    @Test
    void soundsFilmsAndFilesAreKept() throws Exception {
        var bytes = "hum".getBytes(StandardCharsets.UTF_8);
        var written = Written.by((message, chat) -> message.audio(bytes, "audio/mpeg", "Hum")
                .video(bytes, "video/mp4", null)
                .file(bytes, "../../a.txt", "text/plain"));
        assertThat(written.contents().getFirst()).isInstanceOf(Media.Audio.class);
        assertThat(written.contents().get(1)).isInstanceOf(Media.Video.class);
        var file = (Element.File) written.contents().getLast();
        assertThat(file.name()).isEqualTo("a.txt");
        assertThat(file.size()).isEqualTo(3);
    }

    @Test
    void aFileThatIsTooLargeFailsTheTurnWithTheReason() throws Exception {
        var written = Written.by((message, chat) -> message.markdown("Before").file(new byte[40_000_000], "a", "a/b"));
        assertThat(written.state()).isEqualTo(EndState.FAILED);
        assertThat(written.message().problem().code()).isEqualTo("too_large");
        assertThat(written.message().text()).isEqualTo("Before");
    }

    @Test
    void aTreeIsOfBoundedDepthAndSizeAndWithoutCircles() throws Exception {
        var circle = new HashMap<String, Object>();
        circle.put("self", circle);
        Object deep = "bottom";
        for (int i = 0; i < 5_000; i++) {
            deep = List.of(deep);
        }
        Object deepest = deep;
        var written = Written.by((message, chat) -> message.json(circle)
                .json(deepest)
                .json(IntStream.range(0, 1_000_000).boxed().toList())
                .json("日".repeat(1_000_000))
                .json(Collections.nCopies(10_000, "日本"))
                .json(Map.of("\u0000", "\ud800"))
                .json(null)
                .json(new int[] {1, 2}));
        assertThat(written.contents()).hasSize(8).allMatch(Json.class::isInstance);
        assertThat(written.json().getFirst()).contains("circles");
        assertThat(written.json().get(1)).contains("deeper");
        assertThat(written.largestEvent()).isLessThan(65_536);
        assertThat(written.json().get(5)).contains("\uFFFD").doesNotContain("\\u0000");
        assertThat(written.json().getLast()).isEqualTo("{\"kind\":\"json\",\"value\":[1,2]}");
        assertThat(written.state()).isEqualTo(EndState.COMPLETE);
    }

    @Test
    void longTextGrowsInPieces() throws Exception {
        String text = "🌦".repeat(40_000);
        var written = Written.by((message, chat) -> message.markdown(text).code(text));
        assertThat(written.contents()).containsExactly(new Element.Markdown(text), new Element.Code(text, null, null));
        assertThat(written.largestEvent()).isLessThan(65_536);
    }

    @Test
    void aDocumentTooLongForAnEventIsRefused() throws Exception {
        var written = Written.by((message, chat) -> message.html("é".repeat(33_000)));
        assertThat(written.state()).isEqualTo(EndState.FAILED);
    }

    @Test
    void anAvatarIsAnEmojiASymbolAPresetOrAPicture() throws Exception {
        for (var avatar : List.of("🌦️", "👩‍🚀", "🇫🇷", "1️⃣", ":material/robot:")) {
            var written = Written.by((message, chat) -> message.avatar(avatar).markdown("a"));
            assertThat(written.message().avatar()).isEqualTo(avatar);
        }
        var preset = Written.by((message, chat) -> message.avatar("user").markdown("a"));
        assertThat(preset.message().avatar()).isEqualTo(":material/person:");
        var picture = Written.by((message, chat) -> message.avatar(PNG).markdown("a"));
        assertThat(picture.message().avatar()).startsWith("file:");
    }

    @Test
    void whatIsNoAvatarIsRefusedAndSoIsOneThatComesLate() throws Exception {
        for (Object avatar : List.of("", "ab", "1", "🌦️🌦️", ":material/UP:", "https://example.org/a.png", 5)) {
            var written = Written.by((message, chat) -> message.avatar(avatar).markdown("a"));
            assertThat(written.state()).as("%s", avatar).isEqualTo(EndState.FAILED);
        }
        var late = Written.by((message, chat) -> message.markdown("a"));
        assertThat(late.state()).isEqualTo(EndState.COMPLETE);
        var refused = Written.by((message, chat) -> {
            message.markdown("a");
            message.avatar("🌦️");
        });
        assertThat(refused.state()).isEqualTo(EndState.FAILED);
    }

    @Test
    void anEmojiAsANameIsTheAvatar() throws Exception {
        var turns = new TestTurns();
        turns.handler(chat -> chat.message("🌦️").markdown("a"));
        turns.awaitEnd(turns.send("One"));
        assertThat(turns.last().avatar()).isEqualTo("🌦️");
        assertThat(turns.last().name()).isEqualTo("🌦️");
    }

    @Test
    void containersAreWrittenFromSeveralThreadsWhileOthersStream() throws Exception {
        var turns = new TestTurns();
        turns.handler(chat -> {
            var held = chat.message("weather");
            var status = held.status("Measuring");
            var answer = chat.message("assistant");
            var writers = IntStream.range(0, 4)
                    .mapToObj(i -> Thread.startVirtualThread(() -> {
                        for (int j = 0; j < 50; j++) {
                            status.markdown(i + "-" + j);
                        }
                    }))
                    .toList();
            answer.writeStream(Multi.createFrom().range(0, 500).map(i -> i + " "));
            for (var writer : writers) {
                writer.join();
            }
            status.complete("Measured");
        });
        assertThat(turns.awaitEnd(turns.send("One"))).isEqualTo(EndState.COMPLETE);
        var messages = turns.snapshot().messages();
        assertThat(messages.get(1).elements()).hasSize(201);
        assertThat(messages.get(1).elements().subList(1, 201))
                .allMatch(element -> element.container() != null && element.endedAt() != null);
        assertThat(messages.get(2).text()).startsWith("0 1 2 ").endsWith("498 499 ");
        turns.assertEachHasOneEnd();
    }

    @Test
    void aModelsCitationsAreFootnotesOfTheTextBeforeThem() throws Exception {
        var written = Written.by((message, chat) -> message.writeStream(Multi.createFrom()
                .items(
                        new ModelEvent.Thinking(0, "Hm"),
                        new ModelEvent.Text(1, "It rains. "),
                        new ModelEvent.Citation(1, "rain", "A", "https://example.org/a"),
                        new ModelEvent.Citation(1, "rain", "A", "https://example.org/a"),
                        new ModelEvent.Text(2, "It snows."),
                        new ModelEvent.Citation(2, null, "B", null),
                        new ModelEvent.ToolUse(3, "t", "search", "{\"q\":1}"),
                        new ModelEvent.Text(4, "Well."))));
        assertThat(written.kinds()).containsExactly("thinking", "markdown", "citations", "tool", "markdown");
        assertThat(written.contents().get(1)).isEqualTo(new Element.Markdown("It rains. It snows."));
        assertThat(((Citations) written.contents().get(2)).sources())
                .extracting(Citations.Source::title)
                .containsExactly("A", "B");
        assertThat(written.contents().get(3))
                .isEqualTo(
                        new Step.Tool("search", null, "{\"q\":1}", Step.State.ERROR, "Nobody offers this tool here."));
    }

    @Test
    void whatIsWrittenIsWellFormed() throws Exception {
        var written = Written.by((message, chat) -> {
            message.markdown("a\u0000\ud800").callout(Level.INFO, "\ud800").latex("\u0000");
            message.table(List.of(Map.of("a", "\u0000\udc00")));
            message.metric("\u0000", "\u0000");
            message.status("\u0000").close();
        });
        assertThat(written.state()).isEqualTo(EndState.COMPLETE);
        assertThat(String.join("", written.json()))
                .contains("\uFFFD")
                .doesNotContain("\\u0000")
                .doesNotContain("\ud800");
    }

    @Test
    void elementsThatWereShownAreInTheStoreAsTheyWere() throws Exception {
        var written = Written.by((message, chat) -> message.metric("Rain", 1).update(2, null));
        assertThat(written.events())
                .filteredOn(Event.ElementChanged.class::isInstance)
                .hasSize(1);
        assertThat(Arrays.asList(written.content(Metric.class).value())).containsExactly("2");
    }
}
