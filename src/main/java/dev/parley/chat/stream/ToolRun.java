package dev.parley.chat.stream;

import org.jspecify.annotations.Nullable;

/**
 * A chunk that tells of a tool which the source itself runs; the later of two with the same id says how the first went.
 *
 * @param id null where the source has none: then it stands alone
 * @param input its arguments, usually a JSON object
 * @param output what it gave back, or why it failed; empty while it runs
 */
public record ToolRun(@Nullable String id, String name, String input, State state, String output) {

    public enum State {
        RUNNING,
        COMPLETE,
        ERROR
    }

    public static ToolRun begun(@Nullable String id, String name, String input) {
        return new ToolRun(id, name, input, State.RUNNING, "");
    }
}
