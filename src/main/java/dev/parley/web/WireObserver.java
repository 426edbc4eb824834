package dev.parley.web;

/** Told what crosses the wire, by any thread. What it does is quick, blocks nowhere and throws nothing. */
public interface WireObserver {

    /** A socket was opened. */
    void opened();

    /** A socket was closed. */
    void closed();

    /**
     * Somebody was told of an error.
     *
     * @param code of the table of errors
     */
    void refused(String code);

    /**
     * A request was answered, or its connection broke.
     *
     * @param status what the answer began with
     * @param nanos how long it took
     */
    void answered(int status, long nanos);
}
