package scrip.server.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import scrip.server.chain.ChainReader;
import scrip.server.chain.Head;
import scrip.server.database.Database;
import scrip.server.database.DatabaseRole;

/// The verification of what is stored: replays every account from its facts and compares everything
/// derived from them, and compares what lies beside the accounts with the installation log. Reads
/// one snapshot of the database, as a role that cannot write.
public final class Verification {

    private static final Logger LOG = LoggerFactory.getLogger(Verification.class);
    private static final int ACCOUNTS_PAGE = 500;

    /// Tables of accounts, besides `accounts` itself.
    private static final List<String> TABLES =
            List.of("log", "other_postings", "freed_subjects", "rollups");

    /// Those of them that have the account's realm too.
    private static final List<String> REALM_TABLES =
            List.of(
                    "corrections",
                    "snapshots",
                    "notices",
                    "beneficiaries",
                    "waits",
                    "checkpoint_ends");

    /// The keys of tables whose rows are not compared one by one.
    private static final Map<String, String> KEYS =
            Map.of("accounts", "account", "checkpoint_ends", "account, checkpoint");

    private final Database database;
    private final Watch watch;
    private volatile @Nullable Connection connection;

    public Verification(Database database) {
        this(database, Watch.NOBODY);
    }

    /// @param watch is told how far it has come
    Verification(Database database, Watch watch) {
        this.database = database;
        this.watch = watch;
    }

    /// How much was verified and what was found.
    ///
    /// @param entries of the installation log
    /// @param end of the installation log, as it was verified
    /// @param findings one line each
    /// @param more how many further ones were found
    public record Report(
            long accounts,
            long facts,
            long entries,
            ChainReader.LogEnd end,
            List<String> findings,
            long more) {

        /// The report as one line.
        public String summary() {
            return summary(accounts, facts, entries, findings.size() + more);
        }

        static String summary(long accounts, long facts, long entries, long found) {
            return "%,d accounts, %,d facts, %,d entries of the installation log: %s"
                    .formatted(
                            accounts,
                            facts,
                            entries,
                            found == 0 ? "nothing found" : "%,d findings".formatted(found));
        }
    }

    /// Runs the verification for the command line: one line per finding, then the summary.
    ///
    /// @return the exit code: 0, or 1 if there are findings
    public int run(Consumer<String> out) {
        Report report = run();
        report.findings().forEach(out);
        out.accept(report.summary());
        return report.findings().isEmpty() ? 0 : 1;
    }

    public Report run() {
        return run((Head) null);
    }

    /// Runs the verification.
    ///
    /// @param published a head that was kept elsewhere, with which the database is compared; null
    ///   for none
    public Report run(@Nullable Head published) {
        return run(published, Findings.all());
    }

    /// Runs the verification.
    ///
    /// @throws Watch.Ended if the watch ends it
    Report run(@Nullable Head published, Findings findings) {
        try (Connection own = database.connect(DatabaseRole.AUDITOR)) {
            connection = own;
            own.setAutoCommit(false);
            own.setReadOnly(true);
            own.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            VerificationStore store = new VerificationStore(own);
            Progress told = new Progress(watch, store.accounts());
            orphans(store, findings, told);
            doubled(store, findings);
            List<VerificationStore.Head> page = store.heads(0, ACCOUNTS_PAGE);
            while (!page.isEmpty()) {
                for (VerificationStore.Head head : page) {
                    told.next(verified(store, head, findings, told));
                }
                page = store.heads(page.getLast().account(), ACCOUNTS_PAGE);
            }
            ChainReader chain = new ChainReader(own);
            InstallationStore installation = new InstallationStore(own);
            long entries = new InstallationCheck(chain, installation, findings, told).run();
            if (published != null) {
                new HeadCheck(chain, findings).run(published);
            }
            ChainReader.LogEnd end = chain.end();
            own.rollback();
            return new Report(
                    told.accounts(), told.facts(), entries, end, findings.named(), findings.more());
        } catch (SQLException | DataAccessException failure) {
            throw new IllegalStateException("the verification could not read", failure);
        } finally {
            connection = null;
        }
    }

    /// Cancels the statement that it waits for, from another thread. The watch ends it between two.
    void cancel() {
        Connection running = connection;
        if (running == null) {
            return;
        }
        try {
            running.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException gone) {
            // It has ended meanwhile, or ends after its statement.
            LOG.debug("a verification was not cancelled: {}", gone.toString());
        }
    }

    /// An account that cannot be read at all is a finding too.
    private static long verified(
            VerificationStore store,
            VerificationStore.Head head,
            Findings findings,
            Progress told) {
        try {
            return new AccountVerification(store, head, findings, told::within).run();
        } catch (DataAccessException | Watch.Ended failure) {
            throw failure;
        } catch (RuntimeException failure) {
            findings.accept(head.finding("cannot be read: " + failure));
            return 0;
        }
    }

    private static void orphans(VerificationStore store, Findings findings, Progress told) {
        for (String table : TABLES) {
            orphans(findings, table, store.orphans(table, false));
            told.step();
        }
        for (String table : REALM_TABLES) {
            orphans(findings, table, store.orphans(table, true));
            told.step();
        }
    }

    /// Rows that are read by their keys, of which one would stand for all that have the same.
    private static void doubled(VerificationStore store, Findings findings) {
        KEYS.forEach((table, key) -> {
            long rows = store.doubled(table, key);
            if (rows > 0) {
                findings.accept(table + ": " + rows + " rows are there more than once");
            }
        });
    }

    private static void orphans(Findings findings, String table, long accounts) {
        if (accounts > 0) {
            findings.accept(table + ": rows of " + accounts + " accounts that do not exist");
        }
    }
}
