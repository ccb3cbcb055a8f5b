package scrip.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import scrip.server.metrics.Program;
import scrip.server.setting.Setting;

/// The Helm chart: its templates ask for values that exist, and with Helm it is rendered.
class ChartTest {

    private static final Path CHART = Path.of("../deploy/helm/scrip");
    private static final Pattern VALUE = Pattern.compile("\\.Values\\.([A-Za-z.]+)");
    private static final Pattern ACTION = Pattern.compile("\\{\\{-? ?(.*?) ?-?}}");

    @TempDir Path folder;

    private static List<Path> templates() throws IOException {
        try (Stream<Path> all = Files.list(CHART.resolve("templates"))) {
            return all.sorted().toList();
        }
    }

    private static List<?> parsed(String text) {
        List<Object> documents = new ArrayList<>();
        new Load(LoadSettings.builder().build()).loadAllFromString(text).forEach(documents::add);
        return documents;
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static Map<?, ?> values() throws IOException {
        return map(parsed(Files.readString(CHART.resolve("values.yaml"))).getFirst());
    }

    private static void leaves(Map<?, ?> values, String prefix, Set<String> to) {
        values.forEach((key, value) -> {
            boolean inner = value instanceof Map<?, ?> map && !map.isEmpty();
            // What Kubernetes takes as it is, the templates pass on whole.
            if (inner && !"resources".equals(key)) {
                leaves(map(value), prefix + key + ".", to);
            } else {
                to.add(prefix + key);
            }
        });
    }

    @Test
    void theTemplatesUseEachValueAndNoOther() throws Exception {
        Set<String> there = new TreeSet<>();
        leaves(values(), "", there);
        Set<String> used = new TreeSet<>();
        for (Path template : templates()) {
            VALUE.matcher(Files.readString(template))
                    .results()
                    .forEach(found -> used.add(found.group(1)));
        }
        assertEquals(there, used);
    }

    @Test
    void everySettingOfTheChartExists() throws Exception {
        Set<String> named = new TreeSet<>();
        for (Path template : templates()) {
            named.addAll(PackageTest.settings(Files.readString(template)));
        }
        named.addAll(PackageTest.settings(Files.readString(CHART.resolve("values.yaml"))));
        assertTrue(named.contains("SCRIP_DATA"), named.toString());
        Setting.names().forEach(named::remove);
        assertEquals(Set.of(), named);
    }

    @Test
    void whatIsOpenedInATemplateIsEnded() throws Exception {
        for (Path template : templates()) {
            String text = Files.readString(template);
            int open = 0;
            Matcher action = ACTION.matcher(text);
            while (action.find()) {
                String first = action.group(1).split(" ", 2)[0];
                if (List.of("if", "with", "range", "define").contains(first)) {
                    open++;
                } else if (first.equals("end")) {
                    open--;
                    assertTrue(open >= 0, template.toString());
                }
            }
            assertEquals(0, open, template.toString());
            String rest = action.replaceAll("");
            assertTrue(!rest.contains("{{") && !rest.contains("}}"), template.toString());
        }
    }

    @Test
    void thePodIsAsTheImageExpects() throws Exception {
        String server = Files.readString(CHART.resolve("templates/server.yaml"));
        String image = Files.readString(Path.of("../deploy/package/image.sh"));
        String user = image.replaceAll("(?s).*\\buser=(\\d+).*", "$1");
        assertTrue(server.contains("runAsUser: " + user + "\n"), user);
        for (String port : List.of("8080", "8081", "8082")) {
            assertTrue(server.contains("containerPort: " + port), port);
            assertTrue(image.contains("\"" + port + "/tcp\""), port);
        }
        assertTrue(server.contains("readOnlyRootFilesystem: true"));
        assertTrue(server.contains("/health/liveness") && server.contains("/health/readiness"));
    }

    @Test
    void helmRendersIt() throws Exception {
        Program helm = Program.find("helm");
        Assumptions.assumeTrue(helm != null, "helm is not installed");
        helm.run("lint", "--strict", CHART.toString());
        Map<?, ?> plain = pod(render(helm));
        assertEquals(List.of("SCRIP_DATA"), environment(plain));
        Path given = folder.resolve("values.yaml");
        Files.writeString(
                given,
                """
                settings: {SCRIP_ORIGIN: "https://scrip.example", SCRIP_MAIL_PORT: 465}
                secrets:
                  SCRIP_MAIL_PASSWORD: {secret: mail, key: password}
                tls: {secret: scrip-tls}
                """);
        Map<?, ?> whole = pod(render(helm, "--values", given.toString()));
        assertEquals(
                List.of(
                        "SCRIP_DATA",
                        "SCRIP_TLS_CERTIFICATE",
                        "SCRIP_TLS_KEY",
                        "SCRIP_MAIL_PORT",
                        "SCRIP_ORIGIN",
                        "SCRIP_MAIL_PASSWORD_FILE"),
                environment(whole));
    }

    private List<?> render(Program helm, String... more) throws Exception {
        Path output = folder.resolve("rendered.yaml");
        List<String> words =
                new ArrayList<>(List.of(helm.file().toString(), "template", "one", CHART + ""));
        words.addAll(List.of(more));
        Process process =
                new ProcessBuilder(words)
                        .redirectOutput(output.toFile())
                        .redirectErrorStream(true)
                        .start();
        assertEquals(0, process.waitFor(), Files.readString(output, UTF_8));
        return parsed(Files.readString(output));
    }

    /// The specification of the pod among the rendered documents.
    private static Map<?, ?> pod(List<?> documents) {
        List<String> kinds = documents.stream().map(d -> "" + map(d).get("kind")).toList();
        assertEquals(List.of("Service", "Service", "StatefulSet"), kinds);
        Map<?, ?> template = map(map(map(documents.getLast()).get("spec")).get("template"));
        return map(template.get("spec"));
    }

    private static List<String> environment(Map<?, ?> pod) {
        Map<?, ?> container = map(list(pod.get("containers")).getFirst());
        return list(container.get("env")).stream().map(e -> "" + map(e).get("name")).toList();
    }
}
