package dev.parley.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMapping;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/configuration.md has every key that the code reads, with its default, and no other. */
class ConfigurationDocumentTest {

    private static final Path CLASSES = Path.of("target/classes");
    private static final Path DOCUMENT = Path.of("docs/configuration.md");
    private static final Pattern SECTION = Pattern.compile("^## .*\\(`(parley[^`]*)`\\)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    /** The name of an entry in a map, whatever the document calls it. */
    private static final Pattern ENTRY = Pattern.compile("\"[^\"]+\"");

    @Test
    void everyKeyIsDocumentedWithItsDefault() throws IOException {
        var keys = keys();
        var documented = documented();
        assertThat(documented.keySet()).containsExactlyInAnyOrderElementsOf(keys.keySet());
        keys.forEach((key, usual) -> {
            if (!usual.isEmpty() && !usual.contains("$")) {
                assertThat(documented.get(key)).as("the default of %s", key).contains("`" + usual + "`");
            }
        });
    }

    /** Keys with their defaults; an empty one for none. */
    private static Map<String, String> keys() throws IOException {
        var keys = new TreeMap<String, String>();
        for (var type : mappings()) {
            collect(type, type.getAnnotation(ConfigMapping.class).prefix(), keys);
        }
        return keys;
    }

    private static void collect(Class<?> type, String prefix, Map<String, String> keys) {
        for (var method : type.getMethods()) {
            if (method.isDefault() || Modifier.isStatic(method.getModifiers())) {
                continue;
            }
            String key = method.isAnnotationPresent(WithParentName.class) ? prefix : prefix + "." + nameOf(method);
            collect(method.getGenericReturnType(), key, defaultOf(method), keys);
        }
    }

    private static void collect(Type type, String key, String usual, Map<String, String> keys) {
        if (type instanceof ParameterizedType generic) {
            var inner = generic.getActualTypeArguments();
            if (generic.getRawType() == Map.class) {
                collect(inner[1], key + ".\"*\"", usual, keys);
            } else if (generic.getRawType() == Optional.class) {
                collect(inner[0], key, usual, keys);
            } else {
                keys.put(key, usual);
            }
        } else if (type instanceof Class<?> group
                && group.isInterface()
                && group.getName().startsWith("dev.parley")) {
            collect(group, key, keys);
        } else {
            keys.put(key, usual);
        }
    }

    private static String nameOf(Method method) {
        var named = method.getAnnotation(WithName.class);
        return named == null ? method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT) : named.value();
    }

    private static String defaultOf(Method method) {
        var usual = method.getAnnotation(WithDefault.class);
        return usual == null ? "" : usual.value();
    }

    private static List<Class<?>> mappings() throws IOException {
        var found = new ArrayList<Class<?>>();
        try (Stream<Path> files = Files.walk(CLASSES.resolve("dev/parley"))) {
            for (var file :
                    files.filter(it -> it.toString().endsWith("Config.class")).toList()) {
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
            return Class.forName(name, false, ConfigurationDocumentTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the document says of each key's default. */
    private static Map<String, String> documented() throws IOException {
        var rows = new TreeMap<String, String>();
        String prefix = null;
        for (String line : Files.readAllLines(DOCUMENT)) {
            var section = SECTION.matcher(line);
            if (line.startsWith("## ")) {
                prefix = section.find() ? section.group(1) : null;
            } else if (prefix != null && line.startsWith("| `")) {
                var cells = line.split("(?<!\\\\)\\|", -1);
                for (String key : keysOf(cells[1])) {
                    rows.put(prefix + "." + key, cells[3]);
                }
            }
        }
        return rows;
    }

    /** "`a.b`, `.c`" is a.b and a.c. */
    private static List<String> keysOf(String cell) {
        var keys = new ArrayList<String>();
        CODE.matcher(cell).results().map(code -> code.group(1)).forEach(code -> {
            String key = ENTRY.matcher(code).replaceAll("\"*\"");
            keys.add(key.startsWith(".") ? keys.getFirst().replaceAll("\\.[a-z-]+$", "") + key : key);
        });
        return keys;
    }
}
