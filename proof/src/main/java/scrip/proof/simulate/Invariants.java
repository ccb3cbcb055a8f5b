package scrip.proof.simulate;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Account;
import scrip.core.ledger.Advance;
import scrip.core.ledger.Apply;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Funds;
import scrip.core.ledger.Posting;
import scrip.core.ledger.Posting.Book;
import scrip.core.money.Money;
import scrip.core.order.Order;
import scrip.core.order.OrderId;
import scrip.core.order.Payment;
import scrip.core.pack.Draw;
import scrip.core.pack.Episode;
import scrip.core.pack.Hold;
import scrip.core.pack.Pack;
import scrip.core.pack.PackPhase;
import scrip.core.pack.Pool;
import scrip.core.pack.PoolKey;

/// The invariants of one account after every command (R20, T5, T6, M1), checked against its facts
/// and postings, of which it keeps its own sums.
final class Invariants {

    private record Cell(PoolKey pool, Book book, @Nullable Long pack) {}

    private final Map<Cell, Long> sums = new HashMap<>();
    private Account replayed;
    private int entriesSeen;
    private int postingsSeen;

    Invariants(MemoryLedger ledger) {
        replayed = Account.none(ledger.account().id());
    }

    /// The broken invariant; null if all hold.
    @Nullable String broken(MemoryLedger ledger, Instant now) {
        String fault = entriesSeen == ledger.entries().size() ? null : broken(ledger);
        if (fault != null) {
            return fault;
        }
        Account advanced = ledger.advanced(now);
        boolean due = Advance.nextDue(advanced).filter(next -> !next.isAfter(now)).isPresent();
        return due ? "something is still due after advancing" : null;
    }

    /// The same for the state as booked; nothing else can have changed.
    private @Nullable String broken(MemoryLedger ledger) {
        String facts = facts(ledger);
        if (facts != null) {
            return facts;
        }
        sumUp(ledger.postings());
        Account account = ledger.account();
        // What is due may be booked in portions, the last of which may be outstanding (X4).
        Account settled = Advance.to(account, account.bookedAt()).account();
        for (Pool pool : account.stock().pools().values()) {
            String fault = pool(pool, settled);
            if (fault != null) {
                return pool.key() + ": " + fault;
            }
        }
        return money(account);
    }

    /// Facts are numbered without a gap, booking time never goes back, no fact is effective after
    /// it was booked, and replaying the facts gives the account.
    private @Nullable String facts(MemoryLedger ledger) {
        List<Entry> entries = ledger.entries();
        for (; entriesSeen < entries.size(); entriesSeen++) {
            Entry entry = entries.get(entriesSeen);
            if (entry.seq() != entriesSeen + 1) {
                return "fact " + entry.seq() + " in place " + (entriesSeen + 1);
            }
            if (entry.bookedAt().isBefore(replayed.bookedAt())) {
                return "booking time went back at fact " + entry.seq();
            }
            if (entry.effectiveAt().isAfter(entry.bookedAt())) {
                return "a fact of the future: " + entry;
            }
            replayed = Apply.apply(replayed, entry);
        }
        return replayed.equals(ledger.account()) ? null : "the facts do not give the account";
    }

    private void sumUp(List<Posting> postings) {
        for (; postingsSeen < postings.size(); postingsSeen++) {
            Posting one = postings.get(postingsSeen);
            move(one.pool(), one.from(), one.pack(), -one.units());
            move(one.pool(), one.to(), one.pack(), one.units());
        }
    }

    private void move(PoolKey pool, Book book, @Nullable Long pack, long units) {
        boolean whole = book == Book.USED || book == Book.ARREARS;
        sums.merge(new Cell(pool, book, whole ? null : pack), units, Long::sum);
    }

    private long sum(Pool pool, Book book, @Nullable Long pack) {
        return sums.getOrDefault(new Cell(pool.key(), book, pack), 0L);
    }

