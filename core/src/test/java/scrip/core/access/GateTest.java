package scrip.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import scrip.core.access.Access.Action;
import scrip.core.access.Access.Advice;
import scrip.core.access.Gate.Question;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Price;
import scrip.core.catalog.Scope;
import scrip.core.catalog.Surface;
import scrip.core.catalog.TestItem;
import scrip.core.ledger.TestAccount;
import scrip.core.ledger.TestCatalog;
import scrip.core.order.LineRequest;
import scrip.core.organization.OrganizationId;

/// The details of an access answer: until when, what is left, and what to do about it (X1).
class GateTest {

    private static final Instant MARCH = Instant.parse("2026-03-10T09:00:00Z");
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final TestAccount account = new TestAccount(TestCatalog.catalogs(), MARCH);

    @Test
    void anItemNeverBoughtIsOfferedForPurchase() {
        Access access = access(TestCatalog.CASES, MARCH);
        assertEquals(AccessReason.NOT_LICENSED, access.reason());
        assertEquals(new Advice(Action.BUY, ItemId.of(TestCatalog.CASES), null), access.advice());
    }

    @Test
    void nothingThatIsNoLongerSoldIsAdvised() {
        account.buy(TestCatalog.cases(1_000), MARCH);
        account.use(TestCatalog.CASES, 1_500, MARCH);
        Question cases = question(TestCatalog.CASES);
        Question software = question(TestCatalog.SOFTWARE);
        for (Catalogs catalogs : List.of(TestCatalog.catalogs(), withdrawnIn(MARCH))) {
            boolean sold = catalogs.equals(TestCatalog.catalogs());
            Access owed = Gate.answer(List.of(account.at(MARCH)), cases, catalogs, MARCH);
            assertEquals(AccessState.ALLOWED, owed.state());
            assertEquals(500L, owed.arrears());
            assertEquals(sold, owed.advice() != null);
            Access never = Gate.answer(List.of(account.at(MARCH)), software, catalogs, MARCH);
            assertEquals(AccessReason.NOT_LICENSED, never.reason());
            assertEquals(sold, never.advice() != null);
        }
    }

    @Test
    void theUnitsOfAnotherAccountAreNotOnesOwn() {
        TestAccount consortium = TestAccount.consortium(TestCatalog.catalogs(), MARCH);
        consortium.buy(TestCatalog.cases(1_000), MARCH);
        Access access =
                Gate.answer(
                        List.of(account.at(MARCH), consortium.at(MARCH)),
                        question(TestCatalog.CASES),
                        TestCatalog.catalogs(),
                        MARCH);
        assertEquals(AccessReason.NOT_LICENSED, access.reason());
    }

    /// Whoever has what is no longer sold, or no longer sold with the feature, is told what gives
    /// the feature today.
    @Test
    void whatGivesTheFeatureTodayIsAdvisedInsteadOfWhatGaveIt() {
        for (boolean stays : List.of(true, false)) {
            Catalog before = lab("1", Instant.EPOCH, List.of(printer("old", true)));
            List<Item> later = new ArrayList<>(List.of(printer("new", true)));
            if (stays) {
                later.addFirst(printer("old", false));
            }
            Instant end = Instant.parse("2026-04-11T00:00:00Z");
            Catalogs catalogs = new Catalogs(List.of(before, lab("2", end, later)));
            TestAccount had = new TestAccount(catalogs, MARCH);
            had.buy(new LineRequest("lab/old", null, null, null, 1, null, null, null, null), MARCH);
            Instant suspended = end.plus(Duration.ofHours(24));
            Access access =
                    Gate.answer(
                            List.of(had.at(suspended)), question("printing"), catalogs, suspended);
            assertEquals(AccessReason.SUSPENDED, access.reason());
            assertEquals(new Advice(Action.BUY, ItemId.of("lab/new"), null), access.advice());
        }
    }

