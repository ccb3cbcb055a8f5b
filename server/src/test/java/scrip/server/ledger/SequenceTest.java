package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import scrip.core.catalog.Surface;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Command;

/// Commands submitted in an order: none overtakes one before it on the same account, whatever the
/// queue takes.
class SequenceTest {

    private static final Outcome BUSY = new Outcome.Unavailable(Outcome.Reason.BUSY);

    private final Realm realm = new Realm(7, "box", Realm.Kind.SANDBOX);
    private final Sequence sequence = new Sequence();

    private static Ledger.Keyed use(String organization, String key) {
        return new Ledger.Keyed(
                LedgerWorld.org(organization), LedgerWorld.use(organization, 1), key);
    }

    private Submission next(Ledger.Keyed one) {
        return Submission.of(
                realm,
                List.of(new Ledger.Directed(one.account(), one.command())),
                one.key(),
                "tester",
                "request",
                sequence.next());
    }

    private Submission next(String organization) {
        return next(use(organization, "k"));
    }

    @Test
    void whatIsBehindOneThatWasNotTakenIsAnsweredLikeIt() {
        Submission first = next("first");
        Submission refused = next("first");
        Submission other = next("second");
        Submission behind = next("first");
        refused.unavailable(Outcome.Reason.BUSY);
        List<Submission> left =
                new Backlog().before(new ArrayList<>(List.of(first, other, behind)), 10);
        assertEquals(List.of(first, other), left);
        assertEquals(BUSY, LedgerWorld.await(behind.future()));
        assertFalse(first.future().isDone());
        assertFalse(other.future().isDone());
    }

    @Test
    void whatTheBacklogHasNoRoomForIsNotOvertakenByTheNextBatch() {
        Submission first = next("first");
        Submission second = next("first");
        Submission third = next("first");
        Backlog backlog = new Backlog();
        assertEquals(List.of(first), backlog.before(List.of(first, second), 1));
        assertEquals(List.of(), backlog.before(List.of(third), 1));
        assertEquals(BUSY, LedgerWorld.await(third.future()));
    }

    @Test
    void aUseForAConsortiumConcernsTheAccountOfItsMemberToo() {
        Command.Use within =
                new Command.Use(
                        LedgerWorld.org("first"),
                        LedgerWorld.org("union"),
                        LedgerWorld.AI,
                        1,
                        null,
                        Surface.API,
                        null,
                        null,
                        true);
        Submission ofUnion = next(new Ledger.Keyed(LedgerWorld.org("union"), within, "k"));
        Submission own = next("first");
        ofUnion.unavailable(Outcome.Reason.STANDBY);
        assertTrue(own.isStranded());
        assertEquals(
                new Outcome.Unavailable(Outcome.Reason.STANDBY), LedgerWorld.await(own.future()));
    }

    @Test
    void oneRefusedByARuleStopsNoOther() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            world.open("first", 1_000);
            List<CompletableFuture<Outcome>> answers =
                    submitted(
                            world,
                            List.of(
                                    use("first", "a"),
                                    use("nobody", "a"),
                                    use("first", "a"),
                                    use("first", "b")));
            assertInstanceOf(Outcome.Accepted.class, LedgerWorld.await(answers.get(0)));
            assertInstanceOf(Outcome.Refused.class, LedgerWorld.await(answers.get(1)));
            assertTrue(
                    assertInstanceOf(Outcome.Accepted.class, LedgerWorld.await(answers.get(2)))
                            .repeated());
            Outcome.Accepted last =
                    assertInstanceOf(Outcome.Accepted.class, LedgerWorld.await(answers.get(3)));
            assertEquals(998, assertInstanceOf(Answer.Used.class, last.answer()).available());
        }
    }

    /// The queue takes four of many while the writer empties it: on each account what is booked is
    /// what came first.
    @Test
    void aQueueThatIsFullInTheMiddleKeepsTheOrderOfEachAccount() {
        Settings small = Tuning.limits(8, 2, 100, 1_000);
        try (LedgerWorld world = LedgerWorld.fresh(small)) {
            world.open("first", 10_000);
            world.open("second", 10_000);
            List<Ledger.Keyed> uses = new ArrayList<>();
            for (int n = 0; n < 99; n++) {
                uses.add(use(n % 3 == 0 ? "first" : "second", "u" + n));
            }
            List<CompletableFuture<Outcome>> answers = submitted(world, uses);
            List<String> stranded = new ArrayList<>();
            int booked = 0;
            for (int n = 0; n < uses.size(); n++) {
                String account = uses.get(n).account().value();
                if (BUSY.equals(LedgerWorld.await(answers.get(n)))) {
                    stranded.add(account);
                } else {
                    booked++;
                    assertFalse(stranded.contains(account), n + " overtook one of " + account);
                }
            }
            assertTrue(booked >= 4 && stranded.size() > 4, booked + " booked");
            assertEquals(
                    booked,
                    20_000 - world.pool("first").available() - world.pool("second").available());
            while (!stranded.isEmpty()) {
                uses = left(uses, answers);
                answers = submitted(world, uses);
                stranded = left(uses, answers).stream().map(u -> u.account().value()).toList();
            }
            assertEquals(10_000 - 33, world.pool("first").available());
            assertEquals(10_000 - 66, world.pool("second").available());
        }
    }

    /// Those that were not taken.
    private static List<Ledger.Keyed> left(
            List<Ledger.Keyed> uses, List<CompletableFuture<Outcome>> answers) {
        List<Ledger.Keyed> left = new ArrayList<>();
        for (int n = 0; n < uses.size(); n++) {
            if (BUSY.equals(LedgerWorld.await(answers.get(n)))) {
                left.add(uses.get(n));
            }
        }
        return left;
    }

    private static List<CompletableFuture<Outcome>> submitted(
            LedgerWorld world, List<Ledger.Keyed> commands) {
        return world.ledger.submitInOrder(world.realm, commands, "tester", "request");
    }
}
