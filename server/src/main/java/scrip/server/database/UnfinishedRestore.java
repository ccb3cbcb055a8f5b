package scrip.server.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import scrip.server.setting.Launcher;

/// The mark of a database that is being filled from a backup: a table that the transaction drops
/// which loads everything. As long as it is there, no server starts on the database, so that nobody
/// takes one that lacks everything for a new installation; another restore may begin again.
public final class UnfinishedRestore {

    private static final String TABLE = "unfinished_restore";
    private static final int NAMES_MAX = 5;

    private UnfinishedRestore() {}

    /// Sets the mark. It stays if it is there.
    public static void mark(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(
                    "create table if not exists " + TABLE + " (begun_at timestamptz not null)");
            statement.execute("insert into " + TABLE + " values (now())");
        }
    }

    /// Removes the mark in the transaction that has loaded everything.
    public static void clear(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("drop table " + TABLE);
        }
    }

    /// Refuses to serve a database that has the mark.
    static void refuse(Connection connection) throws SQLException {
        if (relations(connection).contains(TABLE)) {
            throw new DatabaseFault(
                    "a restore into this database was begun and did not end, so it has no data: run "
                            + Launcher.line("restore")
                            + " again");
        }
    }

    /// Refuses to fill a database that has anything but the mark or tables in which no server has
    /// ever worked.
    ///
    /// @param where how the message names the database
    static void checkVacant(Connection connection, Login login, String where) throws SQLException {
        List<String> found = relations(connection);
        if (found.isEmpty() || found.contains(TABLE) || isUntouched(login, found)) {
            return;
        }
        String names = String.join(", ", found.subList(0, Math.min(NAMES_MAX, found.size())));
        throw new DatabaseFault(
                where
                        + " is not empty (it has "
                        + names
                        + (found.size() > NAMES_MAX ? ", …" : "")
                        + "), and a restore overwrites nothing: name an empty folder by SCRIP_DATA,"
                        + " or an empty database by SCRIP_DATABASE_URL");
    }

    /// Tables, views and sequences of the schema, without those of extensions.
    private static List<String> relations(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                """
                                select relname
                                from pg_class
                                where relnamespace = 'public'::regnamespace
                                    and relkind in ('r', 'p', 'v', 'm', 'S', 'f')
                                    and not relispartition
                                    and not exists (
                                        select
                                        from pg_depend
                                        where classid = 'pg_class'::regclass
                                            and objid = pg_class.oid
                                            and deptype = 'e')
                                order by relname
                                """)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /// Every server takes the lease, which raises its epoch, before it writes anything else.
    private static boolean isUntouched(Login login, List<String> found) throws SQLException {
        if (!found.containsAll(List.of("lease", "accounts", "persons", "flyway_schema_history"))) {
            return false;
        }
        try (Connection owner = login.connect(DatabaseRole.OWNER);
                Statement statement = owner.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                select coalesce(max(epoch), 1) = 0
                                    and not exists (select from accounts)
                                    and not exists (select from persons)
                                from lease
                                """)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
