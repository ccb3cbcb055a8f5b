package scrip.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import scrip.core.access.Gate.Question;
import scrip.core.catalog.Approval;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Mode;
import scrip.core.catalog.Price;
import scrip.core.catalog.Scope;
import scrip.core.catalog.Surface;
import scrip.core.catalog.TestItem;
import scrip.core.catalog.Text;
import scrip.core.ledger.Account;
import scrip.core.ledger.Command;
import scrip.core.ledger.TestAccount;
import scrip.core.order.LineRequest;
import scrip.core.organization.OrganizationId;

/// An answer is never kept offline beyond the first instant at which time alone would change it
/// (X1, X2).
class OfflineTest {

    private static final Instant MARCH = Instant.parse("2026-03-10T09:00:00Z");
    private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");
    private static final Duration KEPT = Duration.ofDays(3);
    private static final OrganizationId FIRST = new OrganizationId("first");
    private static final Text TEXT = new Text("thing", "thing");

    private static final Catalogs CATALOGS =
            new Catalogs(
                    List.of(
                            catalog(
                                    "one",
                                    Instant.EPOCH,
                                    List.of("printing"),
                                    List.of("lab/basic")),
                            catalog("two", APRIL, List.of(), List.of())));

    private final TestAccount account = new TestAccount(CATALOGS, MARCH);

    @Test
    void anItemNeverBoughtIsDeniedForTheWholeOfflineTime() {
        assertEquals(MARCH.plus(KEPT), until("printing", Surface.API, MARCH));
        assertEquals(MARCH.plus(KEPT), until("lab/cases", Surface.API, MARCH));
    }

    @Test
    void anUnknownFeatureIsNotKept() {
        assertNull(until("nothing", Surface.API, MARCH));
        assertNull(until("other/thing", Surface.API, MARCH));
    }

    @Test
    void anItemIsNotKeptBeyondTheEndOfWhatItRequires() {
        buy("lab/basic", 1);
        buy("lab/plus", 12);
        Instant suspended = Instant.parse("2026-04-12T00:00:00Z");
        Instant arrears = Instant.parse("2026-04-11T12:00:00Z");
        assertEquals(suspended, access("lab/plus", Surface.API, MARCH).until());
        assertEquals(suspended, access("lab/plus", Surface.API, arrears).until());
        assertEquals(suspended, until("lab/plus", Surface.API, arrears));
        holds("lab/plus", Surface.API, arrears);
    }

    @Test
    void anItemIsNotKeptBeyondTheEndOfWhatItsRequirementRequires() {
        buy("lab/basic", 1);
        buy("lab/plus", 2);
        buy("lab/third", 12);
        Instant suspended = Instant.parse("2026-04-12T00:00:00Z");
        Instant arrears = Instant.parse("2026-04-11T12:00:00Z");
        assertEquals(suspended, access("lab/third", Surface.API, MARCH).until());
        assertEquals(suspended, until("lab/third", Surface.API, arrears));
        holds("lab/third", Surface.API, arrears);
        Access missing = access("lab/third", Surface.CONSOLE, suspended);
        assertEquals(AccessState.READ_ONLY, missing.state());
        assertEquals(AccessReason.REQUIRES_MISSING, missing.reason());
        assertNotNull(missing.advice());
        assertEquals(ItemId.of("lab/basic"), missing.advice().item());
    }

    @Test
    void aDeniedAnswerIsKeptAsLongAsItIsTrue() {
        buy("lab/basic", 1);
        buy("lab/plus", 1);
        Instant requiresMissing = Instant.parse("2026-04-12T00:00:00Z");
        holds("lab/plus", Surface.CONSOLE, requiresMissing);
        assertEquals(
                requiresMissing.plus(KEPT), until("lab/plus", Surface.CONSOLE, requiresMissing));
    }

    @Test
    void anAnswerIsNotKeptBeyondTheInstantWhereMonthsSoldDifferentlyBegin() {
        buy("lab/basic", 1);
        account.buy(months("lab/basic", 1), APRIL);
        Instant before = Instant.parse("2026-04-10T00:00:00Z");
        Instant changes = Instant.parse("2026-04-11T00:00:00Z");
        assertEquals(changes, access("printing", Surface.API, before).until());
        assertEquals(changes, until("printing", Surface.API, before));
        holds("printing", Surface.API, before);
        assertEquals(
                Instant.parse("2026-05-11T00:00:00Z"),
                access("lab/basic", Surface.API, before).until());
    }

    @Test
    void anEmptyPoolInModeHardIsNotKeptBeyondTheNextPack() {
        Instant starts = MARCH.plus(Duration.ofHours(30));
        account.decide(new Command.GrantPack("lab/cases", 5, null, starts, null), MARCH);
        assertEquals(AccessReason.INSUFFICIENT, access("lab/cases", Surface.API, MARCH).reason());
        assertEquals(starts, access("lab/cases", Surface.API, MARCH).until());
        assertEquals(starts, until("lab/cases", Surface.API, MARCH));
        holds("lab/cases", Surface.CONSOLE, MARCH);
    }

    @Test
    void aPoolInModeHardIsNotKeptBeyondItsLastPack() {
        Instant ends = MARCH.plus(Duration.ofHours(10));
        account.decide(new Command.GrantPack("lab/cases", 5, null, MARCH, ends), MARCH);
        assertEquals(ends, access("lab/cases", Surface.API, MARCH).until());
        assertEquals(ends, until("lab/cases", Surface.API, MARCH));
        holds("lab/cases", Surface.API, MARCH);
    }

