package dev.parley.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.deployment.ConfigurationKeys.Setting;
import io.smallrye.config.ConfigMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The tables of docs/configuration.md are what the code says of each key that it reads. With {@code -Ddocs.write=true} they
 * are written; what stands around them is not touched.
 */
class ConfigurationDocumentTest {

    private static final Path DOCUMENT = Path.of("docs/configuration.md");
    private static final Pattern SECTION = Pattern.compile("^## .*\\(`(parley[^`]*)`\\)");
    private static final String HEAD = "| key | meaning | default |";
    private static final String RULE = "|---|---|---|";

    @Test
    void theTablesAreTheJavadocOfTheKeys() throws IOException {
        var tables = tables();
        String document = Files.readString(DOCUMENT);
        String wanted = withTables(document, tables);
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(DOCUMENT, wanted);
            return;
        }
        assertThat(document)
                .as("stale: ./mvnw test -Dtest=ConfigurationDocumentTest -Ddocs.write=true writes it")
                .isEqualTo(wanted);
        assertThat(tables).as("interfaces that have no section of their own").isEmpty();
    }

    @Test
    void everyKeySaysWhatItIs() throws IOException {
        for (var keys : ConfigurationKeys.byMapping().values()) {
            for (var key : keys) {
                assertThat(meaning(key))
                        .as("the Javadoc of %s", key)
                        .isNotBlank()
                        .doesNotContain("|", "{@");
            }
        }
    }

    /** The rows by the prefix of their keys. */
    private static Map<String, List<String>> tables() throws IOException {
        var tables = new HashMap<String, List<String>>();
        for (var mapping : ConfigurationKeys.byMapping().entrySet()) {
            String prefix = mapping.getKey().getAnnotation(ConfigMapping.class).prefix();
            var rows = new ArrayList<String>();
            for (var key : mapping.getValue()) {
                rows.add(row(prefix, key));
            }
            tables.put(prefix, rows);
        }
        return tables;
    }

    private static String row(String prefix, Setting key) throws IOException {
        // A reference to another key is where the key comes from, and no value.
        String usual = key.usual().isEmpty() || key.usual().contains("$") ? "" : "`" + key.usual() + "` ";
        return "| `" + key.name().substring(prefix.length() + 1) + "` | " + meaning(key) + " | " + usual + "|";
    }

    private static String meaning(Setting key) throws IOException {
        var reader = key.reader();
        var source = ConfigurationJavadoc.of(ConfigurationKeys.sourceOf(reader.getDeclaringClass()));
        return source.text().getOrDefault(ConfigurationJavadoc.nameOf(reader), "");
    }

    /** Takes the tables that have a section. */
    private static String withTables(String document, Map<String, List<String>> tables) {
        var lines = new ArrayList<String>();
        List<String> rows = List.of();
        for (String line : document.split("\n", -1)) {
            var section = SECTION.matcher(line);
            if (section.find()) {
                rows = tables.remove(section.group(1));
                assertThat(rows).as("keys of %s", line).isNotNull();
            }
            if (line.equals(HEAD)) {
                lines.add(HEAD);
                lines.add(RULE);
                lines.addAll(rows);
            } else if (!line.startsWith("|")) {
                lines.add(line);
            }
        }
        return String.join("\n", lines);
    }
}
