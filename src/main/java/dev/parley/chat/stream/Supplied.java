package dev.parley.chat.stream;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a supplier gives until it gives null. Not thread-safe. */
final class Supplied implements Iterator<Object> {

    private final Supplier<?> supplier;
    private @Nullable Object next;
    private boolean ended;

    Supplied(Supplier<?> supplier) {
        this.supplier = supplier;
    }

    @Override
    public boolean hasNext() {
        if (next == null && !ended) {
            next = supplier.get();
            ended = next == null;
        }
        return next != null;
    }

    @Override
    public Object next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        Object given = next;
        next = null;
        return given;
    }
}
