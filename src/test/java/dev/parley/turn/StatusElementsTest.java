package dev.parley.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Step;
import io.smallrye.mutiny.Multi;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What stands in a status, and how one ends. */
class StatusElementsTest {

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
}
