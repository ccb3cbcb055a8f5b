package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import scrip.core.ledger.Account;
import scrip.core.ledger.Advance;

/// A reading advances an account from the instant on at which something is due, and not before.
class NextDueTest {

    private static final Duration MICROSECOND = Duration.ofNanos(1_000);

    @Test
    void aReadingShowsWhatIsDueFromThatInstantOn() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            world.open("first", 100);
            Instant end = world.pool("first").packs().iterator().next().until();
            assertEquals(100, availableAt(world, end.minus(MICROSECOND)));
            assertEquals(0, availableAt(world, end));
        }
    }

    /// As one does that a program with earlier rules has stored.
    @Test
    void aStoredInstantThatTheAccountContradictsIsNotTrusted() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            world.open("first", 100);
            Instant end = world.pool("first").packs().iterator().next().until();
            for (String stored : new String[] {"null", "'2200-01-01T00:00:00Z'"}) {
                world.superuser("update accounts set next_due_at = " + stored);
                world.restart();
                assertEquals(0, availableAt(world, end));
            }
            world.accepted("first", LedgerWorld.use("first", 1), "the next command stores it");
        }
    }

    @Test
    void onlyAStoredInstantThatTheAccountConfirmsSparesAReadingTheSearch() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            world.open("first", 100);
            Account account = world.ledger.read(world.realm, LedgerWorld.org("first")).account();
            Instant due = Advance.nextDue(account).orElseThrow();
            CommittedAccount right =
                    new CommittedAccount(1, account, LogHead.NONE, due, 0).checked();
            assertFalse(right.isDueBy(due.minus(MICROSECOND)));
            assertTrue(right.isDueBy(due));
            CommittedAccount wrong =
                    new CommittedAccount(1, account, LogHead.NONE, due.plus(MICROSECOND), 0)
                            .checked();
            assertTrue(wrong.isDueBy(LedgerWorld.START));
        }
    }

    private static long availableAt(LedgerWorld world, Instant at) {
        world.ledger.realms().moveClock(world.realm, at);
        return world.pool("first").available();
    }
}
