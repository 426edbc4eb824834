package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@ExtendWith(Browser.class)
class ChartBrowserTest {
    /** The colours of a chart's canvas, the most frequent ones, as numbers. */
    private static final String COLOURS = """
            it => {
              const counts = new Map();
              for (const pixel of new Uint32Array(it.getContext("2d").getImageData(0, 0, it.width, it.height).data.buffer))
                counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
              return [...counts].filter(([, count]) => count > 150).map(([pixel]) => pixel).sort();
            }
            """;

    @Test
    void aConversationWithoutChartsLoadsNothingForThem(Page page) {
        List<String> requests = new ArrayList<>();
        page.onRequest(request -> requests.add(request.url()));
        var conversation = StubbedConversation.with(page);
        int before = scripts(requests);
        conversation.add(20, 0, bars());
        drawn(page);

        assertThat(scripts(requests)).isGreaterThan(before);
    }

    private static int scripts(List<String> requests) {
        return (int) requests.stream().filter(url -> url.endsWith(".js")).count();
    }

    @Test
    void rowsAppearWhileTheChartIsShownAndItsCanvasStays(Page page) {
        var conversation = StubbedConversation.with(page, lines(3));
        Locator canvas = drawn(page);
        canvas.evaluate("it => { window.canvas = it; }");
        Object before = canvas.evaluate(COLOURS);
        for (int at = 3; at < 60; at++) {
            conversation.change(10, new JsonObject().put("rows", new JsonArray().add(row(at))));
        }

        assertThat(canvas)
                .hasAttribute("aria-label", "Line chart: Speed. near, far. 120 values; they can be shown as a table.");
        assertThat(canvas.evaluate("it => it === window.canvas")).isEqualTo(true);
        assertThat(canvas.evaluate(COLOURS)).isNotNull().isNotEqualTo(List.of());
        assertThat(before).isNotNull();
        page.getByLabel("Show as table").click();
        assertThat(page.locator(".data-table tbody tr")).hasCount(60);
        conversation.change(10, new JsonObject().put("rows", new JsonArray().add(row(60))));
        assertThat(page.locator(".data-table tbody tr")).hasCount(61);
    }

    @Test
    void aSeriesIsSwitchedOffByTheKeyboardAndStaysOff(Page page) {
        var conversation = StubbedConversation.with(page, bars());
        Locator canvas = drawn(page);
        Object all = canvas.evaluate(COLOURS);
        Locator series = page.locator(".legend button");
        assertThat(series).hasText(new String[] {"sun", "rain"});
        series.first().focus();
        page.keyboard().press("Enter");

        assertThat(series.first()).hasAttribute("aria-pressed", "false");
        assertThat(canvas.evaluate(COLOURS)).isNotEqualTo(all);
        conversation.change(
                10,
                new JsonObject()
                        .put(
                                "rows",
                                new JsonArray()
                                        .add(new JsonArray()
                                                .add("Bern")
                                                .add("sun")
                                                .add(3))));
        assertThat(series.first()).hasAttribute("aria-pressed", "false");
        assertThat(series.first()).isFocused();
    }

    @Test
    void theChartTurnsDarkWithThePage(Page page) {
        StubbedConversation.with(page, bars());
        Locator canvas = drawn(page);
        Object light = canvas.evaluate(COLOURS);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        page.waitForCondition(() -> !canvas.evaluate(COLOURS).equals(light));
    }

    @Test
    void aChartIsTakenHomeAsAPictureAndAsRows(Page page) throws IOException {
        StubbedConversation.with(page, bars());
        drawn(page);
        Download picture =
                page.waitForDownload(() -> page.getByLabel("Download as PNG").click());
        Download rows =
                page.waitForDownload(() -> page.getByLabel("Download as CSV").click());

        assertThat(picture.suggestedFilename()).isEqualTo("Weather-2026.png");
        assertThat(Files.readAllBytes(picture.path())).startsWith(0x89, 'P', 'N', 'G');
        assertThat(rows.suggestedFilename()).isEqualTo("Weather-2026.csv");
        assertThat(Files.readString(rows.path()))
                .isEqualTo("\uFEFFcity,kind,days\r\nOslo,sun,120\r\nOslo,rain,90\r\nRome,sun,200\r\nRome,rain,60\r\n");
    }

    @Test
    void withoutItsLibraryAChartStillHasItsNumbers(Page page, Complaints complaints) {
        complaints.expect("ERR_FAILED");
        StubbedConversation conversation = StubbedConversation.with(page);
        page.route("**/plot-*.js", Route::abort);
        conversation.add(20, 0, bars());
        assertThat(page.locator(".missing-file"))
                .hasText("The chart could not be drawn. Its numbers are in the table.");
        page.getByLabel("Show as table").click();
        assertThat(page.locator(".data-table tbody tr").first()).hasText("Oslosun120");
    }

