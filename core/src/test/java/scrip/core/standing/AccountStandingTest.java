package scrip.core.standing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Subject;
import scrip.core.ledger.TestAccount;
import scrip.core.ledger.TestCatalog;
import scrip.core.order.Order;
import scrip.core.pack.Pool;

/// The standing of an account, its debts, and the purchases proposed to pay them.
class AccountStandingTest {

    private static final Instant MARCH = Instant.parse("2026-03-10T09:00:00Z");
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final TestAccount account = new TestAccount(TestCatalog.catalogs(), MARCH);

    @Test
    void owedUnitsAreArrearsAndSuspensionAfterADay() {
        account.buy(TestCatalog.cases(1_000), MARCH);
        assertEquals(AccountStanding.GOOD, at(MARCH));
        account.use(TestCatalog.CASES, 1_500, MARCH);
        assertEquals(AccountStanding.ARREARS, at(MARCH.plus(DAY).minus(MOMENT)));
        assertEquals(AccountStanding.SUSPENDED, at(MARCH.plus(DAY)));
    }

    @Test
    void aPoolThatOwesNothingStaysSuspendedUntilAUnitCanBeSpent() {
        account.buy(TestCatalog.cases(1_000), MARCH);
        account.use(TestCatalog.CASES, 1_500, MARCH);
        Instant later = MARCH.plus(DAY);
        account.buy(TestCatalog.cases(500), later);
        assertTrue(debts(later).isEmpty());
        assertEquals(AccountStanding.SUSPENDED, at(later));
        account.buy(TestCatalog.cases(1), later);
        assertEquals(AccountStanding.GOOD, at(later));
    }

    @Test
    void anEndedLicenseIsArrearsFromItsEnd() {
        account.buy(TestCatalog.software(1), MARCH);
        Instant end = Instant.parse("2026-04-11T00:00:00Z");
        assertEquals(AccountStanding.GOOD, at(end.minus(MOMENT)));
        assertTrue(debts(end.minus(MOMENT)).isEmpty());
        assertEquals(AccountStanding.ARREARS, at(end));
        assertEquals(AccountStanding.SUSPENDED, at(end.plus(DAY)));

        Arrears debt = debts(end).getFirst();
        assertEquals(end, debt.startedAt());
        assertEquals(end.plus(DAY), debt.suspendsAt());
        Proposal again = debt.proposal();
        assertNotNull(again);
        assertEquals(ItemId.of(TestCatalog.SOFTWARE), again.item());
        assertEquals(1, again.months());
    }

    @Test
    void theProposedTopUpExceedsTheDebt() {
        account.buy(TestCatalog.cases(1_000), MARCH);
        account.use(TestCatalog.CASES, 1_500, MARCH);
        Arrears debt = debts(MARCH).getFirst();
        assertEquals(500L, debt.units());
        assertEquals(501L, debt.topUp());
        Proposal topUp = debt.proposal();
        assertNotNull(topUp);
        assertEquals(501L, topUp.quantity());
        Pool pool = account.at(MARCH).stock().pools().values().iterator().next();
        assertEquals(
                debt,
                Arrears.of(account.at(MARCH), Subject.of(pool), TestCatalog.catalogs(), MARCH));
        assertFalse(debt.suspended());
    }

    @Test
    void anUnpaidOrderWaitsForPaymentUntilItExpires() {
        Order order = account.order(TestCatalog.cases(1_000), MARCH);
        Subject subject = Subject.of(order);
        Instant expires = MARCH.plus(Duration.ofDays(14));
        Instant before = expires.minus(MOMENT);
        assertTrue(waits(Waiting.Kind.TRANSFER, subject, before));
        assertFalse(waits(Waiting.Kind.TRANSFER, subject, expires));
        assertFalse(waits(Waiting.Kind.APPROVAL, subject, before));
        assertEquals(
                List.of(Waiting.Kind.TRANSFER, Waiting.Kind.ORDERED),
                Waiting.of(account.at(MARCH)).stream()
                        .filter(w -> w.waitsAt(before))
                        .map(Waiting::kind)
                        .toList());
    }

    private boolean waits(Waiting.Kind kind, Subject subject, Instant now) {
        return Waiting.isWaiting(account.at(now), kind, subject, now);
    }

    private AccountStanding at(Instant now) {
        return AccountStanding.of(account.at(now), now);
    }

    private List<Arrears> debts(Instant now) {
        return Arrears.of(account.at(now), TestCatalog.catalogs(), now);
    }
}
