package dev.parley.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.chat.Chat;
import dev.parley.chat.ChatHandler;
import dev.parley.chat.ChatProfile;
import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.Role;
import dev.parley.turn.CommandRefused;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a reader can do, done by a test. */
class ReaderTest {

    private static final ChatHandler CLAUDE = chat -> {
        try (var message = chat.message("assistant")) {
            message.writeStream(chat.model().stream(chat.history()));
        }
    };

    private static ChatHandler saying(String text) {
        return chat -> chat.message("assistant").markdown(text + chat.text());
    }

    @Test
    void aMessageIsAnswered() {
        try (var chat = ChatHarness.of(saying("You said: "))) {
            chat.send("Hi")
                    .expectComplete()
                    .expectText("You said: Hi")
                    .expectMessages("assistant")
                    .message()
                    .expectRole(Role.ASSISTANT)
                    .expectAvatar(null)
                    .expectElements(Element.Markdown.class);
        }
    }

    @Test
    void aModelsAnswerComesInTheScriptedChunks() {
        try (var chat = ChatHarness.of(CLAUDE)) {
            chat.model().answers("Sun", "ny, ", "22 °C");
            var turn = chat.send("Paris?").expectComplete();
            turn.element(Element.Markdown.class).expectChunks("Sun", "ny, ", "22 °C");
            turn.expectEvents(
                    Event.TurnStarted.class,
                    Event.MessageStarted.class,
                    Event.ElementAdded.class,
                    Event.ElementClosed.class,
                    Event.MessageEnded.class,
                    Event.MessageStarted.class,
                    Event.ElementAdded.class,
                    Event.TextAppended.class,
                    Event.TextAppended.class,
                    Event.TextAppended.class,
                    Event.ElementClosed.class,
                    Event.UsageReported.class,
                    Event.MessageEnded.class,
                    Event.TurnEnded.class);
        }
    }

