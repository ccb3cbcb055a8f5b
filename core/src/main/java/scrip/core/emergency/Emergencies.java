package scrip.core.emergency;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.AbstractList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.EmergencyTerms;
import scrip.core.catalog.ItemId;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.PoolKey;
import scrip.core.sorted.PersistentList;

/// The emergencies of one account (X5), in the order in which they were opened. Immutable. Only
/// recent ones are looked at: none is open longer than the longest that a catalog can set.
public final class Emergencies extends AbstractList<Emergency> {

    private static final Duration LONGEST = Duration.ofHours(EmergencyTerms.HOURS_MAX);

    /// No calendar month is longer, in any zone.
    private static final Duration MONTH_MAX = Duration.ofDays(32);

    /// No emergency.
    public static final Emergencies NONE = new Emergencies(PersistentList.empty());

    private final PersistentList<Emergency> all;

    private Emergencies(PersistentList<Emergency> all) {
        this.all = all;
    }

    /// A collection of the given emergencies.
    public static Emergencies of(List<Emergency> opened) {
        return opened.isEmpty() ? NONE : new Emergencies(PersistentList.copyOf(opened));
    }

    /// These with one more, which was opened last.
    public Emergencies with(Emergency opened) {
        return new Emergencies(all.with(opened));
    }

    /// These after a use under one of them.
    ///
    /// @param seq of the emergency
    /// @throws IllegalStateException if there is no such emergency
    public Emergencies withUse(long seq, PoolKey pool, long units) {
        for (int place = all.size() - 1; place >= 0; place--) {
            Emergency one = all.get(place);
            if (one.seq() == seq) {
                return new Emergencies(all.with(place, one.withUse(pool, units)));
            }
        }
        throw new IllegalStateException("no emergency " + seq);
    }

    /// The emergency that opens an item for an organization at an instant: of several, the one that
    /// lasts longest; null if none does. One that the account itself opened is for all its members.
    ///
    /// @param account whose emergencies these are
    /// @param years the storage term in question; null or 0 for none, or for every term
    public @Nullable Emergency covering(
            OrganizationId account,
            OrganizationId organization,
            ItemId item,
            @Nullable Integer years,
            Instant now) {
        return longest(account, organization, e -> e.covers(item, years), now);
    }

    /// The emergency that opens everything of a product for an organization at an instant; null if
    /// none does.
    public @Nullable Emergency covering(
            OrganizationId account, OrganizationId organization, String product, Instant now) {
        return longest(
                account,
                organization,
                e -> e.item() == null && e.products().contains(product),
                now);
    }

    private @Nullable Emergency longest(
            OrganizationId account,
            OrganizationId organization,
            Predicate<Emergency> wanted,
            Instant now) {
        if (all.isEmpty()) {
            return null;
        }
        return openAt(now)
                .filter(e ->
                        e.organization().equals(organization) || e.organization().equals(account))
                .filter(wanted)
                .max(Comparator.comparing(Emergency::until).thenComparingLong(Emergency::seq))
                .orElse(null);
    }

    /// Those opened within some time before an instant, the latest first.
    private Stream<Emergency> recent(Instant now, Duration within) {
        return newestFirst().takeWhile(e -> e.from().plus(within).isAfter(now));
    }

    /// How many an organization opened of a product in the calendar month of an instant.
    ///
    /// @param zone of the account
    public long openedInMonth(
            OrganizationId organization, String product, Instant now, ZoneId zone) {
        YearMonth month = YearMonth.from(now.atZone(zone));
        return recent(now, MONTH_MAX)
                .filter(e -> YearMonth.from(e.from().atZone(zone)).equals(month))
                .filter(e ->
                        e.organization().equals(organization) && e.products().contains(product))
                .count();
    }

    /// All of them, the latest first.
    public Stream<Emergency> newestFirst() {
        return IntStream.iterate(all.size() - 1, place -> place >= 0, place -> place - 1)
                .mapToObj(all::get);
    }

    /// Those that are open at an instant, the latest first.
    public Stream<Emergency> openAt(Instant now) {
        return recent(now, LONGEST).filter(e -> e.isOpenAt(now));
    }

    /// The first instant after another at which one that is open then ends; null for never.
    public @Nullable Instant nextEnd(Instant now) {
        return openAt(now).map(Emergency::until).min(Comparator.naturalOrder()).orElse(null);
    }

    @Override
    public Emergency get(int place) {
        return all.get(place);
    }

    @Override
    public Iterator<Emergency> iterator() {
        return all.iterator();
    }

    @Override
    public int size() {
        return all.size();
    }
}
