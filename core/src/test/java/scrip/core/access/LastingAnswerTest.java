package scrip.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import scrip.core.access.Gate.Question;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Surface;
import scrip.core.ledger.Account;
import scrip.core.ledger.Advance;
import scrip.core.ledger.TestAccount;
import scrip.core.ledger.TestCatalog;
import scrip.core.organization.OrganizationId;

/// A kept answer is the one that would be computed, at every instant at which it is given.
class LastingAnswerTest {

    private static final Instant MARCH = Instant.parse("2026-03-10T09:00:00Z");
    private static final Duration MICROSECOND = Duration.ofNanos(1_000);
    private static final int DAYS = 800;

    private final Catalogs catalogs = withdrawnIn(Instant.parse("2026-10-01T12:00:00Z"));
    private final TestAccount account = new TestAccount(catalogs, MARCH);
    private final List<Access> computed = new ArrayList<>();
    private int found;

    @Test
    void aKeptAnswerIsTheOneThatWouldBeComputed() {
        account.buy(TestCatalog.cases(1_000), MARCH);
        account.buy(TestCatalog.software(3), MARCH);
        account.buy(TestCatalog.seats(2), MARCH);
        account.buy(TestCatalog.maintenance(2), MARCH);
        account.use(TestCatalog.CASES, 400, MARCH);
        for (String feature : features()) {
            checkAt(feature, Surface.API, null);
            checkAt(feature, Surface.CONSOLE, 5);
        }
        long different = computed.stream().distinct().count();
        assertTrue(different > 20, "only " + different + " different answers");
        assertTrue(found > 10 * computed.size(), "found " + found + " of " + computed.size());
    }

    @Test
    void aPoolInArrearsLastsUntilItIsSuspended() {
        account.buy(TestCatalog.cases(1_000), MARCH);
        account.use(TestCatalog.CASES, 1_500, MARCH);
        LastingAnswer kept = kept(question(TestCatalog.CASES, Surface.API, null), MARCH);
        assertEquals(AccessState.ALLOWED, kept.access().state());
        Instant halfway = MARCH.plus(Duration.ofHours(12));
        assertTrue(kept.answers(kept.question(), catalogs, halfway.minus(MICROSECOND)));
        assertFalse(kept.answers(kept.question(), catalogs, halfway));
    }

    @Test
    void itAnswersNothingElseAndNothingEarlier() {
        account.buy(TestCatalog.cases(1_000), MARCH);
        Question question = question(TestCatalog.CASES, Surface.API, null);
        LastingAnswer kept = kept(question, MARCH);
        assertTrue(kept.answers(question(TestCatalog.CASES, Surface.API, null), catalogs, MARCH));
        assertFalse(kept.answers(question, catalogs, MARCH.minus(MICROSECOND)));
        assertFalse(kept.answers(question, new Catalogs(catalogs.versions()), MARCH));
        OrganizationId other = new OrganizationId("other");
        for (Question asked :
                List.of(
                        question(TestCatalog.SOFTWARE, Surface.API, null),
                        question(TestCatalog.CASES, Surface.CONSOLE, null),
                        question(TestCatalog.CASES, Surface.API, 5),
                        new Question(other, TestCatalog.CASES, Surface.API, null, null),
                        new Question(
                                question.organization(),
                                TestCatalog.CASES,
                                Surface.API,
                                other,
                                null))) {
            assertNotEquals(question, asked);
            assertFalse(kept.answers(asked, catalogs, MARCH));
        }
    }

    /// Follows the answer through time: each kept one is compared at every instant at which it says
    /// that it still holds.
    private void checkAt(String feature, Surface surface, @Nullable Integer storageYears) {
        Question question = question(feature, surface, storageYears);
        Account booked = account.account();
        LastingAnswer kept = kept(booked, question, MARCH);
        for (Instant at : instants()) {
            Advance.Advanced now = Advance.to(booked, at);
            Access expected = Gate.answer(List.of(now.account()), question, catalogs, at);
            if (kept.answers(question, catalogs, at)) {
                assertEquals(List.of(), now.entries(), "due at " + at);
                assertEquals(expected, kept.access(), feature + " at " + at);
                found++;
            } else {
                booked = now.account();
                kept = kept(booked, question, at);
                computed.add(expected);
            }
        }
    }

    /// The days of two years, and all instants about which something may happen.
    private SortedSet<Instant> instants() {
        SortedSet<Instant> instants = new TreeSet<>();
        for (int day = 0; day < DAYS; day++) {
            Instant midnight = Instant.parse("2026-03-11T00:00:00Z").plus(Duration.ofDays(day));
            for (Instant at : List.of(midnight, midnight.plus(Duration.ofHours(12)))) {
                instants.addAll(List.of(at.minus(MICROSECOND), at, at.plus(MICROSECOND)));
            }
        }
        return instants;
    }

    private LastingAnswer kept(Question question, Instant at) {
        return kept(account.at(at), question, at);
    }

    private LastingAnswer kept(Account advanced, Question question, Instant at) {
        List<Account> accounts = List.of(advanced);
        Access access = Gate.answer(accounts, question, catalogs, at);
        return LastingAnswer.of(
                new AccessReader.Answered(access, at, accounts), question, catalogs, true);
    }

    private Question question(String feature, Surface surface, @Nullable Integer storageYears) {
        return new Question(account.account().id(), feature, surface, null, storageYears);
    }

    private List<String> features() {
        List<String> features = new ArrayList<>(List.of("unknown"));
        catalogs.items(MARCH)
                .forEach(item -> features.addAll(List.of(item.id().toString(), item.feature())));
        return features;
    }

    /// The usual catalogs, followed by one that sells nothing.
    private static Catalogs withdrawnIn(Instant at) {
        List<Catalog> versions = new ArrayList<>(TestCatalog.catalogs().versions());
        Catalog usual = versions.getFirst();
        versions.add(
                new Catalog(
                        usual.product(),
                        "empty",
                        at,
                        usual.name(),
                        usual.currency(),
                        usual.agreementRequired(),
                        usual.approval(),
                        usual.termsVersion(),
                        usual.terms(),
                        usual.offlineFor(),
                        List.of()));
        return new Catalogs(versions);
    }
}