    private @Nullable String pool(Pool pool, Account settled) {
        for (Pack pack : pool.packs()) {
            String fault = pack(pool, pack);
            if (fault != null) {
                return "pack " + pack.id() + ": " + fault;
            }
        }
        if (pool.arrears() > 0 && pool.available() > 0) {
            return "units are available while in arrears";
        }
        if (sum(pool, Book.USED, null) != pool.used()) {
            return "used is " + pool.used() + ", posted " + sum(pool, Book.USED, null);
        }
        if (sum(pool, Book.ARREARS, null) != -pool.arrears()) {
            return "arrears are " + pool.arrears() + ", posted " + sum(pool, Book.ARREARS, null);
        }
        Episode episode = pool.episode();
        if ((episode != null) != (pool.arrears() > 0)) {
            return "an episode without arrears, or arrears without an episode";
        }
        Pool whole = settled.pool(pool.key());
        Episode running = whole.episode();
        boolean over = running != null && !settled.bookedAt().isBefore(running.suspendsAt());
        if (over && !whole.suspended()) {
            return "not suspended after 24 hours of arrears";
        }
        boolean restorable = pool.arrears() == 0 && pool.available() > 0;
        return pool.suspended() && restorable ? "suspended with units and without debt" : null;
    }

    /// available + closing + held + drawn + expired + voided = issued, according to the postings.
    private @Nullable String pack(Pool pool, Pack pack) {
        long all = pack.available() + pack.held() + pack.drawn() + pack.expired() + pack.voided();
        if (all != pack.quantity()) {
            return "its units do not add up";
        }
        long held = 0;
        for (Hold hold : pool.holds()) {
            for (Draw draw : hold.units()) {
                held += draw.pack() == pack.seq() ? draw.units() : 0;
            }
        }
        if (held != pack.held()) {
            return "holds have " + held + " of it, it says " + pack.held();
        }
        if (pack.phase() == PackPhase.CLOSED && pack.available() > 0) {
            return "closed with units";
        }
        long seq = pack.seq();
        boolean posted =
                sum(pool, Book.AVAILABLE, seq) == pack.available()
                        && sum(pool, Book.HELD, seq) == pack.held()
                        && sum(pool, Book.EXPIRED, seq) == pack.expired()
                        && sum(pool, Book.VOIDED, seq) == pack.voided()
                        && sum(pool, Book.ISSUED, seq) == -pack.quantity();
        return posted ? null : "its postings do not give it: " + pack;
    }

    /// Money received and not recalled is applied to orders or unapplied, payment by payment (M1,
    /// R17).
    private static @Nullable String money(Account account) {
        Funds funds = account.trade().funds();
        Map<OrderId, Long> shares = new HashMap<>();
        long rests = 0;
        for (Payment payment : funds.payments().values()) {
            long all = payment.split().gone().minor() + payment.rest().minor();
            for (var share : payment.split().shares().entrySet()) {
                shares.merge(share.getKey(), share.getValue().minor(), Long::sum);
                all += share.getValue().minor();
            }
            if (all != (payment.isRecalled() ? 0 : payment.amount().minor())) {
                return "payment " + payment.id() + " does not add up";
            }
            if (payment.rest().minor() < 0
                    || payment.rest().isPositive() != funds.resting().containsKey(payment.seq())) {
                return "payment " + payment.id() + " and its rest";
            }
            rests += payment.rest().minor();
        }
        for (Order order : account.trade().orders().values()) {
            if (order.paid().compareTo(order.total()) > 0) {
                return "order " + order.id() + " has more than its sum";
            }
            if (order.paid().minor() != shares.getOrDefault(order.id(), 0L)) {
                return "order " + order.id() + " is paid otherwise than its payments say";
            }
            boolean settled = order.isPaid() && !order.recalled();
            if (settled != (order.paid().equals(order.total()) && order.isPaid())) {
                return "order " + order.id() + " is paid and short";
            }
        }
        long unapplied = 0;
        for (Money money : funds.unapplied().values()) {
            unapplied += money.minor();
        }
        return unapplied == rests ? null : "unapplied is " + unapplied + ", the rests " + rests;
    }
}
