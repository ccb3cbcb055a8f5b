package scrip.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import scrip.server.metrics.Program;

/// Renders the Helm chart, with Helm or else with the template engine that Helm uses: Go's, with
/// the functions of Sprig.
class ChartRenderedTest {

    private static final Path CHART = Path.of("../deploy/helm/scrip").toAbsolutePath().normalize();
    private static final Path ENGINE = Path.of("src/test/go/render.go").toAbsolutePath();
    private static final Path LIBRARIES = Path.of("/usr/share/gocode");

    @TempDir Path folder;
    private @Nullable Program helm;
    private @Nullable Program go;

    @BeforeEach
    void find() {
        helm = Program.find("helm");
        boolean libraries =
                Files.exists(LIBRARIES.resolve("src/github.com/Masterminds/sprig"))
                        && Files.exists(LIBRARIES.resolve("src/sigs.k8s.io/yaml"));
        go = libraries ? Program.find("go") : null;
        Assumptions.assumeTrue(
                helm != null || go != null,
                "neither helm is installed, nor Debian's golang-go, golang-github-masterminds-sprig-dev and"
                        + " golang-k8s-sigs-yaml-dev");
    }

    @Test
    void withoutValuesThePodHasItsFolderAndNothingElse() throws Exception {
        Map<?, ?> pod = pod(rendered());
        assertEquals(List.of("SCRIP_DATA"), names(only(pod, "containers"), "env"));
        assertEquals(List.of("scratch", "shared-memory"), names(pod, "volumes"));
        assertEquals(
                Map.of(
                        "limits", Map.of("memory", "4Gi"),
                        "requests", Map.of("cpu", "500m", "memory", "2Gi")),
                only(pod, "containers").get("resources"));
        assertTrue(!pod.containsKey("nodeSelector") && !pod.containsKey("tolerations"));
    }

    @Test
    void settingsSecretsAndTheCertificateReachThePod() throws Exception {
        Map<?, ?> pod =
                pod(
                        rendered(
                                """
                                settings: {SCRIP_ORIGIN: "https://scrip.example", SCRIP_MAIL_PORT: 465}
                                secrets:
                                  SCRIP_MAIL_PASSWORD: {secret: mail, key: password}
                                tls: {secret: scrip-tls}
                                nodeSelector: {disk: ssd}
                                resources: {limits: {memory: 8Gi}}
                                """));
        Map<?, ?> container = only(pod, "containers");
        assertEquals(
                List.of(
                        "SCRIP_DATA",
                        "SCRIP_TLS_CERTIFICATE",
                        "SCRIP_TLS_KEY",
                        "SCRIP_MAIL_PORT",
                        "SCRIP_ORIGIN",
                        "SCRIP_MAIL_PASSWORD_FILE"),
                names(container, "env"));
        assertEquals("465", map(list(container.get("env")).get(3)).get("value"));
        assertEquals(Map.of("disk", "ssd"), pod.get("nodeSelector"));
        assertEquals("8Gi", map(map(container.get("resources")).get("limits")).get("memory"));
        // Whatever is mounted is a volume of the pod.
        List<String> volumes = new ArrayList<>(names(pod, "volumes"));
        volumes.add("data");
        assertTrue(volumes.containsAll(names(container, "volumeMounts")), volumes.toString());
    }

    @Test
    void aSecretWithoutItsKeyIsRefused() throws Exception {
        Path output = folder.resolve("refused.yaml");
        assertNotEquals(0, run(output, "secrets: {SCRIP_MAIL_PASSWORD: {secret: mail}}\n"));
        assertTrue(Files.readString(output).contains("a secret setting needs a key"));
    }

    @Test
    void servicesLeadToPortsThatThePodHas() throws Exception {
        List<?> documents = rendered();
        List<String> ports = names(only(pod(documents), "containers"), "ports");
        for (Object document : documents) {
            if ("Service".equals(map(document).get("kind"))) {
                for (Object port : list(map(map(document).get("spec")).get("ports"))) {
                    assertTrue(ports.contains(map(port).get("targetPort")), port.toString());
                }
            }
        }
    }

    private List<?> rendered(String... values) throws Exception {
        Path output = folder.resolve("rendered.yaml");
        assertEquals(0, run(output, values), () -> read(output));
        List<Object> documents = new ArrayList<>();
        new Load(LoadSettings.builder().build())
                .loadAllFromString(read(output))
                .forEach(documents::add);
        return documents;
    }

    private int run(Path output, String... values) throws Exception {
        List<String> words = new ArrayList<>();
        if (helm != null) {
            words.addAll(List.of(helm.file() + "", "template", "one", CHART + ""));
        } else if (go != null) {
            words.addAll(List.of(go.file() + "", "run", ENGINE + "", CHART + ""));
        }
        for (String text : values) {
            Path file = folder.resolve("values.yaml");
            Files.writeString(file, text);
            words.addAll(helm != null ? List.of("--values", file + "") : List.of(file + ""));
        }
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectOutput(output.toFile()).redirectErrorStream(true);
        builder.environment().put("GO111MODULE", "off");
        builder.environment().put("GOPATH", LIBRARIES.toString());
        builder.environment().put("GOFLAGS", "");
        builder.environment()
                .put("GOCACHE", Path.of("target/go-cache").toAbsolutePath().toString());
        return builder.start().waitFor();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The specification of the pod among the rendered documents.
    private static Map<?, ?> pod(List<?> documents) {
        List<String> kinds = documents.stream().map(d -> "" + map(d).get("kind")).sorted().toList();
        assertEquals(List.of("Service", "Service", "StatefulSet"), kinds);
        Object set =
                documents.stream()
                        .filter(d -> "StatefulSet".equals(map(d).get("kind")))
                        .findAny()
                        .orElseThrow();
        return map(map(map(map(set).get("spec")).get("template")).get("spec"));
    }

    private static Map<?, ?> only(Map<?, ?> parent, String field) {
        assertEquals(1, list(parent.get(field)).size());
        return map(list(parent.get(field)).getFirst());
    }

    private static List<String> names(Map<?, ?> parent, String field) {
        return list(parent.get(field)).stream().map(e -> "" + map(e).get("name")).toList();
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
