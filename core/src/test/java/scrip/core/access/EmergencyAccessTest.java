package scrip.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import scrip.core.access.Gate.Question;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.EmergencyTerms;
import scrip.core.catalog.Surface;
import scrip.core.ledger.Account;
import scrip.core.ledger.Command;
import scrip.core.ledger.TestAccount;
import scrip.core.ledger.TestCatalog;
import scrip.core.organization.OrganizationId;

/// An answer given in an emergency is used no longer than the emergency lasts (X5, X1, X2).
class EmergencyAccessTest {

    private static final OrganizationId FIRST = new OrganizationId("first");
    private static final Instant MARCH = Instant.parse("2026-03-10T09:00:00Z");
    private static final Instant OPENED = MARCH.plus(Duration.ofHours(30));
    private static final Instant OVER = OPENED.plus(Duration.ofHours(5));

    private final Catalogs catalogs =
            new Catalogs(
                    TestCatalog.catalogs().versions().stream()
                            .map(c -> c.withEmergency(new EmergencyTerms(24, 2)))
                            .toList());
    private final TestAccount account = new TestAccount(catalogs, MARCH);

    EmergencyAccessTest() {
        account.buy(TestCatalog.cases(1_000), MARCH);
        account.use(TestCatalog.CASES, 1_500, MARCH);
        account.decide(
                new Command.OpenEmergency(FIRST, null, null, null, "Dr Who", "a stroke", 5),
                OPENED);
    }

    @Test
    void theAnswerSaysUntilWhenItIsOpenAndWhatRestoresIt() {
        Access access = access(OPENED);
        assertEquals(AccessState.ALLOWED, access.state());
        assertEquals(AccessReason.EMERGENCY, access.reason());
        assertEquals(OVER, access.until());
        assertEquals(Long.valueOf(500), access.arrears());
        assertEquals(AccessReason.SUSPENDED, access(OVER).reason());
    }

    @Test
    void aKeptAnswerEndsWithTheEmergency() {
        LastingAnswer kept =
                LastingAnswer.of(
                        new AccessReader.Answered(access(OPENED), OPENED, accounts(OPENED)),
                        question(),
                        catalogs,
                        true);
        assertTrue(kept.answers(question(), catalogs, OVER.minusMillis(1)));
        assertFalse(kept.answers(question(), catalogs, OVER));
    }

    @Test
    void itIsNotKeptOfflineBeyondTheEmergency() {
        assertEquals(
                OVER,
                Offline.until(accounts(OPENED), question(), catalogs, access(OPENED), OPENED));
    }

    @Test
    void itCountsItsUsesAndEndsByTimeAlone() {
        Instant later = OPENED.plus(Duration.ofHours(1));
        Account before = account.at(later);
        assertEquals(OVER, before.rights().emergencies().nextEnd(later));
        account.decide(
                new Command.Use(
                        FIRST, null, TestCatalog.CASES, 7, null, Surface.API, null, null, false),
                later);
        assertEquals(
                7, account.account().rights().emergencies().getFirst().uses().getFirst().units());
        assertEquals(1, account.account().rights().emergencies().openAt(later).count());
        assertEquals(0, account.account().rights().emergencies().openAt(OVER).count());
    }

    private Access access(Instant at) {
        return Gate.answer(accounts(at), question(), catalogs, at);
    }

    private List<Account> accounts(Instant at) {
        return List.of(account.at(at));
    }

    private static Question question() {
        return new Question(FIRST, TestCatalog.CASES, Surface.PATIENT, null, null);
    }
}
