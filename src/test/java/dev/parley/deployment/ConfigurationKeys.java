package dev.parley.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every key that the code reads, found in the interfaces that read them. */
final class ConfigurationKeys {

    private static final Path CLASSES = Path.of("target/classes");
    private static final Path SOURCES = Path.of("src/main/java");

    /**
     * One key.
     *
     * @param name with {@code "*"} for each name in a map
     * @param reader the method that reads it
     * @param type what it is, of an optional one what it may be
     */
    record Setting(String name, Method reader, Type type) {

        /** Empty for none. */
        String usual() {
            var usual = reader.getAnnotation(WithDefault.class);
            return usual == null ? "" : usual.value();
        }

        @Nullable
        Class<?> converter() {
            var converter = reader.getAnnotation(WithConverter.class);
            return converter == null ? null : converter.value();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private ConfigurationKeys() {}

    /** The keys of each interface, in its order. */
    static Map<Class<?>, List<Setting>> byMapping() throws IOException {
        var all = new LinkedHashMap<Class<?>, List<Setting>>();
        for (var mapping : mappings()) {
            var keys = new ArrayList<Setting>();
            collect(mapping, mapping.getAnnotation(ConfigMapping.class).prefix(), keys);
            all.put(mapping, keys);
        }
        return all;
    }

    private static void collect(Class<?> type, String prefix, List<Setting> keys) throws IOException {
        for (var method : inOrder(type)) {
            String key = method.isAnnotationPresent(WithParentName.class) ? prefix : prefix + "." + nameOf(method);
            collect(method.getGenericReturnType(), key, method, keys);
        }
    }

    private static void collect(Type type, String key, Method reader, List<Setting> keys) throws IOException {
        if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            collect(generic.getActualTypeArguments()[1], key + ".\"*\"", reader, keys);
        } else if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
            collect(generic.getActualTypeArguments()[0], key, reader, keys);
        } else if (type instanceof Class<?> group
                && group.isInterface()
                && group.getName().startsWith("dev.parley")) {
            collect(group, key, keys);
        } else {
            keys.add(new Setting(key, reader, type));
        }
    }

    /** Reflection knows no order: that of the source. */
    private static List<Method> inOrder(Class<?> type) throws IOException {
        var order = ConfigurationJavadoc.of(sourceOf(type)).methods();
        return Stream.of(type.getMethods())
                .filter(method -> !method.isDefault() && !Modifier.isStatic(method.getModifiers()))
                .sorted((one, other) -> Integer.compare(
                        order.indexOf(ConfigurationJavadoc.nameOf(one)),
                        order.indexOf(ConfigurationJavadoc.nameOf(other))))
                .toList();
    }

    static Path sourceOf(Class<?> type) {
        var outermost = type;
        while (outermost.getEnclosingClass() != null) {
            outermost = outermost.getEnclosingClass();
        }
        return SOURCES.resolve(outermost.getName().replace('.', '/') + ".java");
    }

    private static String nameOf(Method method) {
        var named = method.getAnnotation(WithName.class);
        return named == null ? method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT) : named.value();
    }

    static List<Class<?>> mappings() throws IOException {
        var found = new ArrayList<Class<?>>();
        try (Stream<Path> files = Files.walk(CLASSES.resolve("dev/parley"))) {
            for (var file : files.filter(it -> it.toString().endsWith("Config.class"))
                    .sorted()
                    .toList()) {
                String name = CLASSES.relativize(file).toString().replace('/', '.');
                var type = load(name.substring(0, name.length() - ".class".length()));
                if (type.isAnnotationPresent(ConfigMapping.class)) {
                    found.add(type);
                }
            }
        }
        assertThat(found).hasSizeGreaterThan(10);
        return found;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ConfigurationKeys.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
