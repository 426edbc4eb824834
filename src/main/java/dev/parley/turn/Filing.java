package dev.parley.turn;

import dev.parley.conversation.Event;
import dev.parley.log.Append;
import dev.parley.log.ConversationLog;
import dev.parley.turn.CommandRefused.Reason;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * What readers change of a conversation as a whole: its title, where it stands in their list, its settings, and whether it is
 * there at all. Guarded by the monitor of its conversation's turns.
 */
final class Filing {

    private final TurnServices services;
    private final ConversationLog log;
    private final Commits commits;
    private final CurrentTurn current;
    private final MessageQueue queue;
    private final ConversationTitle title;
    private final Runnable startNext;

    Filing(
            TurnServices services,
            ConversationLog log,
            Commits commits,
            CurrentTurn current,
            MessageQueue queue,
            ConversationTitle title,
            Runnable startNext) {
        this.services = services;
        this.log = log;
        this.commits = commits;
        this.current = current;
        this.queue = queue;
        this.title = title;
        this.startNext = startNext;
    }

    CompletionStage<Ack> rename(Command.Rename rename) {
        return entitle(rename, Event.ConversationChanged.title(ReaderText.title(rename.title())));
    }

    CompletionStage<Ack> pin(Command.Pin pin) {
        return change(pin, Event.ConversationChanged.pinned(pin.pinned()));
    }

    CompletionStage<Ack> archive(Command.Archive archive) {
        return change(archive, Event.ConversationChanged.archived(archive.archived()));
    }

    CompletionStage<Ack> settings(Command.ChangeSettings wanted) {
        return change(
                wanted, Event.ConversationChanged.settings(services.models().checked(wanted.settings())));
    }

    CompletionStage<Ack> file(Command.File file) {
        return file.title() == null ? change(file, filed(file)) : entitle(file, filed(file));
    }

    private CompletionStage<Ack> change(Command command, Event change) {
        requireMade();
        return commits.keep(command, change, failure -> {});
    }

    /** With a title of the reader's own, which no model changes. */
    private CompletionStage<Ack> entitle(Command command, Event change) {
        requireMade();
        return commits.store(new Append(List.of(change), command.receipt(null), null, title.give()), failure -> {
                    if (failure != null) {
                        title.takeBack();
                    }
                })
                .thenApply(stored -> new Ack(command.id(), null));
    }

    private void requireMade() {
        if (log.conversation() == null) {
            throw new CommandRefused(Reason.NOT_FOUND, "There is no such conversation yet.");
        }
    }

    /** What is archived is unpinned, unless the same command pins it. */
    private Event filed(Command.File file) {
        boolean unpins = file.pinned() == null && Boolean.TRUE.equals(file.archived());
        return new Event.ConversationChanged(
                file.title() == null ? null : ReaderText.title(file.title()),
                null,
                unpins ? Boolean.FALSE : file.pinned(),
                file.archived(),
                null,
                file.settings() == null ? null : services.models().checked(file.settings()));
    }

    CompletionStage<Ack> delete(Command.Delete delete) {
        requireMade();
        current.stopForDeletion();
        return current.exclusively(new Append(deletion(), delete.receipt(null), null), failure -> {
                    if (failure == null) {
                        title.cancel();
                    }
                    startNext.run();
                })
                .thenApply(stored -> new Ack(delete.id(), null));
    }

    /** What waits does so until its reader sends it, should the conversation come back: as after a Stop. */
    private List<Event> deletion() {
        var deleted = Event.ConversationChanged.deleted(true);
        boolean waits = current.running() == null && !queue.isEmpty() && !log.held();
        return waits ? List.of(new Event.QueueHeld(), deleted) : List.of(deleted);
    }

    CompletionStage<Ack> restore(Command.Restore restore) {
        if (services.store().find(log.id()).isEmpty()) {
            throw new CommandRefused(Reason.NOT_FOUND, "This conversation was removed for good.");
        }
        requireMade();
        return commits.keep(restore, Event.ConversationChanged.deleted(false), failure -> startNext.run());
    }
}
