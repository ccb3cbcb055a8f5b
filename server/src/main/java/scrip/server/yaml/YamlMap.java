package scrip.server.yaml;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// The fields of one mapping. It remembers which names were requested, so that all others are
/// unknown: request every field the file may have, then call [#refuseOtherFields()].
public final class YamlMap {

    private final YamlTree.Mapping mapping;
    private final Faults faults;
    private final SequencedSet<String> known = new LinkedHashSet<>();

    YamlMap(YamlTree.Mapping mapping, Faults faults) {
        this.mapping = mapping;
        this.faults = faults;
    }

    /// A field of a mapping whose names are data, such as a price by its storage term.
    ///
    /// @param place the position of the name
    public record Entry(Position place, String name, YamlValue value, Faults faults) {

        /// Adds a fault, at the name, that only the reader of the file can detect.
        public void fault(String message) {
            faults.add(place, message);
        }
    }

    public Position place() {
        return mapping.place();
    }

    /// The value of a field that may be absent. A field without a value is a fault.
    public Optional<YamlValue> optional(String name) {
        Optional<YamlValue> value = find(name);
        if (value.isPresent() && value.get().isEmpty()) {
            fault(value.get().place(), "`" + name + "` has no value: give one or remove the field");
            return Optional.empty();
        }
        return value;
    }

    /// The value of a required field.
    public Optional<YamlValue> required(String name) {
        if (find(name).isEmpty()) {
            fault(place(), "the field `" + name + "` is missing here: add it");
            return Optional.empty();
        }
        return optional(name);
    }

    /// Whether a field is present, with a value or without. Makes its name known.
    public boolean has(String name) {
        return find(name).isPresent();
    }

    /// All fields in the order of the file. Makes all names known.
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (YamlTree.Field field : mapping.fields()) {
            known.add(field.name());
            entries.add(
                    new Entry(
                            field.place(),
                            field.name(),
                            new YamlValue("`" + field.name() + "`", field.value(), faults),
                            faults));
        }
        return List.copyOf(entries);
    }

    /// Adds a fault for every field that was never requested.
    public void refuseOtherFields() {
        for (YamlTree.Field field : mapping.fields()) {
            if (!known.contains(field.name())) {
                fault(
                        field.place(),
                        "unknown field `"
                                + field.name()
                                + "`"
                                + (faults.isFull() ? "" : Spelling.instead(field.name(), known)));
            }
        }
    }

    /// Adds a fault, at this mapping, that only the reader of the file can detect.
    public void fault(String message) {
        fault(place(), message);
    }

    private void fault(Position place, String message) {
        faults.add(place, message);
    }

    private Optional<YamlValue> find(String name) {
        known.add(name);
        return mapping.fields().stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .map(f -> new YamlValue("`" + name + "`", f.value(), faults));
    }
}
