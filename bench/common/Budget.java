package common;

import java.time.Duration;

/** The time after which no further run begins, and how much of it has gone. */
public final class Budget {

    private final long started = System.nanoTime();
    private final Duration all;
    private final Sheet sheet;

    /** Begins now. The report is told where it did not do. */
    public Budget(Duration all, Sheet sheet) {
        this.all = all;
        this.sheet = sheet;
    }

    /** Whether another run may begin. */
    public boolean lasts() {
        boolean lasts = System.nanoTime() - started < all.toNanos();
        if (!lasts) {
            sheet.brokenOff();
        }
        return lasts;
    }

    /** Says how far the bench is, on standard error. */
    public void progress(String what) {
        System.err.printf(
                "%4d s  %s%n", Duration.ofNanos(System.nanoTime() - started).toSeconds(), what);
    }
}
