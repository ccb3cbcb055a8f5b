package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Code;
import scrip.core.pack.PoolKey;

/// A command's path through the queue, the writer and back.
class LedgerTest {

    private static final PoolKey POOL = PoolKey.withoutTerm(ItemId.of(LedgerWorld.AI));

    @Test
    void aUseDrawsOnThePackAndIsSeenByTheNextRead() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            world.open("first", 1_000);
            Answer answer = world.accepted("first", LedgerWorld.use("first", 10), "u1");
            assertEquals(990, assertInstanceOf(Answer.Used.class, answer).available());
            assertEquals(
                    990,
                    world.ledger
                            .read(world.realm, LedgerWorld.org("first"))
                            .account()
                            .pool(POOL)
                            .available());
        }
    }

    @Test
    void aRepeatGetsTheFirstAnswerEvenAfterARestart() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            world.open("first", 1_000);
            Answer first = world.accepted("first", LedgerWorld.use("first", 10), "u1");
            world.accepted("first", LedgerWorld.use("first", 5), "u2");
            for (int round = 0; round < 2; round++) {
                Outcome.Accepted repeat =
                        assertInstanceOf(
                                Outcome.Accepted.class,
                                world.submit("first", LedgerWorld.use("first", 10), "u1"));
                assertTrue(repeat.repeated());
                assertEquals(first, repeat.answer());
                world.restart();
            }
        }
    }

    @Test
    void aKeyWithDifferentContentIsRefused() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            world.open("first", 1_000);
            world.accepted("first", LedgerWorld.use("first", 10), "u1");
            Outcome.Refused refused =
                    assertInstanceOf(
                            Outcome.Refused.class,
                            world.submit("first", LedgerWorld.use("first", 11), "u1"));
            assertEquals(Code.KEY_REUSED, refused.refusal().code());
        }
    }
}
