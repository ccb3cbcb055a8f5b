package scrip.core.standing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import scrip.core.ledger.Command;
import scrip.core.ledger.TestAccount;
import scrip.core.ledger.TestCatalog;
import scrip.core.license.License;
import scrip.core.money.Money;
import scrip.core.money.MoneySum;
import scrip.core.order.LineId;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.Pool;

/// What there is to do for an organization, and its figures at a glance.
class OutlookTest {

    private static final Instant MARCH = Instant.parse("2026-03-10T09:00:00Z");
    private static final Instant END = Instant.parse("2026-04-11T00:00:00Z");
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final int MANY = 100;

    private final TestAccount account = new TestAccount(TestCatalog.catalogs(), MARCH);

    /// More than a number of minor units could hold: each order is within its limit (C8), and their
    /// number has none.
    @Test
    void whatOpenOrdersCostTogetherIsExact() {
        TestAccount rich = new TestAccount(TestCatalog.ofTheMost(), MARCH);
        BigDecimal all = BigDecimal.ZERO;
        for (int i = 0; i < 9_300; i++) {
            all = all.add(rich.order(TestCatalog.software(1), MARCH).total().decimal());
        }
        List<MoneySum> due = Glance.of(rich.at(MARCH), MARCH).due();
        assertEquals(List.of(all), due.stream().map(MoneySum::decimal).toList());
        assertTrue(all.unscaledValue().bitLength() >= Long.SIZE);
    }

    @Test
    void anOrderIsPaidAndThenActivatedByTheVendor() {
        TestAccount careful = new TestAccount(TestCatalog.approvedByHand(), MARCH);
        var order = careful.order(TestCatalog.cases(1_000), MARCH);
        Outlook unpaid = outlook(careful, MARCH);
        assertEquals(List.of(Task.Pay.class), kinds(unpaid));
        assertTrue(unpaid.needsAttention());
        assertEquals(AccountStanding.GOOD, unpaid.standing());
        assertFalse(unpaid.withoutMoney().needsAttention());
        assertEquals(
                List.of(MoneySum.of(order.total())), Glance.of(careful.at(MARCH), MARCH).due());
        careful.decide(Command.Pay.bySandbox(List.of(order.id())), MARCH);
        assertEquals(List.of(Task.WaitForActivation.class), kinds(outlook(careful, MARCH)));
        assertEquals(List.of(), Glance.of(careful.at(MARCH), MARCH).due());
        careful.decide(new Command.ApproveOrder(order.id()), MARCH);
        assertEquals(List.of(), kinds(outlook(careful, MARCH)));
    }

    @Test
    void anExpiredOrderIsNoTask() {
        account.order(TestCatalog.cases(1_000), MARCH);
        Instant expires = MARCH.plus(Duration.ofDays(14));
        assertEquals(List.of(Task.Pay.class), kinds(outlook(account, expires.minus(MOMENT))));
        assertEquals(List.of(), kinds(outlook(account, expires)));
    }

    @Test
    void aDeliveredServiceIsAccepted() {
        account.buy(TestCatalog.service(), MARCH);
        LineId id = account.account().rights().services().firstKey();
        assertEquals(List.of(), kinds(outlook(account, MARCH)));
        account.decide(new Command.DeliverService(id, "remote", "Chen Jing", ""), MARCH);
        assertEquals(List.of(Task.Accept.class), kinds(outlook(account, MARCH)));
        account.decide(new Command.AcceptService(id, "Dr Who", "", "", null), MARCH);
        assertEquals(List.of(), kinds(outlook(account, MARCH)));
    }

    @Test
    void aLicenseIsRenewedSoonThirtyDaysBeforeItsEndAndOwedAfterIt() {
        account.buy(TestCatalog.software(1), MARCH);
        Instant soon = END.minus(Task.SOON);
        assertEquals(List.of(), kinds(outlook(account, soon.minus(MOMENT))));
        Outlook before = outlook(account, soon);
        assertEquals(List.of(Task.RenewSoon.class), kinds(before));
        assertNotNull(((Task.RenewSoon) before.tasks().getFirst()).proposal());
        assertEquals(List.of(Task.RenewSoon.class), kinds(outlook(account, END.minus(MOMENT))));
        Outlook owing = outlook(account, END);
        assertEquals(List.of(Task.Renew.class), kinds(owing));
        assertFalse(owing.needsAttention());
        assertEquals(AccountStanding.ARREARS, owing.standing());
        assertEquals(END.plus(DAY), owing.suspendsAt());
        assertNull(outlook(account, END.plus(DAY)).suspendsAt());
    }

