package dev.parley.web.words;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The page that is shown while the server cannot be reached. */
@MessageBundle(value = "offline", locale = "en")
public interface OfflineWords {

    @Message("Not connected")
    String title();

    @Message("Parley cannot be reached")
    String heading();

    @Message(
            "Check the connection. Your conversations and what you have written are kept; this page comes back by itself.")
    String explanation();
}
