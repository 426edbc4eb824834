package dev.parley.turn;

import dev.parley.budget.Budget;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.Message;
import dev.parley.conversation.Receipt;
import dev.parley.conversation.Role;
import dev.parley.log.Append;
import dev.parley.log.ConversationLog;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * How one conversation gets its title: the first words to begin with, then once what a model makes of the first answer,
 * and above all what its reader gives it. Where the model fails, or the process ends before, the first words stay and the
 * next answers try again, as long as the conversation is short.
 *
 * <p>Thread-safe. Its monitor is held for short, never while a model or the store is asked; whoever holds that of the
 * conversation's turns may take it, not the other way round.
 */
final class ConversationTitle {

    private static final Logger LOG = Logger.getLogger(ConversationTitle.class);

    /** Stored with the title: from then on no model is asked. No client's command can have so short an id. */
    private static final Receipt MARK = new Receipt("title", "", null);

    /** Messages from the first one on within which a title is still tried. */
    private static final int SHORT = 8;

    private final ConversationStore store;
    private final Titles titles;
    private final Budget budget;
    private final ConversationLog log;
    private final Executor executor;
    private final Runnable whenIdle;

    /** The reader has given one, or a model has made it. */
    private boolean settled;

    private boolean closed;
    private @Nullable Attempt current;

    /** @param whenIdle told when {@link #isBeingMade} has become false */
    ConversationTitle(TurnServices services, ConversationLog log, Runnable whenIdle) {
        this.store = services.store();
        this.titles = services.titles();
        this.budget = services.budget();
        this.executor = services.executor();
        this.log = log;
        this.whenIdle = whenIdle;
    }

    synchronized boolean isBeingMade() {
        return current != null;
    }

    /** An answer has ended well; {@code leaf} is the end of the shown path. Returns at once. */
    synchronized void answered(@Nullable Integer leaf) {
        if (leaf != null && !settled && !closed && current == null && titles.areMade()) {
            var attempt = new Attempt(leaf);
            current = attempt;
            executor.execute(attempt::begin);
        }
    }

    /**
     * The reader gives a title: whatever a model says from now on is not heard. May block on the store.
     *
     * @return what is to be stored with it; null where that is there already
     */
    @Nullable
    Receipt give() {
        boolean marked = isMarked();
        boolean settledBefore = settle();
        cancel();
        return marked || settledBefore ? null : MARK;
    }

    private synchronized boolean settle() {
        boolean before = settled;
        settled = true;
        return before;
    }

    private boolean isMarked() {
        return store.receipt(log.id(), MARK.command()).isPresent();
    }

    /** What the reader gave was not stored. */
    synchronized void takeBack() {
        settled = false;
    }

    /** The call that is under way ends, and counts as never made. */
    void cancel() {
        Attempt cancelled;
        synchronized (this) {
            cancelled = current;
            current = null;
        }
        if (cancelled != null) {
            cancelled.hangUp();
        }
    }

    /** No more calls: the process ends. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        cancel();
    }

    private void end(Attempt attempt) {
        synchronized (this) {
            current = current == attempt ? null : current;
        }
        whenIdle.run();
    }

    private synchronized boolean isCurrent(Attempt attempt) {
        return current == attempt;
    }

    /** The path that begins with the conversation's first message; empty where that has its title, or has grown too long. */
    private List<Message> unnamed(int leaf) {
        var path = isMarked() ? List.<Message>of() : store.path(log.id(), leaf, SHORT);
        boolean whole = !path.isEmpty() && path.getFirst().parent() == null;
        return whole && isFirstWords() ? path : List.of();
    }

    /** What the model is to name; empty where nothing was said yet. */
    private static Optional<Titles.Exchange> beginning(List<Message> path) {
        return path.stream()
                .filter(message -> message.role() != Role.USER && message.state() == EndState.COMPLETE)
                .map(Message::text)
                .filter(text -> !text.isBlank())
                .findFirst()
                .map(answer -> new Titles.Exchange(question(path.getFirst()), answer));
    }

    /** Who sent files only has said what they are called. */
    private static String question(Message first) {
        return first.text().isEmpty() ? MessageFiles.firstWords(first) : first.text();
    }

    /** A title that came otherwise, such as with an imported conversation, is somebody's choice. */
    private boolean isFirstWords() {
        var known = log.conversation();
        var first = store.children(log.id(), null).stream()
                .findFirst()
                .flatMap(message -> store.message(log.id(), message));
        return known != null && first.isPresent() && known.title().equals(MessageFiles.firstWords(first.get()));
    }

    /** One call to a model, from its question to the stored title. */
    private final class Attempt {

        private final int leaf;
        /** Guarded by the title's monitor. */
        private @Nullable CompletableFuture<String> call;

        Attempt(int leaf) {
            this.leaf = leaf;
        }

        /** On a thread of its own, because it reads the store. */
        void begin() {
            try {
                beginning(unnamed(leaf)).ifPresentOrElse(this::ask, () -> end(this));
            } catch (RuntimeException e) {
                LOG.debugf(e, "Conversation %s keeps its first words for now", log.id());
                end(this);
            }
        }

        private void ask(Titles.Exchange beginning) {
            var known = log.conversation();
            if (known == null) {
                end(this);
                return;
            }
            var tab = budget.open(known.owner());
            tab.require();
            var asked = titles.make(beginning, tab, spent -> {
                        var _ = log.append(Append.of(spent));
                    })
                    .subscribeAsCompletionStage();
            synchronized (ConversationTitle.this) {
                call = asked;
            }
            if (!isCurrent(this)) {
                hangUp();
            }
            var _ = asked.whenCompleteAsync(this::answered, executor);
        }

        void hangUp() {
            CompletableFuture<String> asked;
            synchronized (ConversationTitle.this) {
                asked = call;
            }
            if (asked != null) {
                asked.cancel(false);
            }
        }

        private void answered(@Nullable String made, @Nullable Throwable failure) {
            var stored = made == null ? null : keep(made);
            if (stored == null) {
                end(this);
            } else {
                stored.whenCompleteAsync((ok, lost) -> kept(lost), executor);
            }
        }

        /** Appended within the monitor: what a reader gives comes either before, so that this is not appended, or after. */
        private @Nullable CompletionStage<Void> keep(String made) {
            synchronized (ConversationTitle.this) {
                var known = log.conversation();
                if (current != this || known == null || known.deleted()) {
                    return null;
                }
                settled = true;
                var change = Event.ConversationChanged.title(made.isEmpty() ? known.title() : made);
                return log.append(new Append(List.of(change), null, null, MARK));
            }
        }

        private void kept(@Nullable Throwable lost) {
            synchronized (ConversationTitle.this) {
                settled &= lost == null || current != this;
            }
            end(this);
        }
    }
}
