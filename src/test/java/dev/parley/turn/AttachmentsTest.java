package dev.parley.turn;

import static dev.parley.turn.TestTurns.commandId;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Chat;
import dev.parley.chat.ChatAttachment;
import dev.parley.chat.ChatHandler;
import dev.parley.chat.ChatProfile;
import dev.parley.conversation.BlobId;
import dev.parley.conversation.BlobOrigin;
import dev.parley.conversation.Commit;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.LoggedEvent;
import dev.parley.conversation.Media;
import dev.parley.turn.CommandRefused.Reason;
import io.quarkus.runtime.StartupEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files that readers attach, from the command to the model. */
class AttachmentsTest {

    private static final Instant TIME = Instant.ofEpochMilli(1_795_000_000_000L);

    @RegisterExtension
    private final TestTurns given = new TestTurns(TurnLimits.ofLength(20_000), "explorer");

    private BlobId kept(String name, String type, byte[] bytes) {
        return kept(given.id, TestTurns.OWNER, name, type, bytes);
    }

    private BlobId kept(ConversationId conversation, String owner, String name, String type, byte[] bytes) {
        try {
            return given.logs
                    .blobs()
                    .keep(new BlobOrigin(conversation, owner, type, name), new ByteArrayInputStream(bytes))
                    .id();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ChatHandler accepting(String... accepted) {
        return new ChatHandler() {
            @Override
            public void reply(Chat chat) {
                chat.message("assistant")
                        .markdown(String.valueOf(chat.attachments().size()));
            }

            @Override
            public ChatProfile profile() {
                return ChatProfile.of("Data explorer").avatar("📊").accepts(accepted);
            }
        };
    }

    @Test
    void aFileThatTheHandlerDoesNotTakeIsRefusedAndNothingIsKept() {
        given.handler("explorer", accepting(".csv", "image/*"));
        var file = kept("notes.txt", "text/plain", "a".getBytes(UTF_8));

        var refused = given.execute(new Command.Send(commandId(), "Look", "explorer", List.of(file)));

        assertThat(TestTurns.refusal(refused)).isEqualTo(Reason.UNSUPPORTED_TYPE);
        assertThat(refused.toCompletableFuture().exceptionNow())
                .hasMessage("notes.txt is no file that Data explorer takes. It takes .csv, image/*.");
        assertThat(given.events()).isEmpty();
    }

    @Test
    void aHandlerThatTakesNoFilesSaysSo() {
        given.handler("explorer", accepting());
        var file = kept("notes.txt", "text/plain", "a".getBytes(UTF_8));

        var refused = given.execute(new Command.Send(commandId(), "Look", "explorer", List.of(file)));

        assertThat(refused.toCompletableFuture().exceptionNow()).hasMessage("Data explorer takes no files.");
    }

    @Test
    void aFileThatTheHandlerTakesReachesItAndItsAvatarIsThatOfItsAnswers() throws Exception {
        given.handler("explorer", accepting(".csv"));
        var file = kept("prices.CSV", "application/vnd.ms-excel", "a;b".getBytes(UTF_8));

        int turn = given.ack(new Command.Send(commandId(), "Look", "explorer", List.of(file)))
                .turn();

        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.COMPLETE);
        assertThat(given.last().text()).isEqualTo("1");
        assertThat(given.last().avatar()).isEqualTo("📊");
    }

    /** A picture's head, of that size. */
    static byte[] png(int width, int height) {
        return ByteBuffer.allocate(64)
                .put("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR".getBytes(ISO_8859_1))
                .putInt(width)
                .putInt(height)
                .array();
    }

    private Command.Send send(String text, BlobId... files) {
        return new Command.Send(commandId(), text, null, List.of(files));
    }

    private int sent(String text, BlobId... files) {
        Integer turn = given.ack(send(text, files)).turn();
        assertThat(turn).isNotNull();
        return turn;
    }

    private List<Element.Content> contents(int message) {
        return given.snapshot().messages().get(message).elements().stream()
                .map(Element::content)
                .toList();
    }

    private void answer(int turn) throws Exception {
        given.model.nextCall().started().say("a").finish();
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.COMPLETE);
    }

