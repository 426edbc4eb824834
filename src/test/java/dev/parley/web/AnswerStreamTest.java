package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An answer by HTTP; {@link RawHttp} reads until the server closes the connection. */
@QuarkusTest
class AnswerStreamTest {

    @Test
    void theStreamEndsWithItsTurn() {
        String conversation = UUID.randomUUID().toString();
        String cookie = cookie();
        var answer = send(conversation, cookie, "one", "/echo all of it");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type").getFirst()).startsWith("text/event-stream");
        assertThat(data(answer).getFirst()).contains("\"ack\"");
        assertThat(data(answer).getLast()).contains("\"turnEnded\"").contains("\"complete\"");
    }

    @Test
    void theSameCommandAgainIsAnsweredFromWhatIsStored() {
        String conversation = UUID.randomUUID().toString();
        String cookie = cookie();
        send(conversation, cookie, "one", "/echo all of it");
        var again = send(conversation, cookie, "one", "/echo all of it");

        assertThat(again.status()).isEqualTo(200);
        assertThat(data(again)).hasSize(2);
        assertThat(data(again).getLast()).contains("\"snapshot\"").contains("all of it");
    }

    private static List<String> data(RawHttp.Answer answer) {
        return answer.body()
                .lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> line.substring("data:".length()))
                .toList();
    }

    private static RawHttp.Answer send(String conversation, String cookie, String id, String text) {
        return RawHttp.request(
                "POST",
                "/api/conversations/" + conversation + "/messages",
                RawHttp.authority(),
                "{\"id\":\"command-" + id + "\",\"text\":\"" + text + "\"}",
                "Content-Type: application/json",
                "Cookie: " + cookie);
    }

    private static String cookie() {
        return RawHttp.get("/").header("Set-Cookie").getFirst().split(";", 2)[0];
    }
}
