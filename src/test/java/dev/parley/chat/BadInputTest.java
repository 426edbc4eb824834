package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.BlobRefused;
import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.Element;
import dev.parley.conversation.Event;
import dev.parley.conversation.Message;
import dev.parley.harness.ChatHarness;
import dev.parley.harness.TestTurn;
import io.smallrye.mutiny.Multi;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What comes to harm by bad input, and what does not: the rest of the conversation. */
class BadInputTest {

    private static final int MILLION = 1_000_000;

    private interface Bad {
        void write(ChatMessage message) throws Exception;
    }

    private interface Expectation {
        void of(TestTurn turn);
    }

    /** A good turn, a bad one, and a good one again. */
    private static void between(Bad bad, Expectation expectation) {
        try (var chat = ChatHarness.of(given -> {
            var message = given.message("assistant").markdown("Here");
            if (given.text().equals("Bad")) {
                bad.write(message);
            }
        })) {
            chat.send("Good").expectComplete();
            var before = chat.snapshot().messages().toArray(Message[]::new);
            expectation.of(chat.begin("Bad"));
            chat.send("Good").expectComplete().expectText("Here");
            assertThat(chat.snapshot().messages()).hasSize(6).startsWith(before);
            assertThat(chat.events()).allMatch(event -> bytes(event) < 65_536);
        }
    }

    private static int bytes(Event event) {
        return ConversationJson.write(event).getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void aHandlerThatThrowsFailsItsTurn() {
        between(
                message -> {
                    throw new IllegalStateException("It broke");
                },
                turn -> turn.expectFailed("The handler that answers here has failed")
                        .expectText("Here"));
    }

    @Test
    void aHandlerThatRunsOutOfStackFailsItsTurn() {
        between(
                message -> {
                    throw new StackOverflowError();
                },
                turn -> turn.expectFailed("The handler that answers here has failed"));
    }

    @Test
    void aHandlerThatBlocksIsStopped() {
        between(
                message -> new CountDownLatch(1).await(),
                turn -> turn.awaitText("Here").stop().expectStopped().expectText("Here"));
    }

    @Test
    void aStreamThatFailsInItsMiddleKeepsWhatCame() {
        between(
                message -> message.writeStream(Multi.createBy()
                        .concatenating()
                        .streams(
                                Multi.createFrom().item("Half"),
                                Multi.createFrom().failure(new IllegalStateException("It broke")))),
                turn -> turn.expectFailed().expectText("Here\n\nHalf"));
    }

    @Test
    void nullsInAStreamAreLeftOut() {
        between(
                message -> message.writeStream(Arrays.asList("a", null, "b")),
                turn -> turn.expectComplete().expectText("Here\n\nab"));
    }

    @Test
    void anEndlessStreamIsStopped() {
        Supplier<String> endless = () -> "la ";
        between(
                message -> message.writeStream(endless),
                turn -> turn.awaitText("la la").stop().expectStopped().expectTextContaining("la la"));
        between(
                message -> message.writeStream(
                        Multi.createBy().repeating().supplier(endless).indefinitely()),
                turn -> turn.awaitText("la la").stop().expectStopped());
    }

    @Test
    void anEndlessTableOrChartIsRefused() {
        for (Bad bad : List.<Bad>of(
                message -> message.table(Stream.generate(() -> 1)),
                message -> message.lineChart(
                        (Iterable<Integer>) () -> Stream.generate(() -> 1).iterator()))) {
            between(
                    bad,
                    turn -> assertThat(turn.expectFailed().expectText("Here").failure())
                            .get()
                            .asString()
                            .contains("At most 100000 rows"));
        }
    }

    @Test
    void aTableOfAMillionRowsIsKeptInAFile() {
        var rows = new AbstractList<List<Object>>() {
            @Override
            public List<Object> get(int index) {
                return List.of(index, "row");
            }

            @Override
            public int size() {
                return MILLION;
            }
        };
        between(message -> message.table(rows), BadInputTest::expectAMillionInAFile);
    }

    @Test
    void aMillionRowsOfADatabaseAreKeptInAFile() {
        between(
                message -> {
                    try (var connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                            var statement = connection.createStatement();
                            var results = statement.executeQuery(
                                    "with recursive r(n) as"
                                            + " (select 0 union all select n + 1 from r where n < 999999) select n, 'row' from r")) {
                        message.table(results);
                    }
                },
                BadInputTest::expectAMillionInAFile);
    }

    private static void expectAMillionInAFile(TestTurn turn) {
        var table = turn.expectComplete().element(dev.parley.conversation.Table.class);
        table.expect("its first rows", shown -> shown.rows().size() == 100)
                .expect("its size", shown -> shown.total() == MILLION);
        assertThat(new String(table.bytes(), StandardCharsets.UTF_8))
                .startsWith("[0,\"row\"]\n")
                .endsWith("[999999,\"row\"]\n");
    }

    @Test
    void aChartOfAMillionRowsIsRefused() {
        between(
                message -> message.lineChart(new int[MILLION]),
                turn -> assertThat(turn.expectFailed().failure())
                        .get()
                        .asString()
                        .contains("At most 10000 rows"));
    }

    private static byte[] hugePicture() {
        byte[] picture = new byte[50_000_000];
        byte[] head = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
        System.arraycopy(head, 0, picture, 0, head.length);
        return picture;
    }

    @Test
    void aPictureOfFiftyMegabytesIsRefusedWithTheLimit() {
        between(
                message -> message.image(hugePicture(), "A sea"),
                turn -> turn.expectFailed("A file may have at most 33554432 bytes.")
                        .expectText("Here"));
    }

    @Test
    void whoExpectsThatAPictureIsTooLargeGoesOn() {
        between(
                message -> {
                    assertThatThrownBy(() -> message.image(hugePicture(), "A sea"))
                            .isInstanceOf(BlobRefused.class);
                    message.warning("The picture is too large to be shown.");
                },
                turn -> turn.expectComplete().element(Element.Callout.class));
    }

    @Test
    void aTextOfFiftyMegabytesIsWrittenInPieces() {
        between(
                message -> message.code("x".repeat(50_000_000)),
                turn -> assertThat(turn.expectComplete()
                                .element(Element.Code.class)
                                .text())
                        .hasSize(50_000_000));
    }

    @Test
    void aLongListOfLongNumbersIsCut() {
        for (Object numbers : List.of(new double[MILLION], longNumbers(), new BigDecimal("1e90"))) {
            between(message -> message.json(numbers), TestTurn::expectComplete);
        }
    }

    private static long[] longNumbers() {
        return LongStream.range(0, MILLION).map(n -> Long.MIN_VALUE + n).toArray();
    }

    @Test
    void aValueWithoutAnEndIsCut() {
        between(
                message -> message.json(new AbstractList<Object>() {
                    @Override
                    public Object get(int index) {
                        return this;
                    }

                    @Override
                    public int size() {
                        return Integer.MAX_VALUE;
                    }
                }),
                TestTurn::expectComplete);
    }

    @Test
    void markupIsTextInEveryElement() {
        String markup = "<script>alert(1)</script>";
        between(message -> message.markdown(markup).code(markup, markup, markup).info(markup), turn -> {
            turn.expectComplete().element(Element.Code.class).expectText(markup);
            turn.element(Element.Callout.class).expectText(markup);
        });
    }
}
