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
    static final int VERSION_MIN = 18;

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
        int major = Integer.parseInt(show(connection, "server_version_num")) / 10_000;
        if (major < VERSION_MIN) {
            throw new DatabaseFault(
                    "the database is PostgreSQL "
                            + major
                            + " and Scrip needs "
                            + VERSION_MIN
                            + " or later: upgrade it, or unset SCRIP_DATABASE_URL");
        }
        String encoding = show(connection, "server_encoding");
        if (!encoding.equals("UTF8")) {
            throw new DatabaseFault(
                    "the database keeps its text as "
                            + encoding
                            + ": create one with encoding 'UTF8' and put it in SCRIP_DATABASE_URL");
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
