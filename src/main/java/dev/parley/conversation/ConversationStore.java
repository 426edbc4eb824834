package dev.parley.conversation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where conversations are kept. Thread-safe; every call may block, and fails with {@link StoreFailure}.
 *
 * <p>Writes come from one thread only; what a commit brought is seen by every read that starts after it returned. A
 * deleted conversation is found by its id, and nowhere else, until it is purged.
 */
public interface ConversationStore {

    /** Keeps all of it or nothing. A reader sees an event only after the commit that brought it. */
    void commit(List<Commit> commits);

    Optional<Conversation> find(ConversationId conversation);

    /** What is too large for an event. */
    BlobStore blobs();

    /** What owners keep to send it again. */
    PromptStore prompts();

    /** The owner's conversations in the order of {@link ConversationSummary.Place}, without deleted ones. */
    List<ConversationSummary> list(
            String owner, boolean archived, ConversationSummary.@Nullable Place after, int limit);

    /** All of the owner's conversations, the oldest first, archived ones included, deleted ones not. */
    List<ConversationId> all(String owner);

    /** How many conversations the owner has, archived ones included, deleted ones not. */
    int count(String owner);

    /** Titles and what {@link SearchText} has of ended messages in which the query's terms occur, in the order of {@link SearchHit.Place}. */
    List<SearchHit> search(String owner, SearchQuery query, SearchHit.@Nullable Place after, int limit);

    /** The numbers of one conversation's ended messages, on all branches, in which the query's terms occur; in their order. */
    List<Integer> search(ConversationId conversation, SearchQuery query);

    /** The shown path's last messages, and the turns that are not done. The conversation must exist. */
    Snapshot snapshot(ConversationId conversation);

    /**
     * Messages of the path that ends at {@code end}, oldest first.
     *
     * @param limit the nearest so many
     */
    List<Message> path(ConversationId conversation, int end, int limit);

    /**
     * Messages of all branches, in the order of their numbers, so that each comes behind its parent; without their
     * siblings.
     *
     * @param after the number to go on behind; 0 for the first ones
     */
    List<Message> messages(ConversationId conversation, int after, int limit);

    Optional<Message> message(ConversationId conversation, int message);

    /** The numbers of the messages whose parent is {@code parent}, in the order they were made; null for first ones. */
    List<Integer> children(ConversationId conversation, @Nullable Integer parent);

    /** The end of the branch that the message is on; where it forks, the newest. Empty where there is no such message. */
    Optional<Integer> newestLeaf(ConversationId conversation, int message);

    /** The numbers of all messages of the shown path, from the first to its end. */
    List<Integer> shownPath(ConversationId conversation);

    /** The end of the shown path; empty where there is no message. */
    Optional<Integer> leaf(ConversationId conversation);

    /** The highest number given to a turn, message or element; 0 for none. */
    int lastNumber(ConversationId conversation);

    Optional<Receipt> receipt(ConversationId conversation, String command);

    /** What the handler keeps between turns: JSON by its name. */
    Map<String, String> session(ConversationId conversation);

    /** Conversations where something runs, or waits without being held: at a start, what the last process left. */
    List<ConversationId> unfinished();

    /**
     * What was spent on these days, the last one included; what deleted conversations have cost as well.
     *
     * @param owner null for all of them together
     */
    Spending spent(@Nullable String owner, LocalDate from, LocalDate to);

    /** Does a little of what is due now and then. Called some times a second between commits, on the thread that writes. */
    default void tend() {}

    /** A commit that waits for the store to come back fails now: the process ends. From any thread. */
    default void giveUp() {}

    /**
     * Removes for good a little of what was deleted before {@code deletedBefore}. A write.
     *
     * @return whether there may be more
     */
    boolean purge(Instant deletedBefore);
}
