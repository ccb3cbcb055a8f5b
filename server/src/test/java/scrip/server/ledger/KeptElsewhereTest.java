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

/// A kept use that is booked on another account (R21): both accounts or neither, once, whatever
/// breaks.
class KeptElsewhereTest {

    private static final Command.Use KEPT =
            new Command.Use(
                    World.org("first"),
                    World.org("union"),
                    World.AI,
                    10,
                    null,
                    Surface.API,
                    World.START.minus(Duration.ofDays(100)),
                    "study",
                    true);

    /// A use that the consortium keeps, of an institution that has left it since.
    private static World left() {
        World world = World.fresh();
        world.open("first", 1_000);
        world.accepted("union", World.consortium("union"), "open");
        world.accepted("union", World.pack(1_000), "grant");
        member(world, true);
        assertEquals(UseResult.KEPT, result(world.accepted("union", KEPT, "k1")));
        member(world, false);
        return world;
    }

    private static void member(World world, boolean joins) {
        List<Ledger.Directed> both =
                joins
                        ? List.of(
                                new Ledger.Directed(
                                        World.org("union"),
                                        new Command.AddMember(World.org("first"))),
                                new Ledger.Directed(
                                        World.org("first"),
                                        new Command.JoinConsortium(World.org("union"))))
                        : List.of(
                                new Ledger.Directed(
                                        World.org("union"),
                                        new Command.RemoveMember(World.org("first"))),
                                new Ledger.Directed(
                                        World.org("first"),
                                        new Command.LeaveConsortium(World.org("union"))));
        assertInstanceOf(
                Outcome.Accepted.class,
                World.await(
                        world.ledger.submitTogether(world.realm, both, null, "tester", "request")));
    }

    private static UseResult result(Answer answer) {
        return assertInstanceOf(Answer.Used.class, answer).result();
    }

    private static Code refusal(Outcome outcome) {
        return assertInstanceOf(Outcome.Refused.class, outcome).refusal().code();
    }

    private static void checkBookedOnce(World world) {
        assertEquals(990, world.pool("first").available());
        assertEquals(1_000, world.pool("union").available());
        assertEquals(1, world.number("select count(*) from uses"));
    }

    @Test
    void itTakesItsKeyAndSubjectThereAndARepeatGetsTheFirstAnswer() {
        try (World world = left()) {
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
                        refusal(world.submit("first", World.use("first", 1), "k1")));
                assertEquals(
                        UseResult.ALREADY_COUNTED,
                        result(
                                world.accepted(
                                        "first", World.use("first", 10, "study"), "r" + round)));
                world.restart();
            }
            checkBookedOnce(world);
        }
    }

    @Test
    void itIsCorrectedThere() {
        try (World world = left()) {
            world.accepted("union", new Command.DecideKept("k1", true), "d1");
            world.accepted("first", new Command.CorrectUse("k1", 10, "twice"), "c1");
            assertEquals(1_000, world.pool("first").available());
            assertEquals(
                    UseResult.BOOKED,
                    result(world.accepted("first", World.use("first", 1, "study"), "u1")));
        }
    }

    @Test
    void aKeyThatIsTakenThereChangesNothingAnywhere() {
        try (World world = left()) {
            world.accepted("first", World.use("first", 1), "k1");
            Command.DecideKept decide = new Command.DecideKept("k1", true);
            long facts = world.number("select count(*) from facts");
            assertEquals(Code.KEY_REUSED, refusal(world.submit("union", decide, "d1")));
            assertEquals(facts, world.number("select count(*) from facts"));
            assertEquals(
                    1,
                    world.ledger
                            .read(world.realm, World.org("union"))
                            .account()
                            .stock()
                            .kept()
                            .size());
        }
    }

    @Test
    void aSubjectThatIsCountedThereIsNotCountedAgain() {
        try (World world = left()) {
            world.accepted("first", World.use("first", 10, "study"), "u1");
            assertEquals(
                    UseResult.ALREADY_COUNTED,
                    result(world.accepted("union", new Command.DecideKept("k1", true), "d1")));
            checkBookedOnce(world);
        }
    }

    @Test
    void oneKeptOnTheInstitutionsAccountGoesToTheConsortiumThatItJoined() {
        try (World world = World.fresh()) {
            world.open("first", 1_000);
            world.accepted("union", World.consortium("union"), "open");
            world.accepted("union", World.pack(1_000), "grant");
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
    void aBatchThatDiesIsDecidedAgainOnBothAccounts() {
        try (World world = left()) {
            CompletableFuture<Outcome> decided;
            try (Gate gate = new Gate(world)) {
                decided = world.submitted("union", new Command.DecideKept("k1", true), "d1");
                gate.awaitBatch();
                gate.killBatch();
            }
            assertInstanceOf(Outcome.Accepted.class, World.await(decided));
            checkBookedOnce(world);
        }
    }

    @Test
    void aRenamedOrganizationIsNamedSoInTheListToo() {
        try (World world = World.fresh()) {
            world.open("first", 10);
            world.accepted("first", new Command.ChangeName("Second"), "n1");
            world.accepted("first", new Command.ChangeName("Second"), "n2");
            world.restart();
            assertEquals(
                    "Second",
                    world.ledger.read(world.realm, World.org("first")).account().profile().name());
            assertEquals(1, world.number("select count(*) from accounts where name = 'Second'"));
            assertEquals(1, world.number("select count(*) from facts where type = 'NameChanged'"));
        }
    }
}
