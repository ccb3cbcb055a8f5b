package scrip.server.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import scrip.core.catalog.Catalog;

/// The catalogs that ship with the program (C1): the contents of the folder `catalogs` at build
/// time.
public final class ShippedCatalogs {

    /// The products that ship, in the order of this list.
    public static final List<String> PRODUCTS = List.of("ipc", "aimis");

    private ShippedCatalogs() {}

    /// All catalogs that ship.
    public static List<Catalog> all() {
        return PRODUCTS.stream().map(ShippedCatalogs::of).toList();
    }

    /// The catalog of one of [#PRODUCTS].
    ///
    /// @throws IllegalStateException if it is missing or faulty: the build is broken
    public static Catalog of(String product) {
        return switch (CatalogFile.parse(bytes(product))) {
            case CatalogFile.Valid valid -> valid.catalog();
            case CatalogFile.Faulty faulty ->
                    throw new IllegalStateException(
                            "catalogs/" + product + ".yaml: " + faulty.faults());
        };
    }

    /// The shipped file of one of [#PRODUCTS], to be shown or copied.
    public static byte[] bytes(String product) {
        try (InputStream in =
                ShippedCatalogs.class.getResourceAsStream("/catalogs/" + product + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("catalogs/" + product + ".yaml does not ship");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
