package dev.parley.log;

import dev.parley.conversation.Commit;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.Event;
import dev.parley.conversation.LoggedEvent;
import dev.parley.conversation.Receipt;
import dev.parley.conversation.Spent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one transaction brings to one log. Neighbouring texts of one element become one event, up to a
 * length. Writer's thread only. */
final class Batch {

    private final ConversationLog log;
    private final List<PendingAppend> pending = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<Receipt> receipts = new ArrayList<>();
    private final List<Spent> spent = new ArrayList<>();
    private @Nullable Conversation creates;

    private int openElement;
    private final StringBuilder openText = new StringBuilder();

    Batch(ConversationLog log) {
        this.log = log;
    }

    ConversationLog log() {
        return log;
    }

    int size() {
        return events.size();
    }

    void add(PendingAppend append) {
        pending.add(append);
        append.append().events().forEach(this::add);
        if (append.append().receipt() != null) {
            receipts.add(append.append().receipt());
        }
        if (append.append().mark() != null) {
            receipts.add(append.append().mark());
        }
        if (append.append().spent() != null) {
            spent.add(append.append().spent());
        }
        if (append.append().creates() != null) {
            creates = append.append().creates();
        }
    }

    private void add(Event event) {
        if (event instanceof Event.TextAppended appended
                && !events.isEmpty()
                && events.getLast() instanceof Event.TextAppended before
                && before.element() == appended.element()
                && length(before) + appended.text().length() <= ConversationLog.LARGEST_TEXT) {
            merge(before, appended);
        } else {
            settle();
            events.add(event);
        }
    }

    private int length(Event.TextAppended last) {
        return openText.isEmpty() ? last.text().length() : openText.length();
    }

    private void merge(Event.TextAppended before, Event.TextAppended appended) {
        if (openText.isEmpty()) {
            openElement = before.element();
            openText.append(before.text());
        }
        openText.append(appended.text());
    }

    private void settle() {
        if (!openText.isEmpty()) {
            events.set(events.size() - 1, new Event.TextAppended(openElement, openText.toString()));
            openText.setLength(0);
        }
    }

    Commit commit() {
        settle();
        var logged = new ArrayList<LoggedEvent>(events.size());
        long offset = log.lastOffset();
        for (var event : events) {
            logged.add(new LoggedEvent(++offset, event));
        }
        return new Commit(log.id(), logged, receipts, creates, spent);
    }

    void publish() {
        try {
            log.publish(events, creates);
        } finally {
            pending.forEach(PendingAppend::succeed);
        }
    }

    void fail(NotStoredException reason) {
        pending.forEach(append -> append.fail(reason));
    }
}
