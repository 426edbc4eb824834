package dev.parley.log;

import dev.parley.conversation.Event;

/** What an event weighs in memory, in characters. */
final class EventWeight {

    /** Beside its text: a guess that keeps many small events bounded too. */
    private static final int BARE = 64;

    private EventWeight() {}

    static int of(Event event) {
        return BARE
                + switch (event) {
                    case Event.TextAppended appended -> appended.text().length();
                    case Event.ElementAdded added -> added.element().weight();
                    case Event.ElementChanged changed -> changed.change().weight();
                    case Event.TurnQueued queued ->
                        queued.text().length() + BARE * queued.files().size();
                    case Event.QueuedTextAppended appended -> appended.text().length();
                    case Event.BlockKept kept -> kept.block().json().length();
                    case Event.MessageStarted started -> started.siblings().size();
                    case Event.ConversationStarted started -> started.title().length();
                    case Event.TurnStarted started -> 0;
                    case Event.TurnWaiting waiting -> 0;
                    case Event.TurnEnded ended -> 0;
                    case Event.SessionChanged changed ->
                        changed.json() == null ? 0 : changed.json().length();
                    case Event.QueueHeld held -> 0;
                    case Event.ElementClosed closed -> 0;
                    case Event.ElementWithdrawn withdrawn -> 0;
                    case Event.UsageReported reported -> 0;
                    case Event.MessageEnded ended -> 0;
                    case Event.ConversationChanged changed -> 0;
                };
    }
}
