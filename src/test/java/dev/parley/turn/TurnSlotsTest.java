package dev.parley.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnSlotsTest {

    private final List<String> granted = new ArrayList<>();

    @Test
    void anOwnerHasSoManyAndNoMore() {
        var slots = slots(2, 10);
        var first = slot(slots, "a1");
        assertThat(first.take("anna")).isTrue();
        assertThat(slot(slots, "a2").take("anna")).isTrue();
        var third = slot(slots, "a3");
        assertThat(third.take("anna")).isFalse();
        assertThat(slot(slots, "b1").take("ben")).isTrue();
        first.giveBack();

        assertThat(third.take("anna")).isTrue();
        assertThat(slots.taken()).isEqualTo(3);
    }

    @Test
    void allTogetherHaveSoManyAndNoMore() {
        var slots = slots(2, 2);
        assertThat(slot(slots, "a1").take("anna")).isTrue();
        assertThat(slot(slots, "b1").take("ben")).isTrue();

        assertThat(slot(slots, "c1").take("cora")).isFalse();
    }

    @Test
    void whoHasItHasItOnce() {
        var slots = slots(1, 1);
        var slot = slot(slots, "a1");
        assertThat(slot.take("anna")).isTrue();
        assertThat(slot.take("anna")).isTrue();
        assertThat(slot.takeOrWait("anna")).isTrue();
        slot.giveBack();
        slot.giveBack();

        assertThat(slots.taken()).isZero();
    }

    @Test
    void whoWaitsIsToldAndHasItThen() {
        var slots = slots(1, 10);
        var first = slot(slots, "a1");
        first.take("anna");
        var second = slot(slots, "a2");
        assertThat(second.takeOrWait("anna")).isFalse();
        assertThat(granted).isEmpty();
        first.giveBack();

        assertThat(granted).containsExactly("a2");
        assertThat(second.take("anna")).isTrue();
        assertThat(slots.taken()).isEqualTo(1);
    }

    @Test
    void waitingTwiceIsWaitingOnce() {
        var slots = slots(1, 10);
        var first = slot(slots, "a1");
        first.take("anna");
        var second = slot(slots, "a2");
        second.takeOrWait("anna");
        second.takeOrWait("anna");
        assertThat(slots.waiting("anna")).isEqualTo(1);
        first.giveBack();
        second.giveBack();

        assertThat(granted).containsExactly("a2");
        assertThat(slots.taken()).isZero();
    }

    @Test
    void ownersComeOneAfterTheOtherHoweverManyWait() {
        var slots = slots(9, 1);
        var running = slot(slots, "a0");
        running.take("anna");
        var waiting = new ArrayList<TurnSlots.Slot>();
        for (String name : new String[] {"a1", "a2", "a3", "b1", "c1", "b2"}) {
            var slot = slot(slots, name);
            waiting.add(slot);
            slot.takeOrWait(name.substring(0, 1).equals("a") ? "anna" : name.substring(0, 1));
        }
        running.giveBack();
        while (slots.taken() > 0) {
            waiting.forEach(TurnSlots.Slot::giveBack);
        }

        assertThat(granted).containsExactly("a1", "b1", "c1", "a2", "b2", "a3");
    }

    @Test
    void anOwnerWithoutRoomIsPassedOverByOthers() {
        var slots = slots(1, 2);
        var anna = slot(slots, "a0");
        anna.take("anna");
        var ben = slot(slots, "b0");
        ben.take("ben");
        slot(slots, "a1").takeOrWait("anna");
        slot(slots, "c1").takeOrWait("cora");
        ben.giveBack();
        assertThat(granted).containsExactly("c1");
        anna.giveBack();

        assertThat(granted).containsExactly("c1", "a1");
    }

    @Test
    void noRoomAtAllIsNoLimit() {
        assertThatThrownBy(() -> slots(0, 1)).hasMessageContaining("parley.turn.max-running");
        assertThatThrownBy(() -> slots(1, 0)).hasMessageContaining("parley.turn.max-running");
    }

    private static TurnSlots slots(int ofOwner, int inAll) {
        return new TurnSlots(ofOwner, inAll, Runnable::run);
    }

    private TurnSlots.Slot slot(TurnSlots slots, String name) {
        return slots.slot(() -> granted.add(name));
    }
}
