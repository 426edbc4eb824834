package dev.parley.web;

import io.quarkiverse.web.bundler.runtime.Bundle;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/**
 * Where the page's script and styles are: bundled with this application, or ready-made in Parley's jar where that is a library of
 * another.
 */
@Singleton
class PageAssets {

    private static final String READY_MADE = "META-INF/parley/bundle.properties";

    private final Bundle bundle;
    private final Properties readyMade = readyMade();

    PageAssets(Bundle bundle) {
        this.bundle = bundle;
    }

    String script() {
        return address("app.js");
    }

    String style() {
        return address("app.css");
    }

    /** What formulas need beside the page's own style. */
    String mathStyle() {
        return address("math.css");
    }

    /** What is not seen at first: dialogs and the like. */
    String toolsStyle() {
        return address("tools.css");
    }

    /** How the page looks on paper. */
    String printStyle() {
        return address("print.css");
    }

    /** Asked for each page: live reload bundles anew under other names. */
    private String address(String name) {
        return bundle.mapping().names().contains(name)
                ? bundle.resolve(name)
                : Objects.requireNonNull(readyMade.getProperty(name), () -> "The page's " + name + " was not bundled");
    }

    private static Properties readyMade() {
        var names = new Properties();
        try (var file = Thread.currentThread().getContextClassLoader().getResourceAsStream(READY_MADE)) {
            if (file != null) {
                names.load(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Parley's jar has no readable " + READY_MADE, e);
        }
        return names;
    }
}
