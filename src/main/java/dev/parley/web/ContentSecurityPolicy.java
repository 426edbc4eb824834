package dev.parley.web;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * What a page may load and run. Scripts and styles run only with the nonce, which is another one in each answer; no
 * text ever becomes markup: the one Trusted Types policy makes the address of the page's own worker, and nothing else.
 */
record ContentSecurityPolicy(String nonce) {

    static final String HEADER = "Content-Security-Policy";

    private static final int NONCE_BYTES = 18;

    static ContentSecurityPolicy fresh() {
        var bytes = new byte[NONCE_BYTES];
        // Not kept in a static field, which a native image would freeze.
        new SecureRandom().nextBytes(bytes);
        return new ContentSecurityPolicy(Base64.getUrlEncoder().encodeToString(bytes));
    }

    String header() {
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'nonce-" + nonce + "' 'strict-dynamic'",
                "style-src 'self' 'nonce-" + nonce + "'",
                "connect-src 'self'",
                "img-src 'self' data: blob:",
                "font-src 'self'",
                "media-src 'self' blob:",
                "manifest-src 'self'",
                "worker-src 'self'",
                "frame-src 'self'",
                "object-src 'none'",
                "base-uri 'none'",
                "form-action 'self'",
                "frame-ancestors 'self'",
                "require-trusted-types-for 'script'",
                "trusted-types parley");
    }
}
