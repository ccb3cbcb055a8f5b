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

    private final Database database;
    private final Duration silenceMax;
    private @Nullable Connection connection;
    private String server = "";

    /// @param silenceMax for how long the database may leave a batch unanswered
    Footing(Database database, Duration silenceMax) {
        this.database = database;
        this.silenceMax = silenceMax;
    }

    synchronized @Nullable Connection connection() {
        return connection;
    }

    /// The connection, opened if there is none.
    Connection open() throws SQLException {
        Connection open = connection();
        if (open != null) {
            return open;
        }
        Connection made = database.connect(DatabaseRole.WRITER, silenceMax);
        String where = Database.server(made);
        synchronized (this) {
            connection = made;
            server = where;
        }
        return made;
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
        try {
            left.abort(Runnable::run);
        } catch (SQLException already) {
            LOG.debug("ending a connection", already);
        }
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
