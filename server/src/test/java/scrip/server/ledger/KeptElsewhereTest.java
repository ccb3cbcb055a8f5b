package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import scrip.core.catalog.Surface;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Answer.UseResult;
import scrip.core.ledger.Code;
import scrip.core.ledger.Command;

/// A kept use that is booked on another account (R21): on both accounts or on neither, exactly
/// once, whatever fails.
class KeptElsewhereTest {

    private static final Command.Use KEPT =
            new Command.Use(
                    LedgerWorld.org("first"),
                    LedgerWorld.org("union"),
                    LedgerWorld.AI,
                    10,
                    null,
                    Surface.API,
                    LedgerWorld.START.minus(Duration.ofDays(100)),
                    "study",
                    true);

    /// A use kept by the consortium for an institution that has since left it.
    private static LedgerWorld left() {
        LedgerWorld world = LedgerWorld.fresh();
        world.open("first", 1_000);
        world.accepted("union", LedgerWorld.consortium("union"), "open");
        world.accepted("union", LedgerWorld.pack(1_000), "grant");
        member(world, true);
        assertEquals(UseResult.KEPT, result(world.accepted("union", KEPT, "k1")));
        member(world, false);
        return world;
    }

    private static void member(LedgerWorld world, boolean joins) {
        List<Ledger.Directed> both =
                joins
                        ? List.of(
                                new Ledger.Directed(
                                        LedgerWorld.org("union"),
                                        new Command.AddMember(LedgerWorld.org("first"))),
                                new Ledger.Directed(
                                        LedgerWorld.org("first"),
                                        new Command.JoinConsortium(LedgerWorld.org("union"))))
                        : List.of(
                                new Ledger.Directed(
                                        LedgerWorld.org("union"),
                                        new Command.RemoveMember(LedgerWorld.org("first"))),
                                new Ledger.Directed(
                                        LedgerWorld.org("first"),
                                        new Command.LeaveConsortium(LedgerWorld.org("union"))));
        assertInstanceOf(
                Outcome.Accepted.class,
                LedgerWorld.await(
                        world.ledger.submitTogether(world.realm, both, null, "tester", "request")));
    }

    private static UseResult result(Answer answer) {
        return assertInstanceOf(Answer.Used.class, answer).result();
    }

    private static Code refusal(Outcome outcome) {
        return assertInstanceOf(Outcome.Refused.class, outcome).refusal().code();
    }

    private static void checkBookedOnce(LedgerWorld world) {
        assertEquals(990, world.pool("first").available());
        assertEquals(1_000, world.pool("union").available());
        assertEquals(1, world.number("select count(*) from uses"));
    }

    @Test
    void itTakesItsKeyAndSubjectOnTheOtherAccountAndARepeatGetsTheFirstAnswer() {
        try (LedgerWorld world = left()) {
            Command.DecideKept decide = new Command.DecideKept("k1", true);
            assertEquals(UseResult.BOOKED, result(world.accepted("union", decide, "d1")));
            checkBookedOnce(world);
            for (int round = 0; round < 2; round++) {
                assertEquals(UseResult.BOOKED, result(world.accepted("union", decide, "d1")));
                assertEquals(UseResult.KEPT, result(world.accepted("union", KEPT, "k1")));
                assertEquals(UseResult.KEPT, result(world.accepted("first", KEPT, "k1")));
                assertEquals(
                        Code.UNKNOWN_KEY, refusal(world.submit("union", decide, "d2-" + round)));
                assertEquals(
                        Code.KEY_REUSED,
                        refusal(world.submit("first", LedgerWorld.use("first", 1), "k1")));
                assertEquals(
                        UseResult.ALREADY_COUNTED,
                        result(
                                world.accepted(
                                        "first",
                                        LedgerWorld.use("first", 10, "study"),
                                        "r" + round)));
                world.restart();
            }
            checkBookedOnce(world);
        }
    }

    @Test
    void itIsCorrectedOnTheOtherAccount() {
        try (LedgerWorld world = left()) {
            world.accepted("union", new Command.DecideKept("k1", true), "d1");
            world.accepted("first", new Command.CorrectUse(null, "k1", 10, "twice"), "c1");
            assertEquals(1_000, world.pool("first").available());
            assertEquals(
                    UseResult.BOOKED,
                    result(world.accepted("first", LedgerWorld.use("first", 1, "study"), "u1")));
        }
    }

    @Test
    void aKeyTakenOnTheOtherAccountChangesNothing() {
        try (LedgerWorld world = left()) {
            world.accepted("first", LedgerWorld.use("first", 1), "k1");
            Command.DecideKept decide = new Command.DecideKept("k1", true);
            long facts = world.number("select count(*) from facts");
            assertEquals(Code.KEY_REUSED, refusal(world.submit("union", decide, "d1")));
            assertEquals(facts, world.number("select count(*) from facts"));
            assertEquals(
                    1,
                    world.ledger
                            .read(world.realm, LedgerWorld.org("union"))
                            .account()
                            .stock()
                            .kept()
                            .size());
        }
    }

    @Test
    void aSubjectCountedOnTheOtherAccountIsNotCountedAgain() {
        try (LedgerWorld world = left()) {
            world.accepted("first", LedgerWorld.use("first", 10, "study"), "u1");
            assertEquals(
                    UseResult.ALREADY_COUNTED,
                    result(world.accepted("union", new Command.DecideKept("k1", true), "d1")));
            checkBookedOnce(world);
        }
    }

    @Test
    void aUseKeptByTheInstitutionGoesToTheConsortiumThatItJoined() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            world.open("first", 1_000);
            world.accepted("union", LedgerWorld.consortium("union"), "open");
            world.accepted("union", LedgerWorld.pack(1_000), "grant");
            assertEquals(UseResult.KEPT, result(world.accepted("union", KEPT, "k1")));
            member(world, true);
            assertEquals(
                    UseResult.BOOKED,
                    result(world.accepted("first", new Command.DecideKept("k1", true), "d1")));
            assertEquals(990, world.pool("union").available());
            assertEquals(1_000, world.pool("first").available());
            assertEquals(UseResult.KEPT, result(world.accepted("union", KEPT, "k1")));
        }
    }

    @Test
    void anAbortedBatchIsDecidedAgainOnBothAccounts() {
        try (LedgerWorld world = left()) {
            CompletableFuture<Outcome> decided;
            try (Gate gate = new Gate(world)) {
                decided = world.submitted("union", new Command.DecideKept("k1", true), "d1");
                gate.awaitBatch();
                gate.killBatch();
            }
            assertInstanceOf(Outcome.Accepted.class, LedgerWorld.await(decided));
            checkBookedOnce(world);
        }
    }

    @Test
    void aRenamedOrganizationHasItsNewNameInTheListToo() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            world.open("first", 10);
            world.accepted("first", new Command.ChangeName("Second"), "n1");
            world.accepted("first", new Command.ChangeName("Second"), "n2");
            world.restart();
            assertEquals(
                    "Second",
                    world.ledger
                            .read(world.realm, LedgerWorld.org("first"))
                            .account()
                            .profile()
                            .name());
            assertEquals(1, world.number("select count(*) from accounts where name = 'Second'"));
            assertEquals(1, world.number("select count(*) from facts where type = 'NameChanged'"));
        }
    }
}
