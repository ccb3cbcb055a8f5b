package scrip.core.pack;

import java.time.Instant;
import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import scrip.core.order.OrderId;
import scrip.core.sorted.PersistentMap;
import scrip.core.sorted.PersistentSet;
import scrip.core.sorted.Summary;
import scrip.core.time.Due;
import scrip.core.time.Instants;

/// The packs of one pool in the order of deduction (R3), with their totals. Immutable; a use
/// touches only the packs it draws on.
public final class Packs extends AbstractCollection<Pack> {

    private static final OfPacks SUMMARY = new OfPacks();

    /// No pack.
    public static final Packs NONE =
            new Packs(
                    PersistentMap.summed(SUMMARY),
                    PersistentMap.empty(),
                    PersistentSet.empty(),
                    PoolSums.ZERO);

    /// The position of a pack in the order of deduction (R3): earliest end, bonus before paid,
    /// earlier start, earlier purchase, line number. It never changes.
    private record DeductionRank(
            Instant until, boolean paid, Instant from, Instant purchasedAt, int line, long seq)
            implements Comparable<DeductionRank> {

        private static final Comparator<DeductionRank> ORDER =
                Comparator.comparing(DeductionRank::until)
                        .thenComparing(DeductionRank::paid)
                        .thenComparing(DeductionRank::from)
                        .thenComparing(DeductionRank::purchasedAt)
                        .thenComparingInt(DeductionRank::line)
                        .thenComparingLong(DeductionRank::seq);

        static DeductionRank of(Pack pack) {
            return new DeductionRank(
                    pack.until(),
                    !pack.isBonus(),
                    pack.from(),
                    pack.purchasedAt(),
                    lineOf(pack.origin()),
                    pack.seq());
        }

        /// Grants come before the lines of orders.
        private static int lineOf(PackOrigin origin) {
            return switch (origin) {
                case PackOrigin.OrderLine bought -> bought.line();
                case PackOrigin.VendorGrant _ -> 0;
            };
        }

        @Override
        public int compareTo(DeductionRank other) {
            return ORDER.compare(this, other);
        }
    }

    /// The rank of a pack as a purchase. The highest-ranked pack determines the mode and limits of
    /// the pool (C1): purchases before grants, valid packs before voided ones, then the latest.
    private record Purchase(boolean bought, boolean valid, Instant at, long seq)
            implements Comparable<Purchase> {

        private static final Comparator<Purchase> ORDER =
                Comparator.comparing(Purchase::bought)
                        .thenComparing(Purchase::valid)
                        .thenComparing(Purchase::at)
                        .thenComparingLong(Purchase::seq);

        static Purchase of(Pack pack) {
            return new Purchase(
                    pack.origin() instanceof PackOrigin.OrderLine,
                    pack.phase() != PackPhase.VOIDED,
                    pack.purchasedAt(),
                    pack.seq());
        }

        @Override
        public int compareTo(Purchase other) {
            return ORDER.compare(this, other);
        }
    }

    /// A pack that an order bought.
    private record Bought(OrderId order, long seq) implements Comparable<Bought> {

        private static final Comparator<Bought> ORDER =
                Comparator.comparing(Bought::order).thenComparingLong(Bought::seq);

        @Override
        public int compareTo(Bought other) {
            return ORDER.compare(this, other);
        }
    }

    /// The summary of many packs.
    ///
    /// @param due the first due of any of them
    /// @param openUntil the end of the last open one that has units left
    /// @param lateUntil the end of the last closing one that has units left
    /// @param beginsAt the start of the first future pack
    /// @param until the latest end of a pack that was not recalled
    /// @param latest the highest-ranked purchase among them
    private record Summed(
            @Nullable Due due,
            @Nullable Instant openUntil,
            @Nullable Instant lateUntil,
            @Nullable Instant beginsAt,
            @Nullable Instant until,
            Purchase latest) {

        boolean open() {
            return openUntil != null;
        }

        boolean spendableBy(Instant eventAt) {
            return open() || (lateUntil != null && eventAt.isBefore(lateUntil));
        }
    }

    private record OfPacks() implements Summary<Pack, Summed> {

        @Override
        public Summed of(Pack pack) {
            boolean left = pack.available() > 0;
            PackPhase phase = pack.phase();
            return new Summed(
                    pack.due(),
                    left && phase == PackPhase.OPEN ? pack.until() : null,
                    left && phase == PackPhase.CLOSING ? pack.until() : null,
                    phase == PackPhase.PENDING ? pack.from() : null,
                    phase == PackPhase.VOIDED ? null : pack.until(),
                    Purchase.of(pack));
        }

        @Override
        public Summed plus(Summed earlier, Summed later) {
            return new Summed(
                    Due.first(earlier.due, later.due),
                    Instants.later(earlier.openUntil, later.openUntil),
                    Instants.later(earlier.lateUntil, later.lateUntil),
                    Instants.earlier(earlier.beginsAt, later.beginsAt),
                    Instants.later(earlier.until, later.until),
                    earlier.latest.compareTo(later.latest) > 0 ? earlier.latest : later.latest);
        }
    }

    private final PersistentMap<DeductionRank, Pack> inOrder;
    private final PersistentMap<Long, DeductionRank> places;
    private final PersistentSet<Bought> bought;
    private final PoolSums sums;

    private Packs(
            PersistentMap<DeductionRank, Pack> inOrder,
            PersistentMap<Long, DeductionRank> places,
            PersistentSet<Bought> bought,
            PoolSums sums) {
        this.inOrder = inOrder;
        this.places = places;
        this.bought = bought;
        this.sums = sums;
    }

