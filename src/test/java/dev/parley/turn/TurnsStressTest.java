package dev.parley.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Chat;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.Event;
import dev.parley.conversation.Message;
import dev.parley.conversation.StoreFailure;
import dev.parley.model.ModelFailure;
import io.smallrye.mutiny.Multi;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many readers press everything at once, with a store that works and with one that fails now and then (I1, I3). */
class TurnsStressTest {

    private static final int CONVERSATIONS = 6;
    private static final int READERS = 6;
    private static final int COMMANDS = 150;

    private TestTurns given = new TestTurns();
    private final Map<String, Ack> acknowledged = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Throwable> faults = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answers = new AtomicInteger();

    @ParameterizedTest
    @CsvSource({"1, 0, 100", "2, 0, 2", "3, 0, 1", "4, 30, 100", "5, 30, 2", "6, 10, 1"})
    void eachMessageHasOneEndAndWhatWasAcknowledgedIsThereOnce(long seed, int failEvery, int running) throws Exception {
        given = new TestTurns(TurnLimits.running(100, running), new LogLimits(2, 100_000, 8_388_608));
        given.handler(this::answer);
        var ids = IntStream.range(0, CONVERSATIONS)
                .mapToObj(i -> TestTurns.conversation("conversation"))
                .toList();
        var commits = new AtomicInteger();
        given.store.failOn(commit -> failEvery > 0 && commits.incrementAndGet() % failEvery == 0);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var readers = new ArrayList<Future<?>>();
            for (int reader = 0; reader < READERS; reader++) {
                var random = new Random(seed * 1_000 + reader);
                readers.add(threads.submit(() -> press(ids, random)));
            }
            for (var reader : readers) {
                reader.get();
            }
        }
        given.store.recover();
        for (var id : ids) {
            if (given.store.find(id).isPresent()) {
                given.ack(id, new Command.Restore(TestTurns.commandId()));
                runDry(id);
            }
        }
        assertThat(faults).isEmpty();
        given.assertEachHasOneEnd();
        assertThat(acknowledged).isNotEmpty();
        ids.forEach(this::assertSentOnce);
        ids.forEach(this::assertFoldIsStored);
    }

    /** Answers at once, or fails in one of several ways. */
    private void answer(Chat chat) {
        int number = answers.incrementAndGet();
        try (var message = chat.message("assistant")) {
            switch (number % 7) {
                case 0 -> throw new IllegalStateException("A fault of answer " + number);
                case 1 -> message.markdown("Answer " + number);
                case 2 -> chat.message("weather").markdown("Sunny").close();
                case 3 ->
                    message.writeStream(Multi.createBy()
                            .concatenating()
                            .streams(
                                    Multi.createFrom().items("a", "b"),
                                    Multi.createFrom()
                                            .failure(() ->
                                                    new ModelFailure(ModelFailure.Kind.INTERRUPTED, "Broke off"))));
                default -> message.writeStream(Multi.createFrom().range(0, 50).map(i -> "word " + i + " "));
            }
        }
    }

    private void press(List<ConversationId> ids, Random random) {
        var sent = new ArrayList<Command>();
        for (int i = 0; i < COMMANDS; i++) {
            var id = ids.get(random.nextInt(ids.size()));
            try {
                var command = command(id, random, sent);
                expect(command, given.turns.execute(TestTurns.OWNER, id, command));
            } catch (StoreFailure e) {
                // Only this thread's own look at the store failed.
            } catch (RuntimeException | Error e) {
                faults.add(e);
            }
        }
    }

    private void expect(Command command, CompletionStage<Ack> stage) {
        try {
            var ack = TestTurns.join(stage);
            var before = acknowledged.putIfAbsent(command.id(), ack);
            assertThat(before == null || before.equals(ack)).isTrue();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof CommandRefused)) {
                throw e;
            }
        }
    }

    private Command command(ConversationId id, Random random, List<Command> sent) {
        if (given.store.find(id).isEmpty() || random.nextInt(3) == 0) {
            return send(id, random, sent);
        }
        var snapshot = given.store.snapshot(id);
        int message = snapshot.messages().isEmpty()
                ? 1
                : snapshot.messages()
                        .get(random.nextInt(snapshot.messages().size()))
                        .id();
        int turn = snapshot.turn() == null ? 1 : snapshot.turn().id();
        int queued = snapshot.queue().isEmpty() ? 1 : snapshot.queue().getLast().turn();
        String command = TestTurns.commandId();
        return switch (random.nextInt(12)) {
            case 0 -> new Command.Stop(command, turn);
            case 1 -> new Command.Regenerate(command, message);
            case 2 -> new Command.Edit(command, message, "Edited by " + command);
            case 3 -> new Command.ChooseBranch(command, message);
            case 4 -> new Command.Continue(command, message);
            case 5 -> new Command.RemoveQueued(command, queued);
            case 6 -> new Command.Rename(command, "Title " + command);
            case 7 -> new Command.Delete(command);
            case 8, 9 -> new Command.Restore(command);
            default -> new Command.SendQueued(command);
        };
    }

    /** A new message, or one of this conversation's again. */
    private static Command send(ConversationId id, Random random, List<Command> sent) {
        var again = sent.stream()
                .filter(command -> command.id().endsWith(id.value()))
                .toList();
        if (!again.isEmpty() && random.nextInt(3) == 0) {
            return again.get(random.nextInt(again.size()));
        }
        String command = TestTurns.commandId() + "_" + id;
        sent.add(new Command.Send(command, "Sent by " + command, null));
        return sent.getLast();
    }

    /** Until nothing runs and nothing waits. */
    private void runDry(ConversationId id) throws InterruptedException {
        given.await(id, () -> {
            var now = given.store.snapshot(id);
            return now.turn() == null && (now.queue().isEmpty() || now.held());
        });
        var now = given.store.snapshot(id);
        if (!now.queue().isEmpty()) {
            int next = now.queue().getFirst().turn();
            Awaitility.await().until(() -> isAccepted(id, new Command.SendQueued(TestTurns.commandId())));
            given.awaitEnd(id, next);
            runDry(id);
        }
    }

    /** There may be no room for it just now. */
    private boolean isAccepted(ConversationId id, Command command) {
        try {
            given.ack(id, command);
            return true;
        } catch (CompletionException e) {
            assertThat(((CommandRefused) e.getCause()).reason().retryable()).isTrue();
            return false;
        }
    }

    private void assertSentOnce(ConversationId id) {
        var queued = new HashSet<String>();
        for (var event : given.store.events(id)) {
            if (event instanceof Event.TurnQueued message) {
                assertThat(queued.add(message.command())).as("sent once").isTrue();
            }
        }
        acknowledged.forEach((command, ack) -> {
            if (command.endsWith("_" + id)) {
                assertThat(queued).as("acknowledged").contains(command);
            }
        });
    }

    private void assertFoldIsStored(ConversationId id) {
        if (given.store.find(id).isEmpty()) {
            return;
        }
        var log = given.logs.hold(id);
        assertThat(ConversationJson.write(log.snapshot())).isEqualTo(ConversationJson.write(given.store.snapshot(id)));
        var path = given.store.snapshot(id).messages();
        for (int i = 1; i < path.size(); i++) {
            assertThat(path.get(i).parent()).isEqualTo(path.get(i - 1).id());
        }
        assertThat(path.stream().map(Message::id)).doesNotHaveDuplicates();
        given.logs.release(log);
    }
}
