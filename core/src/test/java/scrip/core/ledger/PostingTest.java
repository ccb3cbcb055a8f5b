package scrip.core.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Posting.Book;
import scrip.core.order.Order;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.Pack;
import scrip.core.pack.Pool;
import scrip.core.pack.PoolKey;

/// The books of a pool agree with its packs after every movement (R20).
class PostingTest {

    private static final Instant MARCH = Instant.parse("2026-03-10T09:00:00Z");
    private static final PoolKey CASES = PoolKey.withoutTerm(ItemId.of(TestCatalog.CASES));

    private final TestAccount account = new TestAccount(TestCatalog.catalogs(), MARCH);

    @Test
    void theBooksOfAPoolAgreeWithItsPacksFromTheFirstPurchaseToTheLastExpiry() {
        account.buy(TestCatalog.cases(1_000), MARCH);
        check(MARCH);
        String first = account.use(TestCatalog.CASES, 300, MARCH);
        check(MARCH);
        account.decide(hold(500), MARCH);
        String held = account.lastKey();
        check(MARCH);
        account.use(TestCatalog.CASES, 400, MARCH);
        check(MARCH);
        account.decide(new Command.CaptureHold(null, held, 100L), MARCH);
        check(MARCH);
        account.decide(new Command.CorrectUse(null, first, 250, "counted twice"), MARCH);
        check(MARCH);
        Instant april = MARCH.plus(Duration.ofDays(30));
        Order recalled = account.buy(TestCatalog.cases(1_000), april);
        check(april);
        account.use(TestCatalog.CASES, 700, april);
        account.use(TestCatalog.CASES, 600, april);
        check(april);
        account.decide(new Command.RecallOrder(recalled.id()), april);
        check(april);
        account.buy(TestCatalog.cases(5_000), april);
        check(april);
    }

    @Test
    void expiryIsBookedOnceAndHeldUnitsExpireWithTheHold() {
        account.buy(TestCatalog.cases(1_000), MARCH);
        Instant late = Instant.parse("2027-03-10T20:00:00Z");
        account.decide(hold(400), late);
        check(late);
        // The pack ends at midnight, and closes a day later; the hold ends before that.
        Instant closed = late.plus(Duration.ofDays(2));
        account.decide(new Command.Tick(), closed);
        check(closed);
        assertEquals(1_000, account.at(closed).pool(CASES).expired());
    }

    private static Command<?> hold(long quantity) {
        return new Command.HoldUnits(
                new OrganizationId("first"), null, TestCatalog.CASES, quantity, null, null);
    }

    private void check(Instant now) {
        Map<Book, Long> sums = new EnumMap<>(Book.class);
        for (Posting posting : account.postings()) {
            sums.merge(posting.from(), -posting.units(), Long::sum);
            sums.merge(posting.to(), posting.units(), Long::sum);
        }
        Pool pool = account.at(now).pool(CASES);
        assertEquals(0, sums.values().stream().mapToLong(u -> u).sum());
        long issued = pool.packs().stream().mapToLong(Pack::quantity).sum();
        assertEquals(-issued, book(sums, Book.ISSUED));
        assertEquals(pool.available() + pool.closing(), book(sums, Book.AVAILABLE));
        assertEquals(pool.held(), book(sums, Book.HELD));
        assertEquals(pool.used(), book(sums, Book.USED));
        assertEquals(-pool.arrears(), book(sums, Book.ARREARS));
        assertEquals(pool.expired(), book(sums, Book.EXPIRED));
        assertEquals(pool.voided(), book(sums, Book.VOIDED));
    }

    private static long book(Map<Book, Long> sums, Book book) {
        return sums.getOrDefault(book, 0L);
    }
}
