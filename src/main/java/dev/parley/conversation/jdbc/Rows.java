package dev.parley.conversation.jdbc;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.KeptBlock;
import dev.parley.conversation.Message;
import dev.parley.conversation.Settings;
import dev.parley.conversation.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How rows are read and what columns hold. */
final class Rows {

    static final String CONVERSATION = "c.id, c.owner, c.title, c.handler, c.created_at, c.updated_at, c.pinned,"
            + " c.archived, c.deleted_at, c.key, c.leaf, c.last_number, c.running, c.activity,"
            + " c.settings";

    private static final TypeReference<List<KeptBlock>> BLOCKS = new TypeReference<>() {};

    private Rows() {}

    /** The columns of {@link #CONVERSATION}. */
    record ConversationRow(
            long key,
            Conversation conversation,
            int leaf,
            int lastNumber,
            boolean running,
            Snapshot.Activity activity) {}

    static ConversationRow conversation(ResultSet row) throws SQLException {
        row.getLong(9);
        boolean deleted = !row.wasNull();
        var conversation = new Conversation(
                new ConversationId(row.getString(1)),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Instant.ofEpochMilli(row.getLong(5)),
                Instant.ofEpochMilli(row.getLong(6)),
                row.getInt(7) == 1,
                row.getInt(8) == 1,
                deleted,
                settings(row.getString(15)));
        return new ConversationRow(
                row.getLong(10),
                conversation,
                row.getInt(11),
                row.getInt(12),
                row.getInt(13) == 1,
                activity(row.getString(14)));
    }

    private static Settings settings(@Nullable String json) {
        return json == null ? Settings.NONE : ConversationJson.read(json, Settings.class);
    }

    static @Nullable String settings(Settings settings) {
        return settings.isEmpty() ? null : ConversationJson.write(settings);
    }

    private static Snapshot.Activity activity(@Nullable String json) {
        return json == null ? Snapshot.Activity.NONE : ConversationJson.read(json, Snapshot.Activity.class);
    }

    static @Nullable String activity(Snapshot.Activity activity) {
        return activity.equals(Snapshot.Activity.NONE) ? null : ConversationJson.write(activity);
    }

    /** Columns body and blocks. */
    static Message message(ResultSet row) throws SQLException {
        return message(row.getString(1), row.getString(2));
    }

    static Message message(String body, @Nullable String blocks) {
        var message = ConversationJson.read(body, Message.class);
        return blocks == null ? message : message.withBlocks(blocks(blocks));
    }

    private static List<KeptBlock> blocks(String json) {
        try {
            return ConversationJson.mapper().readValue(json, BLOCKS);
        } catch (IOException e) {
            throw new UncheckedIOException("A message's blocks are not what was written", e);
        }
    }

    /** What stands beside a message is read anew each time, so that a branch need not touch its siblings. */
    static String body(Message message) {
        return ConversationJson.write(message.withSiblings(List.of()));
    }

    static @Nullable String blocks(Message message) {
        return message.blocks().isEmpty() ? null : ConversationJson.write(message.blocks());
    }

    static @Nullable Integer orNull(int number) {
        return number == 0 ? null : number;
    }

    static int orZero(@Nullable Integer number) {
        return number == null ? 0 : number;
    }
}
