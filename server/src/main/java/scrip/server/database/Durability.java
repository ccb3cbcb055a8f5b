package scrip.server.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Checks that what the database acknowledges survives a crash, and that its version and encoding
/// are supported.
final class Durability {
    static final int VERSION_MIN = 15;

    private static final int VERSION_FACTOR = 10_000;

    private Durability() {}

    /// Throws unless commits of this very session are durable. Settings can differ by role and
    /// database, so they are queried on a connection that acts as the writer.
    static void check(Connection writer) throws SQLException {
        List<String> off = new ArrayList<>();
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            if (show(writer, setting).equals("off")) {
                off.add(setting);
            }
        }
        if (show(writer, "synchronous_commit").equals("local")
                && !show(writer, "synchronous_standby_names").isEmpty()) {
            throw new DatabaseFault(
                    "the database has synchronous standbys and does not wait for them, so it could"
                            + " lose what it acknowledged: set synchronous_commit to on (also for"
                            + " the role scrip_writer) and start again");
        }
        if (!off.isEmpty()) {
            throw new DatabaseFault(
                    "the database runs with "
                            + String.join(" and ", off)
                            + " off, so it could lose what it acknowledged: set "
                            + String.join(" and ", off)
                            + " to on (also for the role scrip_writer) and start again");
        }
    }

    static void checkKind(Connection connection) throws SQLException {
        checkVersion(Integer.parseInt(show(connection, "server_version_num")));
        if (show(connection, "in_hot_standby").equals("on")) {
            throw new DatabaseFault(
                    "the database is a standby, which takes no writes: name all its servers in"
                            + " SCRIP_DATABASE_URL, with targetServerType=primary");
        }
        String encoding = show(connection, "server_encoding");
        if (!encoding.equals("UTF8")) {
            throw new DatabaseFault(
                    "the database keeps its text as "
                            + encoding
                            + ": create one with encoding 'UTF8' and put it in SCRIP_DATABASE_URL");
        }
    }

    /// @param number as PostgreSQL says it, such as 150018
    static void checkVersion(int number) {
        int major = number / VERSION_FACTOR;
        if (major < VERSION_MIN) {
            throw new DatabaseFault(
                    "the database is PostgreSQL "
                            + major
                            + " and Scrip needs "
                            + VERSION_MIN
                            + " or later: upgrade it, or unset SCRIP_DATABASE_URL");
        }
    }

    private static String show(Connection connection, String setting) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show " + setting)) {
            row.next();
            return row.getString(1);
        }
    }
}
