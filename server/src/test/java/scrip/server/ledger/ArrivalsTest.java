package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
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
        return arrivals.take(batch, 0, () -> 1).stream().map(Submission::key).toList();
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

    @Test
    void aBatchIsTakenWhenEnoughHaveArrived() throws InterruptedException {
        CountDownLatch waits = new CountDownLatch(1);
        CompletableFuture<List<Submission>> taken = new CompletableFuture<>();
        Thread taker =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                taken.complete(
                                        arrivals.take(
                                                MOST,
                                                60_000,
                                                () -> {
                                                    waits.countDown();
                                                    return 3;
                                                }));
                            } catch (InterruptedException failure) {
                                taken.completeExceptionally(failure);
                            }
                        });
        waits.await();
        for (int n = 0; n < 3; n++) {
            assertFalse(taken.isDone(), n + " are not enough");
            arrivals.offer(use(LIVE, "first", n));
        }
        taker.join();
        assertEquals(3, taken.join().size());
    }

    @Test
    void whoeverWaitsForMoreIsAskedAgainWhenWoken() throws InterruptedException {
        AtomicInteger enough = new AtomicInteger(2);
        CountDownLatch waits = new CountDownLatch(1);
        CompletableFuture<Void> over = new CompletableFuture<>();
        Thread taker =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                assertTrue(
                                        arrivals.take(
                                                        MOST,
                                                        60_000,
                                                        () -> {
                                                            waits.countDown();
                                                            return enough.get();
                                                        })
                                                .isEmpty());
                                over.complete(null);
                            } catch (InterruptedException | AssertionError failure) {
                                over.completeExceptionally(failure);
                            }
                        });
        waits.await();
        enough.set(0);
        arrivals.wake();
        taker.join();
        over.join();
    }
}
