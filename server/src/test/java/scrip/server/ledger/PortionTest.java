package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import scrip.core.ledger.Account;
import scrip.core.ledger.Advance;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Code;
import scrip.core.ledger.Command;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Fact;

/// An account with a very large backlog is booked in portions; other accounts are answered in
/// between, and the result is the same as if everything had been booked at once (X4).
class PortionTest {

    private static final int PACKS = 40;
    private static final int PORTION = 20;

    /// A portion may exceed its size by what one step causes: facts due together are booked
    /// together.
    private static final int PORTION_MOST = PORTION + 10;

    private static final Instant LATER = LedgerWorld.START.plus(Duration.ofDays(400));

    private static final String LARGEST_PORTION =
            """
            select max(count) from (
                select sum(1 + coalesce(facts_before, 0) + coalesce(facts_after, 0)) as count
                from log
                where account = 1
                    and booked_at > '2027-01-01'
                group by xmin::text) batches
            """;

    /// The transaction that booked the first use of an account after the clock was moved.
    private static final String BOOKED_BY =
            """
            select min(xmin::text::bigint)
            from log
            where account = %d
                and booked_at > '2027-01-01'
                and quantity is not null
            """;

    private static LedgerWorld world() {
        LedgerWorld world = LedgerWorld.fresh(Tuning.portion(PORTION));
        world.accepted("large", LedgerWorld.institution("Large"), "open");
        for (int pack = 0; pack < PACKS; pack++) {
            world.accepted("large", LedgerWorld.pack(10 + pack), "pack-" + pack);
        }
        world.open("small", 100);
        return world;
    }

    @Test
    void anotherAccountIsAnsweredBeforeTheLargeOneIsBooked() {
        try (LedgerWorld world = world()) {
            Account before = world.ledger.read(world.realm, LedgerWorld.org("large")).account();
            List<CompletableFuture<Outcome>> large = new ArrayList<>();
            CompletableFuture<Outcome> small;
            try (Gate gate = new Gate(world)) {
                var _ = world.submitted("small", LedgerWorld.use("small", 1), "blocker");
                gate.awaitBatch();
                world.ledger.realms().moveClock(world.realm, LATER);
                large.add(world.submitted("large", LedgerWorld.use("large", 7), "a"));
                large.add(world.submitted("large", LedgerWorld.use("large", 8), "b"));
                small = world.submitted("small", LedgerWorld.use("small", 1), "c");
                large.add(world.submitted("large", LedgerWorld.pack(3), "d"));
                large.add(world.submitted("large", LedgerWorld.use("large", 7), "a"));
            }
            large.forEach(f -> assertInstanceOf(Outcome.Accepted.class, LedgerWorld.await(f)));
            assertInstanceOf(Outcome.Accepted.class, LedgerWorld.await(small));
            long smallBy = world.number(BOOKED_BY.formatted(2));
            long largeBy = world.number(BOOKED_BY.formatted(1));
            assertTrue(smallBy < largeBy, smallBy + " is not before " + largeBy);
            long most = world.number(LARGEST_PORTION);
            assertTrue(most <= PORTION_MOST, most + " facts in one batch");
            checkFacts(world, before);
        }
    }

    /// Checks that everything due was booked as if at once, followed by what was requested, in
    /// order.
    private static void checkFacts(LedgerWorld world, Account before) {
        List<Entry> booked = facts(world, before.seq());
        List<Entry> due = Advance.to(before, LATER).entries();
        assertEquals(due, booked.subList(0, due.size()));
        List<String> asked =
                booked.subList(due.size(), booked.size()).stream()
                        .map(Entry::fact)
                        .filter(f -> f instanceof Fact.UseBooked || f instanceof Fact.PackIssued)
                        .map(f -> f instanceof Fact.UseBooked use ? use.key() : "pack")
                        .toList();
        assertEquals(List.of("a", "b", "pack"), asked);
    }

    private static List<Entry> facts(LedgerWorld world, long after) {
        try (Connection connection = world.test.superuser();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select seq, effective_at, booked_at, body::text from facts"
                                        + " where account = 1 and seq > "
                                        + after
                                        + " order by seq")) {
            List<Entry> all = new ArrayList<>();
            while (row.next()) {
                all.add(
                        new Entry(
                                row.getLong(1),
                                row.getObject(2, OffsetDateTime.class).toInstant(),
                                row.getObject(3, OffsetDateTime.class).toInstant(),
                                LedgerJson.fact(row.getString(4))));
            }
            return all;
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void aRefusalAfterPortionsBooksOnlyWhatWasDueAndKeepsItsKeyFree() {
        try (LedgerWorld world = world()) {
            Account before = world.ledger.read(world.realm, LedgerWorld.org("large")).account();
            world.ledger.realms().moveClock(world.realm, LATER);
            Command.CaptureHold capture = new Command.CaptureHold(null, "no hold", 1L);
            Outcome outcome = world.submit("large", capture, "k");
            assertEquals(
                    Code.UNKNOWN_KEY,
                    assertInstanceOf(Outcome.Refused.class, outcome).refusal().code());
            world.accepted("large", LedgerWorld.pack(3), "k");
            List<Entry> due = Advance.to(before, LATER).entries();
            assertEquals(due, facts(world, before.seq()).subList(0, due.size()));
        }
    }

    @Test
    void theDeadlineLoopBooksPortionAfterPortion() {
        try (LedgerWorld world = world()) {
            Account before = world.ledger.read(world.realm, LedgerWorld.org("large")).account();
            world.ledger.realms().moveClock(world.realm, LATER);
            List<Entry> due = Advance.to(before, LATER).entries();
            LedgerWorld.until(
                    "everything due is booked",
                    () -> facts(world, before.seq()).size() == due.size());
            assertEquals(due, facts(world, before.seq()));
            assertTrue(world.number(LARGEST_PORTION) <= PORTION_MOST);
        }
    }

    @Test
    void aRestartBetweenPortionsBooksNothingTwice() {
        try (LedgerWorld world = world()) {
            Account before = world.ledger.read(world.realm, LedgerWorld.org("large")).account();
            world.ledger.realms().moveClock(world.realm, LATER);
            CompletableFuture<Outcome> cut =
                    world.submitted("large", LedgerWorld.use("large", 7), "a");
            world.restart();
            LedgerWorld.await(cut);
            Answer answer = world.accepted("large", LedgerWorld.use("large", 7), "a");
            world.accepted("large", LedgerWorld.use("large", 8), "b");
            world.accepted("large", LedgerWorld.pack(3), "d");
            assertEquals(7, assertInstanceOf(Answer.Used.class, answer).arrears());
            checkFacts(world, before);
        }
    }

    @Test
    void commandsOnSeveralAccountsWaitTogether() {
        try (LedgerWorld world = world()) {
            world.ledger.realms().moveClock(world.realm, LATER);
            CompletableFuture<Outcome> both =
                    world.ledger.submitTogether(
                            world.realm,
                            List.of(
                                    new Ledger.Directed(
                                            LedgerWorld.org("small"), LedgerWorld.pack(1)),
                                    new Ledger.Directed(
                                            LedgerWorld.org("large"), LedgerWorld.pack(1))),
                            "both",
                            "tester",
                            "request");
            CompletableFuture<Outcome> next = world.submitted("small", LedgerWorld.pack(2), "next");
            assertInstanceOf(Outcome.Accepted.class, LedgerWorld.await(both));
            assertInstanceOf(Outcome.Accepted.class, LedgerWorld.await(next));
            assertEquals(3, world.pool("small").available());
        }
    }
}