    private static Item printer(String name, boolean prints) {
        return new Item.Subscription(
                TestItem.listing(
                        ItemId.of("lab/" + name),
                        Scope.INSTITUTION,
                        new Price.PerMonth(BigDecimal.TEN)),
                prints ? List.of("printing") : List.of(),
                List.of(),
                false);
    }

    private static Catalog lab(String version, Instant from, List<Item> items) {
        Catalog usual = TestCatalog.catalogs().versions().getFirst();
        return new Catalog(
                "lab",
                version,
                from,
                usual.name(),
                usual.currency(),
                false,
                usual.approval(),
                usual.termsVersion(),
                usual.terms(),
                usual.offlineFor(),
                null,
                List.of(),
                items);
    }

    private static Question question(String feature) {
        return new Question(new OrganizationId("first"), feature, Surface.API, null, null);
    }

    /// The catalogs of the tests, and later versions of them that sell nothing.
    private static Catalogs withdrawnIn(Instant at) {
        List<Catalog> all = new ArrayList<>(TestCatalog.catalogs().versions());
        for (Catalog old : TestCatalog.catalogs().versions()) {
            all.add(
                    new Catalog(
                            old.product(),
                            old.version() + "-empty",
                            at,
                            old.name(),
                            old.currency(),
                            old.agreementRequired(),
                            old.approval(),
                            old.termsVersion(),
                            old.terms(),
                            old.offlineFor(),
                            List.of()));
        }
        return new Catalogs(all);
    }

    @Test
    void aPoolWithUnitsLeftGivesTheirNumberAndNoAction() {
        account.buy(TestCatalog.cases(1_000), MARCH);
        account.use(TestCatalog.CASES, 300, MARCH);
        Access access = access(TestCatalog.CASES, MARCH);
        assertEquals(AccessState.ALLOWED, access.state());
        assertEquals(700L, access.available());
        assertEquals(0L, access.arrears());
        assertNull(access.until());
        assertNull(access.advice());
    }

    @Test
    void aPoolInArrearsGivesItsSuspensionTimeAndWhatRestoresIt() {
        account.buy(TestCatalog.cases(1_000), MARCH);
        account.use(TestCatalog.CASES, 1_500, MARCH);
        Instant suspended = MARCH.plus(Duration.ofHours(24));
        Advice topUp = new Advice(Action.TOP_UP, ItemId.of(TestCatalog.CASES), 501L);

        Access before = access(TestCatalog.CASES, suspended.minus(MOMENT));
        assertEquals(AccessState.ALLOWED, before.state());
        assertEquals(suspended, before.until());
        assertEquals(500L, before.arrears());
        assertEquals(topUp, before.advice());

        Access after = access(TestCatalog.CASES, suspended);
        assertEquals(AccessReason.SUSPENDED, after.reason());
        assertEquals(topUp, after.advice());

        account.buy(TestCatalog.cases(Objects.requireNonNull(topUp.units())), suspended);
        assertEquals(AccessState.ALLOWED, access(TestCatalog.CASES, suspended).state());
    }

    @Test
    void softwareGivesTheEndOfItsTermAndProposesARenewal() {
        account.buy(TestCatalog.software(1), MARCH);
        Instant until = Instant.parse("2026-04-11T00:00:00Z");
        assertEquals(until, access(TestCatalog.SOFTWARE, MARCH).until());
        assertNull(access(TestCatalog.SOFTWARE, MARCH).advice());

        Advice renew = new Advice(Action.RENEW, ItemId.of(TestCatalog.SOFTWARE), null);
        Access arrears = access(TestCatalog.SOFTWARE, until);
        assertEquals(AccessState.ALLOWED, arrears.state());
        assertEquals(until.plus(Duration.ofHours(24)), arrears.until());
        assertEquals(renew, arrears.advice());
        assertEquals(
                renew, access(TestCatalog.SOFTWARE, until.plus(Duration.ofHours(24))).advice());
    }

    private Access access(String item, Instant now) {
        return Gate.answer(
                List.of(account.at(now)),
                new Gate.Question(new OrganizationId("first"), item, Surface.PATIENT, null, null),
                TestCatalog.catalogs(),
                now);
    }
}
