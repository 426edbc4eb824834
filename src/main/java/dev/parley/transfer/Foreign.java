package dev.parley.transfer;

import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Message;
import dev.parley.conversation.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a message out of what another service has kept of it. */
final class Foreign {

    private final Role role;
    private final Instant time;
    private final List<Element> elements = new ArrayList<>();

    Foreign(Role role, Instant time) {
        this.role = role;
        this.time = time;
    }

    void markdown(String text) {
        add(new Element.Markdown(text), time, time);
    }

    void add(Element.Growing content, @Nullable Instant startedAt, @Nullable Instant endedAt) {
        if (!content.text().isBlank()) {
            var start = startedAt == null ? time : startedAt;
            elements.add(new Element(0, content, start, endedAt == null ? start : endedAt, false));
        }
    }

    /** Null if there is nothing in it. */
    @Nullable
    Message complete() {
        return ended(EndState.COMPLETE, role == Role.USER ? null : "end_turn");
    }

    @Nullable
    Message ended(EndState state, @Nullable String stopReason) {
        return elements.isEmpty()
                ? null
                : new Message(
                        0,
                        null,
                        List.of(),
                        role,
                        role == Role.USER ? "user" : "assistant",
                        null,
                        time,
                        0,
                        null,
                        elements,
                        state,
                        time,
                        stopReason,
                        null,
                        null,
                        List.of());
    }
}
