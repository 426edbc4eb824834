package dev.parley.auth;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.springframework.security.crypto.bcrypt.BCrypt;

/** Readers prove who they are by the password or a token, not more often than they may. Thread-safe. */
@Singleton
public class SignIn {

    /** Whoever has the password. */
    static final String OWNER = "password";

    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");
    /** With less a list of likely passwords is tried too fast; htpasswd's own is 5. */
    private static final int CHEAPEST = 10;
    /** Takes a few seconds. */
    private static final int DEAREST = 15;

    private static final int LONGEST = 1_000;
    private static final String EVERYBODY = "";

    private final Access access;
    private final String passwordHash;
    private final Tokens tokens;
    private final RateLimit perAddress;
    private final RateLimit inAll;
    /** One hash at a time, in order: a storm of attempts takes one processor and not all. */
    private final Lock hashing = new ReentrantLock(true);

    /** What comes of an attempt. */
    public sealed interface Outcome {

        /** @param owner who it was */
        record Accepted(String owner) implements Outcome {}

        /** It is another password, or nobody's token. */
        record Refused() implements Outcome {}

        /** It was not looked at. */
        record TooMany(Duration again) implements Outcome {}
    }

    @Inject
    SignIn(AuthConfig config, Tokens tokens) {
        this(config, tokens, System::nanoTime);
    }

    SignIn(AuthConfig config, Tokens tokens, LongSupplier nanoClock) {
        this.access = config.access().orElse(Access.OPEN);
        this.tokens = tokens;
        var login = config.login();
        this.perAddress = new RateLimit(login.perAddress(), login.period(), nanoClock);
        this.inAll = new RateLimit(login.inAll(), login.period(), nanoClock);
        this.passwordHash = access == Access.PASSWORD ? checked(config.passwordHash()) : "";
        if (access == Access.TOKEN && tokens.byOwner().isEmpty()) {
            throw new ConfigurationException(
                    "parley.access=token admits nobody without a token: set parley.tokens.\"name\" for each reader");
        }
    }

    private static String checked(Optional<String> configured) {
        String hash = configured
                .map(String::strip)
                .orElseThrow(() -> new ConfigurationException(
                        "parley.access=password needs parley.password-hash: make one with htpasswd -nBC 12 reader"));
        var parts = BCRYPT.matcher(hash);
        int cost = parts.matches() ? Integer.parseInt(parts.group(1)) : 0;
        if (cost < CHEAPEST || cost > DEAREST) {
            throw new ConfigurationException("parley.password-hash is not a bcrypt hash of a cost from " + CHEAPEST
                    + " to " + DEAREST + ": make one with htpasswd -nBC 12 reader, and take what follows the colon");
        }
        return hash;
    }

    /** Whether readers sign in here at all. */
    public boolean offered() {
        return access.hasForm();
    }

    public boolean byToken() {
        return access == Access.TOKEN;
    }

    /** Takes as long as the hash costs; never on an event loop. */
    public Outcome attempt(HttpServerRequest request, String secret) {
        return attempt(ClientAddress.of(request), secret);
    }

    Outcome attempt(String from, String secret) {
        var wait = perAddress.take(from);
        wait = wait.isZero() ? inAll.take(EVERYBODY) : wait;
        if (!wait.isZero()) {
            return new Outcome.TooMany(wait);
        }
        return prove(secret).<Outcome>map(Outcome.Accepted::new).orElseGet(Outcome.Refused::new);
    }

    private Optional<String> prove(String secret) {
        if (secret.length() > LONGEST) {
            return Optional.empty();
        }
        return switch (access) {
            case PASSWORD -> isPassword(secret) ? Optional.of(OWNER) : Optional.empty();
            case TOKEN -> tokens.owner(secret);
            case PROXY_HEADER, OPEN -> Optional.empty();
        };
    }

    private boolean isPassword(String secret) {
        hashing.lock();
        try {
            return BCrypt.checkpw(secret, passwordHash);
        } finally {
            hashing.unlock();
        }
    }
}
