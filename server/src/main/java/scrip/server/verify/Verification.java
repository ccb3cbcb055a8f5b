package scrip.server.verify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import scrip.core.organization.OrganizationId;
import scrip.server.database.Database;
import scrip.server.database.DatabaseRole;
import scrip.server.ledger.Stored;

/// Audits the ledger: replays every account from its facts and compares everything derived from
/// them with what is stored. Reads one snapshot of the database, as a role that cannot write.
public final class Verification {

    private static final int ACCOUNTS_PAGE = 500;

    /// Tables of accounts, besides `accounts` itself.
    private static final List<String> TABLES =
            List.of(
                    "facts",
                    "commands",
                    "uses",
                    "corrections",
                    "postings",
                    "keys",
                    "subjects",
                    "snapshots",
                    "notices",
                    "beneficiaries",
                    "waits");

    private final Database database;

    public Verification(Database database) {
        this.database = database;
    }

    /// How much was audited and what was found.
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

    /// Runs the audit for the command line: one line per finding, then the summary.
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
            orphans(connection, findings);
            VerificationStore store = new VerificationStore(connection);
            List<VerificationStore.Head> page = heads(connection, 0);
            while (!page.isEmpty()) {
                for (VerificationStore.Head head : page) {
                    facts += audited(store, head, findings);
                    accounts++;
                }
                page = heads(connection, page.getLast().account());
            }
            connection.rollback();
        } catch (SQLException failure) {
            throw new IllegalStateException("the audit could not read", failure);
        }
        return new Report(accounts, facts, List.copyOf(findings));
    }

    /// An account that cannot be read at all is a finding too.
    private static long audited(
            VerificationStore store, VerificationStore.Head head, List<String> findings)
            throws SQLException {
        try {
            return new AccountVerification(store, head, findings).run();
        } catch (RuntimeException failure) {
            findings.add(head.finding("cannot be read: " + failure));
            return 0;
        }
    }

    private static void orphans(Connection connection, List<String> findings) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                try (ResultSet row =
                        statement.executeQuery(
                                """
                                select count(*)
                                from (select distinct realm, account from %s) t
                                where not exists (
                                    select 1
                                    from accounts a
                                    where a.realm = t.realm
                                        and a.account = t.account)
                                """
                                        .formatted(table))) {
                    row.next();
                    if (row.getLong(1) > 0) {
                        findings.add(
                                table
                                        + ": rows of "
                                        + row.getLong(1)
                                        + " accounts that do not exist");
                    }
                }
            }
        }
    }

    private static List<VerificationStore.Head> heads(Connection connection, long after)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        select realm, account, id, kind, name, next_due_at
                        from accounts
                        where account > ?
                        order by account
                        limit ?
                        """)) {
            statement.setLong(1, after);
            statement.setInt(2, ACCOUNTS_PAGE);
            List<VerificationStore.Head> heads = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    heads.add(
                            new VerificationStore.Head(
                                    row.getInt(1),
                                    row.getLong(2),
                                    new OrganizationId(row.getString(3)),
                                    row.getString(4),
                                    row.getString(5),
                                    Stored.instant(row, 6)));
                }
            }
            return heads;
        }
    }
}
