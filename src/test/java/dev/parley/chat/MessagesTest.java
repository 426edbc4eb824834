package dev.parley.chat;

import static dev.parley.conversation.Role.ASSISTANT;
import static dev.parley.conversation.Role.OTHER;
import static dev.parley.conversation.Role.USER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Chart;
import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.Json;
import dev.parley.conversation.Message;
import dev.parley.conversation.Metric;
import dev.parley.conversation.Role;
import dev.parley.conversation.Step;
import dev.parley.conversation.Table;
import dev.parley.harness.ChatHarness;
import dev.parley.harness.TestMessage;
import dev.parley.harness.TestTurn;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A message: who says it, with which picture, and that it is made once. */
class MessagesTest {

    private static TestMessage written(ChatHandler handler) {
        try (var chat = ChatHarness.of(handler)) {
            return chat.send("One").expectComplete().message();
        }
    }

    @ParameterizedTest
    @CsvSource({"user,USER", "human,USER", "assistant,ASSISTANT", "ai,ASSISTANT", "weather,OTHER", "User,OTHER"})
    void theFourPresetNamesHaveTheirLookAndAllOthersTheirInitial(String name, Role role) {
        written(chat -> chat.message(name).markdown("Hello"))
                .expectName(name)
                .expectRole(role)
                .expectAvatar(null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"🌦️", "👩‍🚀", "🇫🇷", "1️⃣"})
    void anEmojiAsNameIsTheAvatar(String emoji) {
        written(chat -> chat.message(emoji).markdown("Hello"))
                .expectName(emoji)
                .expectRole(OTHER)
                .expectAvatar(emoji);
    }

    @ParameterizedTest
    @CsvSource({
        "🌦️, 🌦️",
        ":material/robot:, :material/robot:",
        "user, :material/person:",
        "human, :material/person:",
        "assistant, :material/smart_toy:",
        "ai, :material/smart_toy:"
    })
    void anAvatarIsAnEmojiASymbolOrAPreset(String chosen, String shown) {
        written(chat -> chat.message("Guide").avatar(chosen).markdown("Hello")).expectAvatar(shown);
    }

    @Test
    void anAvatarIsAPictureFromBytesAFileAnAddressOrAStream(@TempDir Path folder) throws Exception {
        var address = URI.create("classpath:/pictures/dot.gif");
        byte[] gif;
        try (var resource = getClass().getResourceAsStream("/pictures/dot.gif")) {
            gif = resource.readAllBytes();
        }
        var file = Files.write(folder.resolve("dot.gif"), gif);
        for (Object picture : List.of(gif, file, file.toUri(), address, new ByteArrayInputStream(gif))) {
            assertThat(written(chat -> chat.message("Guide").avatar(picture).markdown("Hello"))
                            .avatar())
                    .as("%s", picture)
                    .startsWith("file:");
        }
    }

    @Test
    void anAvatarIsChosenBeforeTheFirstElement() {
        try (var chat =
                ChatHarness.of(given -> given.message("Guide").markdown("Hello").avatar("🌦️"))) {
            var turn = chat.send("One").expectFailed();
            assertThat(turn.failure()).get().asString().contains("before the first element");
            turn.expectText("Hello");
        }
    }

    @Test
    void aBlockAndDirectCallsWriteTheSame() {
        var block = written(chat -> {
            try (var message = chat.message("assistant")) {
                message.markdown("Hello").code("a");
            }
        });
        var direct = written(chat -> {
            var message = chat.message("assistant");
            message.markdown("Hello");
            message.code("a");
        });
        assertThat(block.elements()).extracting(element -> element.content()).hasSize(2);
        assertThat(direct.elements().stream().map(element -> element.content()).toList())
                .isEqualTo(block.elements().stream()
                        .map(element -> element.content())
                        .toList());
    }

