package scrip.server.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.ItemChanged;
import scrip.server.catalog.PublishedCatalogs.Published;
import scrip.server.catalog.PublishedCatalogs.Version;

/// The versions that a realm sees: its own and, in a sandbox, those of the live realm. Sold items
/// refer to their version by name, so a version that was visible once stays visible:
/// - no other version with its name is published in a realm that sees it;
/// - of two versions effective from the same instant, the sandbox's own is in force and the live
///   one remains visible;
/// - a live version published after a sandbox's own versions is hidden there if it has the name of
///   one of them, or would change what one of their ids stands for (C1).
record Shelf(List<Version> own, List<Version> live) {

    private static final Comparator<Version> ORDER =
            Comparator.comparing((Version v) -> v.catalog().product())
                    .thenComparing(v -> v.catalog().effectiveFrom());

    Shelf {
        own = List.copyOf(own);
        live = List.copyOf(live);
    }

    /// Sorted by product and effective instant; of two with the same instant, the later in the list
    /// is in force.
    List<Version> versions() {
        List<Catalog> mine = own.stream().map(Version::catalog).toList();
        List<Version> all = new ArrayList<>();
        live.stream().filter(version -> fits(version.catalog(), mine)).forEach(all::add);
        all.addAll(own);
        return all.stream().sorted(ORDER).toList();
    }

    Catalogs catalogs() {
        return new Catalogs(versions().stream().map(Version::catalog).toList());
    }

    private static boolean fits(Catalog live, List<Catalog> mine) {
        return mine.stream().noneMatch(own -> isNamed(own, live))
                && ItemChanged.of(live, mine).isEmpty();
    }

    private static boolean isNamed(Catalog one, Catalog other) {
        return one.product().equals(other.product()) && one.version().equals(other.version());
    }

    /// The reason why a version cannot be published here, or that it is published already; null if
    /// it can be published.
    ///
    /// @param after the instant after which it has to take effect
    @Nullable Published verdict(Catalog catalog, String source, Instant after) {
        for (Version version : versions()) {
            if (isNamed(version.catalog(), catalog)) {
                boolean sameContent = version.source().equals(source);
                return sameContent
                                && version.catalog().effectiveFrom().equals(catalog.effectiveFrom())
                        ? new Published.Done(version)
                        : new Published.NameTaken(version, sameContent);
            }
        }
        for (Version version : own) {
            if (version.catalog().product().equals(catalog.product())
                    && version.catalog().effectiveFrom().equals(catalog.effectiveFrom())) {
                return new Published.SameInstant(version);
            }
        }
        if (!catalog.effectiveFrom().isAfter(after)) {
            return new Published.TooEarly(after);
        }
        List<ItemChanged> changed = ItemChanged.of(catalog, catalogs().versions());
        return changed.isEmpty() ? null : new Published.Changed(changed);
    }
}
