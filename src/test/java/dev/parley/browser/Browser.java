package dev.parley.browser;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Tracing;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test a {@link Page} in a {@link BrowserContext} of its own, and the {@link Complaints} that fail the test
 * when it is over; with a {@link Network} among its parameters, by a line that it can cut. Addresses are relative to the application under test. A failed test leaves a screenshot of each
 * page and a trace in {@code target/browser}.
 *
 * <p>All tests of a JVM share one Chromium and, since Playwright is not thread-safe, one thread.
 */
public final class Browser implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final Path LEFT_BY_FAILURES = Path.of("target", "browser");
    /** In milliseconds; generous, because a build's machine has other things to do. */
    private static final int PATIENCE = 15_000;

    private static final List<Class<?>> GIVEN =
            List.of(Page.class, BrowserContext.class, Complaints.class, Network.class);

    /** Lets the page have its service worker, which other tests go without. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface WithWorker {}

    /** What one test has of the browser. */
    private record Visit(
            BrowserContext context,
            Page page,
            Complaints complaints,
            @Nullable Network network) {}

    @Override
    public void beforeEach(ExtensionContext test) {
        var options =
                new NewContextOptions().setLocale("en-GB").setTimezoneId("UTC").setViewportSize(1280, 800);
        ConfigProvider.getConfig().getOptionalValue("test.url", String.class).ifPresent(options::setBaseURL);
        // Requests that a worker answers for cannot be watched, or replaced by a test.
        options.setServiceWorkers(wantsWorker(test) ? ServiceWorkerPolicy.ALLOW : ServiceWorkerPolicy.BLOCK);
        Network network = wantsNetwork(test) ? new Network() : null;
        if (network != null) {
            options.setProxy(network.proxy());
        }
        BrowserContext context = chromium(test).browser().newContext(options);
        context.setDefaultTimeout(PATIENCE);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        context.tracing().start(new Tracing.StartOptions().setSnapshots(true));
        var complaints = new Complaints();
        complaints.listenTo(context);
        own(test).put(Visit.class, new Visit(context, context.newPage(), complaints, network));
    }

    private static boolean wantsWorker(ExtensionContext test) {
        return test.getRequiredTestMethod().isAnnotationPresent(WithWorker.class);
    }

    private static boolean wantsNetwork(ExtensionContext test) {
        return List.of(test.getRequiredTestMethod().getParameterTypes()).contains(Network.class);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        Visit visit = own(test).remove(Visit.class, Visit.class);
        if (visit == null) {
            return;
        }
        try (BrowserContext context = visit.context()) {
            deliverWhatIsOnItsWay(context);
            List<String> unexpected = visit.complaints().unexpected();
            if (test.getExecutionException().isPresent() || !unexpected.isEmpty()) {
                record(context, nameOf(test));
            }
            report(unexpected, test.getExecutionException().orElse(null));
        } finally {
            if (visit.network() != null) {
                visit.network().close();
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        // A constructor would come too early: Quarkus starts the application for an instance.
        return parameter.getDeclaringExecutable() instanceof Method
                && GIVEN.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        Visit visit = own(test).get(Visit.class, Visit.class);
        Class<?> type = parameter.getParameter().getType();
        if (type == Page.class) {
            return visit.page();
        }
        if (type == Network.class) {
            return Objects.requireNonNull(visit.network());
        }
        return type == Complaints.class ? visit.complaints() : visit.context();
    }

    private static void report(List<String> unexpected, @Nullable Throwable failure) {
        if (unexpected.isEmpty()) {
            return;
        }
        var complained = new AssertionError("The browser complained:\n" + String.join("\n", unexpected));
        if (failure == null) {
            throw complained;
        }
        // The test's own failure is the one to read first.
        failure.addSuppressed(complained);
    }

    /** Playwright delivers events only inside a call; an answer comes after all that was sent before it. */
    private static void deliverWhatIsOnItsWay(BrowserContext context) {
        for (Page page : context.pages()) {
            try {
                page.evaluate("() => 0");
            } catch (PlaywrightException e) {
                // A crashed or navigating page has nothing more to say.
            }
        }
    }

    private static void record(BrowserContext context, String name) {
        int number = 0;
        for (Page page : context.pages()) {
            number++;
            try {
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(LEFT_BY_FAILURES.resolve(name + "-" + number + ".png"))
                        .setFullPage(true));
            } catch (PlaywrightException e) {
                // The failure that is being recorded may be that there is no picture.
            }
        }
        context.tracing().stop(new Tracing.StopOptions().setPath(LEFT_BY_FAILURES.resolve(name + ".zip")));
    }

    private static String nameOf(ExtensionContext test) {
        String name = test.getRequiredTestClass().getSimpleName() + "." + test.getDisplayName();
        return name.replaceAll("\\(.*\\)$", "").replaceAll("[^\\w.-]+", "-");
    }

    /**
     * Quarkus loads the tests of each profile by a class loader of their own, and this class with them. A Chromium
     * that another one started cannot be used from here, so it makes way.
     */
    private static Chromium chromium(ExtensionContext test) {
        Store shared = test.getRoot().getStore(Namespace.GLOBAL);
        String key = "dev.parley.browser";
        Object running = shared.get(key);
        if (running instanceof Chromium chromium) {
            return chromium;
        }
        if (running instanceof AutoCloseable foreign) {
            close(foreign);
        }
        Chromium started = Chromium.start();
        shared.put(key, started);
        return started;
    }

    private static void close(AutoCloseable foreign) {
        try {
            foreign.close();
        } catch (Exception e) {
            throw new IllegalStateException("The Chromium of another test profile could not be closed", e);
        }
    }

    private static Store own(ExtensionContext test) {
        return test.getStore(Namespace.create(Browser.class, test.getUniqueId()));
    }
}
