package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@ExtendWith(Browser.class)
class TableBrowserTest {
    private static final int MANY = 5000;

    @Test
    void aTableIsSortedBothWaysWithEmptyCellsLast(Page page) {
        StubbedConversation.with(page, cities());
        Locator people = page.getByText("People");
        people.click();
        assertThat(page.locator("th").nth(1)).hasAttribute("aria-sort", "ascending");
        assertThat(firstColumn(page)).hasText(new String[] {"Bodø", "Bergen", "Oslo", "Molde"});
        people.press("Enter");
        assertThat(page.locator("th").nth(1)).hasAttribute("aria-sort", "descending");
        assertThat(firstColumn(page)).hasText(new String[] {"Oslo", "Bergen", "Bodø", "Molde"});
        people.click();
        assertThat(firstColumn(page)).hasText(new String[] {"Oslo", "Bergen", "Molde", "Bodø"});
    }

    @Test
    void cellsAreWrittenByTheirType(Page page) {
        StubbedConversation.with(page, cities());
        assertThat(page.locator("tbody tr").first().locator("td"))
                .hasText(new String[] {"Oslo", "717,710", "No", "1 Jan 1048"});
        assertThat(page.locator("tbody td").nth(1)).hasCSS("text-align", "end");
    }

    @Test
    void aFilterFindsWhatIsShownAndWhatIsMeant(Page page) {
        var rows = new JsonArray();
        for (int at = 0; at < 50; at++) {
            rows.add(new JsonArray().add("City " + at).add(1000 * at));
        }
        StubbedConversation.with(page, table(ChartBrowserTest.columns("City", "text", "People", "number"), rows));
        Locator filter = page.getByLabel("Filter the table");
        filter.fill("city 49000");
        assertThat(firstColumn(page)).hasText(new String[] {"City 49"});
        filter.fill("49,000");
        assertThat(firstColumn(page)).hasText(new String[] {"City 49"});
        assertThat(page.locator(".table-foot")).hasText("1 of 50 rows");
        filter.fill("nothing like it");
        assertThat(page.locator("tbody tr")).hasCount(0);
        filter.fill("");
        assertThat(page.locator("tbody tr")).hasCount(50);
    }

