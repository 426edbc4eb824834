package dev.parley.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Blobs in memory, on a store that can be told to fail and that remembers on which threads it was written. Thread-safe. */
public final class FaultyBlobStore implements BlobStore {

    private final BlobStore kept;
    private final List<String> threads = Collections.synchronizedList(new ArrayList<>());
    private volatile BlobLimits limits;
    private final AtomicInteger good = new AtomicInteger(Integer.MAX_VALUE);

    FaultyBlobStore(BlobStore kept) {
        this.kept = kept;
        this.limits = kept.limits();
    }

    /** So many pieces more, and then none. */
    public void failAfter(int pieces) {
        good.set(pieces);
    }

    public void limit(BlobLimits newLimits) {
        limits = newLimits;
    }

    /** The names of the threads that wrote. */
    public List<String> writers() {
        return List.copyOf(threads);
    }

    @Override
    public BlobLimits limits() {
        return limits;
    }

    private BlobStore writing() {
        threads.add(Thread.currentThread().getName());
        return kept;
    }

    @Override
    public void begin(Blob blob) {
        writing().begin(blob);
    }

    @Override
    public void append(BlobId blob, byte[] piece) {
        if (good.getAndDecrement() <= 0) {
            throw new StoreFailure("Told to fail");
        }
        writing().append(blob, piece);
    }

    @Override
    public void complete(BlobId blob) {
        writing().complete(blob);
    }

    @Override
    public void discard(BlobId blob) {
        writing().discard(blob);
    }

    @Override
    public boolean tidy(Instant unusedSince) {
        return writing().tidy(unusedSince);
    }

    @Override
    public Optional<Blob> find(String owner, BlobId blob) {
        return kept.find(owner, blob);
    }

    @Override
    public Optional<Blob> find(ConversationId conversation, BlobId blob) {
        return kept.find(conversation, blob);
    }

    @Override
    public long total(String owner) {
        return kept.total(owner);
    }

    @Override
    public int count(String owner) {
        return kept.count(owner);
    }

    @Override
    public byte[] piece(Blob blob, int number) {
        return kept.piece(blob, number);
    }
}
