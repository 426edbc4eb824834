package dev.parley.chat;

/** The turn has ended (Stop, or the server shuts down): nothing more can be written. A handler just lets it pass. */
public final class TurnEndedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TurnEndedException() {
        super("The turn has ended");
    }
}
