package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import scrip.core.ledger.Answer;
import scrip.server.database.Database;

/// The database fails at every point: nothing acknowledged is lost, nothing is booked twice.
class RecoveryTest {

    private static final String USES = "select count(*) from uses";
    private static final Duration IMPATIENT = Duration.ofMillis(300);

    /// An institution with a pack, whose ledger then runs behind a wire and has booked a use there.
    private static void movedBehind(LedgerWorld world, Database behind, Settings settings) {
        world.open("first", 1_000);
        world.ledger.close();
        world.ledger = LedgerWorld.serving(LedgerWorld.another(behind, settings));
        world.accepted("first", LedgerWorld.use("first", 1), "u1");
    }

    @Test
    void aBatchWhoseBackendIsKilledIsDecidedAgainAndBookedOnce() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            world.open("first", 1_000);
            List<CompletableFuture<Outcome>> all = new ArrayList<>();
            try (Gate gate = new Gate(world)) {
                for (int n = 0; n < 60; n++) {
                    all.add(world.submitted("first", LedgerWorld.use("first", 1), "u" + n));
                }
                gate.awaitBatch();
                gate.killBatch();
            }
            for (CompletableFuture<Outcome> one : all) {
                assertInstanceOf(Outcome.Accepted.class, LedgerWorld.await(one));
            }
            assertEquals(60, world.number(USES));
            assertEquals(940, world.pool("first").available());
        }
    }

    @Test
    void aCommitWhoseAnswerIsLostIsRecognizedByItsKeysAndNotBookedAgain() {
        try (LedgerWorld world = LedgerWorld.fresh();
                Wire wire = new Wire(world.test.port());
                Database behind = world.test.through(wire.port())) {
            movedBehind(world, behind, LedgerWorld.SETTINGS);
            wire.loseAnswers(true);
            CompletableFuture<Outcome> inDoubt =
                    world.submitted("first", LedgerWorld.use("first", 10), "doubt");
            LedgerWorld.until("the commit", () -> world.number(USES) == 2);
            wire.loseAnswers(false);
            Outcome.Accepted accepted =
                    assertInstanceOf(Outcome.Accepted.class, LedgerWorld.await(inDoubt));
            assertEquals(989, assertInstanceOf(Answer.Used.class, accepted.answer()).available());
            assertEquals(2, world.number(USES));
            assertEquals(989, world.pool("first").available());
            world.ledger.close();
        }
    }

    /// As behind a firewall that has forgotten them: neither end is told, and the lease is renewed
    /// on a connection of its own.
    @Test
    void connectionsThatFallSilentAreGivenUpAndTheirCommandsBooked() {
        try (LedgerWorld world = LedgerWorld.fresh();
                Wire wire = new Wire(world.test.port());
                Database behind = world.test.through(wire.port())) {
            movedBehind(world, behind, Tuning.patience(IMPATIENT));
            wire.silence();
            // Until the lease is renewed on a new connection too, it may run out once more.
            LedgerWorld.until(
                    "the use to be booked",
                    () ->
                            world.submit("first", LedgerWorld.use("first", 1), "u2")
                                    instanceof Outcome.Accepted);
            assertEquals(2, world.number(USES));
            world.ledger.close();
        }
    }

    @Test
    void whileTheDatabaseIsAwayEveryCommandAndReadHasOneClearAnswer() {
        try (LedgerWorld world = LedgerWorld.fresh();
                Wire wire = new Wire(world.test.port());
                Database behind = world.test.through(wire.port())) {
            movedBehind(world, behind, Tuning.patience(IMPATIENT));
            wire.cut(true);
            Outcome.Unavailable away = new Outcome.Unavailable(Outcome.Reason.DATABASE_AWAY);
            assertEquals(away, world.submit("first", LedgerWorld.use("first", 1), "u2"));
            assertEquals(away, world.submit("first", LedgerWorld.use("first", 1), "u3"));
            LedgerWorld.until("the lease to run out", () -> isReadRefused(world));
            wire.cut(false);
            LedgerWorld.serving(world.ledger);
            world.accepted("first", LedgerWorld.use("first", 1), "u2");
            assertEquals(998, world.pool("first").available());
            world.ledger.close();
        }
    }

    @Test
    void whileTheDiskIsFullEveryCommandHasOneClearAnswerAndReadsGoOn() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            world.open("first", 1_000);
            world.superuser(
                    """
                    create function full_disk() returns trigger language plpgsql as
                    $$ begin raise exception 'no space' using errcode = '53100'; end $$;
                    create trigger full_disk before insert on log
                    for each statement execute function full_disk();
                    """);
            Outcome.Unavailable full = new Outcome.Unavailable(Outcome.Reason.DATABASE_FULL);
            assertEquals(full, world.submit("first", LedgerWorld.use("first", 1), "u1"));
            assertEquals(full, world.submit("first", LedgerWorld.use("first", 2), "u2"));
            assertEquals(1_000, world.pool("first").available());
            world.superuser("drop trigger full_disk on log");
            world.accepted("first", LedgerWorld.use("first", 1), "u1");
            assertEquals(999, world.pool("first").available());
        }
    }

    @Test
    void whatADatabaseTellsThatIsNoWarningKeepsNothingFromBeingAcknowledged() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            world.open("first", 1_000);
            world.superuser(
                    """
                    do $$ begin
                        execute format(
                            'alter database %I set client_min_messages = log', current_database());
                        execute format(
                            'alter database %I set log_min_duration_statement = 0',
                            current_database());
                    end $$
                    """);
            world.test.database().forsake();
            world.restart();
            world.accepted("first", LedgerWorld.use("first", 1), "u1");
            assertEquals(1, world.number(USES));
        }
    }

    private static boolean isReadRefused(LedgerWorld world) {
        try {
            world.ledger.read(world.realm, LedgerWorld.org("first"));
            return false;
        } catch (UnavailableException refused) {
            return true;
        }
    }

    @Test
    void aStoppedLedgerAnswersThatItIsStopped() {
        LedgerWorld world = LedgerWorld.fresh();
        world.open("first", 10);
        world.ledger.close();
        assertEquals(
                new Outcome.Unavailable(Outcome.Reason.STOPPING),
                world.submit("first", LedgerWorld.use("first", 1), "u1"));
        assertThrows(
                UnavailableException.class,
                () -> world.ledger.read(world.realm, LedgerWorld.org("first")));
        world.close();
    }
}
