package scrip.server.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Creates the four roles with `roles.sql` before the first migration runs.
final class DatabaseRoles {
    private static final String DUPLICATE_OBJECT = "42710";
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    /// An arbitrary advisory lock number that nobody else in this database uses: "scrip" in ASCII.
    private static final long LOCK = 0x73_63_72_69_70L;

    private DatabaseRoles() {}

    /// Makes sure that `login` can take on each of the roles in the database of `connection`. Two
    /// servers may do this at once.
    static void prepare(Connection connection, String login) throws SQLException {
        if (arePrepared(connection, login)) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            // Held until the connection closes.
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
            for (String sql : statements(statement.enquoteLiteral(login))) {
                try {
                    statement.execute(sql);
                } catch (SQLException failure) {
                    if (!isThereAlready(failure)) {
                        throw failure;
                    }
                }
            }
        } catch (SQLException failure) {
            if (INSUFFICIENT_PRIVILEGE.equals(failure.getSQLState())) {
                throw new DatabaseFault(
                        "the user "
                                + login
                                + " may not create Scrip's roles ("
                                + failure.getMessage()
                                + "): let a superuser run server/src/main/resources/db/roles.sql"
                                + " once in that database",
                        failure);
            }
            throw failure;
        }
    }

    private static boolean arePrepared(Connection connection, String login) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        select count(*)
                        from pg_roles
                        where rolname in ('scrip_owner', 'scrip_writer', 'scrip_reader', 'scrip_auditor')
                          -- Before 16 every member may take a role on.
                          and pg_has_role(
                              ?::name,
                              oid,
                              case
                                  when current_setting('server_version_num')::int >= 160000 then 'set'
                                  else 'member'
                              end)
                          and has_schema_privilege(oid, 'public', 'usage')
                          and (rolname <> 'scrip_owner' or has_schema_privilege(oid, 'public', 'create'))
                          and rolbypassrls = (rolname in ('scrip_writer', 'scrip_auditor'))
                        """)) {
            statement.setString(1, login);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getInt(1) == DatabaseRole.values().length;
            }
        }
    }

    private static boolean isThereAlready(SQLException failure) {
        return DUPLICATE_OBJECT.equals(failure.getSQLState())
                || UNIQUE_VIOLATION.equals(failure.getSQLState());
    }

    /// What an empty line divides.
    private static List<String> statements(String quotedLogin) {
        try (InputStream script = DatabaseRoles.class.getResourceAsStream("/db/roles.sql")) {
            if (script == null) {
                throw new IllegalStateException("db/roles.sql is not on the class path");
            }
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            return List.of(
                    text.replaceAll("(?m)^--.*$", "")
                            .replace(":'login'", quotedLogin)
                            .strip()
                            .split(";\\s*\n\\s*\n"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
