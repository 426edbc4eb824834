package dev.parley.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.Role;
import dev.parley.conversation.WellFormedText;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {

    private final StoredConversation given = new StoredConversation();
    private final History history = new History(given.store, "scripted");

    private List<String> upTo(int leaf) {
        return TestTurns.lines(history.upTo(given.id, leaf));
    }

    private List<String> toContinue(int message) {
        return TestTurns.lines(history.toContinue(
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
                new Event.ElementAdded(303, 2, new Element.Callout(Element.Callout.Level.INFO, "Box"), Instant.EPOCH),
                new Event.ElementAdded(304, 2, new Element.Markdown("More"), Instant.EPOCH));
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
}
