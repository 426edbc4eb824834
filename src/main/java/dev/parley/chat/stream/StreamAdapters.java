package dev.parley.chat.stream;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The adapters of the libraries that are there. */
public final class StreamAdapters {

    private StreamAdapters() {}

    /** Looked for when first needed. */
    private static final class Found {

        static final List<StreamAdapter> ADAPTERS = find();

        private static List<StreamAdapter> find() {
            var found = new ArrayList<StreamAdapter>();
            var services = ServiceLoader.load(StreamAdapter.class, StreamAdapter.class.getClassLoader())
                    .iterator();
            while (add(services, found)) {
                // Each one that can be loaded.
            }
            return List.copyOf(found);
        }

        private static boolean add(Iterator<StreamAdapter> services, List<StreamAdapter> found) {
            try {
                if (!services.hasNext()) {
                    return false;
                }
                found.add(services.next());
            } catch (ServiceConfigurationError | NoClassDefFoundError e) {
                // Its library is not there, so nobody can come with a stream of it.
            }
            return true;
        }
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
