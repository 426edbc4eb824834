package slow;

/** How the reader in question reads. */
enum Manner {
    NORMAL("as the others", Integer.MAX_VALUE),
    /** The same once more: how far the two are apart is the noise. */
    NORMAL_AGAIN("as the others, again", Integer.MAX_VALUE),
    SLOW("1 kB a second", 1_000),
    STOPPED("not at all", 0);

    private final String title;
    private final int bytesPerSecond;

    Manner(String title, int bytesPerSecond) {
        this.title = title;
        this.bytesPerSecond = bytesPerSecond;
    }

    String title() {
        return title;
    }

    int bytesPerSecond() {
        return bytesPerSecond;
    }

    boolean isNormal() {
        return bytesPerSecond == Integer.MAX_VALUE;
    }
}
