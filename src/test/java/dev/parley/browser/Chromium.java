package dev.parley.browser;

import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.impl.driver.Driver;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One running Chromium. It is the machine's own where there is one, since a distribution's keeps up with security
 * fixes; else Debian's package manager is asked for one, else Playwright for its own build.
 */
final class Chromium implements AutoCloseable {
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));
    private static final List<String> COMMANDS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final List<Path> PLACES_OUTSIDE_PATH = List.of(
            Path.of("/Applications/Chromium.app/Contents/MacOS/Chromium"),
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"));
    private static final List<String> ARGUMENTS = List.of(
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            // Whatever a page under test asks for, nothing leaves this machine.
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1");
    /** Playwright must never fetch its browsers unasked: that is three of them. */
    private static final Map<String, String> ENVIRONMENT = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;

    private Chromium(Playwright playwright, com.microsoft.playwright.Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static Chromium start() {
        Optional<Path> installed = installed().or(Chromium::installByPackageManager);
        if (installed.isEmpty()) {
            downloadByPlaywright();
        }
        var options = new LaunchOptions().setArgs(ARGUMENTS).setChromiumSandbox(!ROOT);
        installed.ifPresent(options::setExecutablePath);
        Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(ENVIRONMENT));
        try {
            return new Chromium(playwright, playwright.chromium().launch(options));
        } catch (RuntimeException e) {
            playwright.close();
            throw e;
        }
    }

    com.microsoft.playwright.Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        playwright.close();
    }

    private static Optional<Path> installed() {
        String chosen = System.getenv("PARLEY_CHROMIUM");
        if (chosen != null && !chosen.isBlank()) {
            return Optional.of(Path.of(chosen));
        }
        return Stream.concat(COMMANDS.stream().flatMap(Chromium::onPath), PLACES_OUTSIDE_PATH.stream())
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Stream<Path> onPath(String command) {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, command));
    }

    private static Optional<Path> installByPackageManager() {
        if (onPath("apt-get").noneMatch(Files::isExecutable)) {
            return Optional.empty();
        }
        List<String> asRoot = ROOT ? List.of() : List.of("sudo", "-n");
        if (succeeds(asRoot, "apt-get", "update", "-qq")) {
            succeeds(
                    asRoot,
                    "apt-get",
                    "install",
                    "-y",
                    "-qq",
                    "--no-install-recommends",
                    "chromium",
                    "fonts-liberation",
                    "fonts-noto-color-emoji");
        }
        return installed();
    }

    private static void downloadByPlaywright() {
        ProcessBuilder download = Driver.ensureDriverInstalled(Map.of(), false).createProcessBuilder();
        download.command().addAll(List.of("install", "chromium"));
        if (!succeeds(download)) {
            throw new IllegalStateException("The browser tests need a Chromium, and none could be found, installed or"
                    + " downloaded: install one, or name it in the environment variable PARLEY_CHROMIUM.");
        }
    }

    private static boolean succeeds(List<String> prefix, String... command) {
        var whole = new ArrayList<>(prefix);
        whole.addAll(List.of(command));
        return succeeds(new ProcessBuilder(whole));
    }

    private static boolean succeeds(ProcessBuilder command) {
        command.environment().put("DEBIAN_FRONTEND", "noninteractive");
        // Surefire talks to its JVM over standard output, so what this prints must stay away from there.
        command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = command.start();
            process.getOutputStream().close();
            if (process.waitFor(10, TimeUnit.MINUTES)) {
                return process.exitValue() == 0;
            }
            process.destroy();
            return false;
        } catch (IOException e) {
            // No such command, as where there is no sudo.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("Interrupted while a browser was being installed", e));
        }
    }
}
