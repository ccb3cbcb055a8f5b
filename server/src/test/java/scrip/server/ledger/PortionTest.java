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

/// An account on which very much has fallen due is booked in portions; others are answered in
/// between, and nothing comes out otherwise than if it had been booked at once (X4).
class PortionTest {

    private static final int PACKS = 40;
    private static final int PORTION = 20;

    /// More than one step causes: what is due at once is booked at once.
    private static final int PORTION_MOST = PORTION + 10;

    private static final Instant LATER = World.START.plus(Duration.ofDays(400));

    private static final String LARGEST_PORTION =
            """
            select max(count) from (
                select count(*)
                from facts
                where account = 1
                    and booked_at > '2027-01-01'
                group by xmin::text) batches
            """;

    /// The transaction that booked the first use of an account after the clock had moved.
    private static final String BOOKED_BY =
            """
            select min(xmin::text::bigint)
            from facts
            where account = %d
                and booked_at > '2027-01-01'
                and body ->> 'type' = 'UseBooked'
            """;

    private static World world() {
        World world = World.fresh(World.SETTINGS.withPortion(PORTION));
        world.accepted("large", World.institution("Large"), "open");
        for (int pack = 0; pack < PACKS; pack++) {
            world.accepted("large", World.pack(10 + pack), "pack-" + pack);
        }
        world.open("small", 100);
        return world;
    }

    @Test
    void anotherAccountIsAnsweredBeforeTheLargeOneIsBooked() {
        try (World world = world()) {
            Account before = world.ledger.read(world.realm, World.org("large")).account();
            List<CompletableFuture<Outcome>> large = new ArrayList<>();
            CompletableFuture<Outcome> small;
            try (Gate gate = new Gate(world)) {
                var _ = world.submitted("small", World.use("small", 1), "blocker");
                gate.awaitBatch();
                world.ledger.realms().moveClock(world.realm, LATER);
                large.add(world.submitted("large", World.use("large", 7), "a"));
                large.add(world.submitted("large", World.use("large", 8), "b"));
                small = world.submitted("small", World.use("small", 1), "c");
                large.add(world.submitted("large", World.pack(3), "d"));
                large.add(world.submitted("large", World.use("large", 7), "a"));
            }
            large.forEach(f -> assertInstanceOf(Outcome.Accepted.class, World.await(f)));
            assertInstanceOf(Outcome.Accepted.class, World.await(small));
            long smallBy = world.number(BOOKED_BY.formatted(2));
            long largeBy = world.number(BOOKED_BY.formatted(1));
            assertTrue(smallBy < largeBy, smallBy + " is not before " + largeBy);
            long most = world.number(LARGEST_PORTION);
            assertTrue(most <= PORTION_MOST, most + " facts in one batch");
            checkFacts(world, before);
        }
    }

    /// Everything that fell due, as if booked at once, and then what was asked for, in its order.
    private static void checkFacts(World world, Account before) {
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

    private static List<Entry> facts(World world, long after) {
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
                all.add(Stored.entry(row, 1));
            }
            return all;
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void aRefusalAfterPortionsBooksOnlyWhatWasDueAndLeavesItsKeyFree() {
        try (World world = world()) {
            Account before = world.ledger.read(world.realm, World.org("large")).account();
            world.ledger.realms().moveClock(world.realm, LATER);
            Command.CaptureHold capture = new Command.CaptureHold("no hold", 1L);
            Outcome outcome = world.submit("large", capture, "k");
            assertEquals(
                    Code.UNKNOWN_KEY,
                    assertInstanceOf(Outcome.Refused.class, outcome).refusal().code());
            world.accepted("large", World.pack(3), "k");
            List<Entry> due = Advance.to(before, LATER).entries();
            assertEquals(due, facts(world, before.seq()).subList(0, due.size()));
        }
    }

    @Test
    void theDeadlineLoopBooksPortionAfterPortion() {
        try (World world = world()) {
            Account before = world.ledger.read(world.realm, World.org("large")).account();
            world.ledger.realms().moveClock(world.realm, LATER);
            List<Entry> due = Advance.to(before, LATER).entries();
            World.until(
                    "everything due is booked",
                    () -> facts(world, before.seq()).size() == due.size());
            assertEquals(due, facts(world, before.seq()));
            assertTrue(world.number(LARGEST_PORTION) <= PORTION_MOST);
        }
    }

    @Test
    void aServerThatStopsBetweenPortionsBooksNothingTwice() {
        try (World world = world()) {
            Account before = world.ledger.read(world.realm, World.org("large")).account();
            world.ledger.realms().moveClock(world.realm, LATER);
            CompletableFuture<Outcome> cut = world.submitted("large", World.use("large", 7), "a");
            world.restart();
            World.await(cut);
            Answer answer = world.accepted("large", World.use("large", 7), "a");
            world.accepted("large", World.use("large", 8), "b");
            world.accepted("large", World.pack(3), "d");
            assertEquals(7, assertInstanceOf(Answer.Used.class, answer).arrears());
            checkFacts(world, before);
        }
    }

    @Test
    void whatIsAskedTogetherWaitsTogether() {
        try (World world = world()) {
            world.ledger.realms().moveClock(world.realm, LATER);
            CompletableFuture<Outcome> both =
                    world.ledger.submitTogether(
                            world.realm,
                            List.of(
                                    new Ledger.Directed(World.org("small"), World.pack(1)),
                                    new Ledger.Directed(World.org("large"), World.pack(1))),
                            "both",
                            "tester",
                            "request");
            CompletableFuture<Outcome> next = world.submitted("small", World.pack(2), "next");
            assertInstanceOf(Outcome.Accepted.class, World.await(both));
            assertInstanceOf(Outcome.Accepted.class, World.await(next));
            assertEquals(3, world.pool("small").available());
        }
    }
}
