package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Command;

/// While one batch of uses is written the next is decided, and nobody sees either before it is
/// committed.
class PipelineTest {

    private static final int UNITS = 1_000;

    /// A ledger that stops at a point when it commits the use after an account was opened and
    /// filled.
    private static final class Stopped implements AutoCloseable {

        final CountDownLatch reached = new CountDownLatch(1);
        final CountDownLatch released = new CountDownLatch(1);
        final AtomicInteger decided = new AtomicInteger();
        final LedgerWorld world;

        Stopped(FailPoint.Point point) {
            this(point, 3);
        }

        /// @param count which commit stops
        Stopped(FailPoint.Point point, int count) {
            FailPoint stop = FailPoint.of(point, count, this::stop);
            world =
                    LedgerWorld.fresh(
                            Tuning.failPoint(stop, 1),
                            _ -> {
                                decided.incrementAndGet();
                                return LedgerWorld.CATALOGS;
                            });
            world.open("first", UNITS);
        }

        private void stop() {
            reached.countDown();
            try {
                released.await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }

        /// Waits until the batch in flight has stopped and another was decided behind it.
        void awaitBoth(Runnable second) throws InterruptedException {
            reached.await();
            int before = decided.get();
            second.run();
            LedgerWorld.until("decided ahead", () -> decided.get() > before);
        }

        @Override
        public void close() {
            released.countDown();
            world.close();
        }
    }

    @Test
    void neitherBatchIsSeenBeforeItIsCommitted() throws InterruptedException {
        for (FailPoint.Point point :
                List.of(FailPoint.Point.BEFORE_COMMIT, FailPoint.Point.AFTER_COMMIT)) {
            try (Stopped stopped = new Stopped(point)) {
                LedgerWorld world = stopped.world;
                long booked = world.number("select max(seq) from log");
                var one = world.submitted("first", LedgerWorld.use("first", 1), "one");
                List<CompletableFuture<Outcome>> two = new ArrayList<>();
                stopped.awaitBoth(() ->
                        two.add(world.submitted("first", LedgerWorld.use("first", 2), "two")));
                assertFalse(one.isDone(), "the first is not answered");
                assertFalse(two.getFirst().isDone(), "the second is not answered");
                assertEquals(UNITS, world.pool("first").available(), "nothing is published");
                // One of what was there before may be taken only now.
                assertEquals(
                        0, world.number("select count(*) from snapshots where seq > " + booked));
                stopped.released.countDown();
                assertEquals(UNITS - 1, available(one));
                assertEquals(UNITS - 3, available(two.getFirst()));
                assertEquals(UNITS - 3, world.pool("first").available());
            }
        }
    }

    private static long available(CompletableFuture<Outcome> answer) {
        Outcome.Accepted accepted =
                assertInstanceOf(Outcome.Accepted.class, LedgerWorld.await(answer));
        return assertInstanceOf(Answer.Used.class, accepted.answer()).available();
    }

    @Test
    void aRepeatBehindItsFirstInFlightGetsTheSameAnswer() throws InterruptedException {
        try (Stopped stopped = new Stopped(FailPoint.Point.BEFORE_COMMIT)) {
            LedgerWorld world = stopped.world;
            Command.Use use = LedgerWorld.use("first", 1, "study");
            var first = world.submitted("first", use, "key");
            List<CompletableFuture<Outcome>> later = new ArrayList<>();
            stopped.awaitBoth(() -> {
                later.add(world.submitted("first", use, "another"));
                later.add(world.submitted("first", use, "key"));
                later.add(world.submitted("first", LedgerWorld.use("first", 2), "key"));
            });
            stopped.released.countDown();
            Outcome.Accepted once =
                    assertInstanceOf(Outcome.Accepted.class, LedgerWorld.await(first));
            Outcome.Accepted again =
                    assertInstanceOf(Outcome.Accepted.class, LedgerWorld.await(later.get(1)));
            assertEquals(once.answer(), again.answer());
            assertTrue(again.repeated());
            assertInstanceOf(Outcome.Refused.class, LedgerWorld.await(later.get(2)));
            Outcome.Accepted counted =
                    assertInstanceOf(Outcome.Accepted.class, LedgerWorld.await(later.get(0)));
            assertEquals(
                    Answer.UseResult.ALREADY_COUNTED,
                    assertInstanceOf(Answer.Used.class, counted.answer()).result());
            assertEquals(UNITS - 1, world.pool("first").available());
        }
    }

    @Test
    void aSubjectInFlightIsCountedForTheBatchBehindIt() throws InterruptedException {
        try (Stopped stopped = new Stopped(FailPoint.Point.BEFORE_COMMIT)) {
            LedgerWorld world = stopped.world;
            Command.Use use = LedgerWorld.use("first", 1, "study");
            List<CompletableFuture<Outcome>> all = new ArrayList<>();
            all.add(world.submitted("first", use, "key"));
            stopped.awaitBoth(() -> all.add(world.submitted("first", use, "another")));
            stopped.released.countDown();
            all.forEach(LedgerWorld::await);
            assertEquals(world.number("select count(*) from log"), written(world), "in vain");
        }
    }

