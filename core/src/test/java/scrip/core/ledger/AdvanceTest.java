package scrip.core.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What time alone causes is effective when it fell due and booked when it is written (T6).
class AdvanceTest {

    private static final Instant MARCH = Instant.parse("2026-03-10T09:00:00Z");

    private final TestAccount account = new TestAccount(TestCatalog.catalogs(), MARCH);

    @Test
    void whatFellDueIsEffectiveThenAndBookedNow() {
        account.buy(TestCatalog.cases(1_000), MARCH);
        account.use(TestCatalog.CASES, 1_100, MARCH);
        Instant late = MARCH.plus(Duration.ofDays(3));
        account.decide(new Command.Tick(), late);
        Instant half = MARCH.plus(Duration.ofHours(12));
        Instant day = MARCH.plus(Duration.ofHours(24));
        assertEquals(
                List.of(
                        "ArrearsHalfway " + half,
                        "Noticed " + half,
                        "PoolSuspended " + day,
                        "Noticed " + day),
                bookedAt(late));
    }

    @Test
    void aClosedPackExpiredAtItsEnd() {
        account.buy(TestCatalog.cases(1_000), MARCH);
        Instant end = Instant.parse("2027-03-11T00:00:00Z");
        account.decide(new Command.Tick(), end);
        Instant closed = end.plus(Duration.ofHours(30));
        account.decide(new Command.Tick(), closed);
        assertEquals(List.of("PackClosed " + end), bookedAt(closed));
    }

    /// What is still due is what was computed before, the same facts, not computed again (X4).
    @Test
    void whatWasAdvancedServesWhilePortionsOfItAreBooked() {
        for (int pack = 0; pack < 20; pack++) {
            account.buy(TestCatalog.cases(1_000), MARCH.plus(Duration.ofHours(pack)));
        }
        Account before = account.account();
        Instant then = MARCH.plus(Duration.ofDays(363));
        Instant end = MARCH.plus(Duration.ofDays(400));
        Advance.Advanced known = Advance.to(before, then);
        account.decide(new Command.Tick(), MARCH.plus(Duration.ofDays(340)));
        Account booked = account.account();
        int done = Math.toIntExact(booked.seq() - before.seq());
        assertTrue(done > 0 && done < known.entries().size(), done + " are booked");
        assertEquals(Advance.to(booked, end), Advance.to(known, booked, end));
        assertSame(
                known.entries().get(done).fact(),
                Advance.to(known, booked, end).entries().getFirst().fact());
        account.decide(new Command.Tick(), end);
        Account all = account.account();
        assertEquals(Advance.to(all, end), Advance.to(known, all, end));
    }

    private List<String> bookedAt(Instant booked) {
        return account.entries().stream()
                .filter(e -> e.bookedAt().equals(booked))
                .map(e -> e.fact().getClass().getSimpleName() + " " + e.effectiveAt())
                .toList();
    }
}
