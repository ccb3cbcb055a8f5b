package scrip.server.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Account;
import scrip.core.organization.OrganizationId;
import scrip.server.database.Database;
import scrip.server.database.DatabaseRole;

/// Makes everything that is derived from the log again: each account in a transaction of its own,
/// so that a rebuild that ended in the middle is just run again. It holds the lease meanwhile, so
/// that nothing is booked.
public final class Rebuild implements AutoCloseable {

    /// Tables whose rows all follow from the log.
    private static final List<String> TABLES =
            List.of(
                    "other_postings",
                    "corrections",
                    "freed_subjects",
                    "notices",
                    "beneficiaries",
                    "waits",
                    "snapshots");

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final long RENEW_NANOS = LEASE.toNanos() / 6;

    private final Settings settings;
    private final Connection connection;
    private final Connection keeper;
    private final Lease lease;
    private long renewedNanos = System.nanoTime();

    private Rebuild(Settings settings, Connection connection, Connection keeper, Lease lease) {
        this.settings = settings;
        this.connection = connection;
        this.keeper = keeper;
        this.lease = lease;
    }

    /// Takes the lease.
    ///
    /// @return null if a server holds it
    public static @Nullable Rebuild begin(Database database, Settings settings)
            throws SQLException {
        Connection keeper = database.connect(DatabaseRole.OWNER);
        Connection connection = database.connect(DatabaseRole.OWNER);
        Lease lease = new Lease(LEASE, System::nanoTime);
        boolean taken = false;
        try {
            taken = lease.take(connection);
            return taken ? new Rebuild(settings, connection, keeper, lease) : null;
        } finally {
            if (!taken) {
                connection.close();
                keeper.close();
            }
        }
    }

    /// The connection on which it works, between two accounts.
    public Connection connection() {
        return connection;
    }

    /// An account to rebuild.
    public record Head(Realm realm, long account, OrganizationId id) {}

    /// A page of accounts after one of them, in the order of their numbers.
    public List<Head> heads(long after, int most) throws SQLException {
        List<Head> heads = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        select realm, r.name, r.kind, a.account, a.id
                        from accounts a
                        join realms r using (realm)
                        where a.account > ?
                        order by a.account
                        limit ?
                        """)) {
            statement.setLong(1, after);
            statement.setInt(2, most);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    heads.add(
                            new Head(
                                    new Realm(
                                            row.getInt(1),
                                            row.getString(2),
                                            Realm.Kind.valueOf(row.getString(3))),
                                    row.getLong(4),
                                    new OrganizationId(row.getString(5))));
                }
            }
        }
        return heads;
    }

    /// Makes all derived rows of one account again, and commits them.
    ///
    /// @return the account as its facts have left it
    public Account rebuild(Head head) throws SQLException {
        connection.setAutoCommit(false);
        try {
            fence();
            for (String table : TABLES) {
                delete(table, head.account());
            }
            AccountRebuild one = new AccountRebuild(connection, settings.snapshotEvery(), head);
            while (one.page()) {
                renew();
            }
            one.end();
            connection.commit();
            return one.account();
        } catch (SQLException | RuntimeException failure) {
            connection.rollback();
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /// Deletes the rows of accounts that do not exist.
    public void deleteOrphans() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.executeUpdate(
                        """
                        delete from %s t
                        where not exists (
                            select 1
                            from accounts a
                            where a.account = t.account)
                        """
                                .formatted(table));
            }
        }
    }

    private void delete(String table, long account) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("delete from " + table + " where account = ?")) {
            statement.setLong(1, account);
            statement.executeUpdate();
        }
    }

    /// Makes sure that no server has taken over, and that none does before the next commit.
    private void fence() throws SQLException {
        renew();
        try (PreparedStatement statement =
                connection.prepareStatement("select from lease where epoch = ? for key share")) {
            statement.setLong(1, lease.epoch());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("a server has taken over the lease");
                }
            }
        }
    }

    /// Keeps the lease; to be called every few seconds.
    public void renew() throws SQLException {
        if (System.nanoTime() - renewedNanos > RENEW_NANOS) {
            lease.renew(keeper);
            renewedNanos = System.nanoTime();
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection;
                keeper) {
            lease.release(connection);
        }
    }
}
