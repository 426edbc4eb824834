package dev.parley.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * The bill of materials of this build and the list of licences in docs/third-party.md, held to each other and to what is
 * packaged. {@code ./mvnw verify -Dit.test=SupplyIT -Ddocs.write} writes the list anew.
 */
class SupplyIT {

    private static final Path BILL = Path.of("target/parley.cdx.json");
    private static final Path DOCUMENT = Path.of("docs/third-party.md");
    private static final String BEGIN = "<!-- from the bill of materials -->\n";
    private static final String END = "<!-- end -->\n";

    /** All of them let a program that uses the library have a licence of its own. */
    private static final Set<String> PERMITTED = Set.of(
            "0BSD",
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "CC0-1.0",
            "EPL-1.0",
            "EPL-2.0",
            "ISC",
            "MIT",
            "MIT-0",
            "Public Domain",
            "Python-2.0",
            "UPL-1.0");

    /** Parts of extensions in the bill that Quarkus adds by itself where they fit together; Maven does not know them. */
    private static final Set<String> ADDED_BY_QUARKUS =
            Set.of("quarkus-flyway-postgresql", "quarkus-web-bundler-qute-components");

    private static final Pattern MERMAID = Pattern.compile("mermaid-([\\d.]+)\\.min\\.js\\.gz");

    private record Component(String group, String name, String version, Set<String> licences) {

        String jar() {
            return name + "-" + version;
        }

        String title() {
            return "`" + group + ":" + name + "`";
        }
    }

    @Test
    void whatIsPackagedIsInTheBillOfMaterials() throws IOException {
        var folder = Path.of("target/quarkus-app/lib");
        assumeTrue(Files.isDirectory(folder), "A native binary has no jars");
        var known = Stream.concat(components().stream().map(Component::jar), ADDED_BY_QUARKUS.stream())
                .toList();
        try (var files = Files.walk(folder)) {
            var jars = files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .toList();
            assertThat(jars).isNotEmpty().allSatisfy(jar -> assertThat(known).anyMatch(jar::contains));
        }
    }

    @Test
    void eachLibraryHasALicenceThatPermitsItsUse() throws IOException {
        assertThat(components())
                .hasSizeGreaterThan(100)
                .allSatisfy(component ->
                        assertThat(component.licences()).as(component.title()).anyMatch(PERMITTED::contains));
    }

    @Test
    void theDocumentNamesEachLibraryWithItsLicenceAndNoOther() throws IOException {
        String document = Files.readString(DOCUMENT);
        int begin = document.indexOf(BEGIN) + BEGIN.length();
        int end = document.indexOf(END);
        if (System.getProperty("docs.write") != null) {
            document = document.substring(0, begin) + list(components()) + document.substring(end);
            Files.writeString(DOCUMENT, document);
            end = document.indexOf(END);
        }
        assertThat(document.substring(begin, end)).isEqualTo(list(components()));
    }

    /** No dependency, so the build's own list does not hold it. */
    @Test
    void mermaidIsOfAVersionWithoutAKnownHole() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/web/public/diagrams"))) {
            var versions = files.map(file -> MERMAID.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(name -> Runtime.Version.parse(name.group(1)))
                    .toList();
            assertThat(versions)
                    .singleElement()
                    .satisfies(version -> assertThat(version).isGreaterThanOrEqualTo(Runtime.Version.parse("11.16.1")));
        }
    }

    private static String list(List<Component> components) {
        var byLicence = new TreeMap<String, TreeSet<String>>();
        components.forEach(component -> byLicence
                .computeIfAbsent(String.join(" or ", component.licences()), licence -> new TreeSet<>())
                .add(component.title()));
        return byLicence.entrySet().stream()
                .map(entry -> "- **" + entry.getKey() + "**: " + String.join(", ", entry.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private static List<Component> components() throws IOException {
        assumeTrue(Files.exists(BILL), "Maven was offline (-o), where the bill of materials is not made");
        return stream(JsonMapper.builder().build().readTree(BILL.toFile()).path("components"))
                .map(SupplyIT::component)
                .toList();
    }

    private static Component component(JsonNode node) {
        var licences =
                stream(node.path("licenses")).map(SupplyIT::licence).collect(Collectors.toCollection(TreeSet::new));
        return new Component(
                node.path("group").asText(),
                node.path("name").asText(),
                node.path("version").asText(),
                licences);
    }

    private static String licence(JsonNode node) {
        var licence = node.path("license");
        return licence.isMissingNode()
                ? node.path("expression").asText()
                : licence.path("id").asText(licence.path("name").asText());
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