    @Test
    void whatCouldNotBeFetchedIsFetchedAgain(Page page, Complaints complaints) {
        complaints.expect("ERR_FAILED");
        StubbedConversation conversation = StubbedConversation.with(page);
        page.route("**/chart-element-*.js", Route::abort);
        conversation.add(20, 0, bars());
        assertThat(page.locator(".missing-file")).containsText("This part of the answer could not be loaded.");
        page.unroute("**/chart-element-*.js");
        page.getByText("Try again").click();

        drawn(page);
    }

    @Test
    void oddNumbersAndNamesDrawWhatCanBeDrawn(Page page) {
        var columns = columns("x", "datetime", "y", "number");
        var rows = new JsonArray()
                .add(new JsonArray().add("no date").add(1))
                .add(new JsonArray().add("2026-01-01T10:00:00Z").addNull())
                .add(new JsonArray().add("2026-01-01T11:00:00Z").add(4))
                .add(new JsonArray().add("2026-01-01T12:00:00Z").add(5));
        StubbedConversation.with(
                page,
                chart("line", columns, rows)
                        .put("x", "x")
                        .put("y", new JsonArray().add("y").add("missing")),
                chart("bar", columns, new JsonArray()).put("x", "x").put("y", new JsonArray().add("y")),
                chart("scatter", columns, rows)
                        .put("x", "nowhere")
                        .put("y", new JsonArray().add("y"))
                        .put("color", new JsonArray().add("url(https://example.org)")));
        for (Locator canvas : page.locator(".chart canvas").all()) {
            canvas.scrollIntoViewIfNeeded();
        }

        assertThat(page.locator(".chart canvas").first())
                .hasAttribute("aria-label", "Line chart. y. 3 values; they can be shown as a table.");
        assertThat(page.locator(".missing-file:visible")).hasCount(0);
    }

    /** The reader's chart is drawn anew when a conversation is opened again; the one before must not be kept. */
    @Test
    void chartsThatAreLeftAreGivenUp(Page page) {
        List<Request> requests = new ArrayList<>();
        page.onRequest(requests::add);
        StubbedConversation.with(page, bars());
        drawn(page);
        page.locator(".new-chat").click();
        assertThat(page.locator(".chart")).hasCount(0);
        page.goBack();

        assertThat(drawn(page)).isVisible();
        assertThat(page.locator(".legend button")).hasCount(2);
    }

    private static Locator drawn(Page page) {
        Locator canvas = page.locator(".chart canvas").first();
        canvas.scrollIntoViewIfNeeded();
        page.waitForFunction(
                "it => new Set(new Uint32Array(it.getContext('2d')"
                        + ".getImageData(0, 0, it.width, it.height).data.buffer)).size > 3",
                canvas.elementHandle());
        return canvas;
    }

    private static JsonObject bars() {
        var rows = new JsonArray()
                .add(new JsonArray().add("Oslo").add("sun").add(120))
                .add(new JsonArray().add("Oslo").add("rain").add(90))
                .add(new JsonArray().add("Rome").add("sun").add(200))
                .add(new JsonArray().add("Rome").add("rain").add(60));
        return chart("bar", columns("city", "text", "kind", "text", "days", "number"), rows)
                .put("title", "Weather, 2026!")
                .put("x", "city")
                .put("y", new JsonArray().add("days"))
                .put("color", new JsonObject().put("column", "kind"));
    }

    private static JsonObject lines(int count) {
        var rows = new JsonArray();
        for (int at = 0; at < count; at++) {
            rows.add(row(at));
        }
        return chart("line", columns("t", "number", "near", "number", "far", "number"), rows)
                .put("title", "Speed")
                .put("x", "t")
                .put("y", new JsonArray().add("near").add("far"));
    }

    private static JsonArray row(int at) {
        return new JsonArray().add(at).add(at * 2 % 17).add(at * 3 % 23);
    }

    private static JsonObject chart(String type, JsonArray columns, JsonArray rows) {
        return new JsonObject()
                .put("kind", "chart")
                .put("chart", type)
                .put("columns", columns)
                .put("rows", rows);
    }

    static JsonArray columns(String... namesAndTypes) {
        var columns = new JsonArray();
        for (int at = 0; at < namesAndTypes.length; at += 2) {
            columns.add(new JsonObject().put("name", namesAndTypes[at]).put("type", namesAndTypes[at + 1]));
        }
        return columns;
    }
}
