package scrip.server.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/// Whether a commit that PostgreSQL reports as done may be told to anybody.
///
/// With synchronous replication a commit waits for a standby. If somebody cancels that wait,
/// PostgreSQL answers as if all were well, with a warning: the commit is on this server alone, and
/// is lost if the standby takes over. That commit counts as one whose outcome is not known. Other
/// warnings, such as that transaction ids run out, say nothing about it. They are told apart by the
/// function of PostgreSQL that warns, since the text depends on the language of the server.
public final class Acknowledged {

    /// The class of lost connections: whoever repeats the work finds out what became of it.
    private static final String OUTCOME_UNKNOWN = "08007";

    /// The function that waits for a standby.
    private static final String WAIT = "SyncRepWaitForLSN";

    private Acknowledged() {}

    /// Refuses a commit by a connection that came with the warning.
    public static void require(Connection committed) throws SQLException {
        refuse(committed.getWarnings());
    }

    /// Refuses a statement that committed by itself and came with the warning.
    public static void require(Statement committed) throws SQLException {
        refuse(committed.getWarnings());
    }

    private static void refuse(@Nullable SQLWarning first) throws SQLException {
        for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            if (mayBeOfTheWait(warning)) {
                throw new SQLException(
                        "the commit may be on one server alone: " + warning.getMessage(),
                        OUTCOME_UNKNOWN,
                        warning);
            }
        }
    }

    /// One that does not say where it comes from is not trusted.
    private static boolean mayBeOfTheWait(SQLWarning warning) {
        ServerErrorMessage from =
                warning instanceof PSQLWarning told ? told.getServerErrorMessage() : null;
        String routine = from == null ? null : from.getRoutine();
        return routine == null || routine.equals(WAIT);
    }
}
