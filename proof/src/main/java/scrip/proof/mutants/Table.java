package scrip.proof.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import scrip.server.yaml.Faults;
import scrip.server.yaml.YamlMap;
import scrip.server.yaml.YamlReader;
import scrip.server.yaml.YamlValue;

/// A folder of YAML files: mutants by rule or by feature of the server, and the reason for each
/// rule that has none.
///
/// @param mutants in the order of rules, then of features, then of the files
/// @param without the reason why a rule has no mutant, by rule
record Table(List<Mutant> mutants, SequencedMap<String, String> without) {

    private static final Path CORE = Path.of("core/src/main/java/scrip/core");
    private static final Path SERVER = Path.of("server/src/main/java/scrip/server");

    /// Reads a folder of tables.
    ///
    /// @throws IllegalArgumentException listing every fault of a file
    static Table read(Path root, String folder) {
        Map<String, List<Mutant>> mutants = new TreeMap<>(Rules.ORDER);
        SequencedMap<String, String> without = new TreeMap<>(Rules.ORDER);
        try (Stream<Path> files = Files.list(root.resolve(folder))) {
            for (Path file : files.sorted().toList()) {
                read(root, file, mutants, without);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Table(mutants.values().stream().flatMap(List::stream).toList(), without);
    }

    private static void read(
            Path root, Path file, Map<String, List<Mutant>> mutants, Map<String, String> without) {
        Faults faults = new Faults();
        YamlReader.read(file, faults)
                .flatMap(YamlValue::map)
                .ifPresent(map -> {
                    for (YamlMap.Entry entry : map.entries()) {
                        if (!isKnown(root, entry.name())) {
                            entry.fault("neither a rule nor a feature: " + entry.name());
                        } else if (entry.value().isList()) {
                            mutants.computeIfAbsent(entry.name(), _ -> new ArrayList<>())
                                    .addAll(mutants(file, entry));
                        } else {
                            entry.value().text().ifPresent(t -> without.put(entry.name(), t));
                        }
                    }
                });
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(file + ":" + faults.list());
        }
    }

    private static boolean isKnown(Path root, String name) {
        return Rules.ALL.contains(name) || Files.isDirectory(root.resolve(SERVER).resolve(name));
    }

    private static List<Mutant> mutants(Path file, YamlMap.Entry rule) {
        List<Mutant> all = new ArrayList<>();
        for (YamlValue value : rule.value().list().orElse(List.of())) {
            value.map()
                    .ifPresent(map -> {
                        String in = map.required("in").flatMap(YamlValue::text).orElse("");
                        all.add(
                                new Mutant(
                                        rule.name(),
                                        text(map, "what"),
                                        source(rule.name(), in),
                                        text(map, "text"),
                                        map.has("with") ? text(map, "with") : "",
                                        tests(map),
                                        map.optional("missed")
                                                .flatMap(YamlValue::bool)
                                                .orElse(false),
                                        file.getFileName() + ":" + value.place().line()));
                        map.refuseOtherFields();
                    });
        }
        return all;
    }

    private static String text(YamlMap map, String field) {
        return map.required(field).flatMap(YamlValue::text).orElse("");
    }

    private static List<String> tests(YamlMap map) {
        return map.optional("tests").flatMap(YamlValue::list).stream()
                .flatMap(List::stream)
                .flatMap(test -> test.text().stream())
                .toList();
    }

    /// The source file of a class named by package and name, in core for a rule and in the server
    /// for a feature; or any other file by its path.
    private static Path source(String rule, String in) {
        if (in.contains(".")) {
            return Path.of(in);
        }
        return (Rules.ALL.contains(rule) ? CORE : SERVER).resolve(in + ".java");
    }
}
