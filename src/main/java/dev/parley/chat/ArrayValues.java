package dev.parley.chat;

import java.lang.reflect.Array;
import java.util.AbstractList;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** An array of objects or of primitive values as a list, without a copy. */
final class ArrayValues extends AbstractList<@Nullable Object> implements RandomAccess {

    private final Object array;

    ArrayValues(Object array) {
        this.array = array;
    }

    @Override
    public @Nullable Object get(int index) {
        return Array.get(array, index);
    }

    @Override
    public int size() {
        return Array.getLength(array);
    }
}
