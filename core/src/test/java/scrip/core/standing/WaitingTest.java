package scrip.core.standing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import scrip.core.catalog.Surface;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Command;
import scrip.core.ledger.Subject;
import scrip.core.ledger.TestAccount;
import scrip.core.ledger.TestCatalog;
import scrip.core.money.Money;
import scrip.core.order.LineId;
import scrip.core.order.Order;
import scrip.core.standing.Waiting.Kind;

/// When each kind of what waits begins and ends to wait, and when it is due.
class WaitingTest {

    private static final Instant MARCH = Instant.parse("2026-03-10T09:00:00Z");
    private static final Instant NEXT_MARCH = Instant.parse("2027-03-11T00:00:00Z");
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Currency USD = Currency.getInstance("USD");

    private final TestAccount account = new TestAccount(TestCatalog.catalogs(), MARCH);

    @Test
    void aFirstOrderWaitsForTheVendorsApprovalUntilItIsGiven() {
        TestAccount careful = new TestAccount(TestCatalog.approvedByHand(), MARCH);
        Order order = careful.buy(TestCatalog.cases(1_000), MARCH);
        Waiting approval = only(careful, Kind.APPROVAL);
        assertEquals(Subject.of(order), approval.subject());
        assertEquals(MARCH.plus(DAY), approval.due());
        assertEquals(Set.of(Kind.APPROVAL, Kind.ORDERED), kinds(careful, MARCH.plus(DAY)));
        careful.decide(new Command.ApproveOrder(order.id()), MARCH);
        assertEquals(Set.of(Kind.HELD), kinds(careful, MARCH));
    }

    @Test
    void unappliedMoneyWaitsUntilItIsReturned() {
        account.decide(new Command.Pay(List.of(), usd("5.00"), null, null, false), MARCH);
        assertEquals(Set.of(Kind.UNAPPLIED), kinds(account, MARCH));
        var proposed =
                account.decide(
                        new Command.ProposeReturn(usd("5.00"), "bank", "", "Chen Jing"), MARCH);
        assertEquals(Set.of(Kind.UNAPPLIED, Kind.RETURN), kinds(account, MARCH));
        assertEquals(MARCH, only(account, Kind.RETURN).due());
        account.decide(new Command.ApproveReturn(proposed.moneyReturn().id(), "Liu Yang"), MARCH);
        assertEquals(Set.of(), kinds(account, MARCH));
    }

    @Test
    void aSalesRequestWaitsUntilItIsClosed() {
        var asked =
                account.decide(
                        new Command.RequestSale(TestCatalog.PERPETUAL, "Dr Who", "", ""), MARCH);
        assertEquals(Set.of(Kind.SALE), kinds(account, MARCH));
        account.decide(
                new Command.CloseSalesRequest(asked.request().id(), null, "Chen Jing", "no"),
                MARCH);
        assertEquals(Set.of(), kinds(account, MARCH));
    }

    @Test
    void aUseThatIsTooOldWaitsForADecision() {
        account.buy(TestCatalog.cases(1_000), MARCH);
        account.decide(
                new Command.Use(
                        account.account().id(),
                        null,
                        TestCatalog.CASES,
                        1,
                        null,
                        Surface.API,
                        MARCH.minus(Duration.ofDays(91)),
                        null,
                        true),
                MARCH);
        assertEquals(Set.of(Kind.HELD, Kind.KEPT), kinds(account, MARCH));
        account.decide(new Command.DecideKept(account.lastKey(), false), MARCH);
        assertEquals(Set.of(Kind.HELD), kinds(account, MARCH));
    }

    @Test
    void aServiceWaitsForTheVendorUntilItIsDeliveredOrExpires() {
        account.buy(TestCatalog.service(), MARCH);
        Waiting service = only(account, Kind.SERVICE);
        assertEquals(NEXT_MARCH, service.due());
        assertTrue(service.waitsAt(NEXT_MARCH.minus(MOMENT)));
        assertFalse(service.waitsAt(NEXT_MARCH));
        assertEquals(Set.of(Kind.SERVICE, Kind.HELD), kinds(account, MARCH));
        assertEquals(Set.of(), kinds(account, NEXT_MARCH));
    }

    @Test
    void aServiceThatWasRejectedWaitsAgainAndNeverExpires() {
        account.buy(TestCatalog.service(), MARCH);
        LineId id = account.account().rights().services().firstKey();
        account.decide(new Command.DeliverService(id, "remote", "Chen Jing", ""), MARCH);
        assertEquals(Set.of(Kind.HELD), kinds(account, MARCH));
        account.decide(new Command.RejectService(id, "Dr Who", "broken"), MARCH);
        assertEquals(Set.of(Kind.SERVICE, Kind.HELD), kinds(account, NEXT_MARCH));
        account.decide(new Command.DeliverService(id, "remote", "Chen Jing", ""), MARCH);
        account.decide(new Command.AcceptService(id, "Dr Who", "", "", null), MARCH);
        assertEquals(Set.of(), kinds(account, MARCH));
    }