    @Test
    void severalHandlersAnswerByName() {
        try (var chat = ChatHarness.setup()
                .handler("first", saying("First: "))
                .handler("second", saying("Second: "))
                .open()) {
            chat.send("a").expectText("First: a");
            chat.sendTo("second", "b").expectText("Second: b");
            chat.send("c").expectText("First: c");
            assertThatThrownBy(() -> chat.sendTo("third", "d"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("UNKNOWN_HANDLER")
                    .hasCauseInstanceOf(CommandRefused.class);
        }
    }

    private static void sizes(Chat chat) {
        chat.message("assistant")
                .markdown(chat.attachments().stream()
                        .map(file ->
                                file.name() + " " + file.mediaType() + " " + file.size() + " " + content(file.open()))
                        .collect(Collectors.joining("\n", chat.text(), "")));
    }

    private static String content(InputStream bytes) {
        try (bytes) {
            return new String(bytes.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void filesAreAttachedToTheNextMessage() {
        try (var chat = ChatHarness.of(ReaderTest::sizes)) {
            var turn = chat.attach("a.csv", "text/csv", "x,y\n1,2")
                    .attach("b.bin", "application/zip", new byte[] {65})
                    .send("");
            turn.expectText("a.csv text/csv 7 x,y\n1,2\nb.bin application/zip 1 A");
            chat.send("None").expectText("None");
            turn = chat.attach("c.txt", "text/plain", "c").send("One: ").expectText("One: c.txt text/plain 1 c");
            turn.edit("Two: ").expectText("Two: c.txt text/plain 1 c");
            chat.attach("d.txt", "text/plain", "d");
            chat.send("Three: ");
            chat.attach("e.txt", "text/plain", "e");
            turn.edit("Four: ").expectText("Four: e.txt text/plain 1 e");
        }
    }

    @Test
    void theProfileOfAHandlerCounts() {
        ChatHandler csvOnly = new ChatHandler() {
            @Override
            public void reply(Chat chat) {
                sizes(chat);
            }

            @Override
            public ChatProfile profile() {
                return ChatProfile.of("Data").avatar("📊").accepts(".csv");
            }
        };
        try (var chat = ChatHarness.of(csvOnly)) {
            chat.attach("a.csv", "text/csv", "x").send("").message().expectAvatar("📊");
            chat.attach("a.zip", "application/zip", "x");
            assertThatThrownBy(() -> chat.send("")).hasMessageContaining("Refused");
        }
    }

    @Test
    void aTestActsWhileTheModelAnswers() {
        try (var chat = ChatHarness.of(CLAUDE)) {
            chat.model().answers(answer -> answer.says("Half").stalls().says(" and whole"));
            var turn = chat.send("One");
            turn.expectText("Half");
            assertThat(turn.state()).isEmpty();
            assertThat(turn.message().state()).isNull();
            chat.model().goOn();
            turn.expectComplete().expectText("Half and whole");
        }
    }

    @Test
    void stopKeepsWhatCameAndCancelsTheCall() {
        try (var chat = ChatHarness.of(CLAUDE)) {
            chat.model().answers(answer -> answer.says("Half").stalls());
            chat.send("One").stop().expectStopped().expectText("Half").expectNoLateWrites();
            chat.model().expectCalls(1).call().expectCancelled();
        }
    }

    @Test
    void stopComesRightAfterTheMessage() {
        try (var chat = ChatHarness.of(CLAUDE)) {
            chat.model().answers(answer -> answer.repeats("la "));
            chat.begin("One").stop().expectStopped();
            chat.model().answers(answer -> answer.repeats("la "));
            chat.begin("Two").awaitText("la la la").stop().expectStopped().expectTextContaining("la la la");
        }
    }

    @Test
    void whatIsSentMeanwhileWaits() {
        try (var chat = ChatHarness.of(CLAUDE)) {
            chat.model()
                    .answers(answer -> answer.says("a").stalls())
                    .answers("b")
                    .answers("d");
            var one = chat.send("One");
            var two = chat.begin("Two");
            var three = chat.begin("Three");
            assertThat(chat.snapshot().queue()).hasSize(2);
            three.takeBack().expectEnd(EndState.REMOVED);
            chat.model().goOn();
            one.expectComplete();
            two.expectComplete().expectText("b");
            chat.model().call(1).expectPrompt("USER: One", "ASSISTANT: a", "USER: Two");
        }
    }

    @Test
    void afterStopWhatWaitsIsSentByItsReader() {
        try (var chat = ChatHarness.of(CLAUDE)) {
            chat.model().answers(answer -> answer.says("a").stalls()).answers("b");
            var one = chat.send("One");
            var two = chat.begin("Two");
            one.stop();
            assertThatThrownBy(two::expectComplete).hasMessageContaining("waits to be sent");
            chat.sendWaiting().expectComplete().expectText("b");
            two.expectComplete();
        }
    }

    @Test
    void aHandlerIsToldWhatStandsThereOfAnAnswerThatIsGoneOnWith() {
        var partials = new CopyOnWriteArrayList<Optional<String>>();
        ChatHandler handler = chat -> {
            partials.add(chat.partial());
            CLAUDE.reply(chat);
        };
        try (var chat = ChatHarness.of(handler)) {
            chat.model()
                    .answers(answer -> answer.says("123").disconnects())
                    .answers(answer -> answer.says("456").disconnects())
                    .answers("789")
                    .answers("Anew");
            var first = chat.send("Count").expectInterrupted();
            var last =
                    first.continueAnswer().expectInterrupted().continueAnswer().expectComplete();
            last.regenerate().expectText("Anew");
        }

        assertThat(partials)
                .containsExactly(Optional.empty(), Optional.of("123"), Optional.of("123456"), Optional.empty());
    }

    @Test
    void answersAreMadeAnewGoneOnWithAndAskedInOtherWords() {
        try (var chat = ChatHarness.of(CLAUDE)) {
            chat.model()
                    .answers("First")
                    .answers("Second")
                    .answers(answer -> answer.says("Thi").disconnects());
            var turn = chat.send("One");
            turn.regenerate().expectComplete().expectText("Second");
            assertThat(chat.snapshot().messages()).hasSize(2);
            var cut = turn.edit("Other").expectInterrupted().expectText("Thi");
            chat.model().call().expectPrompt("USER: Other");
            chat.model().answers("rd");
            cut.continueAnswer().expectComplete().expectText("rd");
            assertThat(chat.model().call().prompt().getFirst()).isEqualTo("USER: Other");
        }
    }

    @Test
    void conversationsKnowNothingOfEachOther() {
        ChatHandler counting = chat -> {
            int count = chat.session().get("count", 0) + 1;
            chat.session().put("count", count);
            chat.message("assistant").markdown(count + " of " + chat.history().size());
        };
        try (var chat = ChatHarness.of(counting)) {
            chat.send("One").expectText("1 of 1");
            var two = chat.send("Two").expectText("2 of 3");
            assertThat(chat.session("count", Integer.class)).contains(2);
            chat.newConversation();
            assertThat(chat.session("count", Integer.class)).isEmpty();
            assertThat(chat.events()).isEmpty();
            chat.send("Three").expectText("1 of 1");
            two.expectComplete().expectText("2 of 3");
        }
    }

    @Test
    void noConversationIsBegunWhileATurnRuns() {
        try (var chat = ChatHarness.of(CLAUDE)) {
            chat.model().answers(answer -> answer.stalls());
            var turn = chat.send("One");
            assertThatThrownBy(chat::newConversation).hasMessageContaining("when no turn runs");
            turn.stop();
            chat.newConversation();
        }
    }

    @Test
    void whatTheServerRefusesFailsTheTest() {
        try (var chat = ChatHarness.of(CLAUDE)) {
            assertThatThrownBy(() -> chat.send("  "))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("Refused (MALFORMED): A message needs at least one character.");
        }
    }

    @Test
    void aHarnessNeedsAHandler() {
        assertThatThrownBy(() -> ChatHarness.setup().open()).hasMessageContaining("needs a handler");
    }
}