    @Test
    void thousandsOfRowsAreDrawnAsFarAsTheyAreSeen(Page page) {
        var rows = new JsonArray();
        for (int at = 0; at < MANY; at++) {
            rows.add(new JsonArray().add("City " + at).add(at));
        }
        StubbedConversation.with(page, table(ChartBrowserTest.columns("City", "text", "n", "number"), rows));
        Locator box = page.locator(".data-table");
        assertThat(box.locator("table")).hasAttribute("aria-rowcount", "5001");
        assertThat(firstColumn(page).first()).hasText("City 0");
        assertThat(box.locator("tbody tr").count()).isLessThan(120);

        box.evaluate("it => it.scrollTo(0, it.scrollHeight)");
        assertThat(page.getByText("City 4999", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(box.locator("tbody tr").count()).isLessThan(120);
        double width = box.locator("th").first().boundingBox().width;
        box.evaluate("it => it.scrollTo(0, it.scrollHeight / 2)");
        assertThat(page.getByText("City 2500", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(box.locator("th").first().boundingBox().width).isEqualTo(width);
    }

    @Test
    void rowsAppearWhileTheTableIsShown(Page page) {
        var conversation = StubbedConversation.with(page, cities());
        Locator first = page.locator("tbody tr").first();
        first.evaluate("it => { window.row = it; }");
        conversation.change(
                10,
                new JsonObject()
                        .put(
                                "rows",
                                new JsonArray()
                                        .add(new JsonArray()
                                                .add("Rome")
                                                .add(3)
                                                .add(false)
                                                .addNull())));

        assertThat(firstColumn(page)).hasText(new String[] {"Oslo", "Bergen", "Molde", "Bodø", "Rome"});
        assertThat(first.evaluate("it => it === window.row")).isEqualTo(true);
    }

    @Test
    void theOtherRowsAreFetchedWhenTheReaderWantsThem(Page page) throws IOException {
        serveRows(page);
        StubbedConversation.with(page, longTable());
        assertThat(page.locator(".table-foot")).containsText("2 of 5,000 rows");
        page.getByText("Load all rows").click();
        assertThat(page.locator(".table-foot")).hasText("5,000 rows");
        page.getByLabel("Filter the table").fill("city 4321");
        assertThat(firstColumn(page)).hasText(new String[] {"City 4321"});

        Download csv =
                page.waitForDownload(() -> page.getByLabel("Download as CSV").click());
        assertThat(Files.readAllLines(csv.path())).hasSize(MANY + 1).endsWith("City 4999,4999");
    }

    @Test
    void sortingALongTableSortsAllOfIt(Page page) {
        serveRows(page);
        StubbedConversation.with(page, longTable());
        page.getByText("n", new Page.GetByTextOptions().setExact(true)).dblclick();
        assertThat(firstColumn(page).first()).hasText("City 4999");
    }

    @Test
    void rowsThatCannotBeHadAreOfferedAgain(Page page, Complaints complaints) {
        complaints.expect("503");
        page.route(
                "**" + StubbedConversation.FILES + "*",
                route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        StubbedConversation.with(page, longTable());
        page.getByText("Load all rows").click();
        Locator again = page.getByText("The rows could not be loaded. Try again");
        assertThat(again).isVisible();
        assertThat(page.locator("tbody tr")).hasCount(2);

        page.unroute("**" + StubbedConversation.FILES + "*");
        serveRows(page);
        again.click();
        assertThat(page.locator(".table-foot")).hasText("5,000 rows");
    }

    @Test
    void formulasAreTextInWhatIsTakenHome(Page page) throws IOException {
        var clipboard = Clipboard.of(page);
        var rows = new JsonArray()
                .add(new JsonArray().add("=HYPERLINK(\"https://example.org\")").add(-4))
                .add(new JsonArray().add("a, \"b\"\nc\td").add(1.5));
        StubbedConversation.with(page, table(ChartBrowserTest.columns("@SUM", "text", "n", "number"), rows));
        Download csv =
                page.waitForDownload(() -> page.getByLabel("Download as CSV").click());
        assertThat(Files.readString(csv.path()))
                .isEqualTo(
                        "\uFEFF'@SUM,n\r\n\"'=HYPERLINK(\"\"https://example.org\"\")\",-4\r\n\"a, \"\"b\"\"\nc\td\",1.5\r\n");

        page.locator(".figure-bar").getByLabel("Copy").click();
        assertThat(page.locator(".figure-bar").getByLabel("Copied")).isVisible();
        clipboard.awaitText("@SUM\tn\n=HYPERLINK(\"https://example.org\")\t-4\na, \"b\" c d\t1.5");
    }

    private static Locator firstColumn(Page page) {
        return page.locator("tbody tr:not(.spacer) td:first-child");
    }

    private static void serveRows(Page page) {
        var lines = new StringBuilder();
        for (int at = 0; at < MANY; at++) {
            lines.append("[\"City ").append(at).append("\",").append(at).append("]\n");
        }
        page.route(
                "**" + StubbedConversation.FILES + "rows",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/x-ndjson")
                        .setBody(lines.toString())));
    }

    private static JsonObject longTable() {
        var rows = new JsonArray()
                .add(new JsonArray().add("City 0").add(0))
                .add(new JsonArray().add("City 1").add(1));
        return table(ChartBrowserTest.columns("City", "text", "n", "number"), rows)
                .put("total", MANY)
                .put("file", "rows");
    }

    private static JsonObject cities() {
        var rows = new JsonArray()
                .add(new JsonArray().add("Oslo").add(717710).add(false).add("1048-01-01"))
                .add(new JsonArray().add("Bergen").add(291940).add(true).add("1070-01-01"))
                .add(new JsonArray().add("Molde").addNull().add(true).addNull())
                .add(new JsonArray().add("Bodø").add(53259).add(true).add("1816-05-20"));
        return table(
                ChartBrowserTest.columns(
                        "City", "text", "People", "number", "By the sea", "boolean", "Founded", "date"),
                rows);
    }

    private static JsonObject table(JsonArray columns, JsonArray rows) {
        return new JsonObject().put("kind", "table").put("columns", columns).put("rows", rows);
    }
}
