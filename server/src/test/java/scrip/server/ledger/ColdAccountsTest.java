package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
    private final List<List<String>> loads = new ArrayList<>();
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
        List<String> names = refs.stream().map(r -> r.id().value()).toList();
        synchronized (loads) {
            loads.add(names);
        }
        if (names.contains("broken")) {
            throw new IllegalStateException("cannot be loaded");
        }
        if (names.getFirst().startsWith("free")) {
            refs.forEach(ref -> warm(ref.id().value()));
            return;
        }
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

    private List<List<String>> loads() {
        synchronized (loads) {
            return List.copyOf(loads);
        }
    }

    private boolean isWarm(String account) {
        return standings.accounts().get(new Ref(1, LedgerWorld.org(account))) != null;
    }

    @Test
    void whatComesWhileOthersAreLoadedIsLoadedTogether() throws InterruptedException {
        int accounts = 50;
        try (ColdAccounts cold = accounts(1_000)) {
            cold.submit(use("cold", "first"));
            loading.await();
            for (int n = 0; n < 2 * accounts; n++) {
                cold.submit(use("cold" + n % accounts, "cold" + n % accounts + ":" + n));
            }
            loaded.countDown();
        }
        assertEquals(1 + 2 * accounts, taken().size());
        for (int n = 0; n < accounts; n++) {
            String own = "cold" + n + ":";
            assertEquals(
                    List.of(own + n, own + (n + accounts)),
                    taken().stream().filter(k -> k.startsWith(own)).toList());
        }
        assertTrue(loads().size() < accounts, loads().toString());
    }

    @Test
    void oneThatCannotBeLoadedKeepsNoOtherFromIt() throws InterruptedException {
        try (ColdAccounts cold = accounts(100)) {
            cold.submit(use("cold", "1"));
            loading.await();
            for (String name : List.of("good", "broken", "better", "best")) {
                cold.submit(use(name, name));
            }
            loaded.countDown();
        }
        assertTrue(taken().containsAll(List.of("1", "good", "broken", "better", "best")));
        for (String name : List.of("good", "better", "best")) {
            assertTrue(isWarm(name), name);
        }
    }

    @Test
    void expectedAccountsAreLoadedInTheirOrder() {
        List<Ref> likely = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int n = 0; n < 90; n++) {
            names.add("free" + n);
            likely.add(new Ref(1, LedgerWorld.org("free" + n)));
        }
        warm("free1");
        names.remove("free1");
        try (ColdAccounts cold = accounts(100)) {
            cold.expect(likely);
            LedgerWorld.until("all are loaded", () -> isWarm("free89"));
        }
        assertEquals(names, loads().stream().flatMap(List::stream).toList());
    }

    @Test
    void anExpectedAccountThatCannotBeLoadedKeepsNoOtherFromIt() {
        List<Ref> likely =
                Stream.of("free1", "broken", "free2")
                        .map(n -> new Ref(1, LedgerWorld.org(n)))
                        .toList();
        try (ColdAccounts cold = accounts(100)) {
            cold.expect(likely);
            LedgerWorld.until("the others are loaded", () -> isWarm("free1") && isWarm("free2"));
        }
    }

    @Test
    void whatIsAskedForOvertakesWhatIsExpected() throws InterruptedException {
        List<Ref> likely = new ArrayList<>();
        for (int n = 0; n < 1_000; n++) {
            likely.add(new Ref(1, LedgerWorld.org("likely" + n)));
        }
        try (ColdAccounts cold =
                new ColdAccounts(100, new Standings(2_000), this::load, this::take)) {
            cold.expect(likely);
            loading.await();
            cold.submit(use("free", "asked"));
            LedgerWorld.until("the command is handed on", () -> taken().contains("asked"));
            assertEquals(2, loads().size(), "no more than one load of expected accounts at once");
            assertEquals(List.of("free"), loads().getLast());
            loaded.countDown();
        }
    }

    /// More would evict what is in use.
    @Test
    void noMoreIsExpectedThanThereIsRoomFor() {
        List<Ref> likely = new ArrayList<>();
        for (int n = 0; n < 100; n++) {
            warm("warm" + n);
            likely.add(new Ref(1, LedgerWorld.org("free" + n)));
        }
        try (ColdAccounts cold = accounts(100)) {
            cold.expect(likely);
        }
        assertEquals(List.of(), loads());
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
