package scrip.core.pack;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// All packs of one (account, resource, storage term), with its arrears and holds (R1 to R21).
/// Invariants: packs stand in the order of deduction (R3); while anything is owed no open pack has
/// anything available (R20); an episode exists exactly while something is owed.
///
/// @param suspended whether it has been suspended and not been restored (R11, R13)
/// @param holds the open holds, oldest first
/// @param warned the levels already warned of since a pack last began (R19)
public record Pool(
        PoolKey key,
        List<Pack> packs,
        Debts debts,
        @Nullable Episode episode,
        boolean suspended,
        List<Hold> holds,
        Set<Level> warned) {

    /// A pool in which nothing has happened.
    public static Pool empty(PoolKey key) {
        return new Pool(key, List.of(), Debts.NONE, null, false, List.of(), Set.of());
    }

    /// Units that can be spent now.
    public long available() {
        return sum(p -> p.phase() == PackPhase.OPEN ? p.available() : 0);
    }

    /// Units left in packs that ended less than 24 hours ago (R9).
    public long closing() {
        return sum(p -> p.phase() == PackPhase.CLOSING ? p.available() : 0);
    }

    public long held() {
        return sum(Pack::held);
    }

    public long expired() {
        return sum(Pack::expired);
    }

    public long voided() {
        return sum(Pack::voided);
    }

    /// Units owed.
    public long arrears() {
        return debts.units();
    }

    /// Units used: drawn from packs, and owed (R20).
    public long used() {
        return sum(Pack::drawn) + debts.units();
    }

    /// The quantities of all packs within their windows, used-up ones too (R19).
    public long whole() {
        return sum(p -> p.phase() == PackPhase.OPEN ? p.quantity() : 0);
    }

    /// Whether it ever had a pack (R10).
    public boolean everHadPack() {
        return !packs.isEmpty();
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
        return packs.stream().filter(p -> p.seq() == seq).findFirst().orElseThrow();
    }

    /// The open hold of that key; null if none is open.
    public @Nullable Hold hold(String holdKey) {
        return holds.stream().filter(h -> h.key().equals(holdKey)).findFirst().orElse(null);
    }

    /// What packs can give, in the order of deduction, to a use of that event time: at most
    /// `quantity` units (R3, R9).
    public List<Draw> deduct(long quantity, Instant eventAt) {
        List<Draw> draws = new ArrayList<>();
        long left = quantity;
        for (Pack pack : packs) {
            if (left == 0) {
                break;
            }
            if (pack.spendableBy(eventAt)) {
                long part = Math.min(left, pack.available());
                draws.add(new Draw(pack.seq(), part));
                left -= part;
            }
        }
        return List.copyOf(draws);
    }

    /// What open packs can pay of the arrears, oldest debt first, in the order of deduction (R12).
    ///
    /// @param except packs that pay nothing, by sequence number
    public List<UseDraw> repayment(Set<Long> except) {
        List<UseDraw> paid = new ArrayList<>();
        List<Draw> units = new ArrayList<>();
        for (Pack pack : packs) {
            boolean open = pack.phase() == PackPhase.OPEN && pack.available() > 0;
            if (open && !except.contains(pack.seq())) {
                units.add(new Draw(pack.seq(), pack.available()));
            }
        }
        int at = 0;
        long left = units.isEmpty() ? 0 : units.getFirst().units();
        for (Debt debt : debts) {
            long owed = debt.units();
            while (owed > 0 && at < units.size()) {
                long part = Math.min(owed, left);
                paid.add(new UseDraw(debt.use(), units.get(at).pack(), part));
                owed -= part;
                left -= part;
                if (left == 0) {
                    at++;
                    left = at < units.size() ? units.get(at).units() : 0;
                }
            }
            if (at == units.size()) {
                break;
            }
        }
        return List.copyOf(paid);
    }

    /// The levels reached that have not been warned of (R19); none without a pack in its window.
    public List<Level> untold() {
        if (whole() == 0) {
            return List.of();
        }
        return Level.falling().stream()
                .filter(l -> !warned.contains(l))
                .filter(l -> l.reached(available(), whole()))
                .toList();
    }

    public Pool withPack(Pack added) {
        List<Pack> all = new ArrayList<>(packs);
        all.add(added);
        all.sort(Pack.DEDUCTION_ORDER);
        Set<Level> told = added.phase() == PackPhase.OPEN ? Set.of() : warned;
        return new Pool(key, List.copyOf(all), debts, episode, suspended, holds, told);
    }

    /// This pool when the window of a pack begins; warnings of levels are armed again (R19).
    public Pool startPack(long seq) {
        Pool started = change(seq, Pack::start);
        return new Pool(key, started.packs, debts, episode, suspended, holds, Set.of());
    }

    /// This pool with one pack changed.
    public Pool change(long seq, UnaryOperator<Pack> change) {
        List<Pack> all = new ArrayList<>(packs.size());
        for (Pack pack : packs) {
            all.add(pack.seq() == seq ? change.apply(pack) : pack);
        }
        return withPacks(List.copyOf(all));
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
        List<Hold> all = new ArrayList<>(holds);
        all.add(added);
        return withHolds(List.copyOf(all));
    }

    public Pool withoutHold(String holdKey) {
        return withHolds(holds.stream().filter(h -> !h.key().equals(holdKey)).toList());
    }

    public Pool withWarned(Level level) {
        Set<Level> all = EnumSet.of(level);
        all.addAll(warned);
        return new Pool(key, packs, debts, episode, suspended, holds, Set.copyOf(all));
    }

    private Pool withHolds(List<Hold> next) {
        return new Pool(key, packs, debts, episode, suspended, next, warned);
    }

    private Pool withPacks(List<Pack> next) {
        return new Pool(key, next, debts, episode, suspended, holds, warned);
    }

    private long sum(java.util.function.ToLongFunction<Pack> of) {
        long sum = 0;
        for (Pack pack : packs) {
            sum += of.applyAsLong(pack);
        }
        return sum;
    }
}
