package dev.parley.auth;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A server behind a proxy that readers sign in to by a password, with limits low enough to be met. A test is somebody of its own by
 * its address, as the proxy tells it, or by its token.
 */
public final class PasswordAccess implements QuarkusTestProfile {

    public static final String PASSWORD = AuthConfigs.PASSWORD;
    /** The names of the scripts, each with a token {@code a-script-called-…}. */
    private static final List<String> SCRIPTS = List.of("visitor", "reader", "sender", "waiter", "collector");

    /** Under which name readers come through the proxy. */
    public static final String HOST = "chat.example.org";

    public static final int ATTEMPTS = 4;
    public static final int SENDS = 20;
    public static final int CONVERSATIONS = 12;

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> keys = new HashMap<>();
        keys.put("parley.origins", "https://" + HOST);
        keys.put("parley.access", "password");
        keys.put("parley.password-hash", AuthConfigs.HASH);
        keys.put("parley.login.per-address", String.valueOf(ATTEMPTS));
        keys.put("parley.login.in-all", "1000");
        for (String script : SCRIPTS) {
            keys.put("parley.tokens." + script, token(script));
        }
        keys.put("parley.turn.sends-per-minute", String.valueOf(SENDS));
        keys.put("parley.turn.max-running-per-owner", "1");
        keys.put("parley.turn.max-conversations", String.valueOf(CONVERSATIONS));
        keys.put("quarkus.http.proxy.proxy-address-forwarding", "true");
        keys.put("quarkus.http.proxy.allow-x-forwarded", "true");
        return keys;
    }

    public static String token(String script) {
        return "a-script-called-" + script;
    }
}
