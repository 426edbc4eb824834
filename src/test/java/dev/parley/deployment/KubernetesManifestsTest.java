package dev.parley.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code src/main/kubernetes} says is what Kubernetes knows, and what Parley needs there. */
class KubernetesManifestsTest {

    private static final Path MANIFESTS = Path.of("src/main/kubernetes");
    /** Of a kind that the Prometheus operator brings. */
    private static final Path MONITOR = MANIFESTS.resolve("monitoring/servicemonitor.yaml");

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "Deployment",
            Deployment.class,
            "Service",
            Service.class,
            "PersistentVolumeClaim",
            PersistentVolumeClaim.class);

    static Stream<Path> manifests() throws IOException {
        try (var files = Files.walk(MANIFESTS)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).toList().stream();
        }
    }

    static Stream<Path> resources() throws IOException {
        return manifests().filter(file -> !file.endsWith("kustomization.yaml") && !file.equals(MONITOR));
    }

    /** What a kind has no field for is dropped when it is read, so it is missing when it is written again. */
    @ParameterizedTest
    @MethodSource("resources")
    void everyFieldIsOneThatKubernetesKnows(Path file) throws IOException {
        var written = YAML.readTree(file.toFile());
        var kind = KINDS.get(written.path("kind").asText());
        assertThat(kind).as("the kind of %s", file).isNotNull();
        var read = YAML.treeToValue(written, kind);
        assertThat(unknown(read))
                .as("fields of %s that Kubernetes does not know", file)
                .isEmpty();
    }

    private static List<String> unknown(Object part) {
        var found = new ArrayList<String>();
        collectUnknown(YAML.valueToTree(part), part.getClass(), "", found);
        return found;
    }

    private static void collectUnknown(JsonNode tree, Class<?> type, String path, List<String> found) {
        var description = YAML.getSerializationConfig().introspect(YAML.constructType(type));
        var known = description.findProperties().stream()
                .collect(Collectors.toMap(BeanPropertyDefinition::getName, property -> property));
        for (var field : tree.properties()) {
            var property = known.get(field.getKey());
            if (property == null) {
                found.add(path + "/" + field.getKey());
                continue;
            }
            var inner = property.getPrimaryType();
            var element = inner.isCollectionLikeType() ? inner.getContentType() : inner;
            if (element.getRawClass().getPackageName().startsWith("io.fabric8")) {
                var values = field.getValue().isArray() ? field.getValue() : List.of(field.getValue());
                int index = 0;
                for (JsonNode value : values) {
                    if (value.isObject()) {
                        collectUnknown(value, element.getRawClass(), path + "/" + field.getKey() + "/" + index, found);
                    }
                    index++;
                }
            }
        }
    }

    @Test
    void aStoreHasOneProcessAtATime() throws IOException {
        var spec = deployment().getSpec();
        assertThat(spec.getReplicas()).isEqualTo(1);
        assertThat(spec.getStrategy().getType()).isEqualTo("Recreate");
    }

    @Test
    void answersUnderWayMayEndBeforeTheProcessIsKilled() throws IOException {
        var drain = Pattern.compile(
                        "@WithDefault\\(\"(\\d+)s\"\\)\\s+@WithConverter\\(\\w+\\.class\\)\\s+Duration drain\\(\\)")
                .matcher(Files.readString(Path.of("src/main/java/dev/parley/turn/TurnConfig.java")));
        assertThat(drain.find()).isTrue();
        assertThat(deployment().getSpec().getTemplate().getSpec().getTerminationGracePeriodSeconds())
                .isGreaterThan(Long.parseLong(drain.group(1)) + 5);
    }

    @Test
    void probesAskForTheHealthUnderANameThatIsAdmitted() throws IOException {
        var container = container();
        assertAsks(container.getStartupProbe(), "/q/health/live");
        assertAsks(container.getLivenessProbe(), "/q/health/live");
        assertAsks(container.getReadinessProbe(), "/q/health/ready");
    }

    private static void assertAsks(Probe probe, String path) {
        assertThat(probe.getHttpGet().getPath()).isEqualTo(path);
        assertThat(probe.getHttpGet().getHttpHeaders())
                .singleElement()
                .satisfies(header ->
                        assertThat(header.getName() + ": " + header.getValue()).isEqualTo("Host: localhost:8080"));
    }

    @Test
    void theContainerHasNoRightsAndNoPlaceToWriteButItsVolumes() throws IOException {
        var rights = container().getSecurityContext();
        assertThat(rights.getReadOnlyRootFilesystem()).isTrue();
        assertThat(rights.getAllowPrivilegeEscalation()).isFalse();
        assertThat(rights.getCapabilities().getDrop()).containsExactly("ALL");
        var pod = deployment().getSpec().getTemplate().getSpec();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(Files.readString(Path.of("src/main/docker/Dockerfile.jvm")))
                .contains("USER " + pod.getSecurityContext().getRunAsUser());
        assertThat(container().getVolumeMounts()).extracting("mountPath").containsExactlyInAnyOrder("/data", "/tmp");
    }

    @Test
    void secretsComeFromASecret() throws IOException {
        assertThat(container().getEnvFrom().stream()
                        .map(EnvFromSource::getSecretRef)
                        .filter(Objects::nonNull))
                .singleElement()
                .satisfies(secret -> assertThat(secret.getName()).isEqualTo("parley"));
        for (var file : manifests().toList()) {
            var lines = Files.readAllLines(file).stream()
                    .filter(line -> !line.strip().startsWith("#"));
            assertThat(lines).noneMatch(line -> line.matches(".*(KEY|PASSWORD|PASSWORD_HASH|TOKEN)\\S*=.*"));
        }
    }

    @Test
    void kustomizationsNameFilesThatAreThere() throws IOException {
        for (var file :
                manifests().filter(it -> it.endsWith("kustomization.yaml")).toList()) {
            for (var resource : YAML.readTree(file.toFile()).path("resources")) {
                assertThat(file.resolveSibling(resource.asText())).exists();
            }
        }
    }

    @Test
    void theMonitorAsksTheServiceForMetricsWithATokenOfTheSecret() throws IOException {
        var endpoint = YAML.readTree(MONITOR.toFile()).at("/spec/endpoints/0");
        var service = YAML.readValue(MANIFESTS.resolve("base/service.yaml").toFile(), Service.class);
        assertThat(endpoint.path("port").asText())
                .isEqualTo(service.getSpec().getPorts().getFirst().getName());
        assertThat(endpoint.path("path").asText()).isEqualTo("/q/metrics");
        assertThat(endpoint.at("/authorization/credentials/name").asText()).isEqualTo("parley");
        assertThat(endpoint.at("/authorization/credentials/key").asText()).isEqualTo("PARLEY_METRICS_TOKEN");
    }

    private static Deployment deployment() throws IOException {
        return YAML.readValue(MANIFESTS.resolve("base/deployment.yaml").toFile(), Deployment.class);
    }

    private static Container container() throws IOException {
        return deployment().getSpec().getTemplate().getSpec().getContainers().getFirst();
    }
}
