package scrip.server;

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
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import scrip.server.setting.Setting;

/// The Helm chart: its templates ask for values that exist. `ChartRenderedTest` renders it.
class ChartTest {

    private static final Path CHART = Path.of("../deploy/helm/scrip");
    private static final Pattern VALUE = Pattern.compile("\\.Values\\.([A-Za-z.]+)");
    private static final Pattern ACTION = Pattern.compile("\\{\\{-? ?(.*?) ?-?}}");

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
        List<String> secrets =
                server.lines().filter(line -> line.contains("secret: {secretName:")).toList();
        assertEquals(2, secrets.size(), secrets.toString());
        for (String secret : secrets) {
            assertTrue(secret.endsWith(", defaultMode: 0440}"), secret);
        }
        assertTrue(server.contains("/health/liveness") && server.contains("/health/readiness"));
    }
}
