package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The gallery that the page's tests show has every text of every kind of element: what it lacks, they do not see. */
class GalleryTest {

    private static final String FILE = "\"file\":\"" + "a".repeat(22) + "\"";

    private final Set<String> texts = new TreeSet<>();

    @Test
    void everyTextOfEveryKindIsInIt() throws Exception {
        String json;
        try (var file = getClass().getResourceAsStream("/elements/gallery.json")) {
            json = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
        // Its files are the page's tests' own, and have no ids.
        var gallery = ConversationJson.read(json.replaceAll("\"file\": ?\"[^\"]*\"", FILE), Snapshot.class);
        gallery.messages().forEach(message -> message.elements().forEach(element -> walk(element.content())));
        assertThat(texts).containsAll(textsOf(Element.Content.class));
    }

    /** The texts that are there, by their records. */
    private void walk(Object value) {
        switch (value) {
            case Collection<?> values ->
                values.stream().filter(one -> one != null).forEach(this::walk);
            case Record fields -> {
                for (var component : fields.getClass().getRecordComponents()) {
                    var field = read(fields, component);
                    if (field instanceof String) {
                        texts.add(name(fields.getClass(), component));
                    } else if (field != null) {
                        walk(field);
                    }
                }
            }
            default -> {}
        }
    }

    private static Object read(Record fields, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(fields);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String name(Class<?> type, RecordComponent component) {
        return type.getSimpleName() + "." + component.getName();
    }

    /** Those that there could be. */
    private static Set<String> textsOf(Class<?> root) {
        var found = new TreeSet<String>();
        var seen = new HashSet<Type>();
        var left = new ArrayDeque<Type>(List.of(root));
        while (!left.isEmpty()) {
            var next = left.pop();
            if (next instanceof ParameterizedType generic) {
                left.addAll(List.of(generic.getActualTypeArguments()));
            } else if (next instanceof Class<?> type && type.getName().startsWith("dev.parley.") && seen.add(type)) {
                if (type.isSealed()) {
                    left.addAll(List.of(type.getPermittedSubclasses()));
                }
                if (type.isRecord() && type != BlobId.class) {
                    for (var component : type.getRecordComponents()) {
                        left.add(component.getGenericType());
                        if (component.getType() == String.class) {
                            found.add(name(type, component));
                        }
                    }
                }
            }
        }
        return found;
    }
}
