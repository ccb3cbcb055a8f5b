package scrip.server.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import scrip.server.chain.ChainReader;
import scrip.server.chain.Head;
import scrip.server.database.Database;
import scrip.server.database.DatabaseRole;

/// The verification of what is stored: replays every account from its facts and compares everything
/// derived from them, and compares what lies beside the accounts with the installation log. Reads
/// one snapshot of the database, as a role that cannot write.
public final class Verification {

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

    private final Database database;
    private final Consumer<String> progress;

    public Verification(Database database) {
        this(database, _ -> {});
    }

    /// @param progress is told once a second how far it has come
    public Verification(Database database, Consumer<String> progress) {
        this.database = database;
        this.progress = progress;
    }

    /// How much was verified and what was found.
    ///
    /// @param entries of the installation log
    /// @param findings one line each
    public record Report(long accounts, long facts, long entries, List<String> findings) {

        /// The report as one line.
        public String summary() {
            return "%,d accounts, %,d facts, %,d entries of the installation log: %s"
                    .formatted(
                            accounts,
                            facts,
                            entries,
                            findings.isEmpty()
                                    ? "nothing found"
                                    : "%,d findings".formatted(findings.size()));
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
        List<String> findings = new ArrayList<>();
        try (Connection connection = database.connect(DatabaseRole.AUDITOR)) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            VerificationStore store = new VerificationStore(connection);
            orphans(store, findings);
            Progress told = new Progress(progress, store.accounts());
            List<VerificationStore.Head> page = store.heads(0, ACCOUNTS_PAGE);
            while (!page.isEmpty()) {
                for (VerificationStore.Head head : page) {
                    told.next(verified(store, head, findings, told));
                }
                page = store.heads(page.getLast().account(), ACCOUNTS_PAGE);
            }
            ChainReader chain = new ChainReader(connection);
            long entries =
                    new InstallationCheck(
                                    chain, new InstallationStore(connection), findings::add, told)
                            .run();
            if (published != null) {
                new HeadCheck(chain, findings::add).run(published);
            }
            connection.rollback();
            return new Report(told.accounts(), told.facts(), entries, List.copyOf(findings));
        } catch (SQLException | DataAccessException failure) {
            throw new IllegalStateException("the verification could not read", failure);
        }
    }

    /// An account that cannot be read at all is a finding too.
    private static long verified(
            VerificationStore store,
            VerificationStore.Head head,
            List<String> findings,
            Progress told) {
        try {
            return new AccountVerification(store, head, findings, told::within).run();
        } catch (DataAccessException failure) {
            throw failure;
        } catch (RuntimeException failure) {
            findings.add(head.finding("cannot be read: " + failure));
            return 0;
        }
    }

    private static void orphans(VerificationStore store, List<String> findings) {
        for (String table : TABLES) {
            orphans(findings, table, store.orphans(table, false));
        }
        for (String table : REALM_TABLES) {
            orphans(findings, table, store.orphans(table, true));
        }
    }

    private static void orphans(List<String> findings, String table, long accounts) {
        if (accounts > 0) {
            findings.add(table + ": rows of " + accounts + " accounts that do not exist");
        }
    }
}
