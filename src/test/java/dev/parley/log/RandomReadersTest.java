package dev.parley.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.KeptBlock;
import dev.parley.conversation.Role;
import dev.parley.conversation.Usage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens, and however a reader reads: what it shows is what is stored (I2, I4). */
class RandomReadersTest {

    private static final int STEPS = 1_500;
    private static final int READERS = 6;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void everyReaderEndsWithWhatIsStored(long seed) throws Exception {
        var random = new Random(seed);
        int tail = 1_000 << random.nextInt(8);
        try (var given = new TestLogs(new TestLogs.Limits(tail, 200, 1_048_576, 8_388_608))) {
            var log = given.logs.hold(new ConversationId("conversation-" + seed));
            TestLogs.await(log.append(TestLogs.creation(log)));
            var events = new RandomEvents(log, random);
            var readers = new ArrayList<RandomReader>();
            IntStream.range(0, READERS).forEach(i -> readers.add(new RandomReader(given, log, random)));
            for (int step = 0; step < STEPS; step++) {
                if (random.nextInt(50) == 0) {
                    given.store.pause();
                }
                log.append(Append.of(events.next()));
                if (random.nextInt(10) == 0) {
                    given.store.resume();
                }
                readers.get(random.nextInt(READERS)).step();
            }
            given.store.resume();
            TestLogs.append(log, TestLogs.title("end"));
            String stored = ConversationJson.write(given.store.snapshot(log.id()));
            assertThat(ConversationJson.write(log.snapshot())).isEqualTo(stored);
            for (var reader : readers) {
                reader.finish();
                assertThat(reader.reader.shown()).isEqualTo(stored);
            }
        }
    }

    @Test
    void readersThatReadWhileSeveralThreadsWriteMissNothing() throws Exception {
        try (var given = new TestLogs(new TestLogs.Limits(4_000, 200, 1_048_576, 8_388_608));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var log = given.conversation("conversation-1");
            var readers = IntStream.range(0, 8)
                    .mapToObj(i -> new RecordingReader(log, given.store)
                            .connect(null, threads)
                            .request(i % 2 == 0 ? Long.MAX_VALUE : 100))
                    .toList();
            int writers = 4;
            int each = 2_000;
            var running = IntStream.range(0, writers)
                    .mapToObj(writer -> Thread.ofVirtual().start(() -> write(log, each)))
                    .toList();
            for (int i = 0; i < 200; i++) {
                readers.get(1 + 2 * (i % 4)).reconnect(threads).request(50);
            }
            for (var thread : running) {
                thread.join();
            }
            TestLogs.append(log, TestLogs.title("end"));
            String stored = ConversationJson.write(given.store.snapshot(log.id()));
            for (var reader : readers) {
                reader.request(Long.MAX_VALUE);
                reader.awaitOffset(log.end().offset());
                assertThat(reader.shown()).isEqualTo(stored);
            }
        }
    }

    private static void write(ConversationLog log, int pieces) {
        int element = log.nextNumber();
        log.append(Append.of(TestLogs.element(element, 1)));
        for (int i = 0; i < pieces; i++) {
            log.append(Append.of(new Event.TextAppended(element, i + " ")));
        }
        log.append(Append.of(new Event.ElementClosed(element, TestLogs.TIME)));
    }

    /** Reads at its own speed, and comes back from where it was or from somewhere that never was. */
    private static final class RandomReader {

        private final TestLogs given;
        private final ConversationLog log;
        private final Random random;
        private final Deque<Runnable> tasks = new ArrayDeque<>();
        private RecordingReader reader;

        RandomReader(TestLogs given, ConversationLog log, Random random) {
            this.given = given;
            this.log = log;
            this.random = random;
            this.reader = new RecordingReader(log, given.store).connect(null, executor());
        }

        private Executor executor() {
            return task -> {
                synchronized (tasks) {
                    tasks.add(task);
                }
            };
        }

        void step() {
            switch (random.nextInt(8)) {
                case 0 -> reader.reconnect(executor());
                case 1 -> startAnew();
                case 2, 3 -> reader.request(1 + random.nextInt(5));
                default -> runTasks();
            }
        }

        private void startAnew() {
            reader.cancel();
            @Nullable
            Position[] nowhere = {
                null,
                new Position("another", 3),
                new Position(log.end().epoch(), log.end().offset() + 1_000_000),
                new Position(log.end().epoch(), -1)
            };
            reader = new RecordingReader(log, given.store).connect(nowhere[random.nextInt(4)], executor());
        }

        private void runTasks() {
            for (var task = poll(); task != null; task = poll()) {
                task.run();
            }
        }

