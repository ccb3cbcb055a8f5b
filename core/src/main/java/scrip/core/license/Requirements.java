package scrip.core.license;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.ItemId;
import scrip.core.organization.OrganizationId;

/// What an account's licenses require at an instant in order to be used (C5). A required item is
/// usable only if what it requires in turn is usable too, each as sold (C1). Items that require
/// each other, which only different versions can say, do not hinder each other.
///
/// The methods take items that count as usable: those of the same order, or those from which the
/// question came. Each looks once at every item that can be reached.
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
        return given.contains(item) || met(List.of(item), holder, given).containsKey(item);
    }

    /// The first item required by a license that cannot be used; null if there is none.
    public @Nullable ItemId missing(License license, Set<ItemId> given) {
        List<ItemId> required = required(license, now);
        if (required.isEmpty()) {
            return null;
        }
        Set<ItemId> usable = with(given, license.item());
        usable.addAll(met(required, license.holder(), usable).keySet());
        return required.stream().filter(i -> !usable.contains(i)).findFirst().orElse(null);
    }

    /// The instant from which something that a license requires, directly or through others, can no
    /// longer be used or may require something else; null for never.
    public @Nullable Instant metUntil(License license, Set<ItemId> given) {
        List<ItemId> required = required(license, now);
        if (required.isEmpty()) {
            return null;
        }
        Set<ItemId> usable = with(given, license.item());
        Map<ItemId, List<License>> met = met(required, license.holder(), usable);
        Map<ItemId, Instant> ends = new TreeMap<>();
        usable.forEach(i -> ends.put(i, Instant.MAX));
        met.keySet().forEach(i -> ends.putIfAbsent(i, Instant.MAX));
        boolean earlier = true;
        while (earlier) {
            earlier = false;
            for (Map.Entry<ItemId, List<License>> one : met.entrySet()) {
                Instant last =
                        one.getValue().stream()
                                .map(l -> first(ownEnd(l), required(l, now), ends))
                                .max(Comparator.naturalOrder())
                                .orElse(Instant.MIN);
                earlier |= !last.equals(ends.put(one.getKey(), last));
            }
        }
        Instant first = first(Instant.MAX, required, ends);
        return first.equals(Instant.MAX) ? null : first;
    }

    /// The items that can be used with all that they require, among some items of a holder and
    /// those that these require, each with its usable licenses. An item falls out when each of its
    /// licenses requires one that cannot be used or has fallen out.
    private Map<ItemId, List<License>> met(
            Collection<ItemId> items, OrganizationId holder, Set<ItemId> given) {
        Map<ItemId, List<License>> met = new TreeMap<>();
        Deque<ItemId> open = new ArrayDeque<>(items);
        while (!open.isEmpty()) {
            ItemId item = open.remove();
            if (!given.contains(item) && !met.containsKey(item)) {
                List<License> usable =
                        licenses.of(item, holder).stream().filter(l -> l.usableAt(now)).toList();
                met.put(item, new ArrayList<>(usable));
                usable.forEach(l -> open.addAll(required(l, now)));
            }
        }
        boolean fell = true;
        while (fell) {
            met.values()
                    .forEach(all ->
                            all.removeIf(l ->
                                    required(l, now).stream()
                                            .anyMatch(i ->
                                                    !given.contains(i) && !met.containsKey(i))));
            fell = met.values().removeIf(List::isEmpty);
        }
        return met;
    }

    /// The first of an instant and the ends of items; of an item without an end, the earliest.
    private static Instant first(Instant own, List<ItemId> items, Map<ItemId, Instant> ends) {
        return items.stream()
                .map(i -> ends.getOrDefault(i, Instant.MIN))
                .reduce(own, (a, b) -> a.isBefore(b) ? a : b);
    }

    /// The first instant at which a license can no longer be used or may require something else;
    /// the maximum instant for never.
    private Instant ownEnd(License license) {
        Instant usable = license.usableUntil();
        List<ItemId> required = required(license, now);
        return license.changesAt().stream()
                .filter(at -> at.isAfter(now) && !required(license, at).equals(required))
                .findFirst()
                .filter(at -> usable == null || at.isBefore(usable))
                .orElse(usable == null ? Instant.MAX : usable);
    }

    private List<ItemId> required(License license, Instant at) {
        return catalogs.sold(license.item(), license.soldUnder(at)).requires();
    }

    private static Set<ItemId> with(Set<ItemId> given, ItemId item) {
        Set<ItemId> all = new TreeSet<>(given);
        all.add(item);
        return all;
    }
}
