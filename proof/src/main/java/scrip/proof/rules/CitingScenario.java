package scrip.proof.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import scrip.server.yaml.Faults;
import scrip.server.yaml.YamlMap;
import scrip.server.yaml.YamlReader;
import scrip.server.yaml.YamlValue;

/// A scenario file with the rules it cites.
///
/// @param path from the root of the repository, with `/`
record CitingScenario(String path, String title, Set<String> rules) {

    /// Every scenario of the repository, by path.
    static List<CitingScenario> all(Path root) {
        List<CitingScenario> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root.resolve("scenarios"))) {
            files.filter(file -> file.toString().endsWith(".yaml"))
                    .forEach(file -> all.add(read(root, file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.stream().sorted((a, b) -> a.path.compareTo(b.path)).toList();
    }

    private static CitingScenario read(Path root, Path file) {
        Faults faults = new Faults();
        YamlMap map = YamlReader.read(file, faults).flatMap(YamlValue::map).orElse(null);
        if (map == null) {
            throw new IllegalStateException(file + ": " + faults.list());
        }
        String cites = map.optional("cites").flatMap(YamlValue::text).orElse("");
        return new CitingScenario(
                root.relativize(file).toString().replace('\\', '/'),
                map.required("title").flatMap(YamlValue::text).orElse(""),
                Citations.in(cites));
    }
}
