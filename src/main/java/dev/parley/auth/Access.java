package dev.parley.auth;

/** How readers are admitted. */
public enum Access {
    /** By one password, which makes all devices the same owner. */
    PASSWORD,
    /** By one of the bearer tokens. */
    TOKEN,
    /** By a proxy, which names them in a header. */
    PROXY_HEADER,
    /** Whoever comes, each browser as an owner of its own. */
    OPEN;

    /** Whether there is a form to sign in with. */
    public boolean hasForm() {
        return this == PASSWORD || this == TOKEN;
    }
}
