package scrip.core.license;

import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.order.LineId;
import scrip.core.organization.OrganizationId;
import scrip.core.sorted.PersistentList;
import scrip.core.sorted.PersistentMap;
import scrip.core.sorted.PersistentSet;
import scrip.core.sorted.Summary;
import scrip.core.time.Due;

/// All licenses of one account, in the order in which they were granted. Immutable; found by id,
/// and by item and holder, without looking at the others.
public final class Licenses extends AbstractList<License> {

    private static final Summary<License, Due> DUE = Due.first(Licenses::dueOf);

    /// No license.
    public static final Licenses NONE =
            new Licenses(
                    PersistentList.summed(DUE),
                    PersistentMap.empty(),
                    PersistentSet.empty(),
                    PersistentSet.empty());

    /// The position of a license among those of its item and holder: ordered by end.
    private record EndRank(ItemId item, String holder, Instant until, int place)
            implements Comparable<EndRank> {

        static EndRank of(License license, int place) {
            return new EndRank(license.item(), license.holder().value(), license.lastEnd(), place);
        }

        boolean isOf(ItemId other, OrganizationId organization) {
            return item.equals(other) && holder.equals(organization.value());
        }

        /// The lowest rank after this one.
        EndRank next() {
            return new EndRank(item, holder, until, place + 1);
        }

        @Override
        public int compareTo(EndRank other) {
            int side = item.compareTo(other.item);
            side = side == 0 ? holder.compareTo(other.holder) : side;
            side = side == 0 ? until.compareTo(other.until) : side;
            return side == 0 ? Integer.compare(place, other.place) : side;
        }
    }

    /// Months of a license that an order line paid for.
    private record Paid(LineId line, int place) implements Comparable<Paid> {

        private static final Comparator<Paid> ORDER =
                Comparator.comparing(Paid::line).thenComparingInt(Paid::place);

        @Override
        public int compareTo(Paid other) {
            return ORDER.compare(this, other);
        }
    }

    private final PersistentList<License> all;
    private final PersistentMap<LicenseId, Integer> places;
    private final PersistentSet<EndRank> byEnd;
    private final PersistentSet<Paid> paid;

    private Licenses(
            PersistentList<License> all,
            PersistentMap<LicenseId, Integer> places,
            PersistentSet<EndRank> byEnd,
            PersistentSet<Paid> paid) {
        this.all = all;
        this.places = places;
        this.byEnd = byEnd;
        this.paid = paid;
    }

    /// A collection of the given licenses.
    public static Licenses of(List<License> licenses) {
        Licenses all = NONE;
        for (License license : licenses) {
            all = all.with(license);
        }
        return all;
    }

    /// These licenses with one added or updated.
    public Licenses with(License license) {
        Integer known = places.get(license.id());
        if (known == null) {
            return new Licenses(
                    all.with(license),
                    places.with(license.id(), all.size()),
                    byEnd.with(EndRank.of(license, all.size())),
                    paidInstead(List.of(), license.paid(), all.size()));
        }
        License before = all.get(known);
        EndRank was = EndRank.of(before, known);
        EndRank is = EndRank.of(license, known);
        return new Licenses(
                all.with(known, license),
                places,
                was.equals(is) ? byEnd : byEnd.without(was).with(is),
                paidInstead(before.paid(), license.paid(), known));
    }

    private PersistentSet<Paid> paidInstead(List<Months> before, List<Months> after, int place) {
        PersistentSet<Paid> next = paid;
        if (!before.equals(after)) {
            for (Months months : before) {
                next = next.without(new Paid(months.line(), place));
            }
            for (Months months : after) {
                next = next.with(new Paid(months.line(), place));
            }
        }
        return next;
    }

    /// The licenses with months that an order line paid for, in the order in which they were
    /// granted; the others are not looked at.
    public List<License> paidBy(LineId line) {
        return paid.subSet(new Paid(line, 0), new Paid(line, Integer.MAX_VALUE)).stream()
                .map(p -> all.get(p.place()))
                .toList();
    }

    /// The license of that id; null if there is none.
    public @Nullable License find(LicenseId id) {
        Integer place = places.get(id);
        return place == null ? null : all.get(place);
    }

    /// The licenses of an item and a holder ordered by end, perpetual ones last.
    public List<License> of(ItemId item, OrganizationId holder) {
        return between(item, holder, Instant.MIN, Instant.MAX);
    }

    /// The licenses of an item and a holder in the order in which they were granted.
    public List<License> granted(ItemId item, OrganizationId holder) {
        return byEnd
                .subSet(
                        new EndRank(item, holder.value(), Instant.MIN, 0),
                        new EndRank(item, holder.value(), Instant.MAX, Integer.MAX_VALUE))
                .stream()
                .mapToInt(EndRank::place)
                .sorted()
                .mapToObj(all::get)
                .toList();
    }

    /// The licenses of the same item and holder that end and lapse together with it, including
    /// itself.
    public List<License> endingWith(License license) {
        Instant end = license.lastEnd();
        return between(license.item(), license.holder(), end, end).stream()
                .filter(l -> l.validity().equals(license.validity()))
                .toList();
    }

    /// The first due of any of them.
    public @Nullable Due due() {
        return all.sum(DUE);
    }

    /// The first license with that due.
    public License dueFirst(Due due) {
        return all.where(DUE, due::equals).iterator().next();
    }

    private List<License> between(ItemId item, OrganizationId holder, Instant first, Instant last) {
        if (byEnd.isEmpty()) {
            return List.of();
        }
        List<License> found = new ArrayList<>(1);
        EndRank rank = byEnd.ceiling(new EndRank(item, holder.value(), first, 0));
        while (rank != null && rank.isOf(item, holder) && !rank.until().isAfter(last)) {
            found.add(all.get(rank.place()));
            rank = byEnd.ceiling(rank.next());
        }
        return found;
    }

    private static @Nullable Due dueOf(License license) {
        Reminder next = Reminder.next(license);
        return next == null ? null : new Due(next.dueAt(), Due.Rank.LICENSE);
    }

    @Override
    public License get(int place) {
        return all.get(place);
    }

    @Override
    public Iterator<License> iterator() {
        return all.iterator();
    }

    @Override
    public int size() {
        return all.size();
    }

    /// The underlying list, for finding the differences between two collections.
    public PersistentList<License> toList() {
        return all;
    }
}
