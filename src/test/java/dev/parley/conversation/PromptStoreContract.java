package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store does with prompts; a subclass for each. */
public abstract class PromptStoreContract {

    private static final Instant TIME = Instant.ofEpochMilli(1_795_000_000_000L);

    private PromptStore prompts;

    /** An empty store. */
    protected abstract ConversationStore opened() throws Exception;

    @BeforeEach
    void openPrompts() throws Exception {
        prompts = opened().prompts();
    }

    private static Prompt prompt(String id, String title, String text) {
        return new Prompt(id, title, text, TIME);
    }

    @Test
    void aPromptIsReadAsItWasWritten() {
        var prompt = prompt("prompt-1", "Zürich 🌍", "Tell me of {{place:Zürich}}.\nIn '3' \"lines\";\n--");
        prompts.put("anna", prompt);

        assertThat(prompts.find("anna", "prompt-1")).contains(prompt);
        assertThat(prompts.list("anna")).containsExactly(prompt);
        assertThat(prompts.count("anna")).isEqualTo(1);
    }

    @Test
    void whatCanBeNoIdIsNotThere() {
        for (String id : List.of("a\u0000bcdefg", "../prompt-1", "")) {
            assertThat(prompts.find("anna", id)).isEmpty();
            assertThat(prompts.remove("anna", id)).isFalse();
        }
    }

    @Test
    void promptsAreListedByTheirTitlesAndThenByTheirIds() {
        prompts.put("anna", prompt("prompt-2", "b", "two"));
        prompts.put("anna", prompt("prompt-3", "a", "three"));
        prompts.put("anna", prompt("prompt-1", "b", "one"));
        prompts.put("anna", prompt("prompt-4", "Z", "four"));

        assertThat(prompts.list("anna"))
                .extracting(Prompt::id)
                .containsExactly("prompt-4", "prompt-3", "prompt-1", "prompt-2");
    }

    @Test
    void aPromptOfTheSameIdIsReplaced() {
        prompts.put("anna", prompt("prompt-1", "before", "one"));
        var changed = new Prompt("prompt-1", "after", "two", TIME.plusSeconds(1));
        prompts.put("anna", changed);

        assertThat(prompts.list("anna")).containsExactly(changed);
    }

    @Test
    void aPromptThatIsRemovedIsGone() {
        prompts.put("anna", prompt("prompt-1", "one", "one"));

        assertThat(prompts.remove("anna", "prompt-1")).isTrue();
        assertThat(prompts.remove("anna", "prompt-1")).isFalse();
        assertThat(prompts.find("anna", "prompt-1")).isEmpty();
        assertThat(prompts.count("anna")).isZero();
    }

    @Test
    void theSameIdOfTwoOwnersIsTwoPrompts() {
        var annas = prompt("prompt-1", "Anna's", "of Anna");
        var berts = prompt("prompt-1", "Bert's", "of Bert");
        prompts.put("anna", annas);
        prompts.put("bert", berts);

        assertThat(prompts.find("anna", "prompt-1")).contains(annas);
        assertThat(prompts.list("bert")).containsExactly(berts);
        assertThat(prompts.remove("carl", "prompt-1")).isFalse();
        assertThat(prompts.remove("bert", "prompt-1")).isTrue();
        assertThat(prompts.list("anna")).containsExactly(annas);
        assertThat(prompts.list("carl")).isEmpty();
    }

    @Test
    void theLongestPromptIsKept() {
        var prompt = prompt("prompt-1", "t".repeat(Prompt.LONGEST_TITLE), "\u4e16".repeat(Prompt.LONGEST_TEXT));
        prompts.put("anna", prompt);

        assertThat(prompts.find("anna", "prompt-1")).contains(prompt);
    }

    @Test
    void aPromptThatIsNoneCannotBeMade() {
        assertThatThrownBy(() -> prompt("short", "a", "b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> prompt("prompt-1", " ", "b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> prompt("prompt-1", "a", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> prompt("prompt-1", "a", "x".repeat(Prompt.LONGEST_TEXT + 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
