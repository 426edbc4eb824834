package dev.parley.conversation.jdbc;

import dev.parley.conversation.BlobLimits;
import dev.parley.conversation.BlobStore;
import dev.parley.conversation.Commit;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.ConversationSummary;
import dev.parley.conversation.Message;
import dev.parley.conversation.PromptStore;
import dev.parley.conversation.Receipt;
import dev.parley.conversation.SearchHit;
import dev.parley.conversation.SearchQuery;
import dev.parley.conversation.Snapshot;
import dev.parley.conversation.Spending;
import dev.parley.conversation.StoreFailure;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Conversations in a database. */
final class JdbcConversationStore implements ConversationStore {

    private final StoreWriter writer;
    private final ReadPool reads;
    private final SlowReads slowReads;
    private final OpenMessages open = new OpenMessages();
    private final LiveConversations live = new LiveConversations();
    private final CommitWriter commits;
    private final Housekeeping housekeeping;
    private final ConversationQueries queries;
    private final SearchQueries searches;
    private final JdbcBlobStore blobs;
    private final JdbcPromptStore prompts;

    /** Takes the lease, brings the tables up to date, and reads what a crash has left. Whatever fails, the lease is free again. */
    static JdbcConversationStore open(Database database, StoreWriter writer, StoreConfig config)
            throws SQLException, LeaseHeldException {
        writer.open();
        try {
            return new JdbcConversationStore(database, writer, config);
        } catch (SQLException | RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    private JdbcConversationStore(Database database, StoreWriter writer, StoreConfig config) throws SQLException {
        this.writer = writer;
        this.reads = new ReadPool(database, config.readers());
        this.slowReads = new SlowReads(config.readers());
        this.queries = new ConversationQueries(open);
        this.searches = new SearchQueries(database, queries);
        var keys = writer.read(statements -> {
            new JournalReplay(statements).run(open, live);
            return new Keys(statements);
        });
        this.commits = new CommitWriter(writer, database, open, live, keys);
        this.blobs = new JdbcBlobStore(writer, reads, keys, limits(config));
        this.prompts = new JdbcPromptStore(writer, reads);
        this.housekeeping = new Housekeeping(writer, database, commits, open, live, keys, blobs, config.keepDeleted());
        blobs.discardUnfinished();
    }

    private static BlobLimits limits(StoreConfig config) {
        return new BlobLimits(
                config.maxBlob().asLongValue(), config.maxBlobsPerOwner().asLongValue(), config.maxBlobCountPerOwner());
    }

    @Override
    public void commit(List<Commit> batch) {
        commits.commit(batch);
    }

    @Override
    public void tend() {
        housekeeping.run(Instant.now());
    }

    @Override
    public boolean purge(Instant deletedBefore) {
        return housekeeping.purge(deletedBefore);
    }

    @Override
    public Optional<Conversation> find(ConversationId conversation) {
        return reads.read(statements -> queries.find(statements, conversation)).map(Rows.ConversationRow::conversation);
    }

    @Override
    public BlobStore blobs() {
        return blobs;
    }

    @Override
    public PromptStore prompts() {
        return prompts;
    }

    @Override
    public List<ConversationSummary> list(
            String owner, boolean archived, ConversationSummary.@Nullable Place after, int limit) {
        return reads.read(statements -> queries.list(statements, owner, archived, after, limit));
    }

    @Override
    public List<ConversationId> all(String owner) {
        return reads.read(statements -> queries.all(statements, owner));
    }

    @Override
    public int count(String owner) {
        return reads.read(statements -> queries.count(statements, owner));
    }

    @Override
    public List<SearchHit> search(String owner, SearchQuery query, SearchHit.@Nullable Place after, int limit) {
        return query.isEmpty()
                ? List.of()
                : slowReads.read(
                        owner, () -> reads.read(statements -> searches.search(statements, owner, query, after, limit)));
    }

    @Override
    public List<Integer> search(ConversationId conversation, SearchQuery query) {
        var known = query.isEmpty() ? Optional.<Conversation>empty() : find(conversation);
        return known.map(found -> slowReads.read(
                        found.owner(),
                        () -> reads.read(statements -> searches.search(statements, conversation, query))))
                .orElse(List.of());
    }

    @Override
    public Snapshot snapshot(ConversationId conversation) {
        return reads.read(statements -> queries.snapshot(statements, conversation))
                .orElseThrow(() -> new StoreFailure("There is no conversation " + conversation));
    }

    @Override
    public List<Message> path(ConversationId conversation, int end, int limit) {
        return reads.read(statements -> queries.path(statements, conversation, end, limit));
    }

    @Override
    public List<Message> messages(ConversationId conversation, int after, int limit) {
        return reads.read(statements -> queries.messages(statements, conversation, after, limit));
    }

    @Override
    public Optional<Message> message(ConversationId conversation, int message) {
        return reads.read(statements -> queries.message(statements, conversation, message));
    }

    @Override
    public List<Integer> children(ConversationId conversation, @Nullable Integer parent) {
        return reads.read(statements -> queries.children(statements, conversation, parent));
    }

    @Override
    public Optional<Integer> newestLeaf(ConversationId conversation, int message) {
        return reads.read(statements -> queries.newestLeaf(statements, conversation, message));
    }

    @Override
    public List<Integer> shownPath(ConversationId conversation) {
        return reads.read(statements -> queries.shownPath(statements, conversation));
    }

    @Override
    public Optional<Integer> leaf(ConversationId conversation) {
        return reads.read(statements -> queries.find(statements, conversation))
                .map(Rows.ConversationRow::leaf)
                .filter(leaf -> leaf != 0);
    }

    @Override
    public int lastNumber(ConversationId conversation) {
        return reads.read(statements -> queries.find(statements, conversation))
                .map(Rows.ConversationRow::lastNumber)
                .orElse(0);
    }

    @Override
    public Optional<Receipt> receipt(ConversationId conversation, String command) {
        return reads.read(statements -> queries.receipt(statements, conversation, command));
    }

    @Override
    public Map<String, String> session(ConversationId conversation) {
        return reads.read(statements -> queries.session(statements, conversation));
    }

    @Override
    public List<ConversationId> unfinished() {
        return reads.read(queries::unfinished);
    }

    @Override
    public Spending spent(@Nullable String owner, LocalDate from, LocalDate to) {
        return reads.read(statements -> SpendingTable.sum(statements, owner, from, to));
    }

    @Override
    public void giveUp() {
        writer.giveUp();
    }

    /** After the last commit. */
    void close() {
        writer.giveUp();
        reads.close();
        writer.close();
    }
}
