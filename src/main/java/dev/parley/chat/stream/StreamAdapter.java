package dev.parley.chat.stream;

import org.jspecify.annotations.Nullable;

/** Knows the streams of a library. One whose library is not there is left out. */
public interface StreamAdapter {

    /** The chunks of {@code source}; null if that is not of this library. */
    @Nullable
    Chunks chunks(Object source);

    /**
     * What one chunk means: text, a part of another kind, {@code ""} for nothing to show.
     *
     * @return null if it is not of this library
     */
    @Nullable
    Object meaning(Object chunk);
}
