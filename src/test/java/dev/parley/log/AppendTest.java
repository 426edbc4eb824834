package dev.parley.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.Element;
import dev.parley.conversation.Event;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AppendTest {

    @Test
    void anEventMayHave64KiB() {
        int around = size(callout(""));
        assertThat(Append.of(callout("x".repeat(Event.LARGEST - around))).events())
                .hasSize(1);
        assertThatThrownBy(() -> Append.of(callout("x".repeat(Event.LARGEST - around + 1))))
                .isInstanceOf(EventTooLargeException.class)
                .hasMessageContaining("65537 bytes (ElementAdded)");
    }

    @Test
    void whatCountsIsTheJson() {
        assertThatThrownBy(() -> Append.of(callout("漢".repeat(22_000)))).isInstanceOf(EventTooLargeException.class);
        assertThatThrownBy(() -> Append.of(new Event.TextAppended(2, "\"".repeat(33_000))))
                .isInstanceOf(EventTooLargeException.class);
        assertThat(Append.of(new Event.TextAppended(2, "x".repeat(33_000))).events())
                .hasSize(1);
    }

    private static Event callout(String text) {
        return new Event.ElementAdded(2, 1, new Element.Callout(Element.Callout.Level.INFO, text), TestLogs.TIME);
    }

    private static int size(Event event) {
        return ConversationJson.write(event).getBytes(StandardCharsets.UTF_8).length;
    }
}
