package dev.parley.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.Element;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void timeMovesOnlyWhenItIsMoved() {
        try (var chat = ChatHarness.setup()
                .startingAt(NOON)
                .handler("echo", given -> given.message("assistant").markdown(given.text()))
                .open()) {
            var one = chat.send("One").message().raw();
            assertThat(one.time()).isEqualTo(NOON);
            assertThat(one.endedAt()).isEqualTo(NOON);
            chat.clock().advance(Duration.ofHours(1));
            assertThat(chat.send("Two").message().raw().time()).isEqualTo(NOON.plusSeconds(3_600));
        }
    }

    @Test
    void aPauseOfTheModelTakesNoRealTime() {
        try (var chat = ChatHarness.of(
                given -> given.message("assistant").writeStream(given.model().stream(given.history())))) {
            chat.model()
                    .answers(answer -> answer.thinks("Hm")
                            .pause(Duration.ofDays(1))
                            .says("a")
                            .pause(Duration.ofSeconds(2)));
            var turn = chat.send("One").expectComplete();
            var thinking = turn.element(Element.Thinking.class);
            assertThat(thinking.startedAt()).isEqualTo(TestClock.START);
            assertThat(thinking.endedAt()).isEqualTo(TestClock.START.plus(Duration.ofDays(1)));
            assertThat(turn.element(Element.Markdown.class).endedAt())
                    .isEqualTo(TestClock.START.plus(Duration.ofDays(1)).plusSeconds(2));
        }
    }

    @Test
    void aHandlerCanHaveTheSameTime() {
        var clock = new TestClock(NOON);
        try (var chat = ChatHarness.setup()
                .clock(clock)
                .handler(
                        "clock",
                        given -> given.message("assistant")
                                .markdown(clock.instant().toString()))
                .open()) {
            clock.advance(Duration.ofMinutes(5));
            var turn = chat.send("Time?").expectText("2026-06-01T12:05:00Z");
            assertThat(turn.message().raw().time()).isEqualTo(chat.clock().instant());
        }
    }

    @Test
    void timeNeverGoesBack() {
        assertThatThrownBy(() -> new TestClock().advance(Duration.ofSeconds(-1)))
                .hasMessageContaining("not go back");
    }
}
