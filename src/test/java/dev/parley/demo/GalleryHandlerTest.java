package dev.parley.demo;

import static dev.parley.conversation.Step.State.COMPLETE;
import static dev.parley.conversation.Step.State.ERROR;
import static dev.parley.conversation.Step.State.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatFeedback;
import dev.parley.chat.ChatFeedback.Kind;
import dev.parley.conversation.Chart;
import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.Element;
import dev.parley.conversation.Element.Callout;
import dev.parley.conversation.Element.Code;
import dev.parley.conversation.Element.File;
import dev.parley.conversation.Element.Html;
import dev.parley.conversation.Element.Latex;
import dev.parley.conversation.Element.Markdown;
import dev.parley.conversation.Json;
import dev.parley.conversation.Media.Audio;
import dev.parley.conversation.Media.Image;
import dev.parley.conversation.Metric;
import dev.parley.conversation.Question;
import dev.parley.conversation.Step.Progress;
import dev.parley.conversation.Step.Status;
import dev.parley.conversation.Table;
import dev.parley.harness.ChatHarness;
import dev.parley.harness.TestElement;
import dev.parley.harness.TestTurn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GalleryHandlerTest {

    private static final Map<String, List<Class<? extends Element.Content>>> SHOWN = Map.ofEntries(
            Map.entry("text", List.of(Markdown.class, Markdown.class)),
            Map.entry("code", List.of(Code.class, Code.class, Latex.class)),
            Map.entry("callouts", List.of(Callout.class, Callout.class, Callout.class, Callout.class, Callout.class)),
            Map.entry("charts", List.of(Chart.class, Chart.class, Chart.class, Chart.class)),
            Map.entry("tables", List.of(Table.class, Table.class)),
            Map.entry("live", List.of(Metric.class, Chart.class, Table.class)),
            Map.entry("status", List.of(Status.class, Progress.class)),
            Map.entry("values", List.of(Metric.class, Metric.class, Metric.class, Json.class)),
            Map.entry("media", List.of(Image.class, Audio.class, File.class)),
            Map.entry("html", List.of(Html.class)),
            Map.entry("feedback", List.of(Markdown.class, Question.class, Question.class, Question.class)));

    private final ChatHarness chat = ChatHarness.of(new GalleryHandler(Duration.ofMillis(1)));

    @AfterEach
    void close() {
        chat.close();
    }

    private static List<Class<? extends Element.Content>> kinds(List<TestElement<Element.Content>> elements) {
        var kinds = new ArrayList<Class<? extends Element.Content>>();
        elements.forEach(element -> kinds.add(element.content().getClass()));
        return kinds;
    }

    @Test
    void eachWordShowsItsKinds() {
        SHOWN.forEach((word, kinds) -> {
            var message = chat.send(word).expectComplete().message(0);
            assertThat(kinds(message.elements())).as(word).isEqualTo(kinds);
        });
    }

    @Test
    void severalWordsAreShownInTheOrderOfTheGallery() {
        var turn = chat.send("HTML and code, please").expectComplete().expectMessages("assistant", "assistant");
        turn.message(0).expectElements(Code.class, Code.class, Latex.class);
        turn.message(1).expectElements(Html.class);
    }

    @Test
    void everythingShowsEachKindAndThenAsks() {
        var turn = chat.send("Everything");
        answerAll(turn).expectComplete();
        var kinds = kinds(turn.elements(Element.Content.class));
        SHOWN.values().forEach(shown -> assertThat(kinds).containsAll(shown));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hello?", "show me something"})
    void otherWordsAreToldWhatThereIs(String text) {
        var turn = chat.send(text).expectComplete().expectMessages("assistant");
        SHOWN.keySet().forEach(word -> turn.expectTextContaining("**" + word + "**"));
        turn.expectTextContaining("**questions**").expectTextContaining("**everything**");
    }

    @Test
    void textStreamsWordByWordAndOthersSpeakToo() {
        var turn = chat.send("text").expectComplete().expectMessages("assistant", "Harbour master", "Lookout");
        var streamed = turn.message(0).elements(Markdown.class).getFirst();
        assertThat(streamed.content().cursor()).isEqualTo("▌");
        streamed.expectText("A text **grows** while it streams, with *emphasis*, `code` and lists:");
        turn.message(1).expectAvatar("⚓");
        turn.message(2).expectAvatar(":material/visibility:");
    }

    @Test
    void aLongTableIsKeptInAFile() {
        var sensors = chat.send("tables").elements(Table.class).getLast().content();
        assertThat(sensors.total()).isEqualTo(5_000);
        assertThat(sensors.file()).isNotNull();
    }

    @Test
    void rowsComeInOneByOneWhileTheFigureGrows() {
        var turn = chat.send("live").expectComplete();
        var months = Crossings.months(2026);
        assertThat(turn.element(Table.class).history())
                .extracting(table -> table.rows().size())
                .containsSubsequence(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertThat(turn.element(Chart.class).content().rows()).hasSize(months.size());
        long all = months.stream().mapToLong(Crossings.Month::all).sum() * 1_000;
        assertThat(turn.element(Metric.class).content().value().replace(",", ""))
                .isEqualTo(Long.toString(all));
    }

    @Test
    void aStatusHoldsOthersOfWhichOneFails() {
        var statuses = chat.send("status").expectComplete().elements(Status.class);
        statuses.get(0).expectHistory(Status::state, RUNNING, COMPLETE);
        statuses.get(0).expectElements(Progress.class, Status.class, Status.class);
        statuses.get(0).element(Progress.class).expectHistory(Progress::value, 0.0, 0.25, 0.5, 0.75, 1.0);
        statuses.get(1).expectHistory(Status::state, RUNNING, COMPLETE);
        statuses.get(2).expectHistory(Status::state, RUNNING, ERROR);
    }

    @Test
    void stopEndsWhatIsShownLiveAndKeepsWhatCame() {
        try (var slow = ChatHarness.of(new GalleryHandler(Duration.ofHours(1)))) {
            var turn = slow.begin("live")
                    .await("show a table", now -> !now.elements(Table.class).isEmpty());
            turn.stop().expectStopped().expectNoLateWrites();
            turn.message().expectElements(Metric.class, Chart.class, Table.class);
        }
    }

    /** One question after the other. */
    private static TestTurn answerAll(TestTurn turn) {
        turn.question().expectOptions("Bridge", "Tunnel", "Ferry").choose("Ferry");
        turn.question().expectOptions("Lighthouse", "Castle", "Market").chooseAll("Castle", "Market");
        turn.question().expectPrompt("Who travels?").type("Ada");
        turn.question().expectPrompt("Shall it be booked?").confirm();
        return turn.question().expectPrompt("A few details").fill(Map.of("people", 2, "class", "First"));
    }

    @Test
    void whatWasAnsweredIsShownAtTheEnd() {
        var turn = answerAll(chat.send("questions")).expectComplete().expectText("You answered:");
        turn.message().expectElements(Markdown.class, Json.class);
        assertThat(turn.element(Json.class).content().value())
                .isEqualTo(ConversationJson.read(
                        "[\"Ferry\",[\"Castle\",\"Market\"],\"Ada\",true,{\"people\":2,\"class\":\"First\"}]",
                        JsonNode.class));
    }

    @Test
    void aMessageSentInsteadOfAnAnswerIsAnsweredNext() {
        var asking = chat.send("questions");
        chat.send("html").expectComplete().message().expectElements(Html.class);
        asking.expectComplete();
        asking.element(Question.class).expectHistory(Question::state, Question.State.OPEN, Question.State.SKIPPED);
    }

    @Test
    void anAnswerAfterARestartIsShown() {
        chat.send("questions");
        chat.restart();
        var turn = chat.question().choose("Tunnel").expectComplete();
        turn.expectTextContaining("“Which way across?”");
        assertThat(turn.element(Json.class).content().value()).hasToString("\"Tunnel\"");
    }

    @Test
    void feedbackIsTakenOfEachKind() {
        chat.send("feedback").expectComplete();
        assertThat(List.of(chat.giveFeedback(5), chat.giveFeedback(3), chat.giveFeedback(0)))
                .extracting(ChatFeedback::kind)
                .containsExactly(Kind.STARS, Kind.FACES, Kind.THUMBS);
    }
}
