package scrip.core.pack;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import scrip.core.time.Due;
import scrip.core.time.Instants;

/// All packs of one (account, resource, storage term), with its arrears and holds (R1 to R21).
/// Invariants: packs are in the order of deduction (R3); while anything is owed no open pack has
/// anything available (R20); an episode exists exactly while something is owed.
///
/// @param suspended whether it has been suspended and not been restored (R11, R13)
/// @param holds the open holds, oldest first
/// @param warned the levels already warned about since a pack last began (R19)
public record Pool(
        PoolKey key,
        Packs packs,
        Debts debts,
        @Nullable Episode episode,
        boolean suspended,
        OpenHolds holds,
        Set<Level> warned) {

    /// A pool in which nothing has happened.
    public static Pool empty(PoolKey key) {
        return new Pool(key, Packs.NONE, Debts.NONE, null, false, OpenHolds.NONE, Set.of());
    }

    /// Units that can be spent now.
    public long available() {
        return packs.available();
    }

    /// Units left in packs that ended less than 24 hours ago (R9).
    public long closing() {
        return packs.closing();
    }

    public long held() {
        return packs.held();
    }

    public long expired() {
        return packs.expired();
    }

    public long voided() {
        return packs.voided();
    }

    /// Units owed.
    public long arrears() {
        return debts.units();
    }

    /// Units used: drawn from packs or owed (R20).
    public long used() {
        return packs.drawn() + debts.units();
    }

    /// The total quantity of all packs within their windows, including used-up ones (R19).
    public long whole() {
        return packs.whole();
    }

    /// What is left of the whole, in percent rounded down.
    public long percentLeft() {
        return whole() == 0 ? 0 : Math.multiplyExact(available(), 100L) / whole();
    }

    /// Whether so little is left of the packs within their windows that the first warning is due
    /// (R19).
    public boolean isLow() {
        return whole() > 0 && Level.LOW_20.reached(available(), whole());
    }

    /// The pack that is drawn on next; null if no unit is left.
    public @Nullable Pack next() {
        Iterator<Pack> open = packs.open().iterator();
        return open.hasNext() ? open.next() : null;
    }

    /// The version under which its latest purchase was sold; its mode and limits apply to the pool
    /// (C1). Null if it never had a pack (R10).
    public @Nullable String soldUnder() {
        Pack latest = packs.latestPurchase();
        return latest == null ? null : latest.catalogVersion();
    }

    /// When the last of the units available now expire with their pack; null if there are none.
    public @Nullable Instant availableUntil() {
        return packs.openUntil();
    }

    /// When a pack next begins or a hold next ends, so that units may become available; null for
    /// never.
    public @Nullable Instant unitsComeAt() {
        Due hold = holds.due();
        return Instants.earlier(packs.beginsAt(), hold == null ? null : hold.at());
    }

    /// The instants before an end at which time alone may change whether it can be used: packs with
    /// units begin and end, holds end, and a debt leads to suspension.
    public SortedSet<Instant> turnsBefore(Instant end) {
        SortedSet<Instant> turns = new TreeSet<>();
        for (Pack pack : packs.open()) {
            if (!pack.until().isBefore(end)) {
                break;
            }
            turns.add(pack.until());
        }
        for (Pack pack : packs.beginningBefore(end)) {
            turns.add(pack.from());
            turns.add(pack.until());
        }
        for (Hold hold : holds) {
            turns.add(hold.endsAt());
            hold.units().forEach(d -> turns.add(packs.get(d.pack()).until()));
        }
        if (episode != null) {
            turns.add(episode.suspendsAt());
        }
        return turns.headSet(end);
    }

    public PoolState state() {
        if (suspended) {
            return PoolState.SUSPENDED;
        }
        if (arrears() > 0) {
            return PoolState.ARREARS;
        }
        return available() > 0 ? PoolState.ACTIVE : PoolState.EXHAUSTED;
    }

    /// The pack of that sequence number.
    public Pack pack(long seq) {
        return packs.get(seq);
    }

    /// The open hold of that key; null if none is open.
    public @Nullable Hold hold(String holdKey) {
        return holds.find(holdKey);
    }

    /// The units that packs can give, in the order of deduction, to a use at that event time: at
    /// most `quantity` (R3, R9).
    public List<Draw> deduct(long quantity, Instant eventAt) {
        List<Draw> draws = new ArrayList<>();
        long left = quantity;
        Iterator<Pack> spendable = packs.spendableBy(eventAt).iterator();
        while (left > 0 && spendable.hasNext()) {
            Pack pack = spendable.next();
            long part = Math.min(left, pack.available());
            draws.add(new Draw(pack.seq(), part));
            left -= part;
        }
        return List.copyOf(draws);
    }

    /// The arrears that open packs can pay, oldest debt first, in the order of deduction (R12).
    ///
    /// @param except packs not to be used, by sequence number
    public List<UseDraw> repayment(Set<Long> except) {
        List<UseDraw> paid = new ArrayList<>();
        Iterator<Pack> open = packs.open().iterator();
        Iterator<Debt> owing = debts.iterator();
        Debt debt = owing.hasNext() ? owing.next() : null;
        while (debt != null && open.hasNext()) {
            Pack pack = open.next();
            long left = except.contains(pack.seq()) ? 0 : pack.available();
            while (debt != null && left > 0) {
                long part = Math.min(debt.units(), left);
                paid.add(new UseDraw(debt.use(), pack.seq(), part));
                left -= part;
                if (part < debt.units()) {
                    debt = new Debt(debt.use(), debt.units() - part);
                } else {
                    debt = owing.hasNext() ? owing.next() : null;
                }
            }
        }
        return List.copyOf(paid);
    }

    /// The levels reached but not warned about yet (R19); none without a pack in its window.
    public List<Level> untold() {
        if (whole() == 0) {
            return List.of();
        }
        return Level.falling().stream()
                .filter(l -> !warned.contains(l))
                .filter(l -> l.reached(available(), whole()))
                .toList();
    }

    /// The first event that time alone causes for this pool: for a hold, a pack, or the pool
    /// itself; ties in this order.
    public @Nullable Due due() {
        Due first = Due.first(holds.due(), packs.due());
        return episode == null ? first : Due.first(first, dueOf(episode));
    }

    private @Nullable Due dueOf(Episode running) {
        Due suspension = suspended ? null : new Due(running.suspendsAt(), Due.Rank.SUSPENSION);
        Due halfway = running.halfway() ? null : new Due(running.halfwayAt(), Due.Rank.REMINDER);
        return Due.first(suspension, halfway);
    }

    /// The hold that is due first; null if something else is due first.
    public @Nullable Hold dueHold(Due due) {
        return due.equals(holds.due()) ? holds.dueFirst(due) : null;
    }

    /// The pack that is due first, in the order of deduction; null if something else is due first.
    public @Nullable Pack duePack(Due due) {
        return due.equals(packs.due()) ? packs.dueFirst(due) : null;
    }

    public Pool withPack(Pack added) {
        Set<Level> told = added.phase() == PackPhase.OPEN ? Set.of() : warned;
        return new Pool(key, packs.with(added), debts, episode, suspended, holds, told);
    }

    /// This pool when the window of a pack begins; warnings of levels are armed again (R19).
    public Pool startPack(long seq) {
        Pool started = change(seq, Pack::start);
        return new Pool(key, started.packs, debts, episode, suspended, holds, Set.of());
    }

    /// This pool with one pack changed.
    public Pool change(long seq, UnaryOperator<Pack> change) {
        return withPacks(packs.with(change.apply(packs.get(seq))));
    }

    public Pool withDebts(Debts next) {
        return new Pool(key, packs, next, episode, suspended, holds, warned);
    }

    public Pool withEpisode(@Nullable Episode next) {
        return new Pool(key, packs, debts, next, suspended, holds, warned);
    }

    public Pool withSuspended(boolean next) {
        return new Pool(key, packs, debts, episode, next, holds, warned);
    }

    public Pool withHold(Hold added) {
        return withHolds(holds.with(added));
    }

    public Pool withoutHold(String holdKey) {
        return withHolds(holds.without(holdKey));
    }

    public Pool withWarned(Level level) {
        Set<Level> all = EnumSet.of(level);
        all.addAll(warned);
        return new Pool(key, packs, debts, episode, suspended, holds, Set.copyOf(all));
    }

    private Pool withHolds(OpenHolds next) {
        return new Pool(key, packs, debts, episode, suspended, next, warned);
    }

    private Pool withPacks(Packs next) {
        return new Pool(key, next, debts, episode, suspended, holds, warned);
    }
}
