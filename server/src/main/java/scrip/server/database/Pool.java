package scrip.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.springframework.jdbc.datasource.AbstractDataSource;

/// The pool of a role: how many connections it has and what limits them.
final class Pool {

    /// For how long a connection of a pool may be silent: longer than any statement takes there.
    private static final Duration SILENCE_MAX = Duration.ofSeconds(60);

    private static final int CONNECTION_WAIT_MILLISECONDS = 3_000;

    /// Pooled connections have time limits; long work takes a connection of its own.
    private static final String OPTIONS =
            " -c statement_timeout=30s -c lock_timeout=10s"
                    + " -c idle_in_transaction_session_timeout=60s";

    private static final Map<DatabaseRole, Integer> CONNECTIONS_MAX =
            Map.of(
                    DatabaseRole.OWNER, 2,
                    DatabaseRole.WRITER, 8,
                    DatabaseRole.READER, 16,
                    DatabaseRole.AUDITOR, 8);

    /// How many commits may wait for a standby when the pool opens a connection to write: more than
    /// ever do when there is one.
    static final int WAITING_MAX = 16;

    /// Refuses one connection more while so many commits wait. Each that was given up here leaves a
    /// process of the server that waits until there is a standby, and the pool opens a connection
    /// in its place: within minutes the server would have none left, for whoever repairs it either.
    /// Only the login sees what its connections wait for.
    private static final String NOT_WHILE_COMMITS_WAIT =
            """
            set role none;
            do $$
            begin
                if (select count(*)
                    from pg_stat_activity
                    where datname = current_database() and wait_event = 'SyncRep') >= %d
                then
                    raise exception 'no connection to write, since %d commits wait for a standby'
                        using errcode = 'cannot_connect_now';
                end if;
            end $$;
            reset role
            """
                    .formatted(WAITING_MAX, WAITING_MAX);

    private Pool() {}

    static HikariDataSource of(Login login, DatabaseRole role) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(role.sqlName());
        config.setDataSource(new Logins(login, role));
        if (role == DatabaseRole.WRITER) {
            config.setConnectionInitSql(NOT_WHILE_COMMITS_WAIT);
        }
        config.setMaximumPoolSize(CONNECTIONS_MAX.getOrDefault(role, 2));
        config.setMinimumIdle(role == DatabaseRole.READER || role == DatabaseRole.WRITER ? 1 : 0);
        config.setConnectionTimeout(CONNECTION_WAIT_MILLISECONDS);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    /// Logs in for the pool.
    private static final class Logins extends AbstractDataSource {

        private final Login login;
        private final DatabaseRole role;

        Logins(Login login, DatabaseRole role) {
            this.login = login;
            this.role = role;
        }

        @Override
        public Connection getConnection() throws SQLException {
            // The owner migrates, and a migration of much data is silent for as long as it takes.
            return login.connect(
                    role, OPTIONS, role == DatabaseRole.OWNER ? Duration.ZERO : SILENCE_MAX);
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }

        /// A login has its own limits.
        @Override
        public void setLoginTimeout(int seconds) {}
    }
}
