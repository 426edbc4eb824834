package dev.parley.model.claude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.model.ModelFailure;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class SseParserTest {

    private static final int LIMIT = 1 << 20;

    private final List<String> events = new ArrayList<>();

    private SseParser parser(int limit) {
        return new SseParser(
                limit, new Diagnosis("host", "model", null), (name, data) -> events.add(name + "|" + data));
    }

    /** Parses whole, byte by byte and at random splits, and wants the same each time. */
    private List<String> parse(byte[] bytes) {
        parser(LIMIT).feed(bytes);
        List<String> whole = List.copyOf(events);
        events.clear();
        SseParser single = parser(LIMIT);
        for (byte b : bytes) {
            single.feed(new byte[] {b});
        }
        assertThat(events).isEqualTo(whole);
        Random random = new Random(42);
        for (int round = 0; round < 50; round++) {
            events.clear();
            feedSplit(bytes, random);
            assertThat(events).isEqualTo(whole);
        }
        return whole;
    }

    private void feedSplit(byte[] bytes, Random random) {
        SseParser parser = parser(LIMIT);
        for (int from = 0; from < bytes.length; ) {
            int to = Math.min(bytes.length, from + random.nextInt(9));
            parser.feed(Arrays.copyOfRange(bytes, from, to));
            from = to;
        }
    }

    private List<String> parse(String text) {
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anEventHasANameAndData() {
        assertThat(parse("event: ping\ndata: {}\n\n")).containsExactly("ping|{}");
    }

    @Test
    void allThreeLineEndingsEndALine() {
        assertThat(parse("event: a\r\ndata: 1\r\n\r\nevent: b\rdata: 2\r\revent: c\ndata: 3\n\n"))
                .containsExactly("a|1", "b|2", "c|3");
    }

    @Test
    void theSpaceBehindTheColonIsOptionalAndOnlyOneIsTaken() {
        assertThat(parse("data:1\n\ndata: 2\n\ndata:  3\n\n")).containsExactly("|1", "|2", "| 3");
    }

    @Test
    void severalDataLinesAreJoined() {
        assertThat(parse("data: {\ndata: }\n\n")).containsExactly("|{\n}");
    }

    @Test
    void aFieldWithoutColonHasAnEmptyValue() {
        assertThat(parse("data\n\ndata\ndata\n\n")).containsExactly("|", "|\n");
    }

    @Test
    void commentsAndOtherFieldsAreSkipped() {
        assertThat(parse(": hello\nid: 7\nretry: 1\ndatum: x\neventual: y\ndata: 1\n: bye\n\n"))
                .containsExactly("|1");
    }

    @Test
    void anEventWithoutDataIsNone() {
        assertThat(parse("event: a\n\n\n\ndata: 1\n\n")).containsExactly("|1");
    }

    @Test
    void trailingSpacesStay() {
        assertThat(parse("data: {}  \n\n")).containsExactly("|{}  ");
    }

    @Test
    void aByteOrderMarkIsTakenForWhatItIsOnlyAtTheStart() {
        assertThat(parse("\uFEFFdata: 1\n\ndata: \uFEFF2\n\n")).containsExactly("|1", "|\uFEFF2");
    }

    @Test
    void halfAnEventIsNone() {
        assertThat(parse("data: 1\n\ndata: 2\n")).containsExactly("|1");
    }

    @Test
    void charactersOfSeveralBytesSurviveEverySplit() {
        assertThat(parse("data: Ærø 日本 👩‍🚀\n\n")).containsExactly("|Ærø 日本 👩‍🚀");
    }

    @Test
    void aGenuineReplacementCharacterIsKept() {
        assertThat(parse("data: \uFFFD\n\n")).containsExactly("|\uFFFD");
    }

    @Test
    void bytesThatAreNoUtf8FailTheAnswer() {
        List<byte[]> broken = List.of(
                new byte[] {(byte) 0xC3, 0x28},
                new byte[] {(byte) 0xE2, (byte) 0x82},
                new byte[] {(byte) 0xC0, (byte) 0x80},
                new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0xBD},
                new byte[] {(byte) 0xFF});
        for (byte[] bytes : broken) {
            ByteArrayOutputStream event = new ByteArrayOutputStream();
            event.writeBytes("data: ".getBytes(StandardCharsets.UTF_8));
            event.writeBytes(bytes);
            event.writeBytes("\n\n".getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> parser(LIMIT).feed(event.toByteArray()))
                    .isInstanceOfSatisfying(
                            ModelFailure.class,
                            failure -> assertThat(failure.kind()).isEqualTo(ModelFailure.Kind.PROTOCOL));
        }
    }

    @Test
    void anEventOverTheLimitFailsTheAnswer() {
        for (String event : List.of("data: 12345678901", "data: 1234567\ndata: 89012", ":" + "x".repeat(20))) {
            assertThatThrownBy(() -> parser(15).feed((event + "\n\n").getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOfSatisfying(
                            ModelFailure.class,
                            failure -> assertThat(failure.kind()).isEqualTo(ModelFailure.Kind.TOO_LARGE));
        }
    }

    @Test
    void manySmallEventsAreNotOneLargeOne() {
        SseParser parser = parser(20);
        for (int at = 0; at < 100; at++) {
            parser.feed("data: 1234\n\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(events).hasSize(100);
    }

    @Test
    void aLargeEventInSmallPacketsTakesLinearTime() {
        byte[] packet = "x".repeat(100).getBytes(StandardCharsets.UTF_8);
        SseParser parser = parser(20_000_000);
        Assertions.assertTimeout(Duration.ofSeconds(10), () -> {
            parser.feed("data: ".getBytes(StandardCharsets.UTF_8));
            for (int at = 0; at < 150_000; at++) {
                parser.feed(packet);
            }
            parser.feed("\n\n".getBytes(StandardCharsets.UTF_8));
        });
        assertThat(events).hasSize(1);
        assertThat(events.getFirst()).hasSize(15_000_001);
    }
}
