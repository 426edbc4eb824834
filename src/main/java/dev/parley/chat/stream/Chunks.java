package dev.parley.chat.stream;

import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import java.util.stream.BaseStream;
import mutiny.zero.flow.adapters.AdaptersToFlow;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** A source of chunks: one that sends them, or one that is asked for each. */
public sealed interface Chunks {

    /** Comes on any thread, when it is asked for. */
    record Pushed(Flow.Publisher<?> publisher) implements Chunks {}

    /**
     * Is read on the handler's thread.
     *
     * @param resource closed at the end, whatever that is; null where there is none. Closing it from another thread should end
     *     a read that waits
     */
    record Pulled(Iterator<?> chunks, @Nullable AutoCloseable resource) implements Chunks {}

    /** @throws IllegalArgumentException for what is no stream */
    static Chunks of(Object source) {
        var chunks = source == null ? null : find(source);
        if (chunks == null) {
            throw new IllegalArgumentException(refusal(source));
        }
        return chunks;
    }

    private static String refusal(@Nullable Object source) {
        return switch (source) {
            case null -> "There is no stream: source is null";
            case CharSequence _ -> "A text is no stream: use write(text) for it";
            default -> source.getClass().getName() + " cannot be streamed: use write(value) for what is whole";
        };
    }

    static boolean isSource(Object source) {
        return switch (source) {
            case Flow.Publisher<?> _,
                    Publisher<?> _,
                    Uni<?> _,
                    CompletionStage<?> _,
                    BaseStream<?, ?> _,
                    Iterable<?> _,
                    Iterator<?> _,
                    Enumeration<?> _,
                    Supplier<?> _ -> true;
            default -> StreamAdapters.chunks(source) != null;
        };
    }

    private static @Nullable Chunks find(Object source) {
        var ofLibrary = StreamAdapters.chunks(source);
        return ofLibrary != null ? ofLibrary : plain(source);
    }

    private static @Nullable Chunks plain(Object source) {
        return switch (source) {
            // A path is iterable by its folders, which nobody means.
            case Path _ -> null;
            case Flow.Publisher<?> publisher -> new Pushed(publisher);
            case Publisher<?> publisher -> new Pushed(AdaptersToFlow.publisher(publisher));
            case Uni<?> uni -> new Pushed(uni.toMulti());
            case CompletionStage<?> stage ->
                new Pushed(Uni.createFrom().completionStage(stage).toMulti());
            case BaseStream<?, ?> stream -> new Pulled(stream.iterator(), stream);
            case Iterable<?> iterable -> new Pulled(iterable.iterator(), closeable(iterable));
            case Iterator<?> iterator -> new Pulled(iterator, closeable(iterator));
            case Enumeration<?> enumeration -> new Pulled(enumeration.asIterator(), null);
            case Supplier<?> supplier -> new Pulled(new Supplied(supplier), closeable(supplier));
            case Object[] array -> new Pulled(Arrays.asList(array).iterator(), null);
            default -> null;
        };
    }

    private static @Nullable AutoCloseable closeable(Object source) {
        return source instanceof AutoCloseable closeable ? closeable : null;
    }
}
