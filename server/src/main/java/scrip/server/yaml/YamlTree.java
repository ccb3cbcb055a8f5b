package scrip.server.yaml;

import java.util.List;

/// The content of a file without its meaning: the tree that [YamlReader] builds and [YamlValue]
/// reads.
sealed interface YamlTree {

    Position place();

    /// A scalar as it is written.
    ///
    /// @param type the type that YAML gives the text; a quoted scalar is always [ScalarType#TEXT]
    record Scalar(Position place, String text, ScalarType type) implements YamlTree {}

    record Sequence(Position place, List<YamlTree> elements) implements YamlTree {}

    /// Fields in the order of the file, each name once.
    record Mapping(Position place, List<Field> fields) implements YamlTree {}

    record Field(Position place, String name, YamlTree value) {}

    /// The types of YAML's core schema.
    enum ScalarType {
        TEXT,
        INTEGER,
        FRACTION,
        BOOLEAN,
        EMPTY
    }
}
