package dev.parley.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.Message;
import dev.parley.log.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionTest {

    record Trip(String city, List<Integer> days) {}

    private final TestTurns given = new TestTurns();

    @Test
    void whatIsKeptIsThereInTheNextTurn() throws Exception {
        given.handler(chat -> {
            int count = chat.session().get("count", 0) + 1;
            chat.session().put("count", count);
            chat.message("assistant").markdown("Answer " + count);
        });
        for (int i = 1; i <= 3; i++) {
            given.awaitEnd(given.send("One"));
            assertThat(given.last().text()).isEqualTo("Answer " + i);
        }
        assertThat(given.store.session(given.id)).isEqualTo(Map.of("count", "3"));
    }

    @Test
    void valuesOfAnyTypeAreRead() throws Exception {
        var trip = new Trip("Paris \u0000", List.of(1, 2));
        var seen = new ArrayList<Object>();
        given.handler(chat -> {
            var session = chat.session();
            session.put("trip", trip);
            session.put("gone", true);
            session.remove("gone");
            seen.add(session.get("trip", Trip.class).orElseThrow());
            seen.add(session.get("gone", Boolean.class).isEmpty());
            seen.add(session.names());
        });
        assertThat(given.awaitEnd(given.send("One"))).isEqualTo(EndState.COMPLETE);
        assertThat(seen).containsExactly(trip, true, Set.of("trip"));
    }

    @Test
    void conversationsKeepTheirOwn() throws Exception {
        given.handler(chat -> {
            chat.message("assistant").markdown(chat.session().get("said", "nothing"));
            chat.session().put("said", chat.text());
        });
        var other = TestTurns.conversation("other");
        given.awaitEnd(given.send("One"));
        given.awaitEnd(other, given.send(other, "Two"));
        given.awaitEnd(given.send("Three"));
        assertThat(given.snapshot().messages())
                .extracting(Message::text)
                .containsExactly("One", "nothing", "Three", "One");
    }

    @Test
    void readersNeverSeeIt() throws Exception {
        given.handler(chat -> {
            chat.session().put("secret", "hidden");
            chat.message("assistant").markdown("a");
        });
        given.awaitEnd(given.send("One"));
        var shown = new ArrayList<Object>();
        var log = given.logs.hold(given.id);
        log.read(new Position(log.end().epoch(), 0), Runnable::run).subscribe().with(shown::add);
        assertThat(shown).isNotEmpty();
        assertThat(shown.toString()).doesNotContain("hidden");
        assertThat(given.events()).hasAtLeastOneElementOfType(Event.SessionChanged.class);
    }

    @Test
    void whatCannotBeKeptIsRefused() throws Exception {
        var refused = new ArrayList<Throwable>();
        given.handler(chat -> {
            var circle = new ArrayList<Object>();
            circle.add(circle);
            for (Object value : List.of(circle, "x".repeat(70_000))) {
                try {
                    chat.session().put("value", value);
                } catch (IllegalArgumentException e) {
                    refused.add(e);
                }
            }
            try {
                chat.session().put(" ", 1);
            } catch (IllegalArgumentException e) {
                refused.add(e);
            }
        });
        assertThat(given.awaitEnd(given.send("One"))).isEqualTo(EndState.COMPLETE);
        assertThat(refused).hasSize(3);
        assertThat(given.store.session(given.id)).isEmpty();
    }
}