        private @Nullable Runnable poll() {
            synchronized (tasks) {
                return tasks.poll();
            }
        }

        void finish() {
            reader.request(Long.MAX_VALUE);
            runTasks();
        }
    }

    /** Makes up what could come next. */
    private static final class RandomEvents {

        private final ConversationLog log;
        private final Random random;
        private final List<Integer> messages = new ArrayList<>();
        private final Map<Integer, List<Integer>> children = new HashMap<>();
        private final List<Integer> open = new ArrayList<>();
        private final List<Integer> elements = new ArrayList<>();
        private final List<Integer> queue = new ArrayList<>();
        private @Nullable Integer running;
        private int leaf;

        RandomEvents(ConversationLog log, Random random) {
            this.log = log;
            this.random = random;
        }

        List<Event> next() {
            return switch (random.nextInt(40)) {
                case 0, 1, 2 -> message();
                case 3 -> List.of(end(open));
                case 4, 5 -> element();
                case 6 -> of(elements, element -> new Event.ElementClosed(element, TestLogs.TIME));
                case 7 -> of(elements, Event.ElementWithdrawn::new);
                case 8 -> of(messages, m -> new Event.UsageReported(m, new Usage(random.nextInt(9), 1, 2, 3)));
                case 9 -> of(messages, m -> new Event.BlockKept(m, new KeptBlock("claude", "x", "{}")));
                case 10 -> List.of(TestLogs.title("Title " + random.nextInt(100)));
                case 11, 12, 13 -> turn();
                case 14 -> branch();
                default -> of(elements, element -> new Event.TextAppended(element, text()));
            };
        }

        private String text() {
            return random.nextInt(20) == 0 ? "long ".repeat(random.nextInt(500)) : "é" + random.nextInt(1_000) + " ";
        }

        private List<Event> of(List<Integer> numbers, IntFunction<Event> event) {
            return numbers.isEmpty() ? message() : List.of(event.apply(numbers.get(random.nextInt(numbers.size()))));
        }

        private Event end(List<Integer> started) {
            if (started.isEmpty()) {
                return TestLogs.title("nothing to end");
            }
            int index = random.nextInt(started.size());
            int message = started.get(index);
            started.subList(index, index + 1).clear();
            var state = random.nextBoolean() ? EndState.COMPLETE : EndState.STOPPED;
            return new Event.MessageEnded(message, state, TestLogs.TIME, "end_turn", null);
        }

        private List<Event> message() {
            var events = new ArrayList<Event>();
            if (open.size() > 2) {
                events.add(end(open));
            }
            int id = log.nextNumber();
            var siblings = children.computeIfAbsent(leaf, parent -> new ArrayList<>());
            events.add(new Event.MessageStarted(
                    id, leaf == 0 ? null : leaf, siblings, Role.ASSISTANT, "assistant", null, TestLogs.TIME, 0, null));
            siblings.add(id);
            messages.add(id);
            open.add(id);
            leaf = id;
            return events;
        }

        private List<Event> element() {
            if (messages.isEmpty()) {
                return message();
            }
            int id = log.nextNumber();
            elements.add(id);
            int container = messages.get(Math.max(0, messages.size() - 1 - random.nextInt(3)));
            return List.of(new Event.ElementAdded(id, container, new Element.Markdown("start "), TestLogs.TIME));
        }

        private List<Event> turn() {
            if (running != null && random.nextBoolean()) {
                int ended = running;
                running = null;
                var states = List.of(EndState.COMPLETE, EndState.STOPPED, EndState.FAILED, EndState.INTERRUPTED);
                return List.of(new Event.TurnEnded(ended, states.get(random.nextInt(4)), TestLogs.TIME));
            }
            if (!queue.isEmpty() && random.nextInt(4) == 0) {
                return List.of(new Event.TurnEnded(queue.removeFirst(), EndState.REMOVED, TestLogs.TIME));
            }
            if (!queue.isEmpty() && running == null) {
                running = queue.removeFirst();
                return List.of(new Event.TurnStarted(running, TestLogs.TIME));
            }
            if (running != null && random.nextInt(4) == 0) {
                return List.of(new Event.TurnWaiting(running, "overloaded", TestLogs.TIME));
            }
            queue.add(log.nextNumber());
            return List.of(new Event.TurnQueued(queue.getLast(), "text", "claude", TestLogs.TIME, "command-1"));
        }

        private List<Event> branch() {
            leaf = messages.isEmpty() ? 0 : messages.get(random.nextInt(messages.size()));
            var events = new ArrayList<Event>();
            events.add(Event.ConversationChanged.leaf(leaf));
            if (random.nextBoolean()) {
                events.addAll(message());
            }
            return events;
        }
    }
}
