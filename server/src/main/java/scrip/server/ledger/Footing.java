package scrip.server.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scrip.server.database.Database;
import scrip.server.database.DatabaseRole;

/// The writer's connection, and which server it leads to. The writer opens and closes it; whoever
/// learns that another server has the database ends it.
final class Footing {

    private static final Logger LOG = LoggerFactory.getLogger(Footing.class);

    /// PostgreSQL's code for a connection that does not exist.
    static final String CONNECTION_MISSING = "08003";

    /// How long a stop waits for the database. What is not answered by then is found by its key
    /// later, and a lease that was not released runs out within seconds.
    private static final Duration STOP_MAX = Duration.ofSeconds(10);

    /// How long a stop waits for the writer to see that it has no connection any more.
    private static final Duration END_MAX = Duration.ofSeconds(5);

    private final Database database;
    private final Duration silenceMax;
    private @Nullable Connection connection;
    private String server = "";
    private boolean ended;

    /// @param silenceMax for how long the database may leave a batch unanswered
    Footing(Database database, Duration silenceMax) {
        this.database = database;
        this.silenceMax = silenceMax;
    }

    synchronized @Nullable Connection connection() {
        return connection;
    }

    /// The connection, opened if there is none.
    ///
    /// @throws SQLException also if it was ended
    Connection open() throws SQLException {
        Connection open = connection();
        if (open != null) {
            return open;
        }
        Connection made = database.connect(DatabaseRole.WRITER, silenceMax);
        String where = Database.server(made);
        synchronized (this) {
            if (!ended) {
                connection = made;
                server = where;
                return made;
            }
        }
        made.close();
        throw new SQLException("the writer has stopped", CONNECTION_MISSING);
    }

    /// Waits until a writer that stops has ended. One that waits too long for an answer gets none,
    /// and no other connection: a commit without a standby would be silent for a minute, and the
    /// release of the lease behind it for another.
    void leftBy(Thread writing) throws InterruptedException {
        if (writing.join(STOP_MAX)) {
            return;
        }
        LOG.warn("the database has not answered within {}: stopping without it", STOP_MAX);
        end();
        if (!writing.join(END_MAX)) {
            LOG.warn("the writer has not ended yet");
        }
    }

    private void end() {
        Connection left;
        synchronized (this) {
            ended = true;
            left = connection;
            connection = null;
        }
        if (left != null) {
            Database.end(left);
        }
    }

    /// Tells which server has the database now. A connection to another one leads to nobody who may
    /// commit, and its silence would be waited for.
    void servedBy(String now) {
        Connection left;
        synchronized (this) {
            left = connection;
            if (left == null || server.equals(now)) {
                return;
            }
            connection = null;
        }
        LOG.warn("the database is another server's now, or was started again: {}", now);
        database.forsake();
        Database.end(left);
    }

    void close() {
        Connection left;
        synchronized (this) {
            left = connection;
            connection = null;
        }
        if (left != null) {
            try {
                left.close();
            } catch (SQLException failure) {
                LOG.debug("closing a broken connection", failure);
            }
        }
    }
}
