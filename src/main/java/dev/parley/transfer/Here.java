package dev.parley.transfer;

import dev.parley.conversation.Settings;

/** What there is on this server for what a file of another one names. */
public interface Here {

    /** A handler that is here. */
    String handler(String named);

    /** Settings that can be kept here; may block. */
    Settings settings(Settings named);
}
