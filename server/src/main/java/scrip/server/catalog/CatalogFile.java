package scrip.server.catalog;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import scrip.core.catalog.Catalog;
import scrip.server.yaml.Fault;
import scrip.server.yaml.Faults;
import scrip.server.yaml.YamlReader;
import scrip.server.yaml.YamlValue;

/// What came of reading a catalog file: the catalog, or every fault of the file (C1).
public sealed interface CatalogFile {

    /// The file has no fault.
    record Valid(Catalog catalog) implements CatalogFile {}

    /// All faults in the order of the file; at least one.
    record Faulty(List<Fault> faults) implements CatalogFile {}

    /// Reads the text of a catalog.
    static CatalogFile parse(String text) {
        Faults faults = new Faults();
        return parse(YamlReader.read(text, faults), faults);
    }

    /// Reads the bytes of a catalog, such as the body of a request.
    static CatalogFile parse(byte[] bytes) {
        Faults faults = new Faults();
        return parse(YamlReader.read(bytes, faults), faults);
    }

    /// Reads a catalog from a file. One that cannot be read is a fault too.
    static CatalogFile read(Path file) {
        Faults faults = new Faults();
        return parse(YamlReader.read(file, faults), faults);
    }

    private static CatalogFile parse(Optional<YamlValue> document, Faults faults) {
        Optional<Catalog> catalog =
                document.flatMap(YamlValue::map).flatMap(root -> CatalogReader.read(root, faults));
        return catalog.isPresent() && faults.isEmpty()
                ? new Valid(catalog.get())
                : new Faulty(faults.list());
    }
}
