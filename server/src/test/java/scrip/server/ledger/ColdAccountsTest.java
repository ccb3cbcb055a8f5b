package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import scrip.core.ledger.Account;

/// While accounts are loaded others go on, and nothing overtakes what came before it on the same
/// account.
class ColdAccountsTest {

    private static final Realm REALM = new Realm(1, "live", Realm.Kind.LIVE);

    private final Standings standings = new Standings(100);
    private final List<String> taken = new ArrayList<>();
    private final CountDownLatch loading = new CountDownLatch(1);
    private final CountDownLatch loaded = new CountDownLatch(1);
    private boolean fails;

    private ColdAccounts accounts(int most) {
        return new ColdAccounts(most, standings, this::load, this::take);
    }

    private synchronized void take(Submission submission) {
        taken.add(submission.key());
    }

    private synchronized List<String> taken() {
        return List.copyOf(taken);
    }

    private void load(Collection<Ref> refs, boolean used) {
        loading.countDown();
        try {
            assertTrue(loaded.await(1, TimeUnit.MINUTES));
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        if (fails) {
            throw new IllegalStateException("the database is away");
        }
        refs.forEach(ref -> warm(ref.id().value()));
    }

    private void warm(String account) {
        Ref ref = new Ref(1, LedgerWorld.org(account));
        standings
                .accounts()
                .offer(
                        ref,
                        new CommittedAccount(1, Account.none(ref.id()), LogHead.NONE, null, 0),
                        standings.accounts().stamp(ref));
    }

    private static Submission use(String account, String key) {
        return Submission.of(
                REALM,
                List.of(new Ledger.Directed(LedgerWorld.org(account), LedgerWorld.use(account, 1))),
                key,
                "tester",
                "request");
    }

    @Test
    void othersGoOnWhileAnAccountIsLoaded() throws InterruptedException {
        warm("warm");
        try (ColdAccounts cold = accounts(100)) {
            cold.submit(use("cold", "1"));
            loading.await();
            cold.submit(use("warm", "2"));
            assertEquals(List.of("2"), taken());
            loaded.countDown();
        }
        assertEquals(List.of("2", "1"), taken());
    }

    @Test
    void whatComesWhileAnAccountIsLoadedStaysBehind() throws InterruptedException {
        try (ColdAccounts cold = accounts(100)) {
            cold.submit(use("cold", "1"));
            loading.await();
            cold.submit(use("cold", "2"));
            warm("cold");
            cold.submit(use("cold", "3"));
            assertEquals(List.of(), taken());
            loaded.countDown();
        }
        assertEquals(List.of("1", "2", "3"), taken());
    }

    @Test
    void theWriterFindsOutWhyAnAccountCannotBeLoaded() {
        fails = true;
        loaded.countDown();
        try (ColdAccounts cold = accounts(100)) {
            cold.submit(use("cold", "1"));
        }
        assertEquals(List.of("1"), taken());
    }

    @Test
    void moreThanMayWaitIsAnsweredBusy() throws InterruptedException {
        try (ColdAccounts cold = accounts(2)) {
            cold.submit(use("cold", "1"));
            loading.await();
            cold.submit(use("cold", "2"));
            Submission third = use("other", "3");
            cold.submit(third);
            assertEquals(
                    new Outcome.Unavailable(Outcome.Reason.BUSY),
                    LedgerWorld.await(third.future()));
            loaded.countDown();
        }
        assertEquals(List.of("1", "2"), taken());
    }

    @Test
    void afterItIsClosedTheWriterAnswers() {
        ColdAccounts cold = accounts(100);
        cold.close();
        cold.submit(use("cold", "1"));
        cold.submit(use("cold", "2"));
        assertEquals(List.of("1", "2"), taken());
    }
}
