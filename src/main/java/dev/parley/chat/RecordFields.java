package dev.parley.chat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record's fields by name. A native image knows them of records that are registered for reflection only. */
public final class RecordFields {

    private RecordFields() {}

    static List<String> names(Record fields) {
        return Arrays.stream(components(fields)).map(RecordComponent::getName).toList();
    }

    /** @throws IllegalArgumentException if they cannot be read */
    public static Map<String, @Nullable Object> of(Record fields) {
        var byName = new LinkedHashMap<String, @Nullable Object>();
        for (var component : components(fields)) {
            try {
                var accessor = component.getAccessor();
                accessor.trySetAccessible();
                byName.put(component.getName(), accessor.invoke(fields));
            } catch (ReflectiveOperationException e) {
                throw new IllegalArgumentException(
                        "The field " + component.getName() + " of " + fields.getClass() + " cannot be read", e);
            }
        }
        return byName;
    }

    private static RecordComponent[] components(Record fields) {
        var components = fields.getClass().getRecordComponents();
        if (components == null) {
            throw new IllegalArgumentException(
                    fields.getClass().getName() + " needs @RegisterForReflection to be read in a native image");
        }
        return components;
    }
}
