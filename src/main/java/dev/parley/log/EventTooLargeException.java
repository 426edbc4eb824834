package dev.parley.log;

import dev.parley.conversation.Event;

/** An event is larger than any may be. What it holds has to come in pieces, or be a blob. */
public final class EventTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EventTooLargeException(Event event, int size) {
        super("An event of " + size + " bytes (" + event.getClass().getSimpleName() + "); one may have "
                + Event.LARGEST);
    }
}
