package page;

/**
 * What one run gave. Times are in milliseconds; those of the main thread are processor time. A page that fell behind was
 * broken off: {@code shown} is the share that it had worked off by then.
 */
record Result(
        double mainThread,
        double script,
        double layout,
        double perToken,
        double frames,
        double perFrame,
        double lastFifthPerFrame,
        double longTasks,
        double longTime,
        double heapMegabytes,
        double shown,
        double typingP95,
        double delayP50,
        double delayP95,
        double droppedShare) {}