    @Test
    void aLicenseThatEndsWithoutArrearsIsNoTaskAndNotRenewableAfterItsEnd() {
        account.buy(TestCatalog.maintenance(1), MARCH);
        assertEquals(List.of(), kinds(outlook(account, END.minus(MOMENT))));
        assertNotNull(renewal(END.minus(MOMENT)));
        assertNull(renewal(END));
    }

    @Test
    void aPerpetualLicenseIsNotRenewed() {
        account.decide(
                new Command.Pay(
                        List.of(
                                account.decide(
                                                new Command.PlaceOrder(
                                                        List.of(TestCatalog.perpetual()),
                                                        true,
                                                        "Chen Jing",
                                                        true,
                                                        true),
                                                MARCH)
                                        .order()
                                        .id()),
                        Money.exactly(new BigDecimal("10.00"), Currency.getInstance("USD")),
                        null,
                        null,
                        false),
                MARCH);
        assertNull(renewal(MARCH));
        assertNull(Glance.of(account.at(MARCH), MARCH).ends());
    }

    @Test
    void aPoolIsToppedUpSoonFromTwentyPercentOn() {
        account.buy(TestCatalog.cases(1_000), MARCH);
        account.use(TestCatalog.CASES, 799, MARCH);
        assertEquals(List.of(), kinds(outlook(account, MARCH)));
        assertEquals(20, account.at(MARCH).stock().pools().firstEntry().getValue().percentLeft());
        account.use(TestCatalog.CASES, 1, MARCH);
        assertEquals(List.of(Task.TopUpSoon.class), kinds(outlook(account, MARCH)));
        account.use(TestCatalog.CASES, 200, MARCH);
        assertEquals(List.of(Task.TopUpSoon.class), kinds(outlook(account, MARCH)));
        account.use(TestCatalog.CASES, 1, MARCH);
        assertEquals(List.of(Task.TopUp.class), kinds(outlook(account, MARCH)));
    }

    @Test
    void aPoolWithoutAPackInItsWindowIsNotToppedUpSoon() {
        account.buy(TestCatalog.cases(1_000), MARCH);
        Instant ended = Instant.parse("2027-03-11T00:00:00Z");
        assertEquals(List.of(), kinds(outlook(account, ended)));
    }

    @Test
    void aPoolThatStaysSuspendedThoughItOwesNothingIsToppedUp() {
        account.buy(TestCatalog.cases(1_000), MARCH);
        account.use(TestCatalog.CASES, 1_500, MARCH);
        Instant suspended = MARCH.plus(DAY);
        account.buy(TestCatalog.cases(500), suspended);
        Instant ended = Instant.parse("2027-03-12T00:00:00Z");
        for (Instant then : List.of(suspended, ended)) {
            Outlook outlook = outlook(account, then);
            assertEquals(AccountStanding.SUSPENDED, outlook.standing());
            assertEquals(List.of(Task.TopUpSoon.class), kinds(outlook));
        }
    }

    @Test
    void anOrderOfNothingThatWaitsForAnAgreementIsNotToBePaid() {
        TestAccount idle = new TestAccount(TestCatalog.ofNothing(), MARCH);
        idle.order(TestCatalog.software(1), MARCH);
        assertEquals(List.of(), kinds(outlook(idle, MARCH)));
        assertTrue(
                Waiting.of(idle.account()).stream()
                        .noneMatch(w -> w.kind() == Waiting.Kind.TRANSFER));
    }

    @Test
    void eachOfSeveralSetsIsRenewedByOneSet() {
        account.buy(TestCatalog.seats(3), MARCH);
        List<Task> tasks = outlook(account, END.minus(MOMENT)).tasks();
        assertEquals(3, tasks.size());
        for (Task task : tasks) {
            Proposal proposal = ((Task.RenewSoon) task).proposal();
            assertNotNull(proposal);
            assertEquals(1L, proposal.quantity());
        }
    }

