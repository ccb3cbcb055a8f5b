package scrip.server.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scrip.core.catalog.Catalogs;
import scrip.server.database.Database;
import scrip.server.database.DatabaseRole;

/// Decides batches and commits them one after the other on one connection, under one epoch of the
/// lease.
///
/// Batches of uses go through a [Pipeline]: while they are written, the next is decided on the
/// accounts as they would leave them. States are published, snapshots offered and callers answered
/// strictly after the commit.
final class Commits implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Commits.class);

    /// Attempts at one batch. Each retry knows the keys and subjects that the attempt before it
    /// wrongly assumed to be new.
    private static final int ATTEMPTS_MAX = 10;

    private final Database database;
    private final Connection connection;
    private final Settings settings;
    private final Lease lease;
    private final Standings standings;
    private final Realms realms;
    private final Function<Realm, Catalogs> catalogs;
    private final BiConsumer<Ref, CommittedAccount> growing;
    private final WriteStore store;
    private final PastStore past;
    private final Arrivals arrivals;
    private final Backlog backlog;
    private final Measures measures;
    private final Landing landing = new Landing();
    private final Pipeline pipeline;
    private long nextNumber;

    /// @param growing takes accounts of which a snapshot is due, or declines when it is overloaded;
    ///   then the next snapshot is due as if this one had been taken
    /// @param arrivals has the submissions held back because their accounts are behind, which each
    ///   commit changes; woken after each batch in flight
    Commits(
            Database database,
            Connection connection,
            Settings settings,
            Lease lease,
            Standings standings,
            Realms realms,
            Function<Realm, Catalogs> catalogs,
            BiConsumer<Ref, CommittedAccount> growing,
            Arrivals arrivals)
            throws SQLException {
        this.database = database;
        this.connection = connection;
        this.settings = settings;
        this.lease = lease;
        this.standings = standings;
        this.realms = realms;
        this.catalogs = catalogs;
        this.growing = growing;
        this.arrivals = arrivals;
        this.backlog = arrivals.backlog();
        this.measures = arrivals.measures();
        this.store = new WriteStore(connection, settings.failPoint());
        this.past = new PastStore(connection);
        this.pipeline = new Pipeline(landing, arrivals::wake);
        this.nextNumber = store.nextNumber();
    }

    /// Decides and commits as many submissions as fit into one transaction. Nothing may be in
    /// flight.
    ///
    /// @return how many that were
    int some(List<Submission> left) throws SQLException {
        Map<Ref, CommittedAccount> bases = bases(left);
        Conflicts found = pipeline.met();
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            Flight next = decided(left, bases, new Claims(found, null));
            Conflicts more = landing.write(next);
            if (more.isEmpty()) {
                nextNumber = next.batch().nextNumber();
                backlog.replace(next.batch().later());
                landing.publish(next);
                landing.answer(next);
                return next.submissions().size();
            }
            found.add(more);
        }
        throw new IllegalStateException("a batch that always meets known keys");
    }

    /// Decides the uses at the head of a list and hands them over to be committed.
    ///
    /// @return what is left, to be committed by [#some] after [#settled]; or else nothing. The
    ///   submissions of a batch that was not committed come first
    List<Submission> ahead(List<Submission> taken) throws InterruptedException {
        List<Submission> failed = landed();
        if (!failed.isEmpty()) {
            failed.addAll(taken);
            return failed;
        }
        List<Submission> left = taken;
        while (!left.isEmpty()) {
            int uses = uses(left);
            Flight next = uses == 0 || !backlog.isEmpty() ? null : ahead(left, uses);
            List<Submission> again = next == null ? settled() : pipeline.room();
            if (!again.isEmpty() || next == null) {
                again.addAll(left);
                return again;
            }
            pipeline.add(next);
            left = left.subList(next.submissions().size(), left.size());
        }
        return List.of();
    }

    /// The uses decided on the accounts as the batches in flight leave them; null if they need a
    /// batch of their own.
    private @Nullable Flight ahead(List<Submission> left, int uses) {
        List<Submission> head = left.subList(0, uses);
        try {
            Claims claims = new Claims(new Conflicts(), pipeline.claims());
            Flight next = decided(head, bases(head), claims);
            return next.batch().later().isEmpty() ? next : null;
        } catch (SQLException | RuntimeException failure) {
            LOG.debug("not decided ahead", failure);
            return null;
        }
    }

    /// How many submissions at the head of a list are uses. They ask the database for nothing but
    /// keys and subjects, of which its indexes tell; everything else waits for what is in flight.
    private int uses(List<Submission> left) {
        int uses = 0;
        while (uses < left.size() && uses < settings.batchMax() && left.get(uses).isUse()) {
            uses++;
        }
        return uses;
    }

    /// New submissions and those held back, when there are enough for the next batch.
    ///
    /// @return nothing if there are too few for a time, or if what is in flight has [#landed]
    List<Submission> taken(int milliseconds) throws InterruptedException {
        return arrivals.take(settings.batchMax(), milliseconds, pipeline::enough);
    }

    /// The submissions of what is done and was not committed; nothing while something is in flight.
    List<Submission> landed() throws InterruptedException {
        return pipeline.enough() == 0 ? pipeline.settled() : new ArrayList<>();
    }

    /// Waits for what is in flight, if anything is.
    ///
    /// @return its submissions that were not committed: decided again by [#some], they meet the
    ///   same failure, or are told apart by their keys
    List<Submission> settled() throws InterruptedException {
        return pipeline.settled();
    }

    /// Ends the threads that commit and answer, after what is in flight.
    @Override
    public void close() {
        pipeline.close();
    }

    private Flight decided(List<Submission> left, Map<Ref, CommittedAccount> bases, Claims claims)
            throws SQLException {
        Batch batch =
                new Batch(
                        bases,
                        store.rows(),
                        catalogs,
                        realms::now,
                        claims,
                        past,
                        settings.portion(),
                        backlog,
                        nextNumber);
        int count = decide(batch, left, settings.batchMax());
        Map<Ref, CommittedAccount> after = batch.finish();
        Map<Ref, CommittedAccount> grown = new LinkedHashMap<>();
        // Already now, so that the batch decided behind this one finds none due again.
        after.replaceAll((ref, standing) -> {
            if (!standing.hasGrown(settings.snapshotEvery())) {
                return standing;
            }
            grown.put(ref, standing);
            return standing.kept();
        });
        return new Flight(
                left.subList(0, count),
                batch,
                after,
                grown,
                new Conflicts(),
                new CompletableFuture<>());
    }

    /// What is done with a decided batch.
    private final class Landing implements Pipeline.Steps {

        @Override
        public Conflicts write(Flight one) throws SQLException {
            Rows rows = one.batch().rows();
            long begun = System.nanoTime();
            Conflicts found = rows.isEmpty() ? new Conflicts() : written(rows);
            if (found.isEmpty()) {
                if (!rows.isEmpty()) {
                    measures.committed(System.nanoTime() - begun);
                }
                settings.failPoint().reached(FailPoint.Point.AFTER_COMMIT);
            }
            return found;
        }

        /// If it may be committed though nobody may be told, what is in memory is of before it: on
        /// a connection that still works, the same commands would be found by their keys, and
        /// answered beside accounts that lack them.
        private Conflicts written(Rows rows) throws SQLException {
            try {
                return store.write(lease.epoch(), rows);
            } catch (SQLException failure) {
                if (SqlFailure.isConnectionLost(failure)) {
                    Database.end(connection);
                }
                throw failure;
            }
        }

        @Override
        public void publish(Flight one) {
            settings.failPoint().reached(FailPoint.Point.BEFORE_PUBLISH);
            standings.publish(one.after(), one.batch().rows().boughtFor());
            one.grown().forEach(growing);
        }

        @Override
        public void doubt(Throwable failure) {
            LOG.error("a batch failed in flight; the connection is ended", failure);
            Database.end(connection);
        }

        @Override
        public void answer(Flight one) {
            measures.answered(one.batch().ended());
            for (Batch.Ended ended : one.batch().ended()) {
                try {
                    tell(ended);
                } catch (RuntimeException | Error failure) {
                    LOG.error(
                            "request {} has an answer that its caller did not take",
                            ended.submission().requestId(),
                            failure);
                }
            }
            settings.failPoint().reached(FailPoint.Point.AFTER_ANSWER);
        }
    }

    private static void tell(Batch.Ended ended) {
        Outcome outcome = ended.outcome();
        if (outcome != null) {
            ended.submission().complete(outcome);
        } else if (ended.failure() != null) {
            ended.submission().fail(ended.failure());
        }
    }

    private static int decide(Batch batch, List<Submission> left, int most) throws SQLException {
        int count = 0;
        try {
            for (Submission submission : left) {
                if (batch.mustWait(submission) || batch.ended().size() == most) {
                    break;
                }
                batch.decide(submission);
                count++;
            }
        } catch (SqlFailure carried) {
            throw carried.failure();
        }
        return count;
    }

    /// The accounts that submissions may touch.
    private Map<Ref, CommittedAccount> bases(List<Submission> left) throws SQLException {
        Map<Ref, CommittedAccount> bases = new LinkedHashMap<>();
        List<Ref> first = new ArrayList<>();
        left.forEach(s -> first.addAll(s.refs()));
        add(bases, first);
        List<Ref> second = new ArrayList<>();
        for (Submission submission : left) {
            CommittedAccount lead = bases.get(submission.lead().ref());
            if (lead != null) {
                second.addAll(submission.refsOfKept(lead.account()));
            }
        }
        add(bases, second);
        return bases;
    }

    /// Adds accounts, as the batches in flight leave them, from the cache or else from the
    /// database.
    private void add(Map<Ref, CommittedAccount> bases, List<Ref> refs) throws SQLException {
        Set<Ref> missing = new LinkedHashSet<>();
        for (Ref ref : refs) {
            CommittedAccount ahead = pipeline.after(ref);
            CommittedAccount standing = ahead == null ? standings.accounts().get(ref) : ahead;
            if (standing != null) {
                bases.put(ref, standing);
            } else if (!bases.containsKey(ref)) {
                missing.add(ref);
            }
        }
        if (!missing.isEmpty()) {
            bases.putAll(loaded(missing));
        }
    }

    /// Loads accounts, on another connection while this one is in use.
    private Map<Ref, CommittedAccount> loaded(Set<Ref> missing) throws SQLException {
        if (pipeline.isEmpty()) {
            return new LoadStore(connection, Ledger.CORE).load(missing);
        }
        try (Connection other = database.dataSource(DatabaseRole.WRITER).getConnection()) {
            return new LoadStore(other, Ledger.CORE).load(missing);
        }
    }
}
