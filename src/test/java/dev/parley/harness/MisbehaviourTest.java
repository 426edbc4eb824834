package dev.parley.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.chat.ChatHandler;
import dev.parley.chat.TurnEndedException;
import dev.parley.conversation.Element;
import dev.parley.conversation.Step;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Handlers that do what they should not, and how their tests see it. */
class MisbehaviourTest {

    private static final Duration SHORT = Duration.ofSeconds(1);

    private static ChatHarness impatient(ChatHandler handler) {
        return ChatHarness.setup().handler("hasty", handler).limit(SHORT).open();
    }

    @Test
    void whatAHandlerHasThrownIsTheCause() {
        ChatHandler handler = chat -> {
            try (var message = chat.message("assistant");
                    var status = message.status("Counting")) {
                status.markdown("One");
                throw new IllegalArgumentException("Two is missing");
            }
        };
        try (var chat = ChatHarness.of(handler)) {
            var turn = chat.send("One").expectFailed("The handler that answers here has failed");
            assertThat(turn.failure())
                    .hasValueSatisfying(failure -> assertThat(failure).hasMessage("Two is missing"));
            turn.element(Step.Status.class).expectHistory(Step.Status::state, Step.State.RUNNING, Step.State.ERROR);
            turn.element(Element.Markdown.class).expectText("One");
            assertThatThrownBy(turn::expectComplete)
                    .hasMessageContaining("should have ended as COMPLETE, but it ended as FAILED")
                    .hasMessageContaining("has thrown java.lang.IllegalArgumentException: Two is missing")
                    .hasMessageContaining("at dev.parley.harness.MisbehaviourTest")
                    .hasRootCauseMessage("Two is missing");
        }
    }

    @Test
    void aHandlerThatWritesNothingIsSaid() {
        try (var chat = ChatHarness.of(given -> {})) {
            var turn = chat.send("One").expectComplete();
            assertThatThrownBy(turn::message).hasMessageContaining("has written no message");
        }
    }

    @Test
    void whatIsWrittenToAnEndedMessageIsSeenThoughItIsSwallowed() {
        ChatHandler handler = chat -> {
            var message = chat.message("assistant").markdown("a");
            message.close();
            try {
                message.code("b");
            } catch (IllegalStateException e) {
                chat.message("assistant").markdown("c");
            }
        };
        try (var chat = ChatHarness.of(handler)) {
            var turn = chat.send("One").expectComplete();
            assertThat(turn.lateWrites()).containsExactly("code after the end of what it was written to");
            assertThatThrownBy(turn::expectNoLateWrites).hasMessageContaining("what was written too late");
        }
    }

    @Test
    void whoWritesOnAfterStopIsSeen() {
        ChatHandler handler = chat -> {
            var message = chat.message("assistant").markdown("a");
            for (int i = 0; i < 3; i++) {
                try {
                    chat.ask("More?").confirm();
                    message.markdown("b");
                } catch (TurnEndedException e) {
                    assertThat(chat.cancelled()).isTrue();
                }
            }
        };
        try (var chat = ChatHarness.of(handler)) {
            var turn = chat.send("One").stop().expectStopped();
            assertThat(turn.lateWrites()).hasSize(2);
            assertThat(turn.failure()).isEmpty();
        }
    }

    @Test
    void whoLetsTheEndPassIsNot() {
        ChatHandler handler = chat -> chat.ask("Sure?").confirm();
        try (var chat = ChatHarness.of(handler)) {
            var turn = chat.send("One").stop().expectStopped().expectNoLateWrites();
            assertThat(turn.failure())
                    .hasValueSatisfying(failure -> assertThat(failure).isInstanceOf(TurnEndedException.class));
        }
    }

    @Test
    void aThreadThatIsLeftBehindIsSeenToWrite() throws Exception {
        var ended = new CountDownLatch(1);
        var left = new AtomicReference<Thread>();
        ChatHandler handler = chat -> {
            var message = chat.message("assistant").markdown("a");
            left.set(Thread.ofVirtual().unstarted(() -> {
                assertThatThrownBy(() -> message.markdown("b")).isInstanceOf(TurnEndedException.class);
                ended.countDown();
            }));
        };
        try (var chat = ChatHarness.of(handler)) {
            var turn = chat.send("One").expectComplete().expectNoLateWrites();
            left.get().start();
            ended.await();
            assertThat(turn.lateWrites()).containsExactly("markdown after the turn's end");
        }
    }

    private static void waitFor(CountDownLatch letGo) throws InterruptedException {
        letGo.await();
    }

    @Test
    void aHandlerThatHangsIsShownWithItsStack() {
        var letGo = new CountDownLatch(1);
        try (var chat = impatient(given -> {
            given.message("assistant").markdown("Half");
            waitFor(letGo);
        })) {
            assertThatThrownBy(() -> chat.send("One"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("The turn did not end within 1000 ms.")
                    .hasMessageContaining("markdown: Half")
                    .hasMessageContaining("The handler of turn 1 is at:")
                    .hasMessageContaining("MisbehaviourTest.waitFor");
        }
        assertThat(letGo.getCount()).isEqualTo(1);
    }

    @Test
    void aHandlerThatDoesNotCareForStopIsSaid() {
        var letGo = new CountDownLatch(1);
        var chat = impatient(given -> {
            given.message("assistant").markdown("a");
            while (letGo.getCount() > 0) {
                Thread.onSpinWait();
            }
        });
        var turn = chat.begin("One").awaitText("a");
        assertThatThrownBy(turn::stop)
                .hasMessageContaining("did not end within")
                .hasMessageContaining("turn 1 is at:");
        assertThatThrownBy(chat::close).hasMessageContaining("did not come back after the end of its turn");
        letGo.countDown();
    }

    @Test
    void whatWasWaitedForAndNeverCameIsSaid() {
        try (var chat = impatient(given -> given.ask("Sure?").confirm())) {
            var turn = chat.send("One");
            assertThatThrownBy(() -> turn.awaitText("Yes")).hasMessageContaining("did not write “Yes” within 1000 ms");
            assertThatThrownBy(() -> chat.model().goOn()).hasMessageContaining("No call of the model has stalled");
        }
    }

    @Test
    void nothingRunsOnAfterTheEnd() throws Exception {
        var before = logWriters();
        var handler = new AtomicReference<Thread>();
        ChatHandler claude = given -> {
            handler.set(Thread.currentThread());
            given.message("assistant").writeStream(given.model().stream(given.history()));
        };
        var chat = ChatHarness.of(claude);
        chat.model().answers(answer -> answer.repeats("la "));
        var turn = chat.begin("One").awaitText("la");
        chat.restart();
        chat.model().answers(answer -> answer.says("a").stalls());
        chat.send("Two");
        assertThat(logWriters()).hasSizeGreaterThan(before.size());
        chat.close();
        chat.close();
        assertThat(handler.get().join(Duration.ofSeconds(20))).isTrue();
        assertThat(logWriters()).isEqualTo(before);
        assertThat(chat.model().calls()).extracting(TestCall::state).containsOnly(TestCall.State.CANCELLED);
        turn.expectInterrupted();
    }

    private static Set<Thread> logWriters() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("parley-log-writer"))
                .collect(Collectors.toSet());
    }
}