    /// A collection of the given packs, without duplicates, in the order of deduction.
    public static Packs of(Collection<Pack> packs) {
        SortedMap<DeductionRank, Pack> inOrder = new TreeMap<>();
        SortedMap<Long, DeductionRank> places = new TreeMap<>();
        SortedSet<Bought> bought = new TreeSet<>();
        PoolSums sums = PoolSums.ZERO;
        for (Pack pack : packs) {
            DeductionRank place = DeductionRank.of(pack);
            inOrder.put(place, pack);
            places.put(pack.seq(), place);
            OrderId order = pack.order();
            if (order != null) {
                bought.add(new Bought(order, pack.seq()));
            }
            sums = sums.plus(pack, 1);
        }
        return new Packs(
                PersistentMap.summed(inOrder, SUMMARY),
                PersistentMap.copyOf(places),
                PersistentSet.copyOf(bought),
                sums);
    }

    /// These packs with one added or updated.
    Packs with(Pack pack) {
        DeductionRank place = DeductionRank.of(pack);
        Pack before = inOrder.get(place);
        PoolSums less = before == null ? sums : sums.plus(before, -1);
        OrderId order = before == null ? pack.order() : null;
        return new Packs(
                inOrder.with(place, pack),
                before == null ? places.with(pack.seq(), place) : places,
                order == null ? bought : bought.with(new Bought(order, pack.seq())),
                less.plus(pack, 1));
    }

    /// The packs that some orders bought, in the order of deduction; the others are not looked at.
    public List<Pack> boughtBy(Collection<OrderId> orders) {
        SortedMap<DeductionRank, Pack> found = new TreeMap<>();
        for (OrderId order : orders) {
            for (Bought pack : bought.tailSet(new Bought(order, 0))) {
                if (!pack.order().equals(order)) {
                    break;
                }
                Pack of = get(pack.seq());
                found.put(DeductionRank.of(of), of);
            }
        }
        return List.copyOf(found.values());
    }

    /// The pack of that sequence number.
    Pack get(long seq) {
        DeductionRank place = places.get(seq);
        Pack pack = place == null ? null : inOrder.get(place);
        if (pack == null) {
            throw new NoSuchElementException("no pack " + seq);
        }
        return pack;
    }

    /// The packs that can give units to a use that happened at `eventAt` and is booked now (R2,
    /// R9).
    Iterable<Pack> spendableBy(Instant eventAt) {
        Iterable<Pack> some = inOrder.where(SUMMARY, s -> s.spendableBy(eventAt));
        return () -> new Spendable(some.iterator(), eventAt);
    }

    /// The open packs with units left.
    public Iterable<Pack> open() {
        return inOrder.where(SUMMARY, Summed::open);
    }

    /// The future packs that begin before an instant.
    Iterable<Pack> beginningBefore(Instant end) {
        return inOrder.where(
                SUMMARY,
                s -> {
                    Instant first = s.beginsAt();
                    return first != null && first.isBefore(end);
                });
    }

    /// The latest purchase (C1); null if there is none.
    @Nullable Pack latestPurchase() {
        Summed all = inOrder.sum(SUMMARY);
        return all == null ? null : get(all.latest().seq());
    }

    /// When the last available units end; null if there are none.
    @Nullable Instant openUntil() {
        Summed all = inOrder.sum(SUMMARY);
        return all == null ? null : all.openUntil();
    }

    /// When the first future pack begins; null if there is none.
    @Nullable Instant beginsAt() {
        Summed all = inOrder.sum(SUMMARY);
        return all == null ? null : all.beginsAt();
    }

    /// The latest end of a pack that was not recalled; null if there is none.
    public @Nullable Instant until() {
        Summed summed = inOrder.sum(SUMMARY);
        return summed == null ? null : summed.until();
    }

    /// The first due of any of them.
    @Nullable Due due() {
        Summed all = inOrder.sum(SUMMARY);
        return all == null ? null : all.due();
    }

    /// The first pack with that due.
    Pack dueFirst(Due due) {
        return inOrder.where(SUMMARY, s -> due.equals(s.due())).iterator().next();
    }

    long available() {
        return sums.available();
    }

    long closing() {
        return sums.closing();
    }

    long held() {
        return sums.held();
    }

    long drawn() {
        return sums.drawn();
    }

    long expired() {
        return sums.expired();
    }

    long voided() {
        return sums.voided();
    }

    /// The total quantity of the open packs.
    long whole() {
        return sums.whole();
    }

    @Override
    public Iterator<Pack> iterator() {
        return inOrder.values().iterator();
    }

    @Override
    public int size() {
        return inOrder.size();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Packs packs && inOrder.equals(packs.inOrder);
    }

    @Override
    public int hashCode() {
        return inOrder.hashCode();
    }

    /// Skips closing packs that had not begun at the event.
    private static final class Spendable implements Iterator<Pack> {

        private final Iterator<Pack> some;
        private final Instant eventAt;
        private @Nullable Pack next;

        Spendable(Iterator<Pack> some, Instant eventAt) {
            this.some = some;
            this.eventAt = eventAt;
            settle();
        }

        private void settle() {
            next = null;
            while (next == null && some.hasNext()) {
                Pack pack = some.next();
                boolean tooEarly =
                        pack.phase() == PackPhase.CLOSING && eventAt.isBefore(pack.from());
                next = tooEarly ? null : pack;
            }
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Pack next() {
            Pack given = next;
            if (given == null) {
                throw new NoSuchElementException("no more packs");
            }
            settle();
            return given;
        }
    }
}
