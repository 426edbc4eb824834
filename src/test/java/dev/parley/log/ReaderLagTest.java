package dev.parley.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReaderLagTest {

    @Test
    void theFurthestBehindCountsAndThoseWhoMissNothingAreNotBehind() {
        assertThat(ReaderLag.NONE.and(0).and(3).and(7).and(1)).isEqualTo(new ReaderLag(4, 3, 7));
    }
}
