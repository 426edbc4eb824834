package dev.parley.model;

import java.net.URI;

/** A server inside this process that stands in for a provider when none is configured. */
public interface EmbeddedEndpoint {

    /** Where it listens; starts it when it does not run yet, so the first call may block for a moment. */
    URI uri();
}
