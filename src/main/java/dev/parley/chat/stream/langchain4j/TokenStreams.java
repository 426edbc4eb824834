package dev.parley.chat.stream.langchain4j;

import dev.langchain4j.service.TokenStream;
import dev.parley.chat.stream.Chunks;
import dev.parley.chat.stream.StreamAdapter;
import org.jspecify.annotations.Nullable;

/** What an AI service streams. */
public final class TokenStreams implements StreamAdapter {

    @Override
    public @Nullable Chunks chunks(Object source) {
        return source instanceof TokenStream stream ? new Chunks.Pushed(new TokenChunks(stream)) : null;
    }

    /** Its chunks are Parley's own. */
    @Override
    public @Nullable Object meaning(Object chunk) {
        return null;
    }
}
