package scrip.server.catalog;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.EmergencyTerms;
import scrip.core.catalog.ItemChanged;
import scrip.core.catalog.ItemId;
import scrip.server.yaml.Fault;
import scrip.server.yaml.Faults;
import scrip.server.yaml.Position;
import scrip.server.yaml.YamlReader;
import scrip.server.yaml.YamlValue;

/// The result of reading a catalog file: the catalog, or all faults of the file (C1).
public sealed interface CatalogFile {

    /// The file has no faults.
    ///
    /// @param places the position of each item's id, for faults found by comparing with other
    ///   versions
    record Valid(Catalog catalog, Map<ItemId, Position> places) implements CatalogFile {

        public Valid {
            places = Map.copyOf(places);
        }

        /// The faults, each with its line, that keep the version from being published beside others
        /// (C1).
        public List<Fault> faults(Collection<Catalog> others) {
            return ItemChanged.of(catalog, others).stream()
                    .map(changed ->
                            new Fault(
                                    places.getOrDefault(changed.item(), Position.START),
                                    ItemChanged.CODE + ": " + changed))
                    .toList();
        }
    }

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

    /// Reads a catalog from a file. An unreadable file is a fault too.
    static CatalogFile read(Path file) {
        Faults faults = new Faults();
        return parse(YamlReader.read(file, faults), faults);
    }

    /// Reads the hours and the count per month of emergency access (X5), as a catalog has them.
    static Optional<EmergencyTerms> emergency(YamlValue value) {
        return CatalogReader.emergency(value);
    }

    private static CatalogFile parse(Optional<YamlValue> document, Faults faults) {
        Optional<Valid> valid =
                document.flatMap(YamlValue::map).flatMap(root -> CatalogReader.read(root, faults));
        return valid.isPresent() && faults.isEmpty() ? valid.get() : new Faulty(faults.list());
    }
}
