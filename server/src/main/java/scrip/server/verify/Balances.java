package scrip.server.verify;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Posting;
import scrip.core.pack.Pack;
import scrip.core.pack.Pool;
import scrip.core.pack.PoolKey;

/// The balances of every book, per pool and per pack, summed from postings (R20).
final class Balances {

    private record BalanceKey(PoolKey pool, long pack) {}

    /// A pool as a whole.
    private static final long WHOLE = 0;

    private final Map<BalanceKey, Map<Posting.Book, Long>> balances = new HashMap<>();

    void add(Posting posting) {
        move(posting, WHOLE);
        Long pack = posting.pack();
        if (pack != null) {
            move(posting, pack);
        }
    }

    private void move(Posting posting, long pack) {
        Map<Posting.Book, Long> books =
                balances.computeIfAbsent(
                        new BalanceKey(posting.pool(), pack),
                        _ -> new EnumMap<>(Posting.Book.class));
        books.merge(posting.to(), posting.units(), Math::addExact);
        books.merge(posting.from(), -posting.units(), Math::addExact);
    }

    private long balance(PoolKey pool, long pack, Posting.Book book) {
        Map<Posting.Book, Long> books = balances.getOrDefault(new BalanceKey(pool, pack), Map.of());
        return books.getOrDefault(book, 0L);
    }

    /// Compares a pool with its postings and checks that it is consistent; one line for each
    /// finding.
    List<String> compare(Pool pool) {
        List<String> findings = new ArrayList<>();
        PoolKey key = pool.key();
        check(findings, key, null, "used", pool.used(), balance(key, WHOLE, Posting.Book.USED));
        check(
                findings,
                key,
                null,
                "arrears",
                pool.arrears(),
                -balance(key, WHOLE, Posting.Book.ARREARS));
        if (pool.arrears() > 0 && pool.available() > 0) {
            findings.add(key + ": units are available while others are owed");
        }
        for (Pack pack : pool.packs()) {
            compare(findings, key, pack);
        }
        return findings;
    }

    private void compare(List<String> findings, PoolKey key, Pack pack) {
        Long seq = pack.seq();
        check(
                findings,
                key,
                seq,
                "issued",
                pack.quantity(),
                -balance(key, seq, Posting.Book.ISSUED));
        check(
                findings,
                key,
                seq,
                "available",
                pack.available(),
                balance(key, seq, Posting.Book.AVAILABLE));
        check(findings, key, seq, "held", pack.held(), balance(key, seq, Posting.Book.HELD));
        check(
                findings,
                key,
                seq,
                "drawn",
                pack.drawn(),
                balance(key, seq, Posting.Book.USED) + balance(key, seq, Posting.Book.ARREARS));
        check(
                findings,
                key,
                seq,
                "expired",
                pack.expired(),
                balance(key, seq, Posting.Book.EXPIRED));
        check(findings, key, seq, "voided", pack.voided(), balance(key, seq, Posting.Book.VOIDED));
    }

    private static void check(
            List<String> findings,
            PoolKey pool,
            @Nullable Long pack,
            String what,
            long says,
            long posted) {
        if (says != posted) {
            String of = pack == null ? "" : " of pack " + pack;
            findings.add(pool + of + ": " + what + " is " + says + ", its postings say " + posted);
        }
    }
}
