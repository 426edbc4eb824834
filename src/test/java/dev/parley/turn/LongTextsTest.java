package dev.parley.turn;

import static dev.parley.turn.TestTurns.commandId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.Message;
import dev.parley.model.ModelEvent;
import io.smallrye.mutiny.Multi;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However long a text is, no event is larger than 64 KiB. */
class LongTextsTest {

    private static final int LONGEST = 200_000;
    private static final String LONG = "x" + "🌍".repeat(99_999);

    private final TestTurns given = new TestTurns(TurnLimits.ofLength(LONGEST));

    private static Multi<ModelEvent> stream(ModelEvent... events) {
        return Multi.createFrom().items(events);
    }

    @AfterEach
    void everyEventIsSmall() throws Exception {
        assertThat(given.events())
                .allMatch(event ->
                        ConversationJson.write(event).getBytes(StandardCharsets.UTF_8).length <= Event.LARGEST);
        given.shutDown();
    }

    @Test
    void aLongMessageIsAnsweredWhole() throws Exception {
        given.handler(chat -> chat.message("assistant").markdown(chat.text()));
        assertThat(given.awaitEnd(given.send(LONG))).isEqualTo(EndState.COMPLETE);
        assertThat(given.snapshot().messages())
                .hasSize(2)
                .extracting(Message::text)
                .containsOnly(LONG);
    }

    @Test
    void aLongMessageWaitsWhole() throws Exception {
        int first = given.send("One");
        var call = given.model.nextCall().started();
        int second = given.send(LONG);
        assertThat(given.snapshot().queue()).singleElement().satisfies(queued -> {
            assertThat(queued.turn()).isEqualTo(second);
            assertThat(queued.text()).isEqualTo(LONG);
        });
        call.say("Done").finish();
        given.awaitEnd(first);
        given.model.nextCall().started().say("Well").finish();
        assertThat(given.awaitEnd(second)).isEqualTo(EndState.COMPLETE);
        assertThat(given.snapshot().messages().get(2).text()).isEqualTo(LONG);
    }

    @Test
    void aMessageMayBeLongInOtherWords() throws Exception {
        given.handler(chat -> chat.message("assistant").markdown("Well"));
        given.awaitEnd(given.send("One"));
        int user = given.snapshot().messages().getFirst().id();
        Integer turn = given.ack(new Command.Edit(commandId(), user, LONG)).turn();
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.COMPLETE);
        assertThat(given.snapshot().messages().getFirst().text()).isEqualTo(LONG);
    }

    @Test
    void aLongPieceOfAStreamIsWrittenWhole() throws Exception {
        String json = "{\"type\":\"text\",\"text\":\"" + LONG + "\"}";
        given.handler(chat -> {
            try (var message = chat.message("assistant")) {
                message.writeStream(stream(new ModelEvent.Text(0, LONG), new ModelEvent.BlockEnded(0, json)));
            }
        });
        assertThat(given.awaitEnd(given.send("One"))).isEqualTo(EndState.COMPLETE);
        assertThat(given.last().text()).isEqualTo(LONG);
        assertThat(given.last().blocks())
                .singleElement()
                .satisfies(block -> assertThat(block.json()).isEqualTo(json));
    }

    @Test
    void aTurnThatWritesTooLargeAPartFails() throws Exception {
        given.handler(chat -> {
            var message = chat.message("assistant").markdown("Kept");
            message.html(LONG);
        });
        assertThat(given.awaitEnd(given.send("One"))).isEqualTo(EndState.FAILED);
        assertThat(given.last().text()).isEqualTo("Kept");
        assertThat(given.last().problem())
                .isNotNull()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("handler_failed"));
        given.handler(chat -> chat.message("assistant").markdown("Well"));
        assertThat(given.awaitEnd(given.send("Two"))).isEqualTo(EndState.COMPLETE);
    }

    @Test
    void whoeverHasTooLongANameSaysNothing() throws Exception {
        given.handler(chat -> chat.message(LONG).markdown("never shown"));
        assertThat(given.awaitEnd(given.send("One"))).isEqualTo(EndState.FAILED);
        assertThat(given.last().problem())
                .isNotNull()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("handler_failed"));
    }

    @Test
    void aLongReasonIsCut() throws Exception {
        given.handler(chat -> {
            try (var message = chat.message("assistant")) {
                message.writeStream(stream(
                        new ModelEvent.Text(0, "No"), new ModelEvent.Finished(ModelEvent.StopReason.REFUSAL, LONG)));
            }
        });
        assertThat(given.awaitEnd(given.send("One"))).isEqualTo(EndState.FAILED);
        assertThat(given.last().problem())
                .isNotNull()
                .satisfies(problem ->
                        assertThat(problem.detail()).hasSizeLessThan(3_000).endsWith("🌍…"));
    }
}
