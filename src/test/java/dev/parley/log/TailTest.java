package dev.parley.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Element;
import dev.parley.conversation.Event;
import dev.parley.conversation.KeptBlock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TailTest {

    private static final int WEIGHT = EventWeight.of(event(1));

    private static Event event(int turn) {
        return new Event.TurnStarted(turn, Instant.EPOCH);
    }

    private static Tail tail(int maxWeight, int events) {
        var tail = new Tail(maxWeight);
        for (int i = 1; i <= events; i++) {
            tail.add(event(i));
        }
        return tail;
    }

    @Test
    void anEmptyTailServesItsStartOnly() {
        var tail = tail(1_000, 0);
        assertThat(tail.last()).isZero();
        assertThat(tail.reachesBackTo(0)).isTrue();
        assertThat(tail.reachesBackTo(1)).isFalse();
        assertThat(tail.reachesBackTo(-1)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 31, 32, 33, 1_000})
    void itGrowsAndFindsEachEventByItsOffset(int events) {
        var tail = tail(Integer.MAX_VALUE, events);
        assertThat(tail.last()).isEqualTo(events);
        assertThat(tail.reachesBackTo(0)).isTrue();
        for (int offset = 1; offset <= events; offset++) {
            assertThat(tail.get(offset)).isEqualTo(event(offset));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 15, 16, 17, 40})
    void itKeepsTheNewestWithinItsBound(int room) {
        var tail = new Tail(room * WEIGHT);
        for (int offset = 1; offset <= 500; offset++) {
            tail.add(event(offset));
            int kept = Math.min(offset, room);
            assertThat(tail.reachesBackTo(offset - kept)).isTrue();
            assertThat(tail.reachesBackTo(offset - kept - 1)).isFalse();
            for (int back = 0; back < kept; back++) {
                assertThat(tail.get(offset - back)).isEqualTo(event(offset - back));
            }
        }
    }

    @Test
    void itGrowsAfterItHasWrappedAround() {
        var tail = new Tail(20 * WEIGHT);
        for (int offset = 1; offset <= 10; offset++) {
            tail.add(new Event.TextAppended(1, "x".repeat(WEIGHT)));
        }
        for (int offset = 11; offset <= 200; offset++) {
            tail.add(event(offset));
        }
        for (int offset = 181; offset <= 200; offset++) {
            assertThat(tail.get(offset)).isEqualTo(event(offset));
        }
    }

    @Test
    void theNewestEventIsKeptHoweverLargeItIs() {
        var tail = tail(10 * WEIGHT, 5);
        tail.add(new Event.TextAppended(1, "x".repeat(100 * WEIGHT)));
        assertThat(tail.reachesBackTo(5)).isTrue();
        assertThat(tail.reachesBackTo(4)).isFalse();
        tail.add(event(7));
        assertThat(tail.reachesBackTo(6)).isTrue();
        assertThat(tail.reachesBackTo(5)).isFalse();
    }

    @Test
    void largeContentCountsInWhateverEventItComes() {
        String large = "x".repeat(100_000);
        assertThat(EventWeight.of(new Event.TextAppended(1, large))).isGreaterThan(100_000);
        assertThat(EventWeight.of(new Event.ElementAdded(1, 2, new Element.Markdown(large), Instant.EPOCH)))
                .isGreaterThan(100_000);
        assertThat(EventWeight.of(new Event.ElementAdded(
                        1, 2, new Element.Callout(Element.Callout.Level.INFO, large), Instant.EPOCH)))
                .isGreaterThan(100_000);
        assertThat(EventWeight.of(new Event.TurnQueued(1, large, "claude", Instant.EPOCH, "command-1")))
                .isGreaterThan(100_000);
        assertThat(EventWeight.of(new Event.BlockKept(1, new KeptBlock("claude", "x", large))))
                .isGreaterThan(100_000);
    }
}
