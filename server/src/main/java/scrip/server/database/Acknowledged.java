package scrip.server.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/// Whether a commit that PostgreSQL reports as done may be told to anybody.
///
/// With synchronous replication a commit waits for a standby. If somebody cancels that wait,
/// PostgreSQL answers as if all were well, with a warning: the commit is on this server alone, and
/// is lost if the standby takes over. Commits of Scrip have no warnings for any other reason, so
/// one with a warning counts as one whose outcome is not known.
public final class Acknowledged {

    /// The class of lost connections: whoever repeats the work finds out what became of it.
    private static final String OUTCOME_UNKNOWN = "08007";

    private Acknowledged() {}

    /// Refuses a commit by a connection that came with a warning.
    public static void require(Connection committed) throws SQLException {
        refuse(committed.getWarnings());
    }

    /// Refuses a statement that committed by itself and came with a warning.
    public static void require(Statement committed) throws SQLException {
        refuse(committed.getWarnings());
    }

    private static void refuse(@Nullable SQLWarning warning) throws SQLException {
        if (warning != null) {
            throw new SQLException(
                    "the commit may be on one server alone: " + warning.getMessage(),
                    OUTCOME_UNKNOWN,
                    warning);
        }
    }
}
