package common;

import org.jspecify.annotations.Nullable;

/** The answers that the fake Claude has ready: those of one run, until the next one is shown. */
public interface Scene {

    /** Which run it is; its number stands in the prompts. */
    int number();

    /** The answer with this number; null where there is none. */
    @Nullable
    Stream stream(int asked);

    /** Whether the answers are to end now. */
    boolean isFinishing();
}
