package dev.parley.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One change to a conversation. The events of a conversation in order are its log; folding them gives the transcript.
 * Turns, messages and elements are numbered from one counter per conversation. The JSON form is part of the protocol, and
 * no larger than {@link #LARGEST}: longer texts come in pieces, and larger content is a blob.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Event.TurnQueued.class, name = "turnQueued"),
    @JsonSubTypes.Type(value = Event.QueuedTextAppended.class, name = "queuedTextAppended"),
    @JsonSubTypes.Type(value = Event.TurnStarted.class, name = "turnStarted"),
    @JsonSubTypes.Type(value = Event.TurnWaiting.class, name = "turnWaiting"),
    @JsonSubTypes.Type(value = Event.TurnEnded.class, name = "turnEnded"),
    @JsonSubTypes.Type(value = Event.MessageStarted.class, name = "messageStarted"),
    @JsonSubTypes.Type(value = Event.ElementAdded.class, name = "elementAdded"),
    @JsonSubTypes.Type(value = Event.TextAppended.class, name = "textAppended"),
    @JsonSubTypes.Type(value = Event.ElementChanged.class, name = "elementChanged"),
    @JsonSubTypes.Type(value = Event.ElementClosed.class, name = "elementClosed"),
    @JsonSubTypes.Type(value = Event.ElementWithdrawn.class, name = "elementWithdrawn"),
    @JsonSubTypes.Type(value = Event.UsageReported.class, name = "usageReported"),
    @JsonSubTypes.Type(value = Event.BlockKept.class, name = "blockKept"),
    @JsonSubTypes.Type(value = Event.MessageEnded.class, name = "messageEnded"),
    @JsonSubTypes.Type(value = Event.ConversationStarted.class, name = "conversationStarted"),
    @JsonSubTypes.Type(value = Event.SessionChanged.class, name = "sessionChanged"),
    @JsonSubTypes.Type(value = Event.QueueHeld.class, name = "queueHeld"),
    @JsonSubTypes.Type(value = Event.ConversationChanged.class, name = "conversationChanged"),
})
public sealed interface Event {

    /** In bytes, as JSON in UTF-8. */
    int LARGEST = 65_536;

    /** The blobs that it refers to: they are there before it, and as long as its conversation. */
    default List<BlobId> blobs() {
        return List.of();
    }

    /** The first event of every conversation. */
    record ConversationStarted(String title, String handler, Instant time) implements Event {}

    /**
     * A message was accepted and waits.
     *
     * @param command the id of the command that brought it
     * @param files what its reader attached, as the elements that the message will have
     */
    record TurnQueued(
            int turn,
            String text,
            String handler,
            Instant time,
            String command,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Media> files)
            implements Event {

        public TurnQueued {
            files = files == null ? List.of() : List.copyOf(files);
        }

        /** Without files. */
        public TurnQueued(int turn, String text, String handler, Instant time, String command) {
            this(turn, text, handler, time, command, List.of());
        }

        @Override
        public List<BlobId> blobs() {
            return files.stream().map(Media::blob).toList();
        }
    }

    /** The text of a message that waits goes on. */
    record QueuedTextAppended(int turn, String text) implements Event {}

    record TurnStarted(int turn, Instant time) implements Event {}

    /** The model is asked again at {@code until}. */
    record TurnWaiting(int turn, String reason, Instant until) implements Event {}

    record TurnEnded(int turn, EndState state, Instant time) implements Event {}

    /**
     * A message at the end of the shown path.
     *
     * @param siblings the earlier messages with the same parent
     * @param avatar an emoji, {@code :material/name:}, or {@code file:} and the id of a blob
     */
    record MessageStarted(
            int id,
            @Nullable Integer parent,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Integer> siblings,
            Role role,
            String name,
            @Nullable String avatar,
            Instant time,
            int turn,
            @Nullable Integer continues)
            implements Event {
        public MessageStarted {
            siblings = siblings == null ? List.of() : List.copyOf(siblings);
        }

        @Override
        public List<BlobId> blobs() {
            return avatar != null && avatar.startsWith(BlobId.AVATAR)
                    ? List.of(new BlobId(avatar.substring(BlobId.AVATAR.length())))
                    : List.of();
        }
    }

    /** @param container a message, or an element that holds others */
    record ElementAdded(int id, int container, Element.Content element, Instant time) implements Event {
        @Override
        public List<BlobId> blobs() {
            return element.blobs();
        }
    }

    record TextAppended(int element, String text) implements Event {}

    /** Also after its message has ended, when its reader answers. */
    record ElementChanged(int element, Element.Change change) implements Event {
        @Override
        public List<BlobId> blobs() {
            return change.blobs();
        }
    }

    /** What the element holds is closed with it. */
    record ElementClosed(int element, Instant time) implements Event {}

    /** The element, and what it holds, belongs to a refused answer. */
    record ElementWithdrawn(int element) implements Event {}

    /** Replaces what was reported for this message before. */
    record UsageReported(int message, Usage usage) implements Event {}

    /**
     * The provider's own form of what a message holds. Readers never get it.
     *
     * @param goesOn whether it is more of the block before
     */
    record BlockKept(
            int message,
            KeptBlock block,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean goesOn) implements Event {

        public BlockKept(int message, KeptBlock block) {
            this(message, block, false);
        }
    }

    /** A message's one end; elements still open are closed by it. */
    record MessageEnded(
            int message,
            EndState state,
            Instant time,
            @Nullable String stopReason,
            @Nullable Problem problem) implements Event {}

    /**
     * What the handler keeps between turns. Readers never get it.
     *
     * @param json null removes it
     */
    record SessionChanged(String name, @Nullable String json) implements Event {
        public SessionChanged {
            if (name.isBlank() || name.length() > 100) {
                throw new IllegalArgumentException("A name in a session has from 1 to 100 characters");
            }
        }
    }

    /** The messages that wait do so until the reader sends them: the process that had them began anew. */
    record QueueHeld() implements Event {}

    /**
     * What is null stays.
     *
     * @param leaf the message at the end of the branch shown from now on; 0 for none at all
     * @param deleted whether it is gone for its owner; it can be restored until it is removed for good
     * @param settings all of them, in place of those before
     */
    record ConversationChanged(
            @Nullable String title,
            @Nullable Integer leaf,
            @Nullable Boolean pinned,
            @Nullable Boolean archived,
            @Nullable Boolean deleted,
            @Nullable Settings settings)
            implements Event {

        public static ConversationChanged title(String title) {
            return new ConversationChanged(title, null, null, null, null, null);
        }

        public static ConversationChanged leaf(int leaf) {
            return new ConversationChanged(null, leaf, null, null, null, null);
        }

        public static ConversationChanged pinned(boolean pinned) {
            return new ConversationChanged(null, null, pinned, null, null, null);
        }

        /** What is out of the way is not pinned to the top either. */
        public static ConversationChanged archived(boolean archived) {
            return new ConversationChanged(null, null, archived ? Boolean.FALSE : null, archived, null, null);
        }

        public static ConversationChanged deleted(boolean deleted) {
            return new ConversationChanged(null, null, null, null, deleted, null);
        }

        public static ConversationChanged settings(Settings settings) {
            return new ConversationChanged(null, null, null, null, null, settings);
        }
    }
}
