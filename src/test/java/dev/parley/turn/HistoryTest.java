package dev.parley.turn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.Form;
import dev.parley.conversation.KeptBlock;
import dev.parley.conversation.Media;
import dev.parley.conversation.Metric;
import dev.parley.conversation.Question;
import dev.parley.conversation.Role;
import dev.parley.conversation.Step;
import dev.parley.conversation.Table;
import dev.parley.conversation.Tabular.Column;
import dev.parley.conversation.WellFormedText;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {

    private final StoredConversation given = new StoredConversation();
    private final History history = new History(given.store, "scripted");

    private List<String> upTo(int leaf) {
        return PromptLines.of(history.upTo(given.id, leaf));
    }

    private List<String> toContinue(int message) {
        return PromptLines.of(history.toContinue(
                given.id, given.store.message(given.id, message).orElseThrow()));
    }

    @Test
    void itIsTheShownPathAndNoOtherBranch() {
        given.user(1, null, "One").answer(2, 1, "First").answer(3, 1, "Second").user(4, 3, "Two");
        assertThat(upTo(4)).containsExactly("USER: One", "ASSISTANT: Second", "USER: Two");
        assertThat(upTo(2)).containsExactly("USER: One", "ASSISTANT: First");
    }

    @Test
    void whatFailedIsLeftOutAndItsNeighboursAreJoined() {
        given.user(1, null, "One").answer(2, 1, "No", EndState.FAILED, null).user(3, 2, "Two");
        assertThat(upTo(3)).containsExactly("USER: One | Two");
    }

    @Test
    void whatWasRefusedIsLeftOutWithItsAnswer() {
        given.user(1, null, "One")
                .answer(2, 1, "First")
                .user(3, 2, "Two")
                .answer(4, 3, "Half", EndState.STOPPED, null)
                .answer(5, 4, "No", EndState.FAILED, "refusal")
                .user(6, 5, "Three");
        assertThat(upTo(6)).containsExactly("USER: One", "ASSISTANT: First", "USER: Three");
    }

    @Test
    void whatWasWithdrawnOrThoughtIsLeftOut() {
        given.user(1, null, "One").answer(2, 1, "Kept");
        given.events(
                new Event.ElementAdded(301, 2, new Element.Thinking("Hm"), Instant.EPOCH),
                new Event.ElementAdded(302, 2, new Element.Markdown("Refused"), Instant.EPOCH),
                new Event.ElementWithdrawn(302),
                new Event.ElementAdded(303, 2, new Step.Progress(0.5, "Half"), Instant.EPOCH),
                new Event.ElementAdded(304, 2, new Question("", new Form.Thumbs()), Instant.EPOCH),
                new Event.ElementAdded(305, 2, new Element.Markdown("More"), Instant.EPOCH));
        assertThat(upTo(2)).containsExactly("USER: One", "ASSISTANT: Kept\n\nMore");
    }

    @Test
    void anAnswerAndItsContinuationAreOne() {
        given.user(1, null, "One")
                .answer(2, 1, "Half a sen", EndState.STOPPED, null)
                .answer(3, 2, "tence");
        assertThat(upTo(3)).containsExactly("USER: One", "ASSISTANT: Half a sen | tence");
    }

    @Test
    void otherSpeakersAreTheAssistant() {
        given.user(1, null, "One").message(2, 1, Role.OTHER, "Sunny", EndState.COMPLETE, null);
        assertThat(upTo(2)).containsExactly("USER: One", "ASSISTANT: Sunny");
    }

    @Test
    void theProvidersOwnBlocksGoBackVerbatim() {
        given.user(1, null, "One")
                .answer(2, 1, "Text")
                .block(2, "scripted", "{1}")
                .block(2, "scripted", "{2}");
        assertThat(upTo(2)).containsExactly("USER: One", "ASSISTANT: verbatim {1} | verbatim {2}");
    }

    @Test
    void blocksOfAnotherProviderAreTextOnly() {
        given.user(1, null, "One")
                .answer(2, 1, "Text")
                .block(2, "scripted", "{1}")
                .block(2, "another", "{2}");
        assertThat(upTo(2)).containsExactly("USER: One", "ASSISTANT: Text");
    }

    @Test
    void blocksOfAnAnswerThatWasCutOffOrWantsAToolAreTextOnly() {
        given.user(1, null, "One")
                .answer(2, 1, "Cut", EndState.INTERRUPTED, null)
                .block(2, "scripted", "{1}")
                .user(3, 2, "Two")
                .answer(4, 3, "Tool", EndState.COMPLETE, "tool_use")
                .block(4, "scripted", "{2}");
        assertThat(upTo(4)).containsExactly("USER: One", "ASSISTANT: Cut", "USER: Two", "ASSISTANT: Tool");
    }

    @Test
    void aPromptToContinueQuotesTheEndOfTheAnswer() {
        given.user(1, null, "One").answer(2, 1, "x".repeat(400) + "the end", EndState.STOPPED, null);
        var prompt = toContinue(2);
        assertThat(prompt).hasSize(3);
        assertThat(prompt.getLast())
                .startsWith("USER: Your last answer was cut off")
                .contains("<partial>" + "x".repeat(293) + "the end</partial>");
    }

    @ParameterizedTest
    @ValueSource(ints = {299, 300, 301})
    void aQuotationBeginsWithAWholeCharacter(int length) {
        given.user(1, null, "One").answer(2, 1, "😀".repeat(200) + "x".repeat(length % 2), EndState.STOPPED, null);
        String quoted = toContinue(2).getLast().replaceAll("(?s).*<partial>|</partial>.*", "");
        assertThat(quoted).isEqualTo(WellFormedText.of(quoted)).startsWith("😀");
    }

    @Test
    void anAnswerThatWasCutOffBeforeItBeganIsAskedForAgain() {
        given.user(1, null, "One").answer(2, 1, "", EndState.STOPPED, null);
        assertThat(toContinue(2))
                .containsExactly("USER: One | Your last answer was cut off before it began. Please answer.");
    }

    /** With more than its text. */
    private void holds(int message, Element.Content... contents) {
        int number = message * 100;
        for (var content : contents) {
            given.events(new Event.ElementAdded(++number, message, content, Instant.EPOCH));
        }
    }

    private static Table table(int rows, String cell) {
        var columns = List.of(new Column("n", Column.Type.NUMBER), new Column("city", Column.Type.TEXT));
        return new Table(
                columns,
                IntStream.range(0, rows)
                        .<List<Object>>mapToObj(n -> List.of(n, cell))
                        .toList(),
                rows + 100L,
                null,
                "Cities");
    }

    @Test
    void whatAnAnswerHoldsBesideItsTextIsToldInWords() {
        given.user(1, null, "One").answer(2, 1, "Look:");
        var question = new Question("Which city?", new Form.Text(null, false, null));
        holds(
                2,
                new Element.Code("int a;", "java", "A.java"),
                new Element.Callout(Element.Callout.Level.WARNING, "Mind the gap"),
                new Element.Latex("a^2"),
                table(2, "Ulm"),
                new Metric("Rain", "3 mm", "-1", Metric.Trend.DOWN, null),
                new Media.Image(given.file(), "A cat", null, 1, 1),
                new Element.File(given.file(), "notes.txt", "text/plain", 12),
                question.after(Question.Change.answered(TextNode.valueOf("Rome"))),
                new Step.Tool("rain", null, "{}", Step.State.COMPLETE, "3 mm"));
        assertThat(upTo(2).getLast())
                .startsWith("ASSISTANT: Look:\n\n*A.java*\n\n```java\nint a;\n```\n\n> [!WARNING]\n> Mind the gap")
                .contains("$$\na^2\n$$")
                .contains("| n | city |\n| ---: | --- |\n| 0 | Ulm |\n| 1 | Ulm |\n\n*The first 2 of 102 rows.*")
                .contains("**Rain:** 3 mm (↓ -1)")
                .contains("*Picture: A cat (1 byte)*")
                .contains("*File: notes.txt (12 bytes)*")
                .contains("> Which city?", "> **Answer:** Rome")
                .contains("**Tool: rain**", "3 mm");
    }

    @Test
    void whatIsLongIsToldByItsBeginning() {
        given.user(1, null, "One").answer(2, 1, "Look:");
        holds(2, table(1_000, "U".repeat(300)), new Element.Code("x".repeat(100_000), null, null));
        assertThat(upTo(2).getLast())
                .contains("*The first 50 of 1,100 rows.*")
                .contains("U".repeat(200) + "… |")
                .contains("… (96000 more characters)")
                .hasSizeLessThan(25_000);
    }

    @Test
    void manyElementsAreToldOfAsFarAsThereIsRoom() {
        given.user(1, null, "One").answer(2, 1, "Look:");
        var code = new Element.Code("x".repeat(3_000), null, null);
        holds(2, code, code, code, code, code, code, code, code);
        assertThat(upTo(2).getLast()).hasSizeLessThan(21_000).endsWith("*(2 more of what is shown here is left out.)*");
    }

    @Test
    void aTextIsNeverCut() {
        given.user(1, null, "One").answer(2, 1, "x".repeat(100_000));
        assertThat(upTo(2).getLast()).hasSize("ASSISTANT: ".length() + 100_000);
    }

    @Test
    void whatAHandlerAddsToAModelsAnswerStandsBehindItsBlocks() {
        given.user(1, null, "One")
                .answer(2, 1, "Text")
                .events(new Event.BlockKept(
                        2, new KeptBlock("scripted", "model-1", "{\"text\":}", new KeptBlock.Gap(8, 200, 0, 4))));
        holds(2, new Element.Markdown("The rows:"), table(1, "Ulm"));
        assertThat(upTo(2).getLast())
                .startsWith("ASSISTANT: verbatim {\"text\":\"Text\"} | The rows:\n\n*Cities*")
                .contains("| 0 | Ulm |");
    }
}
