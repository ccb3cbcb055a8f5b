package scrip.server.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.dao.DataAccessException;
import scrip.server.database.Database;
import scrip.server.database.DatabaseRole;

/// The verification of the ledger: replays every account from its facts and compares everything
/// derived from them with what is stored. Reads one snapshot of the database, as a role that cannot
/// write.
public final class Verification {

    private static final int ACCOUNTS_PAGE = 500;

    /// Tables of accounts, besides `accounts` itself.
    private static final List<String> TABLES =
            List.of(
                    "log",
                    "corrections",
                    "other_postings",
                    "freed_subjects",
                    "snapshots",
                    "notices",
                    "beneficiaries",
                    "waits",
                    "rollups");

    private final Database database;

    public Verification(Database database) {
        this.database = database;
    }

    /// How much was verified and what was found.
    ///
    /// @param findings one line each
    public record Report(long accounts, long facts, List<String> findings) {

        /// The report as one line.
        public String summary() {
            return "%,d accounts, %,d facts: %s"
                    .formatted(
                            accounts,
                            facts,
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
        List<String> findings = new ArrayList<>();
        long accounts = 0;
        long facts = 0;
        try (Connection connection = database.connect(DatabaseRole.AUDITOR)) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            VerificationStore store = new VerificationStore(connection);
            orphans(store, findings);
            List<VerificationStore.Head> page = store.heads(0, ACCOUNTS_PAGE);
            while (!page.isEmpty()) {
                for (VerificationStore.Head head : page) {
                    facts += verified(store, head, findings);
                    accounts++;
                }
                page = store.heads(page.getLast().account(), ACCOUNTS_PAGE);
            }
            connection.rollback();
        } catch (SQLException | DataAccessException failure) {
            throw new IllegalStateException("the verification could not read", failure);
        }
        return new Report(accounts, facts, List.copyOf(findings));
    }

    /// An account that cannot be read at all is a finding too.
    private static long verified(
            VerificationStore store, VerificationStore.Head head, List<String> findings) {
        try {
            return new AccountVerification(store, head, findings).run();
        } catch (DataAccessException failure) {
            throw failure;
        } catch (RuntimeException failure) {
            findings.add(head.finding("cannot be read: " + failure));
            return 0;
        }
    }

    private static void orphans(VerificationStore store, List<String> findings) {
        for (String table : TABLES) {
            long accounts = store.orphans(table);
            if (accounts > 0) {
                findings.add(table + ": rows of " + accounts + " accounts that do not exist");
            }
        }
    }
}
