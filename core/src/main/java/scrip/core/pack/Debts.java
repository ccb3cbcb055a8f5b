package scrip.core.pack;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// The arrears of one pool, oldest first (R12). An immutable queue: adding a debt and paying the
/// oldest take constant time, so a pool deep in arrears is as fast as any other.
public final class Debts implements Iterable<Debt> {

    /// No debt.
    public static final Debts NONE = new Debts(null, null, 0);

    private record Cell(Debt debt, @Nullable Cell next) {}

    private final @Nullable Cell front;
    private final @Nullable Cell back;
    private final long units;

    private Debts(@Nullable Cell front, @Nullable Cell back, long units) {
        this.front = front == null ? reversed(back) : front;
        this.back = front == null ? null : back;
        this.units = units;
    }

    /// A queue of debts, given oldest first.
    public static Debts of(List<Debt> debts) {
        Debts all = NONE;
        for (Debt debt : debts) {
            all = all.plus(debt);
        }
        return all;
    }

    /// How many units are owed.
    public long units() {
        return units;
    }

    public Debts plus(Debt debt) {
        return new Debts(front, new Cell(debt, back), Math.addExact(units, debt.units()));
    }

    /// The debts left after paying the oldest `paid` units.
    ///
    /// @throws IllegalArgumentException if less is owed
    public Debts minusOldest(long paid) {
        if (paid > units) {
            throw new IllegalArgumentException("paid " + paid + " of " + units);
        }
        Debts rest = this;
        long left = paid;
        while (left > 0) {
            Debt oldest = rest.oldest();
            Debts others = rest.withoutOldest();
            long part = Math.min(left, oldest.units());
            left -= part;
            rest =
                    part == oldest.units()
                            ? others
                            : others.withOldest(new Debt(oldest.use(), oldest.units() - part));
        }
        return rest;
    }

    /// The debts left after removing `taken` units of one use, its oldest first (R16).
    public Debts minusOf(long use, long taken) {
        List<Debt> rest = new ArrayList<>();
        long left = taken;
        for (Debt debt : this) {
            long part = debt.use() == use ? Math.min(left, debt.units()) : 0;
            left -= part;
            if (debt.units() > part) {
                rest.add(new Debt(debt.use(), debt.units() - part));
            }
        }
        if (left > 0) {
            throw new IllegalArgumentException("use " + use + " does not owe " + taken);
        }
        return of(rest);
    }

    /// How many units one use owes.
    public long of(long use) {
        long sum = 0;
        for (Debt debt : this) {
            sum += debt.use() == use ? debt.units() : 0;
        }
        return sum;
    }

    public List<Debt> toList() {
        List<Debt> all = new ArrayList<>();
        forEach(all::add);
        return List.copyOf(all);
    }

    @Override
    public Iterator<Debt> iterator() {
        return new Iterator<>() {
            private Debts rest = Debts.this;

            @Override
            public boolean hasNext() {
                return rest.front != null;
            }

            @Override
            public Debt next() {
                Debt debt = rest.oldest();
                rest = rest.withoutOldest();
                return debt;
            }
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Debts debts && toList().equals(debts.toList());
    }

    @Override
    public int hashCode() {
        return Long.hashCode(units);
    }

    @Override
    public String toString() {
        return toList().toString();
    }

    private Debt oldest() {
        if (front == null) {
            throw new NoSuchElementException("no debt");
        }
        return front.debt();
    }

    private Debts withoutOldest() {
        Cell first = front;
        if (first == null) {
            throw new NoSuchElementException("no debt");
        }
        return new Debts(first.next(), back, units - first.debt().units());
    }

    private Debts withOldest(Debt debt) {
        return new Debts(new Cell(debt, front), back, units + debt.units());
    }

    private static @Nullable Cell reversed(@Nullable Cell cells) {
        Cell turned = null;
        for (Cell cell = cells; cell != null; cell = cell.next()) {
            turned = new Cell(cell.debt(), turned);
        }
        return turned;
    }
}
