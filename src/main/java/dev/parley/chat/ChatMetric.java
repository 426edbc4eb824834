package dev.parley.chat;

import org.jspecify.annotations.Nullable;

/** A figure that is shown. Thread-safe. */
public interface ChatMetric {

    /** @param delta by how much it has changed; null leaves that as it is */
    ChatMetric update(Object value, @Nullable Object delta);
}
