package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What falls due is booked without a request.
class DeadlinesTest {

    /// Makes every insert of a fact of the account fail from now on.
    private static void fail(LedgerWorld world, long account) {
        world.superuser(
                """
                create function fail_for_one() returns trigger language plpgsql as
                    'begin raise exception ''this account cannot be written''; end';
                create trigger fail_for_one before insert on log
                    for each row when (new.account = %d) execute function fail_for_one();
                """
                        .formatted(account));
    }

    private static long account(LedgerWorld world, String org) {
        return world.number("select account from accounts where id = '" + org + "'");
    }

    private static long reminders(LedgerWorld world, String org) {
        return world.number(
                "select count(*) from facts where account = %d and booked_at >= timestamptz '%s'"
                        .formatted(account(world, org), "2026-03-02 00:00:00+00"));
    }

    /// The first account in the queue fails at every turn; the one behind it is not delayed.
    @Test
    void anAccountThatCannotBeBookedDelaysNoOther() {
        try (LedgerWorld world = LedgerWorld.fresh(Tuning.tick(1))) {
            for (String org : new String[] {"first", "second"}) {
                world.open(org, 5);
                world.accepted(org, LedgerWorld.use(org, 7), "too-many");
            }
            fail(world, account(world, "first"));
            world.ledger
                    .realms()
                    .moveClock(world.realm, LedgerWorld.START.plus(Duration.ofHours(16)));
            LedgerWorld.until("the second account is booked", () -> reminders(world, "second") > 0);
            assertEquals(0, reminders(world, "first"));
            world.superuser("drop trigger fail_for_one on log");
            LedgerWorld.until(
                    "the first account is booked too", () -> reminders(world, "first") > 0);
        }
    }
}