    @Test
    void aMessageHasItsFilesBeforeItsWords() throws Exception {
        var picture = kept("map.png", "image/png", png(30, 20));
        var sound = kept("a.mp3", "audio/mpeg", "ID3 and so on".getBytes(UTF_8));
        var text = kept("a.csv", "text/csv", "a;b".getBytes(UTF_8));
        answer(sent("Look", picture, sound, text));
        assertThat(contents(0))
                .containsExactly(
                        new Media.Image(picture, "map.png", null, 30, 20),
                        new Media.Audio(sound, "a.mp3", "audio/mpeg"),
                        new Element.File(text, "a.csv", "text/csv", 3),
                        new Element.Markdown("Look"));
    }

    @Test
    void theModelGetsWhatItCanReadAndIsToldOfAllElse() throws Exception {
        sent(
                "Look",
                kept("map.png", "image/png", png(30, 20)),
                kept("a.pdf", "application/pdf", "%PDF".getBytes(UTF_8)),
                kept("a.csv", "text/csv", "a;b".getBytes(UTF_8)),
                kept("a.zip", "application/zip", "PK".getBytes(UTF_8)),
                kept("wide.png", "image/png", png(9_000, 10)));
        var call = given.model.nextCall();
        assertThat(call.prompt())
                .containsExactly("USER: image image/png | document a.pdf application/pdf | document a.csv text/csv"
                        + " | [Attached file: a.zip (application/zip, 2 bytes). It is of a type that the model cannot read.]"
                        + " | [Attached file: wide.png (image/png, 64 bytes). It is a picture larger than the model can see.]"
                        + " | Look");
        call.started().say("a").finish();
    }

    @Test
    void whatHasNoRoomInARequestIsTheOldest() throws Exception {
        byte[] large = new byte[12_000_000];
        answer(sent("One", kept("one.pdf", "application/pdf", large)));
        sent("Two", kept("two.pdf", "application/pdf", large));
        var call = given.model.nextCall();
        assertThat(call.prompt().getFirst())
                .startsWith("USER: [Attached file: one.pdf (application/pdf, 12000000 bytes). It was left out");
        assertThat(call.prompt().getLast()).isEqualTo("USER: document two.pdf application/pdf | Two");
        call.started().say("a").finish();
    }

