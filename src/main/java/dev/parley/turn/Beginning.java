package dev.parley.turn;

import dev.parley.conversation.Event;
import java.util.List;

/**
 * What a turn starts with.
 *
 * @param place where its messages go
 * @param events stored before the handler runs
 */
record Beginning(int turn, MessagePlace place, List<Event> events, Answering answering) {

    Beginning {
        events = List.copyOf(events);
    }
}
