package scrip.server.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// The address of a database, and the user and password to log in with.
record Login(String url, @Nullable String user, @Nullable String password) {
    private static final int CONNECT_TIMEOUT_SECONDS = 5;

    /// Warnings are told and nothing less, whatever is set for the login or the database: they
    /// decide whether a commit may be told to anybody ([Acknowledged]).
    private static final String WARNINGS = " -c client_min_messages=warning";

    Properties properties() {
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

    /// A role set as a session option is the one `reset role` returns to, unlike one set with `set
    /// role`.
    Properties properties(DatabaseRole role, String moreOptions) {
        Properties properties = properties();
        properties.setProperty("options", "-c role=" + role.sqlName() + WARNINGS + moreOptions);
        properties.setProperty("ApplicationName", ThisProcess.connection(role));
        return properties;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, properties());
    }

    Connection connect(DatabaseRole role) throws SQLException {
        return DriverManager.getConnection(url, properties(role, ""));
    }

    @Override
    public String toString() {
        return "Login[" + user + " at " + url.replaceFirst("\\?.*", "?…") + "]";
    }
}
