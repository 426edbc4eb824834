package dev.parley.log;

/**
 * How far the readers of all open logs have come.
 *
 * @param readers how many read
 * @param behind how many have not been given everything that was committed
 * @param most how many events the last of them is behind
 */
public record ReaderLag(int readers, int behind, long most) {

    /** Of nobody. */
    public static final ReaderLag NONE = new ReaderLag(0, 0, 0);

    /** With one more reader. */
    ReaderLag and(long missing) {
        return new ReaderLag(readers + 1, missing > 0 ? behind + 1 : behind, Math.max(most, missing));
    }
}
