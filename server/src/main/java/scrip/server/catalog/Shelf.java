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

/// The versions that a realm sees: its own and, in a sandbox, those of the live realm. What was
/// sold refers to its version by name, so a version that is seen once stays seen:
/// - no other version of its name is published where it is seen;
/// - of two from the same instant on, the sandbox's own is in force and the live one is still
///   there;
/// - what is published live after a sandbox's own versions is not seen there if it has the name of
///   one of them, or would make something else of an id of theirs (C1).
record Shelf(List<Version> own, List<Version> live) {

    private static final Comparator<Version> ORDER =
            Comparator.comparing((Version v) -> v.catalog().product())
                    .thenComparing(v -> v.catalog().effectiveFrom());

    Shelf {
        own = List.copyOf(own);
        live = List.copyOf(live);
    }

    /// By product and effective instant; the later of two from the same instant on is in force.
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

    /// What speaks against publishing a version here, or that it is there already; null if it can
    /// be published.
    ///
    /// @param earliest the first instant that is allowed
    @Nullable Published verdict(Catalog catalog, String source, Instant earliest) {
        for (Version version : versions()) {
            if (isNamed(version.catalog(), catalog)) {
                return version.source().equals(source)
                                && version.catalog().effectiveFrom().equals(catalog.effectiveFrom())
                        ? new Published.Done(version)
                        : new Published.NameTaken(version);
            }
        }
        for (Version version : own) {
            if (version.catalog().product().equals(catalog.product())
                    && version.catalog().effectiveFrom().equals(catalog.effectiveFrom())) {
                return new Published.SameInstant(version);
            }
        }
        if (catalog.effectiveFrom().isBefore(earliest)) {
            return new Published.TooEarly(earliest);
        }
        List<ItemChanged> changed = ItemChanged.of(catalog, catalogs().versions());
        return changed.isEmpty() ? null : new Published.Changed(changed);
    }
}