    @Test
    void whatTheAccountMayNoLongerBuyIsNotProposed() {
        TestAccount consortium = TestAccount.consortium(TestCatalog.catalogs(), MARCH);
        OrganizationId member = new OrganizationId("first");
        consortium.buy(TestCatalog.software(1, member), MARCH);
        License license = consortium.account().rights().licenses().getFirst();
        assertNotNull(renewal(consortium, license));
        consortium.decide(new Command.RemoveMember(member), MARCH);
        assertNull(renewal(consortium, license));
    }

    private static @Nullable Proposal renewal(TestAccount of, License license) {
        return Proposal.renewal(of.at(MARCH), license, TestCatalog.catalogs(), MARCH);
    }

    @Test
    void noKindOfTaskExceedsTheRequestedNumber() {
        account.order(TestCatalog.cases(1_000), MARCH);
        account.order(TestCatalog.cases(2_000), MARCH);
        account.buy(TestCatalog.software(1), MARCH);
        account.buy(TestCatalog.cases(1_000), MARCH);
        account.use(TestCatalog.CASES, 1_001, MARCH);
        Instant soon = END.minus(MOMENT);
        account.order(TestCatalog.cases(3_000), soon);
        account.order(TestCatalog.cases(4_000), soon);
        Outlook one = Outlook.of(account.at(soon), TestCatalog.catalogs(), soon, 1);
        assertEquals(List.of(Task.TopUp.class, Task.Pay.class, Task.RenewSoon.class), kinds(one));
    }

    @Test
    void aPaidOrderThatWaitsDoesNotHideOneToBePaid() {
        TestAccount careful = new TestAccount(TestCatalog.approvedByHand(), MARCH);
        careful.buy(TestCatalog.cases(1_000), MARCH);
        careful.order(TestCatalog.cases(2_000), MARCH);
        Outlook one = Outlook.of(careful.at(MARCH), TestCatalog.approvedByHand(), MARCH, 1);
        assertEquals(List.of(Task.Pay.class, Task.WaitForActivation.class), kinds(one));
    }

    @Test
    void theGlanceLeavesOutWhatHasEndedAndAddsWhatIsDuePerCurrency() {
        account.buy(TestCatalog.software(2), MARCH);
        account.buy(TestCatalog.maintenance(1), MARCH);
        account.buy(TestCatalog.cases(1_000), MARCH);
        account.order(TestCatalog.cases(2_000), MARCH);
        account.order(TestCatalog.cases(3_000), MARCH);
        Glance now = Glance.of(account.at(MARCH), MARCH);
        License ends = now.ends();
        assertNotNull(ends);
        assertEquals(END, ends.lastEnd());
        assertEquals(
                List.of(new MoneySum(new BigDecimal("5000.00"), Currency.getInstance("USD"))),
                now.due());
        Instant ended = Instant.parse("2027-03-11T00:00:00Z");
        assertNull(Glance.of(account.at(ended), ended).least());
    }

    @Test
    void theGlanceShowsWhatWorksAndWhatEndsNext() {
        account.buy(TestCatalog.software(1), MARCH);
        account.buy(TestCatalog.maintenance(1), MARCH);
        account.buy(TestCatalog.cases(1_000), MARCH);
        Glance now = Glance.of(account.at(MARCH), MARCH);
        assertEquals(2, now.working());
        assertEquals(2, now.licenses());
        License ends = now.ends();
        assertNotNull(ends);
        assertEquals(END, ends.lastEnd());
        Pool least = now.least();
        assertNotNull(least);
        assertEquals(100, least.percentLeft());
        Glance arrears = Glance.of(account.at(END), END);
        assertEquals(1, arrears.working());
        assertEquals(1, arrears.licenses());
        assertNull(arrears.ends());
        Instant suspended = END.plus(DAY);
        assertEquals(0, Glance.of(account.at(suspended), suspended).working());
    }

    private @Nullable Proposal renewal(Instant now) {
        License license = account.at(now).rights().licenses().getFirst();
        return Proposal.renewal(account.at(now), license, TestCatalog.catalogs(), now);
    }

    private static Outlook outlook(TestAccount of, Instant now) {
        return Outlook.of(of.at(now), TestCatalog.catalogs(), now, MANY);
    }

    private static List<Class<?>> kinds(Outlook outlook) {
        return outlook.tasks().stream().<Class<?>>map(Task::getClass).toList();
    }
}
