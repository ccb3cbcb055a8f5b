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

/// A folder of YAML files: mutants by rule, and for rules that have none the reason.
///
/// @param mutants in the order of rules, then of the files
/// @param without the reason why a rule has no mutant, by rule
record Table(List<Mutant> mutants, SequencedMap<String, String> without) {

    private static final Path CORE = Path.of("core/src/main/java/scrip/core");

    /// Reads a folder of tables.
    ///
    /// @throws IllegalArgumentException with every fault of a file
    static Table read(Path root, String folder) {
        Map<String, List<Mutant>> mutants = new TreeMap<>(Rules.ORDER);
        SequencedMap<String, String> without = new TreeMap<>(Rules.ORDER);
        try (Stream<Path> files = Files.list(root.resolve(folder))) {
            for (Path file : files.sorted().toList()) {
                read(file, mutants, without);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Table(mutants.values().stream().flatMap(List::stream).toList(), without);
    }

    private static void read(
            Path file, Map<String, List<Mutant>> mutants, Map<String, String> without) {
        Faults faults = new Faults();
        YamlReader.read(file, faults)
                .flatMap(YamlValue::map)
                .ifPresent(map -> {
                    for (YamlMap.Entry entry : map.entries()) {
                        if (!Rules.ALL.contains(entry.name())) {
                            entry.fault("there is no rule " + entry.name());
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
                                        source(in),
                                        text(map, "text"),
                                        map.has("with") ? text(map, "with") : "",
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

    /// A class of core by its package and name, or the path of any other file.
    private static Path source(String in) {
        return in.contains(".") ? Path.of(in) : CORE.resolve(in + ".java");
    }
}
