package dev.parley.auth;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Sessions that nothing has to be kept for: a cookie says who until when, signed with a key that is made of the secret its
 * reader signed in with. So sessions outlive a restart, and another password or token ends all that the old one began.
 * Thread-safe.
 */
@Singleton
public class Sessions {

    private static final int ID_BYTES = 18;
    private static final Pattern COOKIE =
            Pattern.compile("(([A-Za-z0-9_-]{24})\\.([0-9]{1,11})\\.([A-Za-z0-9_-]{43}))\\.([A-Za-z0-9_-]{43})");
    private static final int SIGNED = 1;
    private static final int ID = 2;
    private static final int UNTIL = 3;
    private static final int OWNER = 4;
    private static final int SIGNATURE = 5;

    private final Map<String, Key> keys = new HashMap<>();
    private final Duration lifetime;
    private final InstantSource clock;
    private final Secrets secrets = new Secrets();
    /** Those that were ended before their time, until when they would have been good. */
    private final Map<String, Instant> ended = new ConcurrentHashMap<>();

    private record Key(String owner, SecretKey key) {}

    @Inject
    Sessions(AuthConfig config, Tokens tokens) {
        this(config, tokens, InstantSource.system());
    }

    Sessions(AuthConfig config, Tokens tokens, InstantSource clock) {
        this.lifetime = config.sessionLifetime();
        this.clock = clock;
        switch (config.access().orElse(Access.OPEN)) {
            case PASSWORD -> config.passwordHash().ifPresent(hash -> keep(SignIn.OWNER, hash));
            case TOKEN -> tokens.byOwner().forEach(this::keep);
            case PROXY_HEADER, OPEN -> {}
        }
    }

    /** Owners are named in cookies by a hash: the name of a token is nobody's business. */
    private void keep(String owner, String secret) {
        keys.put(Secrets.encode(Secrets.sha256(owner)), new Key(owner, Secrets.key(secret, "parley session")));
    }

    Duration lifetime() {
        return lifetime;
    }

    /** The cookie of a session that begins. */
    String begin(String owner) {
        return cookie(
                new Session(secrets.random(ID_BYTES), owner, clock.instant().plus(lifetime)));
    }

    /** The cookie that lets a session go on, if half of its time is over; null if there is no need. */
    @Nullable
    String prolong(Session session) {
        var now = clock.instant();
        return session.until().isAfter(now.plus(lifetime.dividedBy(2)))
                ? null
                : cookie(new Session(session.id(), session.owner(), now.plus(lifetime)));
    }

    private String cookie(Session session) {
        String owner = Secrets.encode(Secrets.sha256(session.owner()));
        var key = keys.get(owner);
        if (key == null) {
            throw new IllegalArgumentException("Nobody signs in as " + session.owner());
        }
        String signed = session.id() + "." + session.until().getEpochSecond() + "." + owner;
        return signed + "." + Secrets.encode(Secrets.mac(key.key(), signed));
    }

    /** The session that a cookie stands for; empty for one that is forged, over or ended. */
    Optional<Session> find(String cookie) {
        var parts = COOKIE.matcher(cookie);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(keys.get(parts.group(OWNER)))
                .filter(key -> isSigned(parts, key))
                .map(key -> new Session(
                        parts.group(ID), key.owner(), Instant.ofEpochSecond(Long.parseLong(parts.group(UNTIL)))))
                .filter(this::isLive);
    }

    private static boolean isSigned(MatchResult parts, Key key) {
        byte[] expected = Secrets.bytes(Secrets.encode(Secrets.mac(key.key(), parts.group(SIGNED))));
        return MessageDigest.isEqual(expected, Secrets.bytes(parts.group(SIGNATURE)));
    }

    /** Whether a session that was found once is still good. */
    public boolean isLive(Session session) {
        return clock.instant().isBefore(session.until()) && !ended.containsKey(session.id());
    }

    /** Its cookie is worth nothing any more, whoever has a copy; a restart forgets that, so the cookie's own end still counts. */
    public void end(Session session) {
        var now = clock.instant();
        ended.values().removeIf(now::isAfter);
        ended.put(session.id(), now.plus(lifetime));
    }
}
