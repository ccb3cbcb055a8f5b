package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scrip.server.database.TestDatabase;

/// The order of what the pipeline does with batches, and what it does when one is not committed.
class PipelineOrderTest {

    private static final Realm REALM = new Realm(1, "live", Realm.Kind.LIVE);

    /// What happened, in order.
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    private final CountDownLatch writing = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final Map<Flight, String> names = new HashMap<>();
    private final TestDatabase database = TestDatabase.fresh();
    private Connection connection;
    private Pipeline pipeline;

    /// What goes wrong when a batch of that name is written.
    private final Map<String, Throwable> failures = new HashMap<>();

    private final Conflicts conflicts = new Conflicts();

    @BeforeEach
    void open() throws SQLException {
        connection = database.superuser();
        conflicts.subjects.add(new Conflicts.AccountDigest(7, Digest.of("subject")));
        pipeline = new Pipeline(new Steps(), () -> {});
    }

    @AfterEach
    void close() throws SQLException {
        released.countDown();
        pipeline.close();
        connection.close();
        database.close();
    }

    private final class Steps implements Pipeline.Steps {

        @Override
        public Conflicts write(Flight one) throws SQLException {
            String name = name(one);
            done.add("write " + name);
            writing.countDown();
            try {
                released.await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
            switch (failures.get(name)) {
                case null -> {}
                case SQLException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                default -> throw new IllegalStateException(name);
            }
            return name.equals("conflict") ? conflicts : new Conflicts();
        }

        @Override
        public void publish(Flight one) {
            done.add("publish " + name(one));
        }

        @Override
        public void answer(Flight one) {
            done.add("answer " + name(one));
        }

        @Override
        public void doubt(Throwable failure) {
            done.add("doubt");
        }

        private String name(Flight one) {
            synchronized (names) {
                return names.getOrDefault(one, "");
            }
        }
    }

    private Flight flight(String name, int submissions) throws SQLException {
        List<Submission> all = new ArrayList<>();
        for (int n = 0; n < submissions; n++) {
            all.add(
                    Submission.of(
                            REALM,
                            List.of(
                                    new Ledger.Directed(
                                            LedgerWorld.org("first"), LedgerWorld.use("first", 1))),
                            name + n,
                            "tester",
                            "request"));
        }
        Conflicts none = new Conflicts();
        Batch batch =
                new Batch(
                        Map.of(),
                        new Rows(LogRows.Types.of(connection)),
                        _ -> LedgerWorld.CATALOGS,
                        _ -> Instant.EPOCH,
                        new Claims(none, pipeline.claims()),
                        new PastStore(connection),
                        10,
                        new Backlog(),
                        1);
        Flight one =
                new Flight(
                        all, batch, Map.of(), Map.of(), new Conflicts(), new CompletableFuture<>());
        synchronized (names) {
            names.put(one, name);
        }
        return one;
    }

    private static List<String> keys(List<Submission> all) {
        return all.stream().map(Submission::key).toList();
    }

    @Test
    void whatIsBehindABatchWithConflictsIsNotWritten() throws Exception {
        pipeline.add(flight("conflict", 2));
        pipeline.add(flight("second", 1));
        released.countDown();
        assertEquals(List.of("conflict0", "conflict1", "second0"), keys(pipeline.settled()));
        assertEquals(List.of("write conflict"), done);
        assertEquals(1, pipeline.met().subjects.size());
        assertTrue(pipeline.met().isEmpty(), "told once");
        pipeline.add(flight("third", 1));
        assertTrue(pipeline.settled().isEmpty());
        assertEquals("publish third", done.get(2));
    }

    @Test
    void whatIsHandedOverBehindAFailedBatchIsNotWrittenEither() throws Exception {
        pipeline.add(flight("first", 1));
        pipeline.add(flight("conflict", 1));
        released.countDown();
        assertTrue(pipeline.room().isEmpty());
        pipeline.add(flight("third", 1));
        assertEquals(List.of("conflict0", "third0"), keys(pipeline.settled()));
        assertTrue(!done.contains("write third"), done.toString());
    }

    @Test
    void anyFailureLeavesNobodyWaiting() throws Exception {
        failures.put("sql", new SQLException("planted"));
        failures.put("bug", new IllegalStateException("planted"));
        failures.put("error", new AssertionError("planted"));
        released.countDown();
        for (String name : List.of("sql", "bug", "error")) {
            pipeline.add(flight(name, 1));
            pipeline.add(flight("behind", 1));
            assertEquals(List.of(name + "0", "behind0"), keys(pipeline.settled()));
        }
        assertEquals(2, Collections.frequency(done, "doubt"), "an SQL failure is no doubt");
    }

    @Test
    void callersAreAnsweredAfterWhatTheyChangedIsPublished() throws Exception {
        released.countDown();
        pipeline.add(flight("few", 1));
        pipeline.add(flight("many", 100));
        assertTrue(pipeline.settled().isEmpty());
        pipeline.close();
        for (String name : List.of("few", "many")) {
            assertTrue(
                    done.indexOf("write " + name) < done.indexOf("publish " + name)
                            && done.indexOf("publish " + name) < done.indexOf("answer " + name),
                    done.toString());
        }
    }

    @Test
    void howManyAreEnoughDependsOnWhatIsInFlight() throws Exception {
        assertEquals(1, pipeline.enough());
        pipeline.add(flight("first", 10));
        writing.await();
        assertEquals(5, pipeline.enough());
        pipeline.add(flight("second", 1));
        assertEquals(Integer.MAX_VALUE, pipeline.enough());
        released.countDown();
        LedgerWorld.until("both are done", () -> pipeline.enough() == 0);
        assertTrue(pipeline.settled().isEmpty());
        assertEquals(1, pipeline.enough());
    }
}
