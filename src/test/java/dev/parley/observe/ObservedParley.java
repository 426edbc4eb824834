package dev.parley.observe;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.security.crypto.bcrypt.BCrypt;

/** A Parley that is watched: metrics for who names the token, traces, and everything that it has to say in its log. */
public final class ObservedParley implements QuarkusTestProfile {

    static final String SCRAPE = "scrape-canary-5530-of-the-operator";
    static final String KEY = "sk-ant-canary-4411-of-the-operator";
    static final String SCRIPT = "token-canary-8842-of-a-script";
    static final String PASSWORD = "password-canary-1190";
    static final String SYSTEM = "system-canary-3305";

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> keys = new HashMap<>();
        keys.put("parley.metrics.token", SCRAPE);
        keys.put("parley.claude.api-key", KEY);
        keys.put("parley.claude.system-prompt", SYSTEM);
        keys.put("parley.tokens.script", SCRIPT);
        keys.put("parley.access", "password");
        keys.put("parley.password-hash", BCrypt.hashpw(PASSWORD, BCrypt.gensalt(10)));
        keys.put("parley.proxy.addresses", "127.0.0.1,::1");
        keys.put("parley.turn.max-message-length", "10000");
        keys.put("parley.logging.format", "json");
        keys.put("quarkus.log.category.\"dev.parley\".level", "DEBUG");
        return keys;
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Outside.class));
    }
}