    /// How many rows of the log were ever written, those that were not committed included.
    private static long written(LedgerWorld world) {
        return world.number(
                "select sum(rows) from (select max((ctid::text::point)[1]::int) as rows from log"
                        + " group by tableoid) of_part");
    }

    @Test
    void aBatchWithARepeatIsWrittenInVainOnce() throws InterruptedException {
        int fresh = 4;
        try (Stopped stopped = new Stopped(FailPoint.Point.BEFORE_COMMIT, 4)) {
            LedgerWorld world = stopped.world;
            Command.Use use = LedgerWorld.use("first", 1);
            world.accepted("first", use, "old");
            List<CompletableFuture<Outcome>> all = new ArrayList<>();
            all.add(world.submitted("first", use, "in flight"));
            stopped.awaitBoth(() -> {
                all.add(world.submitted("first", use, "behind it"));
                all.addAll(repeatAfter(world, fresh));
            });
            stopped.released.countDown();
            all.forEach(LedgerWorld::await);
            long vain = written(world) - world.number("select count(*) from log");
            // Those before the repeat in its batch, and itself.
            assertTrue(vain <= fresh + 2, vain + " rows written in vain");
        }
    }

    /// Submits new uses and then the repeat of an old one.
    private static List<CompletableFuture<Outcome>> repeatAfter(LedgerWorld world, int fresh) {
        List<CompletableFuture<Outcome>> all = new ArrayList<>();
        for (int n = 0; n < fresh; n++) {
            all.add(world.submitted("first", LedgerWorld.use("first", 1), "new-" + n));
        }
        all.add(world.submitted("first", LedgerWorld.use("first", 1), "old"));
        return all;
    }

    @Test
    void whatIsInFlightAndWhatIsBehindItSurviveALostConnection() throws InterruptedException {
        for (FailPoint.Point point :
                List.of(FailPoint.Point.BEFORE_COMMIT, FailPoint.Point.AFTER_COMMIT)) {
            try (Stopped stopped = new Stopped(point)) {
                LedgerWorld world = stopped.world;
                var one = world.submitted("first", LedgerWorld.use("first", 1), "one");
                List<CompletableFuture<Outcome>> two = new ArrayList<>();
                stopped.awaitBoth(() ->
                        two.add(world.submitted("first", LedgerWorld.use("first", 2), "two")));
                world.superuser(
                        """
                        select pg_terminate_backend(backend)
                        from lease
                        """);
                stopped.released.countDown();
                assertEquals(UNITS - 1, available(one));
                assertEquals(UNITS - 3, available(two.getFirst()));
                assertEquals(2, world.number("select count(*) from uses"));
            }
        }
    }

    @Test
    void stoppingWaitsForWhatIsInFlight() throws InterruptedException {
        try (Stopped stopped = new Stopped(FailPoint.Point.BEFORE_COMMIT)) {
            LedgerWorld world = stopped.world;
            var one = world.submitted("first", LedgerWorld.use("first", 1), "one");
            stopped.reached.await();
            Thread closing = Thread.ofPlatform().start(world.ledger::close);
            stopped.released.countDown();
            closing.join();
            assertEquals(UNITS - 1, available(one));
        }
    }

    @Test
    void aSnapshotIsDueOnceHoweverManyBatchesAreDecidedMeanwhile() {
        int every = 50;
        int uses = 2_000;
        try (LedgerWorld world = LedgerWorld.fresh(Tuning.limits(8_192, 16, 100, every))) {
            world.open("first", uses);
            List<CompletableFuture<Outcome>> all = new ArrayList<>();
            for (int n = 0; n < uses; n++) {
                all.add(world.submitted("first", LedgerWorld.use("first", 1), "u" + n));
            }
            all.forEach(PipelineTest::available);
            world.ledger.close();
            long snapshots = world.number("select count(*) from snapshots");
            // A small account gets one after 32 facts.
            assertTrue(snapshots > 1 && snapshots <= uses / 32 + 1, snapshots + " snapshots");
        }
    }

    /// One after the other, so that those who store them have the time to store too many.
    @Test
    void theNextSnapshotIsDueOnlyAfterAsManyFactsAgain() {
        int uses = 200;
        try (LedgerWorld world = LedgerWorld.fresh()) {
            world.open("first", uses);
            for (int n = 0; n < uses; n++) {
                world.accepted("first", LedgerWorld.use("first", 1), "u" + n);
            }
            world.ledger.close();
            long snapshots = world.number("select count(*) from snapshots");
            assertTrue(snapshots > 1 && snapshots <= uses / 32 + 1, snapshots + " snapshots");
        }
    }
}
