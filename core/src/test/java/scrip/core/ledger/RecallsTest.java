package scrip.core.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import scrip.core.order.LineRequest;
import scrip.core.order.Order;
import scrip.core.pack.Pack;
import scrip.core.pack.PoolKey;

/// A recall of many packs looks at each of them once (X4).
class RecallsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
    private static final Instant LATER = Instant.parse("2026-03-02T09:00:00Z");
    private static final int PACKS = 200;

    /// An account that paid one order of many packs, and has used all but one unit of half of them.
    private static Bought bought(int packs) {
        TestAccount account = new TestAccount(TestCatalog.catalogs(), NOW);
        List<LineRequest> lines = Collections.nCopies(packs, TestCatalog.cases(10));
        Command.PlaceOrder place = new Command.PlaceOrder(lines, true, "Dr Who", false, true);
        Order order = account.decide(place, NOW).order();
        account.decide(Command.Pay.bySandbox(List.of(order.id())), NOW);
        account.use(TestCatalog.CASES, 5L * packs - 1, NOW);
        return new Bought(account, new Command.RecallOrder(order.id()));
    }

    private record Bought(TestAccount account, Command.RecallOrder recall) {}

    @Test
    void whatADecisionMovedIsComputedOnce() {
        Account account = bought(PACKS).account().account();
        PoolKey key = account.stock().pools().firstKey();
        DecisionDraft draft = new DecisionDraft(account, LATER);
        Pack last = account.pool(key).packs().stream().toList().getLast();
        draft.add(new Fact.PackVoided(key, last.seq(), List.of(), List.of(), List.of()));
        Posting first = draft.postings().getFirst();
        draft.add(new Fact.PackEnded(key, last.seq()));
        assertSame(first, draft.postings().getFirst());
    }

    @Test
    void thePastIsAskedOnceForAllPacks() {
        Bought bought = bought(PACKS);
        bought.account().decide(bought.recall(), LATER);
        assertEquals(1, bought.account().asked());
        assertEquals(
                PACKS,
                bought.account().entries().stream()
                        .filter(e -> e.fact() instanceof Fact.PackVoided)
                        .count());
        assertEquals(
                5L * PACKS - 1,
                bought.account().account().stock().pools().values().iterator().next().arrears());
    }
}