    @Test
    void aMessageHoldsAnyElement() {
        written(chat -> {
                    var message = chat.message("weather");
                    message.markdown("a")
                            .code("b")
                            .latex("c")
                            .info("d")
                            .html("<b>")
                            .json(Map.of());
                    message.metric("e", 1);
                    message.progress("f");
                    message.status("g");
                    message.table(List.of(List.of(1)));
                    message.lineChart(List.of(1));
                    message.file("h".getBytes(UTF_8), "h.txt", "text/plain");
                })
                .expectElements(
                        Element.Markdown.class,
                        Element.Code.class,
                        Element.Latex.class,
                        Element.Callout.class,
                        Element.Html.class,
                        Json.class,
                        Metric.class,
                        Step.Progress.class,
                        Step.Status.class,
                        Table.class,
                        Chart.class,
                        Element.File.class);
    }

    private static void remembering(Chat chat) {
        int count = chat.session().get("count", 0) + 1;
        chat.session().put("count", count);
        var answer = chat.message("assistant");
        answer.writeStream(chat.model().stream(chat.history()));
        answer.markdown("Answer " + count);
    }

    /** The four faults of the proof of concept that Parley replaces. */
    @Test
    void aMessageIsMadeOnceAndLaterTurnsDoNotTouchIt() {
        try (var chat = ChatHarness.of(MessagesTest::remembering)) {
            chat.model().answers("One ", "by ", "one").answers("Two");
            var first = chat.send("1").expectComplete();
            var shown = chat.snapshot().messages();
            var second = chat.send("2").expectComplete();

            assertThat(chat.snapshot().messages()).hasSize(4).startsWith(shown.toArray(Message[]::new));
            assertThat(started(chat.events())).doesNotHaveDuplicates().hasSize(4);
            first.elements(Element.Markdown.class).getFirst().expectChunks("One ", "by ", "one");
            assertThat(second.elements(Element.Markdown.class).getLast().text()).isEqualTo("Answer 2");
            assertThat(told(first)).doesNotContainAnyElementsOf(started(second.events()));
            assertThat(told(second)).doesNotContainAnyElementsOf(started(first.events()));
        }
    }

    private static List<Integer> started(List<Event> events) {
        return events.stream()
                .filter(Event.MessageStarted.class::isInstance)
                .map(event -> ((Event.MessageStarted) event).id())
                .toList();
    }

    /** The messages that a turn's events are about. */
    private static List<Integer> told(TestTurn turn) {
        return turn.events().stream()
                .map(event -> switch (event) {
                    case Event.MessageStarted begun -> begun.id();
                    case Event.ElementAdded added -> added.container();
                    case Event.MessageEnded ended -> ended.message();
                    default -> 0;
                })
                .collect(Collectors.toList());
    }

    @Test
    void anAnswerUnderWayBlocksNoOtherConversation() {
        ChatHandler handler = given -> given.message("assistant").writeStream(given.model().stream(given.history()));
        try (var slow = ChatHarness.of(handler);
                var quick = ChatHarness.of(handler)) {
            slow.model().answers(answer -> answer.says("Half").stalls());
            quick.model().answers("Whole");
            var waiting = slow.begin("One").awaitText("Half");
            quick.send("Two").expectComplete().expectText("Whole");
            assertThat(waiting.state()).isEmpty();
            waiting.stop().expectStopped().expectText("Half");
        }
    }

    @Test
    void speakersOfOneTurnAreMessagesOfTheirOwn() {
        try (var chat = ChatHarness.of(given -> {
            given.message("user").markdown("a");
            given.message("ai").markdown("b");
            given.message("🌦️").markdown("c");
        })) {
            var turn = chat.send("One").expectComplete().expectMessages("user", "ai", "🌦️");
            assertThat(turn.messages()).extracting(TestMessage::role).containsExactly(USER, ASSISTANT, OTHER);
            assertThat(turn.messages()).extracting(TestMessage::state).containsOnly(EndState.COMPLETE);
        }
    }
}
