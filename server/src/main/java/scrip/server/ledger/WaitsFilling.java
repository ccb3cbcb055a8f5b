package scrip.server.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.organization.OrganizationId;
import scrip.core.standing.Waiting;
import scrip.server.database.Database;
import scrip.server.database.DatabaseRole;

/// Fills the `waits` table for accounts opened before that table existed. This runs once, before
/// the first command; another server that starts meanwhile waits until it is done.
final class WaitsFilling {

    private static final int ACCOUNTS_PAGE = 200;

    private WaitsFilling() {}

    static void run(Database database) {
        try (Connection connection = database.connect(DatabaseRole.WRITER)) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("select pg_advisory_xact_lock(hashtext('scrip.waits'))");
                if (!isKnown(statement)) {
                    fill(connection);
                    statement.execute("insert into waits_known default values");
                }
            }
            connection.commit();
        } catch (SQLException failure) {
            throw new IllegalStateException("the waits table could not be filled", failure);
        }
    }

    private static boolean isKnown(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select from waits_known")) {
            return row.next();
        }
    }

    private static void fill(Connection connection) throws SQLException {
        LoadStore load = new LoadStore(connection, Ledger.CORE);
        Ref after = new Ref(0, new OrganizationId("0"));
        List<Ref> page = page(connection, after);
        while (!page.isEmpty()) {
            for (Map.Entry<Ref, CommittedAccount> one : load.load(page).entrySet()) {
                CommittedAccount standing = one.getValue();
                add(
                        connection,
                        one.getKey().realm(),
                        standing.number(),
                        Waiting.of(standing.account()));
            }
            page = page(connection, page.getLast());
        }
    }

    private static List<Ref> page(Connection connection, Ref after) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        select realm, id
                        from accounts
                        where (realm, id) > (?, ?)
                        order by realm, id
                        limit ?
                        """)) {
            statement.setInt(1, after.realm());
            statement.setString(2, after.id().value());
            statement.setInt(3, ACCOUNTS_PAGE);
            List<Ref> page = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    page.add(new Ref(row.getInt(1), new OrganizationId(row.getString(2))));
                }
            }
            return page;
        }
    }

    private static void add(Connection connection, int realm, long account, Set<Waiting> all)
            throws SQLException {
        if (all.isEmpty()) {
            return;
        }
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        insert into waits (realm, account, kind, subject, item, from_at, until_at, due_at)
                        values (?, ?, ?, ?, ?, ?, ?, coalesce(?, 'infinity'::timestamptz))
                        """)) {
            for (Waiting one : all) {
                statement.setInt(1, realm);
                statement.setLong(2, account);
                statement.setString(3, one.kind().name());
                statement.setString(4, SubjectText.of(one.subject()));
                ItemId item = one.subject().item();
                statement.setString(5, item == null ? null : item.toString());
                statement.setObject(6, utc(one.from()));
                statement.setObject(7, utc(one.until()));
                statement.setObject(8, utc(one.due()));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