    @Test
    void aServiceWithARecalledPaymentIsNoTask() {
        Order order = account.buy(TestCatalog.service(), MARCH);
        account.decide(new Command.RecallOrder(order.id()), MARCH);
        assertEquals(Set.of(Kind.HELD), kinds(account, MARCH));
    }

    @Test
    void owedUnitsAreADebtAtOnceAndASuspensionADayLater() {
        account.buy(TestCatalog.cases(1_000), MARCH);
        account.use(TestCatalog.CASES, 1_500, MARCH);
        assertEquals(MARCH.plus(DAY), only(account, Kind.DEBT).due());
        Instant suspends = MARCH.plus(DAY);
        assertEquals(Set.of(Kind.HELD, Kind.DEBT), facts(suspends.minus(MOMENT)));
        assertEquals(Set.of(Kind.HELD, Kind.DEBT, Kind.SUSPENDED), facts(suspends));
        assertEquals(Set.of(Kind.HELD, Kind.DEBT, Kind.SUSPENDED), kinds(account, suspends));
    }

    @Test
    void anEndedLicenseIsADebtFromItsEndAndASuspensionADayLater() {
        account.buy(TestCatalog.software(1), MARCH);
        Instant end = Instant.parse("2026-04-11T00:00:00Z");
        assertEquals(end.plus(DAY), only(account, Kind.DEBT).due());
        assertEquals(Set.of(Kind.HELD), facts(end.minus(MOMENT)));
        assertEquals(Set.of(Kind.HELD, Kind.DEBT), facts(end));
        assertEquals(Set.of(Kind.HELD, Kind.DEBT), facts(end.plus(DAY).minus(MOMENT)));
        assertEquals(Set.of(Kind.HELD, Kind.DEBT, Kind.SUSPENDED), facts(end.plus(DAY)));
    }

    @Test
    void aLicenseThatEndsWithoutArrearsIsHeldUntilItsEndAndNeverADebt() {
        account.buy(TestCatalog.maintenance(1), MARCH);
        Instant end = Instant.parse("2026-04-11T00:00:00Z");
        assertEquals(Set.of(Kind.HELD), facts(end.minus(MOMENT)));
        assertEquals(Set.of(), facts(end));
    }

    @Test
    void aPoolIsHeldUntilADayAfterTheEndOfItsLastPack() {
        account.buy(TestCatalog.cases(1_000), MARCH);
        assertEquals(Set.of(Kind.HELD), facts(NEXT_MARCH.plus(DAY).minus(MOMENT)));
        assertEquals(Set.of(), facts(NEXT_MARCH.plus(DAY)));
    }

    @Test
    void anItemIsQuotedForThirtyDaysAndOrderedUntilTheOrderExpires() {
        account.decide(new Command.MakeQuote(List.of(TestCatalog.software(1)), false), MARCH);
        Instant quoted = MARCH.plus(Duration.ofDays(30));
        assertEquals(Set.of(Kind.QUOTED), facts(quoted.minus(MOMENT)));
        assertEquals(Set.of(), facts(quoted));
        account.order(TestCatalog.cases(1_000), quoted);
        Instant expires = quoted.plus(Duration.ofDays(14));
        assertEquals(Set.of(Kind.TRANSFER, Kind.ORDERED), facts(expires.minus(MOMENT)));
        assertEquals(Set.of(), facts(expires));
    }

    @Test
    void aDraftHasItsItemsOnOrderAndIsNoTask() {
        Answer.Ordered draft =
                account.decide(
                        new Command.PlaceOrder(
                                List.of(TestCatalog.cases(1_000)), true, "Dr Who", false, false),
                        MARCH);
        assertEquals(Set.of(Kind.ORDERED), kinds(account, MARCH));
        account.decide(new Command.CancelOrder(draft.order().id()), MARCH);
        assertEquals(Set.of(), kinds(account, MARCH));
    }

    /// What the committed facts say that waits at a later instant, as the `waits` table does.
    private Set<Kind> facts(Instant at) {
        return Waiting.of(account.account()).stream()
                .filter(w -> w.waitsAt(at))
                .map(Waiting::kind)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class)));
    }

    /// What waits for an account; what waits for somebody is asked for by its subject alone.
    private static Set<Kind> kinds(TestAccount of, Instant now) {
        return Waiting.of(of.at(now)).stream()
                .filter(w ->
                        Kind.OF_ITEMS.contains(w.kind())
                                ? w.waitsAt(now)
                                : Waiting.isWaiting(of.at(now), w.kind(), w.subject(), now))
                .map(Waiting::kind)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class)));
    }

    private static Waiting only(TestAccount of, Kind kind) {
        List<Waiting> some =
                Waiting.of(of.account()).stream().filter(w -> w.kind() == kind).toList();
        assertEquals(1, some.size());
        return some.getFirst();
    }

    private static Money usd(String amount) {
        return Money.exactly(new BigDecimal(amount), USD);
    }
}
