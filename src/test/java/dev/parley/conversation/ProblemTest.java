package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void whatOthersHaveSaidIsWellFormedAndShort() {
        String half = "\uD83D";
        var problem = new Problem("code", "It " + half, half + "\u0000", "x".repeat(5_000) + half, true);
        assertThat(problem.text()).isEqualTo("It \uFFFD");
        assertThat(problem.detail()).isEqualTo("\uFFFD\uFFFD");
        assertThat(problem.requestId()).hasSizeLessThanOrEqualTo(2_000).endsWith("x…");
    }
}
