package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// No account and no realm keeps others from being taken, or from having room.
class ArrivalsTest {

    private static final Realm LIVE = new Realm(1, "live", Realm.Kind.LIVE);
    private static final Realm SANDBOX = new Realm(2, "box", Realm.Kind.SANDBOX);
    private static final int MOST = 1_000;

    private final Arrivals arrivals = new Arrivals(MOST);

    private static Submission use(Realm realm, String account, int n) {
        return Submission.of(
                realm,
                List.of(new Ledger.Directed(LedgerWorld.org(account), LedgerWorld.use(account, 1))),
                account + n,
                "tester",
                "request");
    }

    /// Offers as many as there is room for.
    private int fill(Realm realm, String account) {
        int n = 0;
        while (arrivals.offer(use(realm, account, n))) {
            n++;
        }
        return n;
    }

    private List<String> keys(int batch) throws InterruptedException {
        return arrivals.take(batch, 0).stream().map(Submission::key).toList();
    }

    @Test
    void anAccountHasAsMuchRoomAsItLeaves() {
        assertEquals(MOST / 2, fill(LIVE, "first"));
        assertTrue(arrivals.offer(use(LIVE, "second", 0)));
        assertFalse(arrivals.offer(use(LIVE, "first", MOST)));
    }

    @Test
    void aRealmLeavesRoomToOthersHoweverManyAccountsItHas() {
        for (int account = 0; account < 2 * MOST; account++) {
            arrivals.offer(use(SANDBOX, "a" + account, 0));
        }
        assertEquals(MOST / 4 / 2, fill(LIVE, "first"));
    }

    @Test
    void anAccountKeepsItsOrder() throws InterruptedException {
        List<String> all = new ArrayList<>();
        for (int n = 0; n < 100; n++) {
            arrivals.offer(use(LIVE, "first", n));
            arrivals.offer(use(LIVE, "second", n));
        }
        for (List<String> some = keys(30); !some.isEmpty(); some = keys(30)) {
            all.addAll(some);
        }
        assertEquals(200, all.size());
        for (String account : List.of("first", "second")) {
            List<String> own = all.stream().filter(k -> k.startsWith(account)).toList();
            for (int n = 0; n < 100; n++) {
                assertEquals(account + n, own.get(n));
            }
        }
    }

    @Test
    void everyAccountIsInTheNextBatchWhateverAnotherHasWaiting() throws InterruptedException {
        fill(LIVE, "first");
        arrivals.offer(use(LIVE, "second", 0));
        assertTrue(keys(16).contains("second0"));
    }

    @Test
    void theLiveRealmIsInTheNextBatchWhateverASandboxHasWaiting() throws InterruptedException {
        for (int account = 0; account < MOST / 2; account++) {
            arrivals.offer(use(SANDBOX, "a" + account, 0));
        }
        arrivals.offer(use(LIVE, "first", 0));
        assertTrue(keys(16).contains("first0"));
    }

    @Test
    void whoeverWasNotReachedComesFirstInTheNextBatch() throws InterruptedException {
        for (int account = 0; account < 20; account++) {
            for (int n = 0; n < 20; n++) {
                arrivals.offer(use(SANDBOX, "a" + account + "-", n));
            }
        }
        List<String> two = new ArrayList<>(keys(80));
        two.addAll(keys(80));
        for (int account = 0; account < 20; account++) {
            assertTrue(two.contains("a" + account + "-0"), "account " + account);
        }
    }
}
