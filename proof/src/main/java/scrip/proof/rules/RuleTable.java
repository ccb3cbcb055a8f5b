package scrip.proof.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import scrip.server.yaml.Faults;
import scrip.server.yaml.YamlMap;
import scrip.server.yaml.YamlReader;
import scrip.server.yaml.YamlValue;

/// The list of rules in `rules.yaml`.
public final class RuleTable {

    private RuleTable() {}

    /// The names of all rules, in the order of the rulebook.
    public static List<String> ids() {
        return read().stream().map(Rule::id).toList();
    }

    /// Reads the list.
    ///
    /// @throws IllegalStateException listing every fault of the file
    static List<Rule> read() {
        Faults faults = new Faults();
        List<Rule> rules =
                YamlReader.read(bytes(), faults)
                        .flatMap(YamlValue::map)
                        .map(RuleTable::rules)
                        .orElse(List.of());
        if (!faults.isEmpty()) {
            throw new IllegalStateException("rules.yaml: " + faults.list());
        }
        return rules;
    }

    private static List<Rule> rules(YamlMap file) {
        List<Rule> rules = new ArrayList<>();
        for (YamlValue value : list(file, "rules")) {
            value.map().ifPresent(map -> rules.add(rule(map)));
        }
        file.refuseOtherFields();
        return List.copyOf(rules);
    }

    private static Rule rule(YamlMap map) {
        String later = map.optional("later").flatMap(YamlValue::text).orElse(null);
        List<YamlValue> classes = later == null ? list(map, "decided_by") : List.of();
        Rule rule =
                new Rule(
                        map.required("id").flatMap(YamlValue::text).orElse(""),
                        map.required("title").flatMap(YamlValue::text).orElse(""),
                        classes.stream().flatMap(c -> c.text().stream()).toList(),
                        later);
        map.refuseOtherFields();
        return rule;
    }

    private static List<YamlValue> list(YamlMap map, String name) {
        return map.required(name).flatMap(YamlValue::list).orElse(List.of());
    }

    private static byte[] bytes() {
        try (InputStream in = RuleTable.class.getResourceAsStream("rules.yaml")) {
            return Objects.requireNonNull(in, "rules.yaml is not on the class path").readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
