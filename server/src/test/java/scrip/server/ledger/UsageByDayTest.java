package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Command;
import scrip.core.pack.PoolKey;
import scrip.server.history.Usage;

/// What was used on each day, in the zone of whoever asks.
class UsageByDayTest {

    private static final LocalDate FIRST = LocalDate.parse("2026-03-01");
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private static void at(LedgerWorld world, String instant) {
        world.ledger.realms().moveClock(world.realm, Instant.parse(instant));
    }

    private static List<Usage.Day> days(LedgerWorld world, ZoneId zone) {
        return new Usage(world.ledger)
                .days(
                        world.realm,
                        LedgerWorld.org("first"),
                        PoolKey.withoutTerm(ItemId.of(LedgerWorld.AI)),
                        FIRST,
                        FIRST.plusDays(4),
                        zone);
    }

    @Test
    void usesAndCorrectionsCountOnTheDayOfTheUse() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            world.open("first", 1_000);
            world.accepted("first", LedgerWorld.use("first", 1), "a");
            at(world, "2026-03-01T16:00:00Z");
            world.accepted("first", LedgerWorld.use("first", 20), "b");
            at(world, "2026-03-03T15:59:59.999999Z");
            world.accepted("first", LedgerWorld.use("first", 300), "c");
            at(world, "2026-03-03T16:00:00Z");
            world.accepted("first", new Command.CorrectUse(null, "b", 2, "wrong"), "d");
            world.accepted("first", LedgerWorld.use("first", 4_000), "e");
            assertEquals(
                    List.of(
                            new Usage.Day(FIRST, 1, 0),
                            new Usage.Day(FIRST.plusDays(1), 20, 2),
                            new Usage.Day(FIRST.plusDays(2), 300, 0),
                            new Usage.Day(FIRST.plusDays(3), 4_000, 0)),
                    days(world, SHANGHAI));
            assertEquals(
                    List.of(
                            new Usage.Day(FIRST, 21, 2),
                            new Usage.Day(FIRST.plusDays(1), 0, 0),
                            new Usage.Day(FIRST.plusDays(2), 4_300, 0),
                            new Usage.Day(FIRST.plusDays(3), 0, 0)),
                    days(world, ZoneId.of("UTC")));
        }
    }

    @Test
    void theLastFactBeforeAnInstantIsFoundWhereverItIs() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            world.open("first", 1_000);
            for (int n = 0; n < 20; n++) {
                world.ledger
                        .realms()
                        .moveClock(
                                world.realm, LedgerWorld.START.plus(Duration.ofHours(n / 3 + 1)));
                world.accepted("first", LedgerWorld.use("first", 1), "u" + n);
            }
            for (int hour = 0; hour < 9; hour++) {
                String at = "'" + LedgerWorld.START.plus(Duration.ofHours(hour)) + "'";
                assertEquals(
                        world.number(
                                "select coalesce(max(seq), 0) from log where account = 1"
                                        + " and booked_at < "
                                        + at),
                        world.number("select seq_before(1, " + at + ")"));
            }
        }
    }
}
