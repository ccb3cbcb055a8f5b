package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import scrip.core.catalog.ItemId;
import scrip.core.pack.PoolKey;

/// There are never two writers.
class LeaseTest {

    private static final String FACTS = "select count(*) from facts";

    private static Outcome.Reason reason(Outcome outcome) {
        return assertInstanceOf(Outcome.Unavailable.class, outcome).reason();
    }

    private static Outcome use(Ledger ledger, Realm realm, String key) {
        return LedgerWorld.await(
                ledger.submit(
                        realm,
                        LedgerWorld.org("first"),
                        LedgerWorld.use("first", 1),
                        key,
                        "tester",
                        "request"));
    }

    @Test
    void aSecondServerAnswersNothingUntilTheFirstHasStopped() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            world.open("first", 100);
            try (Ledger second = LedgerWorld.another(world.test.database(), LedgerWorld.SETTINGS)) {
                assertEquals(Outcome.Reason.STANDBY, reason(use(second, world.realm, "u1")));
                assertThrows(
                        UnavailableException.class,
                        () -> second.read(world.realm, LedgerWorld.org("first")));
                assertFalse(second.isServing());
                world.accepted("first", LedgerWorld.use("first", 1), "u1");
                world.ledger.close();
                LedgerWorld.serving(second);
                assertTrue(
                        assertInstanceOf(Outcome.Accepted.class, use(second, world.realm, "u1"))
                                .repeated());
                assertEquals(
                        99,
                        second.read(world.realm, LedgerWorld.org("first"))
                                .account()
                                .pool(new PoolKey(ItemId.of(LedgerWorld.AI), 0))
                                .available());
            }
        }
    }

    @Test
    void aServerWithAnOldEpochCommitsNothing() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            world.open("first", 100);
            long before = world.number(FACTS);
            world.superuser(
                    """
                    update lease
                    set epoch = epoch + 1,
                        owner = gen_random_uuid(),
                        held_until = clock_timestamp() + interval '1 hour'
                    """);
            assertEquals(
                    Outcome.Reason.STANDBY,
                    reason(world.submit("first", LedgerWorld.use("first", 1), "u1")));
            assertEquals(before, world.number(FACTS));
            assertThrows(
                    UnavailableException.class,
                    () -> world.ledger.read(world.realm, LedgerWorld.org("first")));
            world.superuser("update lease set held_until = '-infinity'");
            LedgerWorld.serving(world.ledger);
            world.accepted("first", LedgerWorld.use("first", 1), "u1");
        }
    }

    @Test
    void aDatabaseThatHasLostAnEpochIsNotWrittenTo() {
        try (LedgerWorld world = LedgerWorld.fresh(Tuning.unhurried())) {
            world.open("first", 100);
            // A batch is to see it first, not a renewal.
            world.ledger.stopRenewing();
            world.superuser(
                    """
                    update lease
                    set epoch = epoch - 1,
                        owner = null,
                        held_until = '-infinity'
                    """);
            assertEquals(
                    Outcome.Reason.STANDBY,
                    reason(world.submit("first", LedgerWorld.use("first", 1), "u1")));
            LedgerWorld.until(
                    "the loss to be seen",
                    () ->
                            LedgerWorld.await(
                                            world.submitted(
                                                    "first", LedgerWorld.use("first", 1), "u1"))
                                    .equals(new Outcome.Unavailable(Outcome.Reason.DATABASE_AWAY)));
            world.restart();
            world.accepted("first", LedgerWorld.use("first", 1), "u1");
        }
    }

    @Test
    void anExpiredLeaseIsTakenOverAndTheOldServerStandsBy() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            world.open("first", 100);
            world.ledger.stopRenewing();
            world.superuser("update lease set held_until = '-infinity'");
            try (Ledger second = LedgerWorld.another(world.test.database(), LedgerWorld.SETTINGS)) {
                LedgerWorld.serving(second);
                assertInstanceOf(Outcome.Accepted.class, use(second, world.realm, "u1"));
                assertEquals(
                        Outcome.Reason.STANDBY,
                        reason(world.submit("first", LedgerWorld.use("first", 1), "u2")));
                assertInstanceOf(Outcome.Accepted.class, use(second, world.realm, "u3"));
            }
            LedgerWorld.serving(world.ledger);
            assertEquals(98, world.pool("first").available());
        }
    }

    @Test
    void aServerWithoutALeaseByItsOwnClockAnswersNoReadUntilItRegainsIt() {
        AtomicLong skipped = new AtomicLong();
        Settings settings = Tuning.monotonic(() -> System.nanoTime() + skipped.get());
        try (LedgerWorld world = LedgerWorld.fresh(settings)) {
            world.open("first", 100);
            try (Gate gate = new Gate(world)) {
                var _ = world.submitted("first", LedgerWorld.use("first", 1), "u1");
                gate.awaitBatch();
                skipped.addAndGet(Duration.ofHours(1).toNanos());
                assertThrows(
                        UnavailableException.class,
                        () -> world.ledger.read(world.realm, LedgerWorld.org("first")));
            }
            LedgerWorld.serving(world.ledger);
            assertEquals(99, world.pool("first").available());
        }
    }

    @Test
    void aServerWhoseClockIsWrongBooksNothing() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            world.open("first", 100);
            world.ledger.close();
            Instant wrong = Instant.now().plusSeconds(60);
            try (Ledger off =
                    Ledger.start(
                            world.test.database(),
                            _ -> LedgerWorld.CATALOGS,
                            () -> wrong,
                            LedgerWorld.SETTINGS)) {
                LedgerWorld.serving(off);
                LedgerWorld.until(
                        "the clocks to be compared",
                        () ->
                                use(off, world.realm, "u1")
                                                instanceof
                                                Outcome.Unavailable(Outcome.Reason reason)
                                        && reason == Outcome.Reason.CLOCK_WRONG);
                assertTrue(off.read(world.realm, LedgerWorld.org("first")).account().exists());
            }
        }
    }
}
