package dev.parley.web;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every route that a resource of the application has, found in its classes: one that is added is walked like the others. */
final class Routes {

    private static final java.nio.file.Path CLASSES = java.nio.file.Path.of("target/classes");
    private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z]+)(:[^{}]*(\\{[^}]*}[^{}]*)?)?}");

    /**
     * One route.
     *
     * @param path with each parameter as {@code {name}}
     */
    record Route(String method, String path) implements Comparable<Route> {

        boolean hasParameters() {
            return path.contains("{");
        }

        /** The address where each parameter has the value that {@code value} has for its name. */
        String address(UnaryOperator<String> value) {
            return PARAMETER.matcher(path).replaceAll(found -> Matcher.quoteReplacement(value.apply(found.group(1))));
        }

        @Override
        public int compareTo(Route other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private Routes() {}

    static List<Route> all() {
        try (var files = Files.walk(CLASSES.resolve("dev/parley"))) {
            return files.map(CLASSES::relativize)
                    .map(java.nio.file.Path::toString)
                    .filter(name -> name.endsWith(".class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .flatMap(Routes::of)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Route> of(String className) {
        try {
            var resource = Class.forName(className, false, Routes.class.getClassLoader());
            var base = resource.getAnnotation(Path.class);
            return base == null
                    ? Stream.empty()
                    : Arrays.stream(resource.getDeclaredMethods()).flatMap(method -> of(base.value(), method).stream());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Route> of(String base, Method method) {
        var below = method.getAnnotation(Path.class);
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(found -> found != null)
                .findFirst()
                .map(found -> new Route(found.value(), joined(base, below == null ? "" : below.value())));
    }

    private static String joined(String base, String below) {
        String whole =
                PARAMETER.matcher("/" + base + "/" + below).replaceAll("{$1}").replaceAll("/+", "/");
        return whole.length() > 1 && whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
    }
}
