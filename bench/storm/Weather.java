package storm;

/** Whether somebody floods. */
enum Weather {
    CALM("calm"),
    /** The same once more: how far the two are apart is the noise. */
    CALM_AGAIN("calm, again"),
    STORM("storm");

    private final String title;

    Weather(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
