package dev.parley.chat.stream;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The adapters of the libraries that are there. */
public final class StreamAdapters {

    private StreamAdapters() {}

    /**
     * An adapter and the class by which its library is known.
     *
     * <p>By name and not by {@link java.util.ServiceLoader}, whose services a native image takes in whether or not what they
     * need is there.
     */
    private record Known(String library, String adapter) {

        @Nullable
        StreamAdapter find() {
            var loader = StreamAdapter.class.getClassLoader();
            try {
                Class.forName(library, false, loader);
                return Class.forName(adapter, true, loader)
                        .asSubclass(StreamAdapter.class)
                        .getDeclaredConstructor()
                        .newInstance();
            } catch (ReflectiveOperationException | LinkageError e) {
                // Its library is not there, so nobody can come with a stream of it.
                return null;
            }
        }
    }

    private static final List<Known> KNOWN = List.of(
            new Known("com.openai.core.http.StreamResponse", "dev.parley.chat.stream.openai.OpenAiStreams"),
            new Known(
                    "dev.langchain4j.model.chat.response.ChatModelStreamingEvent",
                    "dev.parley.chat.stream.langchain4j.LangChainStreams"),
            new Known("dev.langchain4j.service.TokenStream", "dev.parley.chat.stream.langchain4j.TokenStreams"));

    /** Looked for when first needed. */
    private static final class Found {

        static final List<StreamAdapter> ADAPTERS = KNOWN.stream()
                .map(Known::find)
                .filter(Objects::nonNull)
                .map(StreamAdapter.class::cast)
                .toList();
    }

    static @Nullable Chunks chunks(Object source) {
        for (var adapter : Found.ADAPTERS) {
            var chunks = adapter.chunks(source);
            if (chunks != null) {
                return chunks;
            }
        }
        return null;
    }

    /** What a chunk means; the chunk itself where no library knows it. */
    public static Object meaning(Object chunk) {
        for (var adapter : Found.ADAPTERS) {
            var meaning = adapter.meaning(chunk);
            if (meaning != null) {
                return meaning;
            }
        }
        return chunk;
    }
}
