package scrip.core.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import scrip.core.license.Reminder;
import scrip.core.order.OrderId;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.Pack;

/// What is due first is found without scanning everything, and is the same as a full scan finds.
class AgendaTest {

    private static final Instant BEGIN = Instant.parse("2026-03-10T09:00:00Z");
    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");
    private static final OrganizationId ID = new OrganizationId("first");
    private static final int LIVES = 15;
    private static final int STEPS = 40;

    @Test
    void whatIsDueFirstAgreesWithAFullScan() {
        for (long seed = 0; seed < LIVES; seed++) {
            Random dice = new Random(seed);
            TestAccount account = new TestAccount(TestCatalog.catalogs(), BEGIN);
            Instant now = BEGIN;
            for (int step = 0; step < STEPS; step++) {
                now = now.plus(Duration.ofMinutes(dice.nextLong(4) * dice.nextInt(40_000)));
                step(account, dice, now);
                compare(account.at(now), "seed " + seed + " step " + step);
            }
        }
    }

    /// Booked at once, in portions of one step, or computed in two passes: the facts are the same.
    @Test
    void portionsGiveTheSameResultAsBookingAtOnce() {
        for (long seed = 0; seed < LIVES; seed++) {
            TestAccount whole = new TestAccount(TestCatalog.catalogs(), BEGIN);
            TestAccount parts = new TestAccount(TestCatalog.catalogs(), BEGIN);
            parts.inPortionsOf(1);
            Random dice = new Random(seed);
            Random same = new Random(seed);
            Random time = new Random(seed);
            Instant now = BEGIN;
            for (int step = 0; step < STEPS; step++) {
                Advance.Advanced before = Advance.to(parts.account(), now);
                now = now.plus(Duration.ofMinutes(time.nextLong(4) * time.nextInt(40_000)));
                Advance.Advanced once = Advance.to(parts.account(), now);
                assertEquals(once, Advance.to(before, now), "seed " + seed + " step " + step);
                step(whole, dice, now);
                step(parts, same, now);
            }
            assertEquals(told(whole, now), told(parts, now), "seed " + seed);
        }
    }

    private static List<String> told(TestAccount account, Instant now) {
        List<Entry> all = new ArrayList<>(account.entries());
        all.addAll(Advance.to(account.account(), now).entries());
        return all.stream().map(e -> e.seq() + " " + e.effectiveAt() + " " + e.fact()).toList();
    }

    /// Compares the account and each later state that time alone leads to.
    private static void compare(Account account, String where) {
        Account at = account;
        for (int ahead = 0; ahead < 12; ahead++) {
            List<Entry> coming = Advance.coming(at, FAR, 1);
            Optional<Entry> slow = SlowAgenda.first(at);
            assertEquals(slow.map(e -> e.effectiveAt()), Advance.nextDue(at), where + " when");
            assertEquals(
                    slow.map(e -> e.fact()),
                    coming.stream().findFirst().map(e -> e.fact()),
                    where + " what");
            for (Entry entry : coming) {
                at = Apply.apply(at, entry);
            }
        }
    }

    private static void step(TestAccount account, Random dice, Instant now) {
        try {
            switch (dice.nextInt(10)) {
                case 0, 1 -> account.buy(TestCatalog.cases(1 + dice.nextInt(30)), now);
                case 2 -> account.buy(TestCatalog.software(1 + dice.nextInt(3)), now);
                case 3 -> account.order(TestCatalog.cases(5), now);
                case 4 -> account.decide(grant(dice, now), now);
                case 5 ->
                        account.decide(
                                new Command.HoldUnits(
                                        ID, null, TestCatalog.CASES, 1 + dice.nextInt(3), null, 1),
                                now);
                case 6 -> cancel(account, dice, now);
                default -> account.use(TestCatalog.CASES, 1 + dice.nextInt(25), now);
            }
        } catch (AssertionError refused) {
            // The account's life continues after a refusal.
        }
    }

    private static void cancel(TestAccount account, Random dice, Instant now) {
        List<OrderId> orders = List.copyOf(account.at(now).trade().orders().keySet());
        if (!orders.isEmpty()) {
            account.decide(new Command.CancelOrder(orders.get(dice.nextInt(orders.size()))), now);
        }
    }

    private static Command<?> grant(Random dice, Instant now) {
        Instant from = now.plus(Duration.ofHours(dice.nextInt(100)));
        Instant until = from.plus(Duration.ofHours(1 + dice.nextInt(2_000)));
        return new Command.GrantPack(TestCatalog.CASES, 1 + dice.nextInt(20), null, from, until);
    }

    @Test
    void packsHaveRemindersLikeLicenses() {
        assertEquals(
                Reminder.Kind.beforeEnd().stream().map(Reminder.Kind::before).toList(),
                Pack.REMINDERS);
    }
}
