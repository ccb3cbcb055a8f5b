package scrip.server.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// The address of a database, and the user and password to log in with.
record Login(String url, @Nullable String user, @Nullable String password) {
    private static final int CONNECT_TIMEOUT_SECONDS = 5;

    /// How long a server may be silent while somebody logs in. One whose machine hangs still takes
    /// connections, and would be waited for for ever: the next of the address is asked instead.
    private static final int SILENCE_SECONDS_MAX = 5;

    /// Warnings are told and nothing less, whatever is set for the login or the database: they
    /// decide whether a commit may be told to anybody ([Acknowledged]).
    private static final String WARNINGS = " -c client_min_messages=warning";

    private Properties properties() {
        Properties properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_TIMEOUT_SECONDS));
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }

    /// A connection that waits for answers as long as they take.
    Connection connect() throws SQLException {
        return connected(properties(), Duration.ZERO);
    }

    /// A connection that acts as a role, and waits for answers as long as they take.
    Connection connect(DatabaseRole role) throws SQLException {
        return connect(role, "", Duration.ZERO);
    }

    /// A connection that acts as a role. A role set as a session option is the one `reset role`
    /// returns to, unlike one set with `set role`.
    ///
    /// @param silenceMax for how long the server may leave it without an answer; zero for ever
    Connection connect(DatabaseRole role, String moreOptions, Duration silenceMax)
            throws SQLException {
        Properties properties = properties();
        properties.setProperty("options", "-c role=" + role.sqlName() + WARNINGS + moreOptions);
        properties.setProperty("ApplicationName", ThisProcess.connection(role));
        return connected(properties, silenceMax);
    }

    private Connection connected(Properties properties, Duration silenceMax) throws SQLException {
        properties.setProperty("socketTimeout", Integer.toString(SILENCE_SECONDS_MAX));
        Connection connection = DriverManager.getConnection(url, properties);
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(silenceMax.toMillis()));
        return connection;
    }

    @Override
    public String toString() {
        return "Login[" + user + " at " + url.replaceFirst("\\?.*", "?…") + "]";
    }
}
