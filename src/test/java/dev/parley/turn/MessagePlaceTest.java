package dev.parley.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessagePlaceTest {

    @Test
    void eachMessageFollowsTheOneBefore() {
        var place = new MessagePlace(2, List.of(3, 5), null);
        var first = place.next(7, 1, Speaker.of("assistant"), Instant.EPOCH);
        var second = place.next(8, 1, Speaker.of("weather"), Instant.EPOCH);
        assertThat(first.parent()).isEqualTo(2);
        assertThat(first.siblings()).containsExactly(3, 5);
        assertThat(second.parent()).isEqualTo(7);
        assertThat(second.siblings()).isEmpty();
        assertThat(place.leaf()).isEqualTo(8);
    }

    @Test
    void onlyTheFirstAssistantMessageContinues() {
        var place = new MessagePlace(4, List.of(), 4);
        assertThat(place.next(7, 1, Speaker.of("weather"), Instant.EPOCH).continues())
                .isNull();
        assertThat(place.next(8, 1, Speaker.of("ai"), Instant.EPOCH).continues())
                .isEqualTo(4);
        assertThat(place.next(9, 1, Speaker.of("assistant"), Instant.EPOCH).continues())
                .isNull();
    }

    @Test
    void theFirstMessageOfAllFollowsNone() {
        var place = new MessagePlace(null, List.of(), null);
        assertThat(place.leaf()).isNull();
        assertThat(place.next(1, 1, Speaker.USER, Instant.EPOCH).parent()).isNull();
        assertThat(place.leaf()).isEqualTo(1);
    }
}
