package dev.parley.conversation.jdbc;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes Quarkus's settings of {@link StoreConfig}'s: both databases are built in, one is active. Found by its name in
 * META-INF/services.
 */
public final class StoreConfigSource implements ConfigSourceFactory {

    static final String SQLITE = "sqlite";
    static final String POSTGRESQL = "postgresql";

    /** Below every place where someone would set a property. */
    private static final int ORDINAL = 50;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        String url = value(context, "parley.store.url");
        String copied = value(context, "parley.store.copy-from");
        Map<String, String> settings = new HashMap<>();
        activate(settings, SQLITE, url == null || copied != null);
        activate(settings, POSTGRESQL, url != null);
        if (url == null) {
            String directory = value(context, "parley.store.directory");
            settings.put(jdbc(SQLITE) + "url", SqliteDatabase.url(directory == null ? "data" : directory));
        } else {
            settings.put(jdbc(POSTGRESQL) + "url", url);
            copy(context, settings, "username");
            copy(context, settings, "password");
        }
        if (copied != null) {
            settings.put(jdbc(SQLITE) + "url", SqliteDatabase.url(copied));
            // Nobody is served meanwhile.
            settings.put("quarkus.http.host-enabled", "false");
        }
        return List.of(new PropertiesConfigSource(settings, "parley.store", ORDINAL));
    }

    private static void activate(Map<String, String> settings, String name, boolean active) {
        settings.put("quarkus.datasource." + name + ".active", String.valueOf(active));
        settings.put("quarkus.flyway." + name + ".active", String.valueOf(active));
    }

    private static void copy(ConfigSourceContext context, Map<String, String> settings, String name) {
        String value = value(context, "parley.store." + name);
        if (value != null) {
            settings.put("quarkus.datasource." + POSTGRESQL + "." + name, value);
        }
    }

    private static String jdbc(String name) {
        return "quarkus.datasource." + name + ".jdbc.";
    }

    private static @Nullable String value(ConfigSourceContext context, String name) {
        var value = context.getValue(name);
        return value == null || value.getValue() == null || value.getValue().isBlank() ? null : value.getValue();
    }
}
