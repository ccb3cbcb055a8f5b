package scrip.core.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

    private List<String> bookedAt(Instant booked) {
        return account.entries().stream()
                .filter(e -> e.bookedAt().equals(booked))
                .map(e -> e.fact().getClass().getSimpleName() + " " + e.effectiveAt())
                .toList();
    }
}
