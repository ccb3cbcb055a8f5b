package scrip.core.license;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.ItemId;
import scrip.core.organization.OrganizationId;

/// What an account's licenses require at an instant in order to be used (C5). A required item is
/// usable only if what it requires in turn is usable too, each as sold (C1). Items that require
/// each other, which only different versions can say, do not hinder each other.
///
/// The methods take items that count as usable: those of the same order, or those from which the
/// question came.
public final class Requirements {

    private final Licenses licenses;
    private final Catalogs catalogs;
    private final Instant now;

    public Requirements(Licenses licenses, Catalogs catalogs, Instant now) {
        this.licenses = licenses;
        this.catalogs = catalogs;
        this.now = now;
    }

    /// Whether a holder has an item that can be used, with all that it requires.
    public boolean areMet(ItemId item, OrganizationId holder, Set<ItemId> given) {
        return given.contains(item)
                || licenses.of(item, holder).stream()
                        .anyMatch(l -> l.usableAt(now) && missing(l, given) == null);
    }

    /// The first item required by a license that cannot be used; null if there is none.
    public @Nullable ItemId missing(License license, Set<ItemId> given) {
        Set<ItemId> path = with(given, license.item());
        for (ItemId required : required(license, now)) {
            if (!areMet(required, license.holder(), path)) {
                return required;
            }
        }
        return null;
    }

    /// The instant from which something that a license requires, directly or through others, can no
    /// longer be used or may require something else; null for never.
    public @Nullable Instant metUntil(License license, Set<ItemId> given) {
        Set<ItemId> path = with(given, license.item());
        Instant first = null;
        for (ItemId required : required(license, now)) {
            if (!path.contains(required)) {
                first = earlier(first, usableUntil(required, license.holder(), path));
            }
        }
        return first;
    }

    /// The instant from which none of the currently usable licenses of an item can be used.
    private @Nullable Instant usableUntil(ItemId item, OrganizationId holder, Set<ItemId> path) {
        Instant last = Instant.MIN;
        for (License license : licenses.of(item, holder)) {
            if (license.usableAt(now) && missing(license, path) == null) {
                Instant end =
                        earlier(
                                earlier(license.usableUntil(), changesAt(license)),
                                metUntil(license, path));
                if (end == null) {
                    return null;
                }
                last = end.isAfter(last) ? end : last;
            }
        }
        return last;
    }

    /// When months begin that were sold with other requirements; null for never.
    private @Nullable Instant changesAt(License license) {
        List<ItemId> required = required(license, now);
        return license.changesAt().stream()
                .filter(at -> at.isAfter(now) && !required(license, at).equals(required))
                .findFirst()
                .orElse(null);
    }

    private List<ItemId> required(License license, Instant at) {
        return catalogs.sold(license.item(), license.soldUnder(at)).requires();
    }

    private static Set<ItemId> with(Set<ItemId> given, ItemId item) {
        Set<ItemId> all = new HashSet<>(given);
        all.add(item);
        return all;
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
