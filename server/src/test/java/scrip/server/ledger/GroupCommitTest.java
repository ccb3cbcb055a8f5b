package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Code;
import scrip.core.ledger.Command;
import scrip.core.order.OrderId;
import scrip.core.order.PaymentId;

/// Many commands in one transaction: each is answered as if it were alone.
class GroupCommitTest {

    private static final String BATCHES = "select count(distinct xmin::text) from log";

    private static Answer answer(CompletableFuture<Outcome> future) {
        return assertInstanceOf(Outcome.Accepted.class, LedgerWorld.await(future)).answer();
    }

    private static Code refused(CompletableFuture<Outcome> future) {
        return assertInstanceOf(Outcome.Refused.class, LedgerWorld.await(future)).refusal().code();
    }

    private static boolean repeated(CompletableFuture<Outcome> future) {
        return assertInstanceOf(Outcome.Accepted.class, LedgerWorld.await(future)).repeated();
    }

    @Test
    void acceptedAndRefusedCommandsOfOneBatchAreAnsweredSeparately() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            world.open("first", 1_000);
            world.accepted("first", LedgerWorld.use("first", 1), "old");
            List<CompletableFuture<Outcome>> good = new ArrayList<>();
            CompletableFuture<Outcome> sameKey;
            CompletableFuture<Outcome> reusedKey;
            CompletableFuture<Outcome> oldKey;
            CompletableFuture<Outcome> unknown;
            CompletableFuture<Outcome> bug;
            long before;
            try (Gate gate = new Gate(world)) {
                CompletableFuture<Outcome> blocker =
                        world.submitted("first", LedgerWorld.use("first", 1), "blocker");
                gate.awaitBatch();
                before = world.number(BATCHES);
                for (int n = 0; n < 50; n++) {
                    good.add(world.submitted("first", LedgerWorld.use("first", 2), "u" + n));
                }
                sameKey = world.submitted("first", LedgerWorld.use("first", 2), "u7");
                reusedKey = world.submitted("first", LedgerWorld.use("first", 3), "u7");
                oldKey = world.submitted("first", LedgerWorld.use("first", 1), "old");
                unknown = world.submitted("nobody", LedgerWorld.use("nobody", 1), "u1");
                bug = world.submitted("first", LedgerWorld.use("first", 1), null);
                good.add(world.submitted("second", LedgerWorld.institution("Second"), "open"));
                good.add(world.submitted("second", LedgerWorld.pack(5), "grant"));
                good.add(world.submitted("second", LedgerWorld.use("second", 7), "u7"));
                assertTrue(!blocker.isDone());
            }
            good.forEach(GroupCommitTest::answer);
            assertEquals(answer(good.get(7)), answer(sameKey));
            assertTrue(repeated(sameKey));
            assertEquals(Code.KEY_REUSED, refused(reusedKey));
            assertTrue(repeated(oldKey));
            assertEquals(Code.UNKNOWN_ORGANIZATION, refused(unknown));
            assertThrows(ExecutionException.class, bug::get);
            assertEquals(1_000 - 1 - 1 - 50 * 2, world.pool("first").available());
            assertEquals(2, world.pool("second").arrears());
            assertTrue(
                    world.number(BATCHES) < before + 10,
                    "the blocker's batch, the one decided behind it, and few more");
        }
    }

    @Test
    void aCommandThatTheDatabaseCannotStoreFailsAlone() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            world.open("first", 1_000);
            List<CompletableFuture<Outcome>> good = new ArrayList<>();
            CompletableFuture<Outcome> bad;
            try (Gate gate = new Gate(world)) {
                good.add(world.submitted("first", LedgerWorld.use("first", 1), "blocker"));
                gate.awaitBatch();
                for (int n = 0; n < 10; n++) {
                    good.add(world.submitted("first", LedgerWorld.use("first", 1), "a" + n));
                }
                bad = world.submitted("first", LedgerWorld.use("first", 1, "nul\0"), "bad");
                for (int n = 0; n < 10; n++) {
                    good.add(world.submitted("first", LedgerWorld.use("first", 1), "b" + n));
                }
            }
            good.forEach(GroupCommitTest::answer);
            assertThrows(ExecutionException.class, bad::get);
            assertEquals(1_000 - 21, world.pool("first").available());
        }
    }

    @Test
    void whatIsBehindAFailedBatchStillSharesItsCommits() {
        try (HeldWriter held = new HeldWriter(Tuning.limits(8_192, 4, 100, 250))) {
            LedgerWorld world = held.world;
            world.open("first", 1_000);
            List<CompletableFuture<Outcome>> good = new ArrayList<>();
            good.add(held.deciding(LedgerWorld.use("first", 1), "first"));
            CompletableFuture<Outcome> bad =
                    world.submitted("first", LedgerWorld.use("first", 1, "nul\0"), "bad");
            for (int n = 0; n < 23; n++) {
                good.add(world.submitted("first", LedgerWorld.use("first", 1), "u" + n));
            }
            held.release();
            good.forEach(GroupCommitTest::answer);
            assertThrows(ExecutionException.class, bad::get);
            long commits =
                    world.number("select count(distinct xmin::text) from log where quantity = 1");
            // The one that was decided first; three beside the bad one; twenty by four.
            assertEquals(1 + 3 + 5, commits);
        }
    }

    @Test
    void theSameSubjectInOneBatchIsCountedOnce() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            world.open("first", 1_000);
            CompletableFuture<Outcome> one;
            CompletableFuture<Outcome> two;
            try (Gate gate = new Gate(world)) {
                var _ = world.submitted("first", LedgerWorld.use("first", 1), "blocker");
                gate.awaitBatch();
                one = world.submitted("first", LedgerWorld.use("first", 1, "study"), "a");
                two = world.submitted("first", LedgerWorld.use("first", 1, "study"), "b");
            }
            assertEquals(
                    Answer.UseResult.BOOKED,
                    assertInstanceOf(Answer.Used.class, answer(one)).result());
            assertEquals(
                    Answer.UseResult.ALREADY_COUNTED,
                    assertInstanceOf(Answer.Used.class, answer(two)).result());
            Answer later = world.accepted("first", LedgerWorld.use("first", 1, "study"), "c");
            assertEquals(
                    Answer.UseResult.ALREADY_COUNTED,
                    assertInstanceOf(Answer.Used.class, later).result());
        }
    }

    /// A gate behind which everything that is submitted becomes one batch, uses too: behind a
    /// command that is none they are not decided ahead.
    private static Gate gate(LedgerWorld world, Command<?> none) {
        Gate gate = new Gate(world);
        var _ = world.submitted("first", none, "blocker");
        gate.awaitBatch();
        var _ = world.submitted("first", none, "head");
        return gate;
    }

    @Test
    void aCorrectionSeesTheUseBeforeItAndFreesItsSubjectForTheUseAfterIt() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            world.open("first", 1_000);
            CompletableFuture<Outcome> corrected;
            CompletableFuture<Outcome> again;
            try (Gate _ = gate(world, LedgerWorld.pack(1))) {
                var _ = world.submitted("first", LedgerWorld.use("first", 5, "study"), "a");
                corrected =
                        world.submitted(
                                "first", new Command.CorrectUse(null, "a", 5, "re-sent"), "fix");
                again = world.submitted("first", LedgerWorld.use("first", 3, "study"), "b");
            }
            assertEquals(
                    1_002, assertInstanceOf(Answer.Corrected.class, answer(corrected)).available());
            assertEquals(
                    Answer.UseResult.BOOKED,
                    assertInstanceOf(Answer.Used.class, answer(again)).result());
            assertEquals(999, world.pool("first").available());
        }
    }

    private record PaidCases(OrderId order, PaymentId payment) {}

    /// A paid order of a thousand cases, with its payment.
    private static PaidCases paidCases(LedgerWorld world) {
        world.accepted("first", LedgerWorld.institution("First"), "open");
        world.accepted("first", LedgerWorld.agreement(), "agreement");
        Answer ordered = world.accepted("first", LedgerWorld.order(1_000), "order");
        OrderId order = assertInstanceOf(Answer.Ordered.class, ordered).order().id();
        Answer paid = world.accepted("first", Command.Pay.bySandbox(List.of(order)), "pay");
        assertEquals(1_000, world.pool("first").available());
        PaymentId payment = assertInstanceOf(Answer.Paid.class, paid).payment();
        return new PaidCases(order, Objects.requireNonNull(payment));
    }

    /// Recalls the purchase in the same batch as a use of it.
    private static void recalled(Function<PaidCases, Command<?>> recall) {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            PaidCases bought = paidCases(world);
            CompletableFuture<Outcome> used;
            CompletableFuture<Outcome> recalled;
            try (Gate _ = gate(world, LedgerWorld.order(1_000))) {
                used = world.submitted("first", LedgerWorld.use("first", 5), "a");
                recalled = world.submitted("first", recall.apply(bought), "recall");
            }
            answer(used);
            answer(recalled);
            assertEquals(0, world.pool("first").available());
            assertEquals(5, world.pool("first").arrears());
        }
    }

    @Test
    void theRecallOfAPaymentSeesTheUseBeforeIt() {
        recalled(bought -> new Command.RecallPayment(bought.payment()));
    }

    @Test
    void theRecallOfAnOrderSeesTheUseBeforeIt() {
        recalled(bought -> new Command.RecallOrder(bought.order()));
    }

    @Test
    void aFullQueueAnswersBusy() {
        Settings small = Tuning.limits(10, 4, 100, 1_000);
        try (LedgerWorld world = LedgerWorld.fresh(small)) {
            world.open("first", 1_000);
            world.open("second", 1_000);
            List<CompletableFuture<Outcome>> all = new ArrayList<>();
            CompletableFuture<Outcome> other;
            try (Gate gate = new Gate(world)) {
                all.add(world.submitted("first", LedgerWorld.use("first", 1), "blocker"));
                gate.awaitBatch();
                for (int n = 0; n < 30; n++) {
                    all.add(world.submitted("first", LedgerWorld.use("first", 1), "u" + n));
                }
                other = world.submitted("second", LedgerWorld.use("second", 1), "u");
            }
            long busy =
                    all.stream()
                            .map(LedgerWorld::await)
                            .filter(new Outcome.Unavailable(Outcome.Reason.BUSY)::equals)
                            .count();
            assertTrue(busy >= 30 - 10 - 4, "what is beyond the queue and a batch: " + busy);
            assertEquals(1_000 - (31 - busy), world.pool("first").available());
            assertInstanceOf(Outcome.Accepted.class, LedgerWorld.await(other));
        }
    }

    @Test
    void commandsOnSeveralAccountsAreAcceptedTogetherOrNotAtAll() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            world.accepted("union", LedgerWorld.consortium("Union"), "open");
            world.accepted("first", LedgerWorld.institution("First"), "open");
            List<Ledger.Directed> join = join("first");
            assertInstanceOf(Outcome.Accepted.class, together(world, join, "j1"));
            Outcome.Accepted again =
                    assertInstanceOf(Outcome.Accepted.class, together(world, join, "j1"));
            assertTrue(again.repeated());
            long before = world.number("select count(*) from facts");
            assertInstanceOf(Outcome.Refused.class, together(world, join("nobody"), "j2"));
            assertEquals(before, world.number("select count(*) from facts"));
            assertEquals(
                    List.of(LedgerWorld.org("first")),
                    List.copyOf(
                            world.ledger
                                    .read(world.realm, LedgerWorld.org("union"))
                                    .account()
                                    .profile()
                                    .members()));
        }
    }

    private static List<Ledger.Directed> join(String institution) {
        return List.of(
                new Ledger.Directed(
                        LedgerWorld.org("union"),
                        new Command.AddMember(LedgerWorld.org(institution))),
                new Ledger.Directed(
                        LedgerWorld.org(institution),
                        new Command.JoinConsortium(LedgerWorld.org("union"))));
    }

    private static Outcome together(LedgerWorld world, List<Ledger.Directed> commands, String key) {
        return LedgerWorld.await(
                world.ledger.submitTogether(world.realm, commands, key, "tester", "request"));
    }
}
