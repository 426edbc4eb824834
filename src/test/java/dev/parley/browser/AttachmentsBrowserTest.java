package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files on their way from a reader to the model, and back on the page. */
@QuarkusTest
@ExtendWith(Browser.class)
class AttachmentsBrowserTest {

    private static final String DOT =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";
    private static final FilePayload PICTURE =
            new FilePayload("dot.png", "image/png", Base64.getDecoder().decode(DOT));
    private static final FilePayload TABLE = new FilePayload("a.csv", "text/csv", "a;b".getBytes(UTF_8));

    private static final String UPLOADS = "**/files?name=*";

    /** Gives the page a file as its reader's paste or drop would. */
    private static final String BRING = """
            ([type, data]) => {
              const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
              const brought = new DataTransfer();
              brought.items.add(new File([bytes], "dot.png", { type: "image/png" }));
              const target = document.getElementById("composer-text");
              target.dispatchEvent(type === "paste"
                ? new ClipboardEvent("paste", { clipboardData: brought, bubbles: true, cancelable: true })
                : new DragEvent(type, { dataTransfer: brought, bubbles: true, cancelable: true }));
            }
            """;

    private static Locator chips(Page page) {
        return page.locator("#composer-attached .chip");
    }

    private static void attach(Page page, FilePayload... files) {
        page.locator("#composer-files").setInputFiles(files);
    }

    private static void awaitKept(Page page, int count) {
        assertThat(page.locator(".chip[data-state=kept]")).hasCount(count);
    }

    @Test
    void aPictureAndAFileAreShownInTheMessageAndReachTheModel(Page page) {
        var chat = ChatPage.open(page);
        attach(page, PICTURE, TABLE);
        awaitKept(page, 2);
        chat.send("Look at these");
        assertThat(chips(page)).hasCount(0);
        chat.awaitAnswer();
        assertThat(chat.lastText()).containsText("your files have arrived");
        assertThat(chat.lastText()).containsText("a.csv (text/plain, 3 characters)");
        assertThat(chat.lastText()).containsText("a picture (image/png");
        assertShown(page);
        page.reload();
        chat.awaitAnswer();
        assertShown(page);
    }

    private static void assertShown(Page page) {
        var message = page.locator(".message.user");
        assertThat(message.locator("img.loaded")).hasAttribute("alt", "dot.png");
        assertThat(message.locator("a.file")).hasAttribute("download", "a.csv");
        assertThat(message.locator(".plain")).hasText("Look at these");
    }

    @Test
    void aFileIsDownloadedUnderItsName(Page page) {
        var chat = ChatPage.open(page);
        attach(page, TABLE);
        awaitKept(page, 1);
        chat.button("Send").click();
        chat.awaitAnswer();
        var download = page.waitForDownload(() -> page.locator("a.file").click());
        assertThat(download.suggestedFilename()).isEqualTo("a.csv");
    }

    @Test
    void aPictureIsPastedAndDropped(Page page) {
        ChatPage.open(page);
        page.evaluate(BRING, List.of("paste", DOT));
        awaitKept(page, 1);
        page.evaluate(BRING, List.of("dragover", DOT));
        assertThat(page.locator("body")).hasClass(Pattern.compile("\\bdropping\\b"));
        page.evaluate(BRING, List.of("drop", DOT));
        awaitKept(page, 2);
        assertThat(page.locator("body")).not().hasClass(Pattern.compile("\\bdropping\\b"));
    }

    @Test
    void aFileIsRemovedBeforeItIsSent(Page page) {
        var chat = ChatPage.open(page);
        attach(page, PICTURE, TABLE);
        awaitKept(page, 2);
        chat.button("Remove dot.png").click();
        assertThat(chips(page)).hasCount(1);
        assertThat(chat.button("Remove a.csv")).isFocused();
        chat.button("Remove a.csv").click();
        assertThat(chips(page)).hasCount(0);
        assertThat(chat.button("Attach files")).isFocused();
        assertThat(chat.button("Send")).isDisabled();
    }

    @Test
    void sendingWaitsForTheFiles(Page page) {
        var chat = ChatPage.open(page);
        var held = new ArrayList<Route>();
        page.route(UPLOADS, held::add);
        chat.field().fill("Look");
        attach(page, TABLE);
        assertThat(chat.button("The files are still being uploaded.")).isDisabled();
        chat.field().press("Enter");
        assertThat(page.locator("#composer-note")).hasText("The files are still being uploaded.");
        page.waitForCondition(() -> !held.isEmpty());
        held.getFirst().resume();
        awaitKept(page, 1);
        chat.field().press("Enter");
        chat.awaitAnswer();
        assertThat(page.locator(".message.user a.file")).isVisible();
    }

