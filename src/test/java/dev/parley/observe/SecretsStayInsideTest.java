package dev.parley.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever happens, no log, trace or metric has what readers and models wrote, nor what lets somebody in. */
@QuarkusTest
@TestProfile(ObservedParley.class)
class SecretsStayInsideTest {

    private static final String PROMPT = "prompt-canary-9907";
    private static final String FILE = "file-canary-6610";
    private static final String GUESS = "guess-canary-2204";

    private static final List<String> CANARIES = List.of(
            PROMPT,
            FILE,
            GUESS,
            Outside.ANSWER,
            ObservedParley.SYSTEM,
            ObservedParley.KEY,
            ObservedParley.SCRIPT,
            ObservedParley.SCRAPE,
            ObservedParley.PASSWORD);

    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Handler all = new Handler() {
        private final JsonLines lines = new JsonLines();

        @Override
        public void publish(LogRecord record) {
            logged.add(lines.format(ExtLogRecord.wrap(record)));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(all);
    }

    @AfterEach
    void leave() {
        Logger.getLogger("").removeHandler(all);
    }

    @Test
    void noCanaryIsFoundOutside() {
        assertThat(Watched.say(PROMPT).body()).contains(Outside.ANSWER);
        for (String wish : List.of("refuse", "fail", "overload", "garble", "exceed", "break")) {
            assertThat(Watched.say("please " + wish + " " + PROMPT).statusCode())
                    .isEqualTo(200);
        }
        sayWhatIsRefused();
        knock();

        Watched.say("the last one");
        String spans = Watched.spans(sent -> sent.contains("protocol") && sent.contains("too_large"));
        assertThat(logged).as("the log is listened to").anyMatch(line -> line.contains("the model failed"));
        for (String canary : CANARIES) {
            assertThat(logged).as(canary).noneMatch(line -> line.contains(canary));
            assertThat(spans).as(canary).doesNotContain(canary);
            assertThat(Watched.metrics()).as(canary).doesNotContain(canary);
        }
    }

    private static void sayWhatIsRefused() {
        String conversation = "/api/conversations/" + UUID.randomUUID();
        Watched.post(conversation + "/files?name=" + FILE + ".txt", PROMPT);
        Watched.post(conversation + "/messages", "{\"text\":\"" + PROMPT);
        Watched.post(conversation + "/messages", "{\"text\":\"" + PROMPT.repeat(1_000) + "\"}");
        Watched.post(conversation + "/messages", "{\"text\":\"" + PROMPT + "\",\"handler\":\"" + PROMPT + "\"}");
        Watched.post(
                conversation + "/messages",
                "{\"text\":\"" + PROMPT + "\",\"settings\":{\"model\":\"" + PROMPT + "\"}}");
        Watched.post("/api/import", "{\"" + PROMPT + "\":");
        Watched.post("/api/" + PROMPT, PROMPT);
    }

    /** With the right password, with a wrong one, and with a wrong token. */
    private static void knock() {
        String form = "application/x-www-form-urlencoded";
        Watched.call("POST", "/login", "secret=" + ObservedParley.PASSWORD, "Content-Type", form);
        Watched.call("POST", "/login", "secret=" + GUESS, "Content-Type", form);
        Watched.get("/api/conversations", "Authorization", "Bearer " + GUESS);
        Watched.get("/q/metrics", "Authorization", "Bearer " + GUESS);
    }
}
