package dev.parley.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.conversation.EndState;
import dev.parley.model.ModelFailure;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the log has of a turn that failed. */
class FailuresInTheLogTest {

    private static final String QUOTED = "prompt-canary-3391";

    private final TestTurns given = new TestTurns();
    private final Logger log = Logger.getLogger(TurnServices.class.getName());
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Handler ears = new Handler() {
        private final PatternFormatter all = new PatternFormatter("%s%e");

        @Override
        public void publish(LogRecord record) {
            logged.add(all.format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        log.addHandler(ears);
    }

    @AfterEach
    void shutDown() {
        log.removeHandler(ears);
        given.shutDown();
    }

    private String loggedOf(RuntimeException thrown) throws InterruptedException {
        given.handler(chat -> {
            throw thrown;
        });
        assertThat(given.awaitEnd(given.send("One"))).isEqualTo(EndState.FAILED);
        await().until(() -> !logged.isEmpty());
        assertThat(logged).hasSize(1);
        return logged.getFirst();
    }

    private static ModelFailure quoting() {
        return new ModelFailure(
                ModelFailure.Kind.REFUSED_INPUT, "Not understood: " + QUOTED, QUOTED, "req_01", null, null);
    }

    @Test
    void whatAProviderSaidIsNotInIt() throws Exception {
        assertThat(loggedOf(quoting())).contains("REFUSED_INPUT", "req_01").doesNotContain(QUOTED);
    }

    @Test
    void norWhereAHandlerHasWrappedIt() throws Exception {
        var wrapped = new IllegalStateException("It failed: " + QUOTED, new CompletionException(quoting()));

        assertThat(loggedOf(wrapped)).contains("REFUSED_INPUT", "req_01").doesNotContain(QUOTED);
    }

    @Test
    void whatAHandlerThrowsItselfIsWithItsStack() throws Exception {
        assertThat(loggedOf(new IllegalStateException("A fault of ours"))).contains("A fault of ours", "\tat ");
    }
}
