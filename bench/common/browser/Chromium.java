package common.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The browser of this machine. */
public final class Chromium {

    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));
    private static final List<String> BROWSERS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private Chromium() {}

    /** The one that PARLEY_CHROMIUM names, else one that is installed, else Playwright's. */
    public static Browser launch(Playwright playwright) {
        var options = new LaunchOptions()
                .setChromiumSandbox(!ROOT)
                .setArgs(List.of("--disable-gpu", "--no-first-run", "--disable-background-networking"));
        installed().ifPresent(options::setExecutablePath);
        return playwright.chromium().launch(options);
    }

    private static Optional<Path> installed() {
        String chosen = System.getenv("PARLEY_CHROMIUM");
        if (chosen != null && !chosen.isBlank()) {
            return Optional.of(Path.of(chosen));
        }
        return BROWSERS.stream()
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
