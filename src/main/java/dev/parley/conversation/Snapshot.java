package dev.parley.conversation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as its readers see it at one position.
 *
 * @param messages the last messages of the shown path, oldest first
 * @param more whether there are older ones
 * @param turn the running turn
 * @param queue messages that wait, in order
 * @param held whether the queue waits for the reader
 */
public record Snapshot(
        Heading conversation,
        List<Message> messages,
        boolean more,
        @Nullable RunningTurn turn,
        List<QueuedTurn> queue,
        boolean held) {

    /** How many messages a snapshot holds at most. */
    public static final int WINDOW = 50;

    public Snapshot {
        messages = List.copyOf(messages);
        queue = List.copyOf(queue);
    }

    /** What of a conversation its readers see beside the messages. */
    public record Heading(
            ConversationId id,
            String title,
            String handler,
            Instant createdAt,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean pinned,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean archived,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean deleted,
            @Nullable Settings settings) {

        /** @param settings null where all is as configured */
        public Heading {
            settings = settings == null || settings.isEmpty() ? null : settings;
        }

        /** A new one's. */
        public Heading(ConversationId id, String title, String handler, Instant createdAt) {
            this(id, title, handler, createdAt, false, false, false, null);
        }

        public static Heading of(Conversation conversation) {
            return new Heading(
                    conversation.id(),
                    conversation.title(),
                    conversation.handler(),
                    conversation.createdAt(),
                    conversation.pinned(),
                    conversation.archived(),
                    conversation.deleted(),
                    conversation.settings());
        }

        Heading with(Event.ConversationChanged changed) {
            return new Heading(
                    id,
                    changed.title() == null ? title : changed.title(),
                    handler,
                    createdAt,
                    changed.pinned() == null ? pinned : changed.pinned(),
                    changed.archived() == null ? archived : changed.archived(),
                    changed.deleted() == null ? deleted : changed.deleted(),
                    changed.settings() == null ? settings : changed.settings());
        }
    }

    /** What runs and what waits in a conversation, without its messages. */
    public record Activity(@Nullable RunningTurn turn, List<QueuedTurn> queue, boolean held) {

        public static final Activity NONE = new Activity(null, List.of(), false);

        public Activity {
            queue = List.copyOf(queue);
        }
    }

    public record RunningTurn(
            int id, Instant startedAt, @Nullable Waiting waiting) {}

    /** Why and until when a turn waits before the model is asked again. */
    public record Waiting(String reason, Instant until) {}

    public record QueuedTurn(
            int turn,
            String text,
            String handler,
            Instant time,
            String command,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Media> files) {

        public QueuedTurn {
            files = files == null ? List.of() : List.copyOf(files);
        }

        /** Without files. */
        public QueuedTurn(int turn, String text, String handler, Instant time, String command) {
            this(turn, text, handler, time, command, List.of());
        }

        static QueuedTurn of(Event.TurnQueued queued) {
            return new QueuedTurn(
                    queued.turn(), queued.text(), queued.handler(), queued.time(), queued.command(), queued.files());
        }

        QueuedTurn withMore(String more) {
            return new QueuedTurn(turn, text + more, handler, time, command, files);
        }
    }

    public Snapshot(Heading conversation, List<Message> messages, boolean more, Activity activity) {
        this(conversation, messages, more, activity.turn(), activity.queue(), activity.held());
    }

    @JsonIgnore
    public Activity activity() {
        return new Activity(turn, queue, held);
    }

    public static Snapshot empty(Heading conversation) {
        return new Snapshot(conversation, List.of(), false, null, List.of(), false);
    }
}
