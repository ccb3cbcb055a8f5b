package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import scrip.core.ledger.Account;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Command;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Fact;
import scrip.core.ledger.NoticeCode;
import scrip.server.history.History;

/// The facts are the state; everything else only speeds up reading.
class ReplayTest {

    private static final List<String> NAMES = List.of("first", "second", "third");

    /// Uses, holds, corrections and grants of three accounts over two months, in random order.
    private static void live(LedgerWorld world, long seed) {
        Random random = new Random(seed);
        Instant now = LedgerWorld.START;
        for (String name : NAMES) {
            world.open(name, 500);
        }
        List<CompletableFuture<Outcome>> all = new ArrayList<>();
        for (int step = 0; step < 400; step++) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            String key = "k" + step;
            String earlier = "k" + random.nextInt(step + 1);
            Command<?> command =
                    switch (random.nextInt(10)) {
                        case 0 -> LedgerWorld.pack(1 + random.nextInt(200));
                        case 1 ->
                                new Command.CorrectUse(
                                        null, earlier, 1 + random.nextInt(5), "wrong");
                        case 2 ->
                                new Command.HoldUnits(
                                        LedgerWorld.org(name),
                                        null,
                                        LedgerWorld.AI,
                                        1 + random.nextInt(20),
                                        null,
                                        null);
                        case 3 -> new Command.CaptureHold(null, earlier, null);
                        case 4 -> new Command.ReleaseHold(null, earlier);
                        default ->
                                LedgerWorld.use(
                                        name,
                                        1 + random.nextInt(15),
                                        random.nextBoolean() ? "study" + step / 2 : null);
                    };
            all.add(world.submitted(name, command, key));
            if (random.nextInt(20) == 0) {
                all.forEach(LedgerWorld::await);
                now = now.plus(Duration.ofHours(random.nextInt(72)));
                world.ledger.realms().moveClock(world.realm, now);
            }
        }
        all.forEach(LedgerWorld::await);
    }

    private static Map<String, Account> read(LedgerWorld world) {
        Map<String, Account> accounts = new HashMap<>();
        for (String name : NAMES) {
            accounts.put(name, world.ledger.read(world.realm, LedgerWorld.org(name)).account());
        }
        return accounts;
    }

    @Test
    void deletingEverySnapshotAndStartingAgainChangesNothing() {
        Settings often = Tuning.limits(8_192, 16, 2, 50);
        long seed = System.nanoTime();
        try (LedgerWorld world = LedgerWorld.fresh(often)) {
            live(world, seed);
            Map<String, Account> before = read(world);
            world.restart();
            assertTrue(world.number("select count(*) from snapshots") > 3);
            assertEquals(before, read(world), "seed " + seed);
            world.audit();
            world.superuser("delete from snapshots");
            world.restart();
            assertEquals(before, read(world), "seed " + seed);
        } catch (AssertionError failure) {
            throw new AssertionError("seed " + seed, failure);
        }
    }

    @Test
    void anAccountAsOfAPastInstantReadsAsItDidThen() {
        Settings often = Tuning.limits(8_192, 16, 100, 20);
        try (LedgerWorld world = LedgerWorld.fresh(often)) {
            world.open("first", 100);
            Map<Instant, Account> then = new HashMap<>();
            Instant now = LedgerWorld.START;
            for (int day = 0; day < 60; day++) {
                world.accepted("first", LedgerWorld.use("first", 1), "u" + day);
                then.put(now, world.ledger.read(world.realm, LedgerWorld.org("first")).account());
                now = now.plus(Duration.ofHours(20));
                world.ledger.realms().moveClock(world.realm, now);
            }
            for (Map.Entry<Instant, Account> one : then.entrySet()) {
                Reading past =
                        world.ledger.readAsOf(world.realm, LedgerWorld.org("first"), one.getKey());
                assertEquals(one.getValue().stock(), past.account().stock(), "" + one.getKey());
            }
            Instant before = LedgerWorld.START.minusSeconds(1);
            assertFalse(
                    world.ledger
                            .readAsOf(world.realm, LedgerWorld.org("first"), before)
                            .account()
                            .exists());
        }
    }

    @Test
    void bookingTimeNeverGoesBackWhateverTheClockDoes() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            world.open("first", 100);
            world.ledger
                    .realms()
                    .moveClock(world.realm, LedgerWorld.START.minus(Duration.ofDays(1)));
            world.accepted("first", LedgerWorld.use("first", 1), "u1");
            Reading reading = world.ledger.read(world.realm, LedgerWorld.org("first"));
            assertEquals(LedgerWorld.START, reading.now());
            assertEquals(LedgerWorld.START, reading.account().bookedAt());
        }
    }

    @Test
    void aBookingTimeHasMicrosecondPrecision() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            world.open("first", 100);
            Instant at = LedgerWorld.START.plusNanos(1_234_567_000);
            world.ledger.realms().moveClock(world.realm, at);
            world.accepted("first", LedgerWorld.use("first", 1), "u1");
            world.restart();
            Reading reading = world.ledger.read(world.realm, LedgerWorld.org("first"));
            assertEquals(at, reading.account().bookedAt());
        }
    }

    @Test
    void whatFellDueIsReadableBeforeTheDeadlineLoopBooksIt() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            world.open("first", 10);
            world.accepted("first", LedgerWorld.use("first", 15), "u1");
            world.ledger
                    .realms()
                    .moveClock(world.realm, LedgerWorld.START.plus(Duration.ofHours(24)));
            assertTrue(world.pool("first").suspended());
            LedgerWorld.until(
                    "the suspension to be booked",
                    () ->
                            world.number("select count(*) from facts where type = 'PoolSuspended'")
                                    == 1);
            // A commit is visible in the database slightly before it is published.
            LedgerWorld.until(
                    "the reading to have nothing pending",
                    () ->
                            world.ledger
                                    .read(world.realm, LedgerWorld.org("first"))
                                    .pending()
                                    .isEmpty());
            List<String> notices =
                    new History(world.ledger)
                                    .notices(
                                            world.realm,
                                            LedgerWorld.org("first"),
                                            new History.NoticeFilter(
                                                    EnumSet.allOf(NoticeCode.class), true, null, 0),
                                            100)
                                    .stream()
                                    .map(Entry::fact)
                                    .map(f -> ((Fact.Noticed) f).code().name())
                                    .toList();
            assertTrue(
                    notices.containsAll(
                            List.of("ARREARS_STARTED", "ARREARS_12_HOURS", "SUSPENDED")),
                    notices.toString());
        }
    }

    @Test
    void listsShowUsesAndFacts() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            world.open("first", 100);
            world.accepted("first", LedgerWorld.use("first", 3, "s1"), "u1");
            world.accepted("first", LedgerWorld.use("first", 4, "s2"), "u2");
            Answer corrected =
                    world.accepted("first", new Command.CorrectUse(null, "u2", 4, "wrong"), "c1");
            assertInstanceOf(Answer.Corrected.class, corrected);
            History history = new History(world.ledger);
            List<History.BookedUse> uses =
                    history.uses(
                            world.realm,
                            LedgerWorld.org("first"),
                            new History.UseFilter(null, null, null, null, null, false, null),
                            10);
            assertEquals(List.of("u2", "u1"), uses.stream().map(History.BookedUse::key).toList());
            assertEquals(4, uses.getFirst().corrected());
            assertEquals(
                    world.ledger.read(world.realm, LedgerWorld.org("first")).account().seq(),
                    history.entries(world.realm, LedgerWorld.org("first"), 0, 100, 100).size());
        }
    }
}