    @Test
    void anAnswerIsNotKeptBeyondTheEndOfAHold() {
        account.decide(new Command.GrantPack("lab/cases", 5, null, MARCH, null), MARCH);
        account.decide(new Command.HoldUnits(FIRST, null, "lab/cases", 5, null, 7), MARCH);
        assertEquals(MARCH.plus(Duration.ofHours(7)), until("lab/cases", Surface.API, MARCH));
        holds("lab/cases", Surface.API, MARCH);
    }

    @Test
    void aPoolInArrearsIsNotKeptBeyondItsSuspensionNorASuspendedOneBeyondItsNextPack() {
        account.decide(new Command.GrantPack("lab/scans", 1, null, MARCH, null), MARCH);
        account.use("lab/scans", 3, MARCH);
        Instant suspended = MARCH.plus(Duration.ofHours(24));
        assertEquals(suspended, until("lab/scans", Surface.API, MARCH));
        holds("lab/scans", Surface.API, MARCH);
        Instant little = suspended.plus(Duration.ofHours(5));
        Instant enough = suspended.plus(Duration.ofHours(9));
        account.decide(new Command.GrantPack("lab/scans", 2, null, little, null), suspended);
        account.decide(new Command.GrantPack("lab/scans", 1, null, enough, null), suspended);
        assertEquals(little, access("lab/scans", Surface.CONSOLE, suspended).until());
        holds("lab/scans", Surface.CONSOLE, suspended);
        Instant restored = until("lab/scans", Surface.CONSOLE, little);
        assertEquals(enough, restored);
    }

    @Test
    void anAnswerIsNotKeptBeyondTheStartOfAFutureTerm() {
        account.buy(
                new LineRequest(
                        "lab/care",
                        null,
                        null,
                        null,
                        1,
                        null,
                        null,
                        LocalDate.of(2026, 3, 12),
                        null),
                MARCH);
        Instant begins = Instant.parse("2026-03-12T00:00:00Z");
        assertEquals(begins, until("lab/care", Surface.API, MARCH));
        holds("lab/care", Surface.API, MARCH);
    }

    @Test
    void withManyFutureEventsAnAnswerIsKeptUntilTheFirstOneNotExamined() {
        for (int i = 0; i < 2 * Offline.INSTANTS_MAX; i++) {
            Instant ends = MARCH.plus(Duration.ofMinutes(i + 1L));
            account.decide(new Command.GrantPack("lab/scans", 1, null, MARCH, ends), MARCH);
        }
        Instant first = MARCH.plus(Duration.ofMinutes(Offline.INSTANTS_MAX + 1L));
        assertEquals(first, until("lab/scans", Surface.API, MARCH));
    }

    /// Asks at every minute until the answer may no longer be kept: it must not change before.
    private void holds(String feature, Surface surface, Instant now) {
        Access answer = access(feature, surface, now);
        Instant until = until(feature, surface, now);
        assertNotNull(until);
        for (Instant at = now; at.isBefore(until); at = at.plus(Duration.ofMinutes(1))) {
            Access then = access(feature, surface, at);
            assertEquals(answer.state(), then.state());
            assertEquals(answer.reason(), then.reason());
        }
        assertFalse(until.isAfter(now.plus(KEPT)));
    }

    private @Nullable Instant until(String feature, Surface surface, Instant now) {
        return Offline.until(
                accounts(now),
                question(feature, surface),
                CATALOGS,
                access(feature, surface, now),
                now);
    }

    private Access access(String feature, Surface surface, Instant now) {
        return Gate.answer(accounts(now), question(feature, surface), CATALOGS, now);
    }

    private List<Account> accounts(Instant now) {
        return List.of(account.at(now));
    }

    private static Question question(String feature, Surface surface) {
        return new Question(FIRST, feature, surface, null, null);
    }

    private void buy(String item, int months) {
        account.buy(months(item, months), MARCH);
    }

    private static LineRequest months(String item, int months) {
        return new LineRequest(item, null, null, null, months, null, null, null, null);
    }

    private static Catalog catalog(
            String version, Instant from, List<String> includes, List<String> requires) {
        Price month = new Price.PerMonth(BigDecimal.TEN);
        Price unit = new Price.PerUnit(BigDecimal.ONE);
        return new Catalog(
                "lab",
                version,
                from,
                TEXT,
                Currency.getInstance("USD"),
                false,
                Approval.AUTOMATIC,
                version,
                TEXT,
                KEPT,
                List.of(
                        software("lab/basic", month, includes, List.of()),
                        software("lab/plus", month, List.of(), requires),
                        software("lab/third", month, List.of(), List.of("lab/plus")),
                        new Item.Maintenance(
                                TestItem.listing(ItemId.of("lab/care"), Scope.ORGANIZATION, month)),
                        TestItem.metered(ItemId.of("lab/cases"), unit).with(Mode.HARD),
                        TestItem.metered(ItemId.of("lab/scans"), unit)));
    }

    private static Item software(
            String id, Price price, List<String> includes, List<String> requires) {
        return new Item.Subscription(
                TestItem.listing(ItemId.of(id), Scope.INSTITUTION, price),
                includes,
                requires.stream().map(ItemId::of).toList(),
                false);
    }
}
