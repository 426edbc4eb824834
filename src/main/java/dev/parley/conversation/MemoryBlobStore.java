package dev.parley.conversation;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Blobs in memory. Thread-safe. */
final class MemoryBlobStore implements BlobStore {

    private static final BlobLimits LIMITS = new BlobLimits(32L << 20, 256L << 20, 10_000);

    private final Function<ConversationId, Optional<Conversation>> conversations;

    // Guarded by this object's monitor.
    private final Map<BlobId, Kept> blobs = new HashMap<>();

    private enum State {
        WRITING,
        WHOLE,
        USED
    }

    private static final class Kept {

        private final Blob begun;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private State state = State.WRITING;

        Kept(Blob begun) {
            this.begun = begun;
        }

        Blob blob() {
            return begun.withSize(bytes.size());
        }
    }

    MemoryBlobStore(Function<ConversationId, Optional<Conversation>> conversations) {
        this.conversations = conversations;
    }

    @Override
    public BlobLimits limits() {
        return LIMITS;
    }

    @Override
    public synchronized void begin(Blob blob) {
        if (blobs.putIfAbsent(blob.id(), new Kept(blob)) != null) {
            throw new StoreFailure("Blob " + blob.id() + " was begun before");
        }
    }

    @Override
    public synchronized void append(BlobId blob, byte[] piece) {
        var kept = writing(blob);
        if (piece.length > PIECE || kept.bytes.size() % PIECE != 0) {
            throw new StoreFailure("Only a blob's last piece is shorter than " + PIECE + " bytes, and none is longer");
        }
        kept.bytes.writeBytes(piece);
    }

    @Override
    public synchronized void complete(BlobId blob) {
        writing(blob).state = State.WHOLE;
    }

    private Kept writing(BlobId blob) {
        var kept = blobs.get(blob);
        if (kept == null || kept.state != State.WRITING) {
            throw new StoreFailure("Blob " + blob + " is not being written");
        }
        return kept;
    }

    @Override
    public synchronized void discard(BlobId blob) {
        blobs.computeIfPresent(blob, (id, kept) -> kept.state == State.WRITING ? null : kept);
    }

    @Override
    public synchronized boolean tidy(Instant unusedSince) {
        blobs.values()
                .removeIf(kept ->
                        kept.state != State.USED && kept.begun.createdAt().isBefore(unusedSince));
        return false;
    }

    /** Fails if one that an event of this commit refers to is not there for it. */
    synchronized void requireUsable(Commit commit, Conversation conversation) {
        commit.events().forEach(logged -> logged.event().blobs().forEach(id -> requireUsable(id, conversation)));
    }

    private void requireUsable(BlobId id, Conversation conversation) {
        var kept = blobs.get(id);
        if (kept == null
                || kept.state == State.WRITING
                || !kept.begun.conversation().equals(conversation.id())
                || !kept.begun.owner().equals(conversation.owner())) {
            throw new IllegalStateException("An event refers to blob " + id + ", which is not there");
        }
    }

    synchronized void use(Commit commit) {
        commit.events()
                .forEach(logged -> logged.event()
                        .blobs()
                        .forEach(id -> blobs.computeIfPresent(id, (same, kept) -> {
                            kept.state = State.USED;
                            return kept;
                        })));
    }

    synchronized void purge(ConversationId conversation) {
        blobs.values().removeIf(kept -> kept.begun.conversation().equals(conversation));
    }

    @Override
    public Optional<Blob> find(String owner, BlobId blob) {
        return visible(blob).filter(found -> found.owner().equals(owner));
    }

    @Override
    public Optional<Blob> find(ConversationId conversation, BlobId blob) {
        return visible(blob).filter(found -> found.conversation().equals(conversation));
    }

    private Optional<Blob> visible(BlobId id) {
        return Optional.ofNullable(whole(id))
                .map(Kept::blob)
                .filter(blob -> conversations
                        .apply(blob.conversation())
                        .map(begun -> begun.owner().equals(blob.owner()) && !begun.deleted())
                        .orElse(true));
    }

    private synchronized @Nullable Kept whole(BlobId id) {
        var kept = blobs.get(id);
        return kept == null || kept.state == State.WRITING ? null : kept;
    }

    @Override
    public synchronized long total(String owner) {
        return blobs.values().stream()
                .filter(kept -> kept.begun.owner().equals(owner))
                .mapToLong(kept -> kept.bytes.size())
                .sum();
    }

    @Override
    public synchronized int count(String owner) {
        return (int) blobs.values().stream()
                .filter(kept -> kept.begun.owner().equals(owner))
                .count();
    }

    @Override
    public byte[] piece(Blob blob, int number) {
        var kept = whole(blob.id());
        if (kept == null || number < 0 || (long) number * PIECE >= kept.bytes.size()) {
            throw new StoreFailure("Blob " + blob.id() + " has no piece " + number);
        }
        byte[] all = kept.bytes.toByteArray();
        return Arrays.copyOfRange(all, number * PIECE, (int) Math.min(all.length, (number + 1L) * PIECE));
    }
}
