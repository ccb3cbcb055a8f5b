package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scrip.core.ledger.Command;
import scrip.server.database.TestDatabase;
import scrip.server.verify.Verification;

/// The clock of the machine jumps, and with it that of the embedded database, which is the same.
class ClockJumpTest {

    private static final Instant BEGUN = Instant.parse("2026-03-01T09:00:00Z");
    private static final Duration UNPAID_MAX = Duration.ofDays(14);
    private static final String BACK =
            """
            select count(*)
            from (
                select booked_at < lag(booked_at) over (partition by account order by seq) as back
                from facts) f
            where back
            """;
    private static final String EXPIRED = "select count(*) from facts where type = 'OrderExpired'";

    private volatile Instant now = BEGUN;
    private TestDatabase test;
    private Ledger ledger;

    @BeforeEach
    void start() {
        test = TestDatabase.fresh();
        ledger = started(Tuning.clockOff(Duration.ofDays(100_000)));
        accepted(LedgerWorld.institution("first"), "open");
        accepted(LedgerWorld.pack(100), "grant");
    }

    @AfterEach
    void end() {
        ledger.close();
        try {
            assertEquals(List.of(), new Verification(test.database()).run().findings());
            assertEquals(0, number(BACK));
        } finally {
            test.close();
        }
    }

    private Ledger started(Settings settings) {
        return LedgerWorld.serving(
                Ledger.start(test.database(), _ -> LedgerWorld.CATALOGS, () -> now, settings));
    }

    private Outcome submit(Command<?> command, String key) {
        return LedgerWorld.await(
                ledger.submit(
                        ledger.realms().live(),
                        LedgerWorld.org("first"),
                        command,
                        key,
                        "tester",
                        "request"));
    }

    private void accepted(Command<?> command, String key) {
        assertInstanceOf(Outcome.Accepted.class, submit(command, key));
    }

    private long number(String sql) {
        return test.number(sql);
    }

    private void jump(Duration by) {
        now = now.plus(by);
    }

    private void awaitExpired(long orders) {
        LedgerWorld.until(orders + " orders to expire", () -> number(EXPIRED) >= orders);
    }

    @Test
    void bookingTimeNeverGoesBackHoweverTheClockJumps() {
        int uses = 0;
        for (int days : new int[] {0, -1, 2, -400, 3, 800, -1_000, 0}) {
            jump(Duration.ofDays(days));
            accepted(LedgerWorld.use("first", 1), "u" + uses++);
        }
        assertEquals(0, number(BACK));
        assertEquals(uses, number("select count(*) from uses"));
    }

    @Test
    void aDeadlineIsMetOnceHoweverOftenTheClockPassesIt() {
        accepted(LedgerWorld.order(1_000), "first order");
        jump(UNPAID_MAX.plusHours(1));
        awaitExpired(1);
        // Back before it was placed, and past its deadline again, twice.
        jump(Duration.ofDays(-30));
        accepted(LedgerWorld.use("first", 1), "u1");
        jump(Duration.ofDays(40));
        accepted(LedgerWorld.use("first", 1), "u2");
        jump(Duration.ofDays(-40));
        jump(Duration.ofDays(40));
        accepted(LedgerWorld.use("first", 1), "u3");
        assertEquals(1, number(EXPIRED));
        assertEquals(
                BEGUN.plus(UNPAID_MAX).toEpochMilli(),
                number(
                        "select extract(epoch from effective_at)::bigint * 1000 from facts"
                                + " where type = 'OrderExpired'"));
    }

    @Test
    void noDeadlineIsMissedWhenTheClockWasSetBack() {
        jump(Duration.ofDays(-10));
        accepted(LedgerWorld.order(1_000), "placed while it was back");
        jump(Duration.ofDays(10));
        accepted(LedgerWorld.order(1_000), "placed when it was right again");
        assertEquals(0, number(EXPIRED));
        jump(UNPAID_MAX);
        awaitExpired(2);
        // A jump over years meets everything on the way, in its order and at its own instant.
        accepted(LedgerWorld.order(1_000), "placed before the jump");
        Instant placed = now;
        jump(Duration.ofDays(3_650));
        awaitExpired(3);
        assertEquals(
                placed.plus(UNPAID_MAX).toEpochMilli(),
                number(
                        "select max(extract(epoch from effective_at)::bigint) * 1000 from facts"
                                + " where type = 'OrderExpired'"));
    }

    @Test
    void aRestartWhileTheClockIsBackKeepsTheOrderOfTime() {
        accepted(LedgerWorld.order(1_000), "order");
        jump(UNPAID_MAX.plusDays(1));
        awaitExpired(1);
        ledger.close();
        jump(Duration.ofDays(-60));
        ledger = started(Tuning.clockOff(Duration.ofDays(100_000)));
        accepted(LedgerWorld.use("first", 1), "u1");
        assertTrue(
                assertInstanceOf(Outcome.Accepted.class, submit(LedgerWorld.order(1_000), "order"))
                        .repeated());
        assertEquals(1, number(EXPIRED));
        assertEquals(0, number(BACK));
    }

    /// If the machine's clock jumps and that of the database's machine does not, nothing is booked
    /// by the wrong one, and nobody has to restart anything.
    @Test
    void aClockThatIsFarFromTheDatabasesBooksNothingUntilItIsRight() {
        ledger.close();
        now = Instant.now();
        ledger = started(LedgerWorld.SETTINGS);
        LedgerWorld.until(
                "the clock to be right",
                () -> {
                    now = Instant.now();
                    return submit(LedgerWorld.use("first", 1), "u1") instanceof Outcome.Accepted;
                });
        now = Instant.now().plus(Duration.ofDays(20));
        LedgerWorld.until(
                "the clocks to be compared",
                () ->
                        submit(LedgerWorld.use("first", 1), "u2")
                                        instanceof Outcome.Unavailable(Outcome.Reason reason)
                                && reason == Outcome.Reason.CLOCK_WRONG);
        LedgerWorld.until(
                "booking to go on",
                () -> {
                    now = Instant.now();
                    return submit(LedgerWorld.use("first", 1), "u3") instanceof Outcome.Accepted;
                });
    }
}
