package scrip.server.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Fact;
import scrip.core.pack.PoolKey;

/// Compares the roll-ups of an account with its uses, which it follows in their order.
final class RollupCheck {

    /// What was used of a pool.
    ///
    /// @param stored units to be stored, until `first` to `last`; both are null if there are none
    record Total(long units, long stored, @Nullable Instant first, @Nullable Instant last) {

        static final Total NONE = new Total(0, 0, null, null);

        Total plus(long quantity, @Nullable Instant until) {
            return until == null
                    ? new Total(units + quantity, stored, first, last)
                    : new Total(
                            units + quantity,
                            stored + quantity,
                            first == null || until.isBefore(first) ? until : first,
                            last == null || until.isAfter(last) ? until : last);
        }
    }

    /// An element of `totals` as it is stored (see the type `pool_total`): each of its columns may
    /// be null, and so may all of them.
    record Sum(
            @Nullable String resource,
            @Nullable Integer storageYears,
            @Nullable Long units,
            @Nullable Long stored,
            @Nullable Instant storedFirst,
            @Nullable Instant storedLast) {

        static Sum of(PoolKey pool, Total total) {
            return new Sum(
                    pool.resource().toString(),
                    pool.storageYears(),
                    total.units(),
                    total.stored(),
                    total.first(),
                    total.last());
        }
    }

    /// A row of `rollups`.
    ///
    /// @param from the first instant of its day
    /// @param until the first instant after it
    /// @param totals all elements; answers sum those of a pool that is there twice
    record Row(long after, long last, Instant from, Instant until, List<Sum> totals) {}

    private final Iterator<Row> rows;
    private final List<String> findings = new ArrayList<>();
    private final SortedMap<PoolKey, Total> expected = new TreeMap<>();
    private @Nullable Row row;
    private long seq;

    /// @param rows in the order of the facts they sum
    RollupCheck(List<Row> rows) {
        this.rows = rows.iterator();
        next();
    }

    void follow(Entry entry) {
        Row current = row;
        while (current != null && entry.seq() > current.last()) {
            end(current);
            current = row;
        }
        seq = entry.seq();
        if (current != null
                && seq > current.after()
                && entry.fact() instanceof Fact.UseBooked use) {
            expected.merge(
                    use.pool(),
                    Total.NONE.plus(use.quantity(), use.storageUntil()),
                    (sum, _) -> sum.plus(use.quantity(), use.storageUntil()));
            Instant booked = entry.bookedAt();
            if (booked.isBefore(current.from()) || !booked.isBefore(current.until())) {
                find(current, "sums use " + seq + ", which was booked on another day");
            }
        }
    }

    /// What is wrong, after all facts.
    List<String> findings() {
        Row current = row;
        while (current != null) {
            if (current.last() > seq) {
                find(current, "is ahead of the facts");
            }
            end(current);
            current = row;
        }
        return findings;
    }

    private void end(Row current) {
        List<Sum> sums = new ArrayList<>();
        expected.forEach((pool, total) -> sums.add(Sum.of(pool, total)));
        if (!Counted.of(sums).equals(Counted.of(current.totals()))) {
            find(current, "says " + current.totals() + ", its uses say " + sums);
        }
        expected.clear();
        next();
        Row following = row;
        if (following != null && following.after() < current.last()) {
            find(following, "sums uses that another does too");
        }
    }

    private void next() {
        row = rows.hasNext() ? rows.next() : null;
    }

    private void find(Row about, String what) {
        findings.add("the roll-up after " + about.after() + " " + what);
    }
}
