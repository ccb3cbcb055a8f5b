package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Command;
import scrip.core.order.LineRequest;
import scrip.core.order.OrderId;
import scrip.core.organization.OrganizationId;

/// Which accounts have bought for an organization is known without a query, and is what the last
/// commit says.
class BuyersTest {

    private static final OrganizationId MEMBER = LedgerWorld.org("member");
    private static final OrganizationId UNION = LedgerWorld.org("union");

    @Test
    void aPurchaseForAnOrganizationIsSeenOnceItIsAnswered() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            open(world);
            assertEquals(List.of(), buyers(world, MEMBER));
            buy(world.ledger, world.realm, "ipc/pre-consultation-assistant");
            assertEquals(List.of(UNION), buyers(world, MEMBER));
            assertEquals(List.of(), buyers(world, UNION));
        }
    }

    @Test
    void theyAreAskedForOnceAndThenKept() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            open(world);
            buy(world.ledger, world.realm, "ipc/pre-consultation-assistant");
            assertEquals(List.of(UNION), buyers(world, MEMBER));
            assertEquals(List.of(), buyers(world, UNION));
            world.superuser("alter table beneficiaries rename to away");
            assertEquals(List.of(UNION), buyers(world, MEMBER));
            assertEquals(List.of(), buyers(world, UNION));
            world.superuser("alter table away rename to beneficiaries");
            buy(world.ledger, world.realm, "ipc/health-analysis-summary");
            world.superuser("alter table beneficiaries rename to away");
            assertEquals(List.of(), buyers(world, UNION));
            assertThrows(DataAccessException.class, () -> buyers(world, MEMBER));
            world.superuser("alter table away rename to beneficiaries");
            assertEquals(List.of(UNION), buyers(world, MEMBER));
        }
    }

    @Test
    void aServerThatTakesOverAgainSeesWhatAnotherCommittedMeanwhile() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            open(world);
            assertEquals(List.of(), buyers(world, MEMBER));
            world.ledger.stopRenewing();
            world.superuser("update lease set held_until = '-infinity'");
            try (Ledger second = LedgerWorld.another(world.test.database(), LedgerWorld.SETTINGS)) {
                LedgerWorld.serving(second);
                assertEquals(List.of(), second.buyersFor(world.realm, MEMBER));
                buy(second, world.realm, "ipc/pre-consultation-assistant");
                assertEquals(List.of(UNION), second.buyersFor(world.realm, MEMBER));
                assertEquals(
                        Outcome.Reason.STANDBY,
                        assertInstanceOf(
                                        Outcome.Unavailable.class,
                                        world.submit("union", LedgerWorld.agreement(), "late"))
                                .reason());
            }
            LedgerWorld.serving(world.ledger);
            assertEquals(List.of(UNION), buyers(world, MEMBER));
        }
    }

    private static List<OrganizationId> buyers(LedgerWorld world, OrganizationId organization) {
        return world.ledger.buyersFor(world.realm, organization);
    }

    static void open(LedgerWorld world) {
        world.accepted("member", LedgerWorld.institution("Member"), "open");
        world.accepted("union", LedgerWorld.consortium("Union"), "open");
        world.accepted("union", new Command.AddMember(MEMBER), "member");
    }

    /// Buys software for the member.
    static void buy(Ledger ledger, Realm realm, String item) {
        BiFunction<Command<?>, String, Answer> accepted =
                (command, name) ->
                        assertInstanceOf(
                                        Outcome.Accepted.class,
                                        LedgerWorld.await(
                                                ledger.submit(
                                                        realm,
                                                        UNION,
                                                        command,
                                                        item + name,
                                                        "tester",
                                                        "request")))
                                .answer();
        LineRequest line = new LineRequest(item, MEMBER, null, null, 1, null, null, null, null);
        Answer ordered =
                accepted.apply(
                        new Command.PlaceOrder(List.of(line), true, "tester", false, true),
                        "order");
        OrderId order = assertInstanceOf(Answer.Ordered.class, ordered).order().id();
        assertInstanceOf(
                Answer.Paid.class, accepted.apply(Command.Pay.bySandbox(List.of(order)), "pay"));
    }
}
