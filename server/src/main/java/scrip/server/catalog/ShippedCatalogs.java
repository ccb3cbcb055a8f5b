package scrip.server.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import scrip.core.catalog.Catalog;

/// The catalogs that the program itself carries (C1): those of the folder `catalogs` when it was
/// built.
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
    /// @throws IllegalStateException when it is missing or has a fault: the program is built
    ///   wrongly
    public static Catalog of(String product) {
        return switch (CatalogFile.parse(bytes(product))) {
            case CatalogFile.Valid valid -> valid.catalog();
            case CatalogFile.Faulty faulty ->
                    throw new IllegalStateException(
                            "catalogs/" + product + ".yaml: " + faulty.faults());
        };
    }

    /// The file of one of [#PRODUCTS] as it ships, to be shown or copied.
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
