package dev.parley.web;

import static dev.parley.web.ApiClient.assertProblem;
import static dev.parley.web.ApiClient.json;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files over real HTTP: brought, read whole and in parts, and by nobody else. */
@QuarkusTest
class FilesRestTest {

    private static final byte[] PNG = "\u0089PNG\r\n\u001a\n and whatever follows".getBytes(ISO_8859_1);

    @TestHTTPResource("/")
    URI server;

    @Inject
    ConversationStore store;

    private ApiClient anna;
    private String conversation;

    @BeforeEach
    void aNewOwner() throws Exception {
        anna = ApiClient.newOwner(server);
        conversation = "/api/conversations/" + SocketClient.newConversation();
    }

    private HttpResponse<String> upload(String name, String type, byte[] bytes) throws Exception {
        String query = "?name=" + URLEncoder.encode(name, UTF_8);
        return anna.call("POST", conversation + "/files" + query, type, BodyPublishers.ofByteArray(bytes));
    }

    private JsonNode kept(String name, String type, byte[] bytes) throws Exception {
        return json(201, upload(name, type, bytes));
    }

    private String address(JsonNode kept) {
        return conversation + "/files/" + kept.path("file").asText();
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Test
    void whatWasBroughtIsThereBeforeItsConversation() throws Exception {
        byte[] large = new byte[3_000_001];
        new Random(1).nextBytes(large);
        var answer = upload("data.bin", "application/x-data", large);
        var kept = json(201, answer);
        assertThat(kept.path("name").asText()).isEqualTo("data.bin");
        assertThat(kept.path("mediaType").asText()).isEqualTo("application/x-data");
        assertThat(kept.path("size").asLong()).isEqualTo(large.length);
        assertThat(header(answer, "location")).endsWith(address(kept));
        assertThat(anna.bytes(address(kept)).body()).isEqualTo(large);
    }

    @Test
    void aFileThatIsSavedCanDoNothing() throws Exception {
        var answer = anna.bytes(address(kept("page.html", "text/html", "<script>alert(1)</script>".getBytes(UTF_8))));
        assertThat(header(answer, "content-type")).isEqualTo("application/octet-stream");
        assertThat(header(answer, "content-disposition")).startsWith("attachment; filename=\"page.html\"");
        assertThat(header(answer, "content-security-policy")).isEqualTo("sandbox; default-src 'none'");
        assertThat(header(answer, "x-content-type-options")).isEqualTo("nosniff");
        assertThat(header(answer, "cross-origin-resource-policy")).isEqualTo("same-origin");
    }

    @Test
    void aPictureIsShownAndKeptByTheBrowserThatMaySeeIt() throws Exception {
        var answer = anna.bytes(address(kept("Grüße.png", "image/png", PNG)));
        assertThat(header(answer, "content-type")).isEqualTo("image/png");
        assertThat(header(answer, "content-disposition"))
                .isEqualTo("inline; filename=\"Gr-e.png\"; filename*=UTF-8''Gr%C3%BC%C3%9Fe.png");
        assertThat(answer.headers().allValues("cache-control")).containsExactly("private, max-age=31536000, immutable");
        assertThat(header(answer, "vary")).isEqualToIgnoringCase("Cookie");
        assertThat(header(answer, "content-security-policy")).isEqualTo("sandbox; default-src 'none'");
        assertThat(header(answer, "x-content-type-options")).isEqualTo("nosniff");
        var again = anna.bytes(answer.uri().getPath(), "If-None-Match", header(answer, "etag"));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    /** Whatever it is called, and whatever else it is. */
    @ParameterizedTest
    @CsvSource({
        "<svg onload='alert(1)' xmlns='http://www.w3.org/2000/svg'/>, image/svg+xml, attachment, application/octet-stream",
        "<svg onload='alert(1)' xmlns='http://www.w3.org/2000/svg'/>, image/png, attachment, application/octet-stream",
        "GIF89a/*<script>alert(1)</script>*/=1, text/html, inline, image/gif",
        "GIF89a/*<script>alert(1)</script>*/=1, application/javascript, inline, image/gif",
        "ID3<html><script>alert(1)</script>, text/html, inline, audio/mpeg",
        "%PDF-1.7 <script>alert(1)</script>, application/pdf, attachment, application/octet-stream",
        "<?xml version='1.0'?><x:script/>, application/xhtml+xml, attachment, application/octet-stream"
    })
    void aPolyglotStaysInert(String bytes, String said, String how, String type) throws Exception {
        var answer = anna.bytes(address(kept("x.html", said, bytes.getBytes(ISO_8859_1))));
        assertThat(header(answer, "content-type")).isEqualTo(type);
        assertThat(header(answer, "content-disposition")).startsWith(how + ";");
        assertThat(header(answer, "content-security-policy")).startsWith("sandbox;");
        assertThat(header(answer, "x-content-type-options")).isEqualTo("nosniff");
    }

    @Test
    void partsAreServedAcrossThePiecesOfTheStore() throws Exception {
        byte[] bytes = new byte[200_000];
        new Random(2).nextBytes(bytes);
        String address = address(kept("a.bin", "application/x", bytes));
        var part = anna.bytes(address, "Range", "bytes=65530-131080");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(header(part, "content-range")).isEqualTo("bytes 65530-131080/200000");
        assertThat(header(part, "content-length")).isEqualTo("65551");
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(bytes, 65_530, 131_081));
        assertThat(anna.bytes(address, "Range", "bytes=-7").body())
                .isEqualTo(Arrays.copyOfRange(bytes, 199_993, 200_000));
        var whole = anna.bytes(address);
        assertThat(header(whole, "accept-ranges")).isEqualTo("bytes");
        assertThat(header(whole, "content-length")).isEqualTo("200000");
        assertThat(anna.bytes(address, "Range", "bytes=0-1,5-6").statusCode()).isEqualTo(200);
        String etag = header(whole, "etag");
        assertThat(anna.bytes(address, "Range", "bytes=0-1", "If-Range", etag).statusCode())
                .isEqualTo(206);
        assertThat(anna.bytes(address, "Range", "bytes=0-1", "If-Range", "\"another\"")
                        .statusCode())
                .isEqualTo(200);
        var outside = anna.call("GET", address, "Range", "bytes=200000-");
        assertProblem(416, "out-of-range", outside);
        assertThat(header(outside, "content-range")).isEqualTo("bytes */200000");
    }

    @Test
    void theHeadIsThatOfTheFileWithoutIt() throws Exception {
        String address = address(kept("a.png", "image/png", PNG));
        var head = anna.call("HEAD", address, null);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "content-length")).isEqualTo(String.valueOf(PNG.length));
        assertThat(header(head, "content-type")).isEqualTo("image/png");
        assertThat(header(head, "etag")).isEqualTo(header(anna.bytes(address), "etag"));
    }

    @Test
    void anotherOwnersFileIsNotThere() throws Exception {
        var kept = kept("secret.txt", "text/plain", "secret words".getBytes(UTF_8));
        var bert = ApiClient.newOwner(server);
        assertGone(bert, address(kept));
        anna.call("POST", conversation + "/messages", "{\"text\":\"/echo one\"}");
        assertGone(bert, address(kept));
        assertProblem(
                404,
                "not-found",
                bert.call("POST", conversation + "/files", "text/plain", BodyPublishers.ofString("x")));
        assertThat(anna.bytes(address(kept)).statusCode()).isEqualTo(200);
    }

    @Test
    void aFileIsThereUnderItsOwnConversationOnly() throws Exception {
        String file = kept("a.txt", "text/plain", "words".getBytes(UTF_8))
                .path("file")
                .asText();
        assertGone(anna, "/api/conversations/" + SocketClient.newConversation() + "/files/" + file);
    }

    @Test
    void aDeletedConversationsFilesAreGoneAndItTakesNoMore() throws Exception {
        var kept = kept("a.txt", "text/plain", "secret words".getBytes(UTF_8));
        anna.call("POST", conversation + "/messages", "{\"text\":\"/echo one\"}");
        anna.call("DELETE", conversation, null);
        assertGone(anna, address(kept));
        assertProblem(404, "not-found", upload("b.txt", "text/plain", "more".getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "..%2f..%2fetc%2fpasswd",
                "%00",
                "AAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAA%00",
                "a%5Cb"
            })
    void anIdThatIsNoneIsNotThere(String file) throws Exception {
        assertGone(anna, conversation + "/files/" + file);
    }

    private static void assertGone(ApiClient reader, String address) throws Exception {
        var answer = reader.call("GET", address, null);
        assertProblem(404, "not-found", answer);
        assertThat(answer.body()).doesNotContain("secret");
        assertThat(header(answer, "cache-control")).isEqualTo("no-store");
        assertThat(header(answer, "etag")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, passwd",
        "C:\\Windows\\a.txt, a.txt",
        "a\u0000b.png, a\uFFFDb.png",
        "\u202Egnp.exe, \uFFFDgnp.exe",
        "\"quoted\"; x=y, \"quoted\"; x=y"
    })
    void aNameIsForPeopleOnly(String name, String kept) throws Exception {
        var answer = kept(name, "text/plain", "words".getBytes(UTF_8));
        assertThat(answer.path("name").asText()).isEqualTo(kept);
        var file = anna.bytes(address(answer));
        assertThat(header(file, "content-disposition"))
                .matches("attachment; filename=\"[A-Za-z0-9._ -]+\"; filename\\*=UTF-8''[A-Za-z0-9._%-]+");
    }

    @Test
    void aNameBringsNoHeader() throws Exception {
        var kept = kept("a\r\nSet-Cookie: x=1", "text/plain", "words".getBytes(UTF_8));
        assertThat(kept.path("name").asText()).isEqualTo("a\uFFFD\uFFFDSet-Cookie: x=1");
        assertThat(anna.bytes(address(kept)).headers().allValues("set-cookie")).isEmpty();
    }

    @Test
    void aLongNameKeepsItsEnd() throws Exception {
        var kept = kept("ü".repeat(300) + ".pdf", "application/pdf", "%PDF".getBytes(UTF_8));
        assertThat(kept.path("name").asText()).hasSize(200).endsWith("ü.pdf");
        assertThat(anna.bytes(address(kept)).statusCode()).isEqualTo(200);
    }

    @Test
    void aTextThatIsCalledASpreadsheetIsOneByItsEnding() throws Exception {
        var kept = kept("Prices.csv", "application/vnd.ms-excel", "a;b\n1;2\n".getBytes(UTF_8));
        assertThat(kept.path("mediaType").asText()).isEqualTo("text/csv");
    }

    @Test
    void anEmptyFileIsRefused() throws Exception {
        assertProblem(400, "malformed", upload("a.txt", "text/plain", new byte[0]));
    }

    @Test
    void aFileThatSaysItIsTooLargeIsRefusedBeforeItComes() {
        long size = store.blobs().limits().largest() + 1;
        var answer = RawHttp.request(
                "POST",
                conversation + "/files",
                RawHttp.authority(),
                "",
                "Cookie: " + anna.owner(),
                "Content-Type: image/png",
                "Content-Length: " + size);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).contains("too-large", String.valueOf(size - 1));
    }

    @Test
    void aFileThatTurnsOutTooLargeLeavesNothing() throws Exception {
        byte[] large = new byte[Math.toIntExact(store.blobs().limits().largest()) + 1];
        var body = BodyPublishers.ofInputStream(() -> (InputStream) new ByteArrayInputStream(large));
        String outcome;
        try {
            outcome = anna.call("POST", conversation + "/files", "image/png", body)
                    .body();
        } catch (IOException closed) {
            // The server may close before all was sent, which is an answer too.
            outcome = "too-large";
        }
        assertThat(outcome).contains("too-large");
        awaitNothingKept(annaAsOwner());
    }

    @Test
    void aFileThatIsCutOffLeavesNothing() throws Exception {
        String owner = annaAsOwner();
        try (var socket = new Socket("localhost", server.getPort())) {
            socket.getOutputStream()
                    .write(("POST " + conversation + "/files HTTP/1.1\r\nHost: localhost:" + server.getPort()
                                    + "\r\nCookie: " + anna.owner() + "\r\nContent-Length: 1000000\r\n\r\n"
                                    + "x".repeat(300_000))
                            .getBytes(ISO_8859_1));
            await().until(() -> store.blobs().total(owner) > 0);
        }
        awaitNothingKept(owner);
    }

    private void awaitNothingKept(String owner) {
        await().untilAsserted(() -> assertThat(store.blobs().total(owner)).isZero());
    }

    /** As the store calls her. */
    private String annaAsOwner() throws Exception {
        return store.find(new ConversationId(anna.sent("/echo one")))
                .orElseThrow()
                .owner();
    }

    @Test
    void aMessageHasItsFiles() throws Exception {
        String file = kept("a.png", "image/png", PNG).path("file").asText();
        var answer = anna.call("POST", conversation + "/messages", "{\"text\":\"\",\"files\":[\"" + file + "\"]}");
        assertThat(answer.body()).contains("turnEnded");
        var element =
                anna.get(conversation).path("messages").get(0).path("elements").get(0);
        assertThat(element.path("kind").asText()).isEqualTo("image");
        assertThat(element.path("file").asText()).isEqualTo(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "[1]", "[\"../x\"]", "{}", "[null]", "7", "[[]]"})
    void whatIsNoListOfFilesIsMalformed(String files) throws Exception {
        String body = "{\"text\":\"One\",\"files\":" + files + "}";
        assertProblem(400, "malformed", anna.call("POST", conversation + "/messages", body));
    }

    @Test
    void anotherOwnersFileIsNotSent() throws Exception {
        String file = kept("a.png", "image/png", PNG).path("file").asText();
        var bert = ApiClient.newOwner(server);
        String body = "{\"text\":\"One\",\"files\":[\"" + file + "\"]}";
        assertThat(bert.call("POST", "/api/conversations/" + SocketClient.newConversation() + "/messages", body)
                        .body())
                .contains("not-found");
    }

    @Test
    void whoHangsUpDisturbsNobody() throws Exception {
        byte[] large = new byte[8_000_000];
        String address = address(kept("a.bin", "application/x", large));
        for (int i = 0; i < 8; i++) {
            try (var socket = new Socket("localhost", server.getPort())) {
                socket.getOutputStream()
                        .write(("GET " + address + " HTTP/1.1\r\nHost: localhost:" + server.getPort() + "\r\nCookie: "
                                        + anna.owner() + "\r\n\r\n")
                                .getBytes(ISO_8859_1));
                assertThat(socket.getInputStream().readNBytes(1_000)).hasSize(1_000);
            }
        }
        assertThat(anna.bytes(address).body()).hasSize(large.length);
    }
}
