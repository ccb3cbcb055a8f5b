package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Surface;
import scrip.core.ledger.Command;
import scrip.core.pack.PoolKey;
import scrip.server.history.History;
import scrip.server.history.Usage;
import scrip.server.rollup.Rollups;

/// Roll-ups change how fast an answer comes, never what it says.
class RollupsTest {

    private static final int DAYS = 12;
    private static final int ROWS = 15;
    private static final String CASES = "aimis/cloud-inspection";
    private static final int YEARS = 3;
    private static final List<ZoneId> ZONES =
            List.of(ZoneOffset.UTC, ZoneId.of("Asia/Shanghai"), ZoneId.of("America/St_Johns"));

    /// Uses, late uses and corrections over some days, with days on which nothing happens.
    private static void live(LedgerWorld world, String name, Random random) {
        Instant now = LedgerWorld.START;
        world.open(name, 1_000_000);
        world.accepted(name, new Command.GrantPack(CASES, 1_000_000, YEARS, null, null), "cases");
        List<CompletableFuture<Outcome>> all = new ArrayList<>();
        for (int step = 0; step < 300; step++) {
            Command<?> command =
                    switch (random.nextInt(8)) {
                        case 0 ->
                                new Command.CorrectUse(
                                        null,
                                        name + random.nextInt(step + 1),
                                        1 + random.nextInt(3),
                                        "wrong");
                        case 1 -> LedgerWorld.pack(10);
                        case 2, 3, 4 ->
                                new Command.Use(
                                        LedgerWorld.org(name),
                                        null,
                                        CASES,
                                        1 + random.nextInt(3),
                                        YEARS,
                                        Surface.API,
                                        null,
                                        null,
                                        false);
                        default -> LedgerWorld.use(name, 1 + random.nextInt(9));
                    };
            all.add(world.submitted(name, command, name + step));
            if (random.nextInt(12) == 0) {
                all.forEach(LedgerWorld::await);
                now = now.plus(Duration.ofMinutes(random.nextInt(1_200)));
                world.ledger.realms().moveClock(world.realm, now);
            }
        }
        all.forEach(LedgerWorld::await);
    }

    /// Whatever the days say, in several zones.
    private static List<Object> answers(LedgerWorld world, String name) {
        LocalDate first = LocalDate.ofInstant(LedgerWorld.START, ZoneOffset.UTC).minusDays(1);
        List<Object> answers = new ArrayList<>();
        for (ZoneId zone : ZONES) {
            for (int from = 0; from < DAYS; from += 5) {
                answers.add(
                        new Usage(world.ledger)
                                .days(
                                        world.realm,
                                        LedgerWorld.org(name),
                                        PoolKey.withoutTerm(ItemId.of(LedgerWorld.AI)),
                                        first.plusDays(from),
                                        first.plusDays(DAYS),
                                        zone));
            }
        }
        History history = new History(world.ledger);
        for (int day = 0; day < DAYS; day++) {
            Instant at = LedgerWorld.START.plus(Duration.ofDays(day));
            Instant later = at.atZone(ZoneOffset.UTC).plusYears(YEARS).toInstant();
            for (Instant one : List.of(at, later)) {
                answers.add(history.obligations(world.realm, LedgerWorld.org(name), one));
            }
        }
        return answers;
    }

    private static Rollups projector(LedgerWorld world) {
        return new Rollups(world.test.database(), world.ledger, ROWS);
    }

    /// Makes all roll-ups that can be made.
    static void rollUp(LedgerWorld world) throws SQLException {
        try (Rollups rollups = projector(world)) {
            Rollups.Turn turn = rollups.turn();
            while (turn != Rollups.Turn.IDLE) {
                turn = rollups.turn();
            }
        }
    }

    private static String rows(LedgerWorld world) {
        return world.text(
                "select string_agg(r::text, '|' order by account, after_seq) from rollups r");
    }

    @Test
    void answersAreTheSameWhicheverRollupsThereAre() throws SQLException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (LedgerWorld world = LedgerWorld.fresh()) {
            live(world, "first", random);
            List<Object> expected = answers(world, "first");
            rollUp(world);
            String made = rows(world);
            assertTrue(world.number("select count(*) from rollups") > 3, "seed " + seed);
            assertEquals(expected, answers(world, "first"), "seed " + seed);
            world.audit();
            for (int round = 0; round < 10; round++) {
                world.superuser("delete from rollups where random() < 0.3");
                assertEquals(expected, answers(world, "first"), "seed " + seed);
            }
            rollUp(world);
            assertEquals(made, rows(world), "seed " + seed);
        }
    }

    @Test
    void aProjectorContinuesWhereverAnotherWasStopped() throws SQLException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (LedgerWorld world = LedgerWorld.fresh()) {
            live(world, "first", random);
            live(world, "second", random);
            List<Object> expected = answers(world, "second");
            for (int round = 0; round < 20; round++) {
                try (Rollups rollups = projector(world)) {
                    for (int turn = random.nextInt(4); turn >= 0; turn--) {
                        rollups.turn();
                    }
                }
                assertEquals(expected, answers(world, "second"), "seed " + seed);
            }
            rollUp(world);
            assertEquals(expected, answers(world, "second"), "seed " + seed);
        }
    }

    @Test
    void onlyOneProjectorWorksAtATime() throws SQLException {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            world.open("first", 10);
            try (Rollups one = projector(world);
                    Rollups other = projector(world)) {
                assertEquals(Rollups.Turn.LOOKED, one.turn());
                assertEquals(Rollups.Turn.IDLE, other.turn());
            }
        }
    }

    @Test
    void inAnotherZoneTheyAreMadeAgain() throws SQLException {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            live(world, "first", new Random(1));
            rollUp(world);
            List<Object> expected = answers(world, "first");
            world.accepted("first", new Command.ChangeZone(ZoneId.of("Asia/Shanghai")), "zone");
            world.superuser("delete from rollups where after_seq > 0");
            rollUp(world);
            assertEquals(
                    0, world.number("select count(*) from rollups where zone <> 'Asia/Shanghai'"));
            assertEquals(expected, answers(world, "first"));
        }
    }

    @Test
    void aDayWithVeryManyUsesGetsSeveral() throws SQLException {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            world.open("first", 100_000);
            List<CompletableFuture<Outcome>> all = new ArrayList<>();
            for (int n = 0; n < 1_005; n++) {
                all.add(world.submitted("first", LedgerWorld.use("first", 1), "u" + n));
                if (all.size() == 2_000) {
                    all.forEach(LedgerWorld::await);
                    all.clear();
                }
            }
            all.forEach(LedgerWorld::await);
            List<Object> expected = answers(world, "first");
            rollUp(world);
            assertEquals(67, world.number("select count(*) from rollups"));
            assertEquals(expected, answers(world, "first"));
        }
    }
}
