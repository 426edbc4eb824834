package dev.parley.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private final Backlog.Shared shared = new Backlog.Shared(100);
    private final List<NotStoredException> failures = new ArrayList<>();
    private final Backlog backlog = new Backlog(10, shared, failures::add);
    private final List<String> ran = new ArrayList<>();

    @Test
    void itIsFullAtItsLimitAndHasRoomBelow() {
        backlog.add(9);
        assertThat(backlog.full()).isFalse();
        backlog.add(1);
        assertThat(backlog.full()).isTrue();
        backlog.remove(1);
        assertThat(backlog.full()).isFalse();
    }

    @Test
    void whoeverWaitsForRoomGoesOnAtOnceWhereThereIsSome() {
        backlog.whenRoom(() -> ran.add("now"));
        assertThat(ran).containsExactly("now");
    }

    @Test
    void whoeverWaitsForRoomGoesOnInOrderAndOnce() {
        backlog.add(25);
        backlog.whenRoom(() -> ran.add("first"));
        backlog.whenRoom(() -> ran.add("second"));
        backlog.remove(10);
        assertThat(ran).isEmpty();
        backlog.remove(10);
        assertThat(ran).containsExactly("first", "second");
        backlog.add(10);
        backlog.remove(10);
        assertThat(ran).hasSize(2);
    }

    @Test
    void aFailureIsToldOnceAndLetsEverybodyGoOn() {
        backlog.add(25);
        backlog.whenRoom(() -> ran.add("waiting"));
        var reason = new NotStoredException(new IllegalStateException());
        backlog.fail(reason);
        backlog.fail(new NotStoredException(new IllegalStateException()));
        backlog.whenRoom(() -> ran.add("later"));
        assertThat(failures).containsExactly(reason);
        assertThat(backlog.failure()).isSameAs(reason);
        assertThat(ran).containsExactly("waiting", "later");
    }

    @Test
    void manyTurnsWaitEarlierSoThatNoneHasToFail() {
        var shares = new Backlog.Shared(60);
        var one = new Backlog(15, shares, failures::add);
        var two = new Backlog(15, shares, failures::add);
        one.add(12);
        assertThat(one.full()).isFalse();
        two.add(12);
        assertThat(one.full()).isTrue();
        assertThat(two.full()).isTrue();
        assertThat(one.exhausted()).isFalse();
        one.whenRoom(() -> ran.add("one"));
        two.remove(12);
        assertThat(one.full()).isFalse();
        one.remove(1);
        assertThat(ran).containsExactly("one");
    }

    @Test
    void turnsThatComeOneAfterTheOtherNeverFillMoreThanHalfBeforeTheyWait() {
        var shares = new Backlog.Shared(8_000_000);
        long waiting = 0;
        for (int turn = 0; turn < 2_000; turn++) {
            var next = new Backlog(1_000_000, shares, failures::add);
            while (!next.full()) {
                next.add(100);
                waiting += 100;
            }
        }
        assertThat(waiting).isLessThanOrEqualTo(4_000_000 + 2_000 * 100);
    }

    @Test
    void aTurnThatHasNothingWaitingMayAlwaysWriteSomething() {
        var shares = new Backlog.Shared(100);
        new Backlog(1_000, shares, failures::add).add(80);
        assertThat(new Backlog(1_000, shares, failures::add).full()).isFalse();
    }

    @Test
    void allTurnsTogetherHaveALimitOfTheirOwn() {
        var another = new Backlog(1_000, shared, failures::add);
        another.add(99);
        assertThat(backlog.exhausted()).isFalse();
        backlog.add(1);
        assertThat(backlog.exhausted()).isTrue();
        assertThat(another.exhausted()).isTrue();
        another.remove(99);
        assertThat(backlog.exhausted()).isFalse();
    }
}
