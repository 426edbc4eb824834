package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The provider behind TLS: of the package for the JVM, or of the native binary, which brings certificates of its own. */
class ProviderTlsIT {

    private static final String PASSWORD = "a password of this test";
    private static final String ANSWER = """
            event: message_start
            data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"usage":{"input_tokens":1,"output_tokens":1}}}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"behind a lock"}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":3}}

            event: message_stop
            data: {"type":"message_stop"}

            """;

    @TempDir
    Path folder;

    private Path certificates;
    private HttpsServer provider;

    @BeforeEach
    void aProviderWithACertificateOfItsOwn() throws Exception {
        certificates = folder.resolve("certificates.p12");
        makeCertificate();
        var keys = KeyStore.getInstance(certificates.toFile(), PASSWORD.toCharArray());
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        var tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        provider = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.setHttpsConfigurator(new HttpsConfigurator(tls));
        provider.createContext("/", ProviderTlsIT::answer);
        provider.start();
    }

    private void makeCertificate() throws Exception {
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var command = List.of(
                tool,
                "-genkeypair",
                "-alias",
                "provider",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                certificates.toString(),
                "-storepass",
                PASSWORD);
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        assertThat(Files.size(certificates)).isPositive();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            boolean asksForMessage = exchange.getRequestMethod().equals("POST");
            exchange.getResponseHeaders()
                    .set("Content-Type", asksForMessage ? "text/event-stream" : "application/json");
            exchange.sendResponseHeaders(asksForMessage ? 200 : 404, 0);
            exchange.getResponseBody().write((asksForMessage ? ANSWER : "{}").getBytes(StandardCharsets.UTF_8));
        }
    }

    @AfterEach
    void stop() {
        provider.stop(0);
    }

    @Test
    void whoseCertificateIsTrustedAnswers() throws Exception {
        assertThat(asked("javax.net.ssl.trustStore=" + certificates, "javax.net.ssl.trustStorePassword=" + PASSWORD))
                .contains("behind a lock")
                .contains("\"complete\"");
    }

    @Test
    void whoseCertificateIsNotTrustedIsNotAskedAndTheReaderLearnsThatThereIsNoConnection() throws Exception {
        assertThat(asked()).doesNotContain("behind a lock").contains("\"failed\"");
    }

    private String asked(String... settings) throws Exception {
        var all = new ArrayList<>(List.of(settings));
        all.add("parley.store.directory=" + folder.resolve("data"));
        all.add("parley.claude.base-url=https://localhost:"
                + provider.getAddress().getPort());
        all.add("parley.claude.api-key=a-key");
        try (var parley = new ParleyProcess(folder, all.toArray(String[]::new)).start()) {
            var reader = ApiClient.newOwner(parley.address());
            return reader.get("/api/conversations/" + reader.sent("Hello")).toString();
        }
    }
}
