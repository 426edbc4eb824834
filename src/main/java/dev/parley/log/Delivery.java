package dev.parley.log;

import dev.parley.conversation.Event;

/** What a cursor hands to its reader. */
public sealed interface Delivery {

    /** The reader's position is served: the events up to {@code until} follow. */
    record Resumed(Position position, long until) implements Delivery {}

    /** All of it anew: for a position that cannot be served, a reader too far behind, or another branch. */
    record Snapshot(Position position, dev.parley.conversation.Snapshot snapshot) implements Delivery {}

    /** One event, or several neighbouring texts of one element as one; the offset is the last one's. */
    record Logged(long offset, Event event) implements Delivery {}
}
