package dev.parley.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.Event;
import dev.parley.conversation.FaultyStore;
import dev.parley.conversation.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Keeps and folds what it is given, and checks that offsets only grow and that nothing is shown before it is stored. */
final class RecordingReader {

    private final ConversationLog log;
    private final FaultyStore store;
    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<Throwable> complaints = new ArrayList<>();
    private @Nullable Transcript transcript;
    private @Nullable Position position;
    private Flow.@Nullable Subscription subscription;
    private @Nullable Connection connection;

    RecordingReader(ConversationLog log, FaultyStore store) {
        this.log = log;
        this.store = store;
    }

    /** Reads on the thread that commits, so that what is stored has been delivered. */
    static RecordingReader of(TestLogs logs, ConversationLog log, @Nullable Position from) {
        return new RecordingReader(log, logs.store).connect(from, Runnable::run);
    }

    RecordingReader connect(@Nullable Position from, Executor executor) {
        log.read(from, executor).subscribe(new Connection());
        return this;
    }

    synchronized RecordingReader reconnect(Executor executor) {
        cancel();
        return connect(position, executor);
    }

    /** What still comes through a connection that was given up is not looked at. */
    private final class Connection implements Flow.Subscriber<Delivery> {

        @Override
        public void onSubscribe(Flow.Subscription newSubscription) {
            synchronized (RecordingReader.this) {
                subscription = newSubscription;
                connection = this;
            }
        }

        @Override
        public void onNext(Delivery delivery) {
            synchronized (RecordingReader.this) {
                if (equals(connection)) {
                    receive(delivery);
                }
            }
        }

        @Override
        public void onError(Throwable failure) {
            complain(failure);
        }

        @Override
        public void onComplete() {
            complain(new AssertionError("A log has no end"));
        }
    }

    private synchronized void complain(Throwable failure) {
        complaints.add(failure);
    }

    RecordingReader request(long n) {
        subscription().request(n);
        return this;
    }

    void cancel() {
        subscription().cancel();
    }

    private synchronized Flow.Subscription subscription() {
        return Objects.requireNonNull(subscription);
    }

    private void receive(Delivery delivery) {
        try {
            take(delivery);
        } catch (AssertionError | RuntimeException e) {
            complaints.add(e);
        }
        notifyAll();
    }

    private void take(Delivery delivery) {
        deliveries.add(delivery);
        switch (delivery) {
            case Delivery.Resumed resumed -> assertThat(resumed.position()).isEqualTo(position);
            case Delivery.Snapshot snapshot -> {
                transcript = new Transcript(snapshot.snapshot());
                position = snapshot.position();
            }
            case Delivery.Logged logged -> {
                var before = Objects.requireNonNull(position, "Events follow a position");
                assertThat(logged.offset()).isGreaterThan(before.offset());
                assertThat(logged.event()).isNotInstanceOf(Event.BlockKept.class);
                Objects.requireNonNull(transcript, "Events follow a snapshot").apply(logged.event());
                position = new Position(before.epoch(), logged.offset());
            }
        }
        assertThat(Objects.requireNonNull(position).offset())
                .as("shown means stored")
                .isLessThanOrEqualTo(store.lastOffset(log.id()));
    }

    synchronized List<Delivery> deliveries() {
        assertThat(complaints).isEmpty();
        return List.copyOf(deliveries);
    }

    synchronized void forget() {
        deliveries.clear();
    }

    synchronized @Nullable Position position() {
        return position;
    }

    /** What the reader shows, as JSON. */
    synchronized String shown() {
        assertThat(complaints).isEmpty();
        return ConversationJson.write(Objects.requireNonNull(transcript).snapshot());
    }

    synchronized void awaitOffset(long offset) throws InterruptedException {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (position == null || position.offset() < offset) {
            assertThat(complaints).isEmpty();
            assertThat(System.nanoTime()).as("waited for offset %d", offset).isLessThan(deadline);
            wait(1_000);
        }
    }

    /** The texts of the deliveries that are text, one string each. */
    synchronized List<String> texts() {
        return deliveries().stream()
                .filter(Delivery.Logged.class::isInstance)
                .map(delivery -> ((Delivery.Logged) delivery).event())
                .filter(Event.TextAppended.class::isInstance)
                .map(event -> ((Event.TextAppended) event).text())
                .toList();
    }
}
