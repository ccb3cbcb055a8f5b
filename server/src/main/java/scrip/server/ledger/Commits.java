package scrip.server.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scrip.core.catalog.Catalogs;

/// Commits one batch after the other on one connection, under one epoch of the lease.
final class Commits {

    private static final Logger LOG = LoggerFactory.getLogger(Commits.class);

    /// Attempts at one batch. Each retry knows the keys and subjects that the attempt before it
    /// wrongly assumed to be new.
    private static final int ATTEMPTS_MAX = 10;

    private final Connection connection;
    private final Settings settings;
    private final Lease lease;
    private final Standings standings;
    private final Realms realms;
    private final Function<Realm, Catalogs> catalogs;
    private final BiPredicate<Ref, CommittedAccount> growing;
    private final WriteStore store;
    private final PastStore past;
    private final Backlog backlog;
    private long nextNumber;

    /// @param growing accepts accounts with many facts since their last snapshot, or declines when
    ///   it is overloaded
    /// @param backlog submissions held back because their accounts are behind; changed by each
    ///   commit
    Commits(
            Connection connection,
            Settings settings,
            Lease lease,
            Standings standings,
            Realms realms,
            Function<Realm, Catalogs> catalogs,
            BiPredicate<Ref, CommittedAccount> growing,
            Backlog backlog)
            throws SQLException {
        this.connection = connection;
        this.settings = settings;
        this.lease = lease;
        this.standings = standings;
        this.realms = realms;
        this.catalogs = catalogs;
        this.growing = growing;
        this.backlog = backlog;
        this.store = new WriteStore(connection, settings.failPoint());
        this.past = new PastStore(connection);
        this.nextNumber = store.nextNumber();
    }

    /// Decides and commits as many submissions as fit into one transaction.
    ///
    /// @return how many that were
    int some(List<Submission> left) throws SQLException {
        Map<Ref, CommittedAccount> bases = bases(left);
        Conflicts found = new Conflicts();
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            Batch batch =
                    new Batch(
                            bases,
                            store.rows(),
                            catalogs,
                            realms::now,
                            found,
                            past,
                            settings.portion(),
                            backlog,
                            nextNumber);
            int count = decide(batch, left, settings.batchMax());
            Map<Ref, CommittedAccount> after = batch.finish();
            Conflicts more =
                    batch.rows().isEmpty()
                            ? new Conflicts()
                            : store.write(lease.epoch(), batch.rows());
            if (more.isEmpty()) {
                settings.failPoint().reached(FailPoint.Point.AFTER_COMMIT);
                nextNumber = batch.nextNumber();
                backlog.replace(batch.later());
                publish(after);
                answer(batch.ended());
                settings.failPoint().reached(FailPoint.Point.AFTER_ANSWER);
                return count;
            }
            found.add(more);
        }
        throw new IllegalStateException("a batch that always meets known keys");
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

    /// Adds accounts, from the cache or else from the database.
    private void add(Map<Ref, CommittedAccount> bases, List<Ref> refs) throws SQLException {
        Set<Ref> missing = new LinkedHashSet<>();
        for (Ref ref : refs) {
            CommittedAccount standing = standings.get(ref);
            if (standing != null) {
                bases.put(ref, standing);
            } else if (!bases.containsKey(ref)) {
                missing.add(ref);
            }
        }
        if (!missing.isEmpty()) {
            bases.putAll(new LoadStore(connection, Ledger.CORE).load(missing));
        }
    }

    private void publish(Map<Ref, CommittedAccount> after) {
        settings.failPoint().reached(FailPoint.Point.BEFORE_PUBLISH);
        after.replaceAll((ref, standing) -> kept(ref, standing));
        standings.publish(after);
    }

    /// The standing, marked as kept if a snapshot is due and was accepted for writing.
    private CommittedAccount kept(Ref ref, CommittedAccount standing) {
        return standing.hasGrown(settings.snapshotEvery()) && growing.test(ref, standing)
                ? standing.kept()
                : standing;
    }

    private static void answer(List<Batch.Ended> ended) {
        for (Batch.Ended one : ended) {
            Outcome outcome = one.outcome();
            if (outcome != null) {
                one.submission().complete(outcome);
            } else if (one.failure() != null) {
                LOG.error("request {} failed", one.submission().requestId(), one.failure());
                one.submission().future().completeExceptionally(one.failure());
            }
        }
    }
}