    @Test
    void aFileThatFailedSaysWhyAndMayBeTriedAgain(Page page, Complaints complaints) {
        complaints.expect("503");
        var chat = ChatPage.open(page);
        page.route(
                UPLOADS,
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(503)
                        .setContentType("application/problem+json")
                        .setBody("{\"detail\":\"The file was not saved.\"}")));
        attach(page, TABLE);
        assertThat(page.locator(".chip[data-state=failed] .chip-facts")).hasText("The file was not saved.");
        assertThat(chat.button("Remove the file that was not uploaded, or try again."))
                .isDisabled();
        page.unroute(UPLOADS);
        chat.button("Try again").click();
        awaitKept(page, 1);
        assertThat(chat.button("Send")).isEnabled();
    }

    @Test
    void whatIsAttachedOutlivesAReload(Page page) {
        var chat = ChatPage.open(page);
        attach(page, PICTURE);
        awaitKept(page, 1);
        page.reload();
        awaitKept(page, 1);
        chat.send("Look");
        chat.awaitAnswer();
        assertThat(page.locator(".message.user img.loaded")).isVisible();
        page.reload();
        chat.awaitAnswer();
        assertThat(chips(page)).hasCount(0);
    }

    @Test
    void moreFilesThanAMessageTakesAreLeftOut(Page page) {
        ChatPage.open(page);
        attach(page, IntStream.range(0, 22).mapToObj(at -> TABLE).toArray(FilePayload[]::new));
        assertThat(chips(page)).hasCount(20);
        assertThat(page.locator("#composer-note")).hasText("A message has at most 20 files.");
    }

    @Test
    void onANarrowScreenNothingIsCut(Page page) {
        page.setViewportSize(390, 700);
        ChatPage.open(page);
        attach(page, PICTURE, TABLE, new FilePayload("x".repeat(200), "text/plain", "x".getBytes(UTF_8)));
        awaitKept(page, 3);
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
        assertThat((Boolean) page.evaluate("(() => { const list = document.getElementById('composer-attached');"
                        + " return list.scrollWidth <= list.clientWidth; })()"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 390"})
    void attachedFilesAreAccessible(ColorScheme colours, int width, Page page, Complaints complaints) {
        complaints.expect("503");
        var states = States.of(page, "", colours, width);
        var chat = ChatPage.open(page);
        attach(page, PICTURE, TABLE);
        awaitKept(page, 2);
        chat.send("Look at these");
        chat.awaitAnswer();
        attach(page, PICTURE);
        awaitKept(page, 1);
        page.route(UPLOADS, route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        attach(page, TABLE);
        assertThat(page.locator(".chip[data-state=failed]")).hasCount(1);
        page.unroute(UPLOADS);
        page.route(UPLOADS, route -> {});
        attach(page, new FilePayload("still on its way.txt", "text/plain", "x".getBytes(UTF_8)));
        assertThat(page.locator(".chip[data-state=uploading]")).hasCount(1);
        states.keep("attached");
    }

    @Test
    void anEditKeepsTheFilesAndOffersTheWordsOnly(Page page) {
        var chat = ChatPage.open(page);
        attach(page, TABLE);
        awaitKept(page, 1);
        chat.send("Look");
        chat.awaitAnswer();
        page.locator(".message.user").hover();
        chat.button("Edit").click();
        var field = page.getByLabel("Edit your message");
        assertThat(field).hasValue("Look");
        field.fill("Look again");
        chat.button("Save").click();
        assertThat(page.locator(".message.user .plain")).hasText("Look again");
        assertThat(page.locator(".message.user a.file")).hasAttribute("download", "a.csv");
        chat.awaitAnswer();
    }

    @Test
    void aWaitingMessageShowsItsFiles(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/stall");
        chat.awaitText(10);
        attach(page, TABLE);
        awaitKept(page, 1);
        chat.button("Send after this answer").click();
        assertThat(chat.pending().locator(".pending-files li")).hasText("a.csv");
        page.reload();
        assertThat(chat.pending().locator(".pending-files li")).hasText("a.csv");
    }
}