    @Test
    void aMessageMayHaveFilesOnly() throws Exception {
        answer(sent("", kept("map.png", "image/png", png(30, 20))));
        assertThat(contents(0)).hasSize(1);
        assertThat(given.snapshot().conversation().title()).isEqualTo("map.png");
        assertThat(given.refusal(send(" "))).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void onlyTheOwnersFilesOfThisConversationAreTaken() {
        byte[] bytes = "words".getBytes(UTF_8);
        assertThat(given.refusal(send("One", BlobId.random()))).isEqualTo(Reason.NOT_FOUND);
        assertThat(given.refusal(send("One", kept(given.id, "bert", "a", "text/plain", bytes))))
                .isEqualTo(Reason.NOT_FOUND);
        var other = TestTurns.conversation("another");
        assertThat(given.refusal(send("One", kept(other, TestTurns.OWNER, "a", "text/plain", bytes))))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(given.events()).isEmpty();
    }

    @Test
    void aMessageHasAtMostTwentyFilesEachOnce() {
        var one = kept("a", "text/plain", "words".getBytes(UTF_8));
        assertThat(given.refusal(send("One", one, one))).isEqualTo(Reason.MALFORMED);
        var many = Stream.generate(BlobId::random).limit(21).toArray(BlobId[]::new);
        assertThat(given.refusal(send("One", many))).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void theLongestNamesAndTheWorstTextFitIntoEvents() throws Exception {
        var files = Stream.generate(() -> kept("\uFFFD\"".repeat(100), "text/plain", "words".getBytes(UTF_8)))
                .limit(20)
                .toArray(BlobId[]::new);
        String worst = "\u0001".repeat(20_000);
        answer(sent(worst, files));
        assertThat(contents(0)).hasSize(21).last().isEqualTo(new Element.Markdown(worst));
    }

    @Test
    void otherFilesMakeAnotherCommand() throws Exception {
        var file = kept("a", "text/plain", "words".getBytes(UTF_8));
        var first = send("One", file);
        int turn = given.ack(first).turn();
        assertThat(given.ack(first).turn()).isEqualTo(turn);
        assertThat(given.refusal(new Command.Send(first.id(), "One", null))).isEqualTo(Reason.ID_REUSED);
        answer(turn);
    }

    @Test
    void aWaitingMessageKeepsItsFiles() throws Exception {
        int first = sent("One");
        var call = given.model.nextCall();
        var file = kept("a.txt", "text/plain", "words".getBytes(UTF_8));
        int second = sent("Two", file);
        assertThat(given.snapshot().queue().getFirst().files())
                .containsExactly(new Element.File(file, "a.txt", "text/plain", 5));
        call.started().say("a").finish();
        given.awaitEnd(first);
        answer(second);
        assertThat(contents(2)).contains(new Element.File(file, "a.txt", "text/plain", 5));
    }

    @Test
    void aWaitingMessagesFilesOutliveARestart() throws Exception {
        var file = kept("a.txt", "text/plain", "words".getBytes(UTF_8));
        var queued = new Event.TurnQueued(
                1, "One", "claude", TIME, "command-1", List.of(new Element.File(file, "a.txt", "text/plain", 5)));
        given.store.commit(List.of(new Commit(
                given.id,
                List.of(new LoggedEvent(1, queued)),
                List.of(),
                new Conversation(given.id, TestTurns.OWNER, "Title", "claude", TIME))));
        given.store.blobs().tidy(Instant.MAX);
        new Recovery(given.store, given.logs).run(new StartupEvent());
        given.ack(new Command.SendQueued(commandId()));
        var call = given.model.nextCall();
        assertThat(call.prompt()).containsExactly("USER: document a.txt text/plain | One");
        call.started().say("a").finish();
        given.awaitEnd(1);
    }

    @Test
    void anEditKeepsTheFilesOrTakesOthers() throws Exception {
        var one = kept("one.txt", "text/plain", "1".getBytes(UTF_8));
        var two = kept("two.txt", "text/plain", "2".getBytes(UTF_8));
        answer(sent("One", one));
        answer(edited("Uno", null));
        assertThat(contents(0)).containsExactly(file(one, "one.txt"), new Element.Markdown("Uno"));
        answer(edited("Dos", List.of(two)));
        assertThat(contents(0)).containsExactly(file(two, "two.txt"), new Element.Markdown("Dos"));
        answer(edited("", null));
        assertThat(contents(0)).containsExactly(file(two, "two.txt"));
        answer(edited("None", List.of()));
        assertThat(contents(0)).containsExactly(new Element.Markdown("None"));
        int message = given.snapshot().messages().getFirst().id();
        assertThat(given.refusal(new Command.Edit(commandId(), message, "x", Collections.nCopies(2, one))))
                .isEqualTo(Reason.MALFORMED);
    }

    private static Element.File file(BlobId id, String name) {
        return new Element.File(id, name, "text/plain", 1);
    }

    private int edited(String text, List<BlobId> files) {
        int message = given.snapshot().messages().getFirst().id();
        return given.ack(new Command.Edit(commandId(), message, text, files)).turn();
    }

    @Test
    void theHandlerReadsTheFilesOfTheMessageToAnswer() throws Exception {
        var read = new CompletableFuture<String>();
        given.handler(chat -> read.complete(chat.text() + described(chat.attachments())));
        int turn = sent("One", kept("a.txt", "text/plain", "words".getBytes(UTF_8)));
        assertThat(read.get(20, TimeUnit.SECONDS)).isEqualTo("One a.txt text/plain 5 words");
        given.awaitEnd(turn);
    }

    private static String described(List<ChatAttachment> files) {
        var words = new StringBuilder();
        for (var file : files) {
            try (var bytes = file.open()) {
                words.append(' ')
                        .append(file.name())
                        .append(' ')
                        .append(file.mediaType())
                        .append(' ');
                words.append(file.size()).append(' ').append(new String(bytes.readAllBytes(), UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return words.toString();
    }
}
