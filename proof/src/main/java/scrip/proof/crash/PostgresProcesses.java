package scrip.proof.crash;

import java.io.IOException;
import java.io.Reader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/// The PostgreSQL of a data folder, as found from outside by its files.
record PostgresProcesses(Path data) {

    private static final String LOGIN = "scrip";
    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;

    long postmaster() throws IOException {
        return Long.parseLong(pidFile().get(PID_LINE).strip());
    }

    /// The postmaster, then all its child processes.
    List<ProcessHandle> all() throws IOException {
        ProcessHandle postmaster = handle(postmaster());
        List<ProcessHandle> all = new ArrayList<>();
        all.add(postmaster);
        postmaster.descendants().forEach(all::add);
        return all;
    }

    /// Stops whatever a dead server has left running.
    void end() {
        try {
            all().forEach(ProcessHandle::destroyForcibly);
        } catch (IOException | IllegalStateException _) {
            // Nothing is running.
        }
    }

    /// The backend of the ledger's writer, as the lease names it.
    ProcessHandle writer() throws IOException, SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select backend from lease")) {
            row.next();
            return handle(row.getLong(1));
        }
    }

    /// A read-only connection that sees everything.
    Connection connect() throws IOException, SQLException {
        Properties login = new Properties();
        login.setProperty("user", LOGIN);
        login.setProperty("password", password());
        login.setProperty("options", "-c role=scrip_auditor");
        return DriverManager.getConnection(url(), login);
    }

    /// Where another server finds the database, as `SCRIP_DATABASE_URL` names it.
    String urlWithLogin() throws IOException {
        return url()
                + "?user="
                + LOGIN
                + "&password="
                + URLEncoder.encode(password(), StandardCharsets.UTF_8);
    }

    private String url() throws IOException {
        return "jdbc:postgresql://127.0.0.1:%s/scrip".formatted(pidFile().get(PORT_LINE).strip());
    }

    private String password() throws IOException {
        Properties passwords = new Properties();
        try (Reader reader = Files.newBufferedReader(data.resolve("passwords"))) {
            passwords.load(reader);
        }
        return passwords.getProperty(LOGIN);
    }

    private List<String> pidFile() throws IOException {
        return Files.readAllLines(data.resolve("pg").resolve("postmaster.pid"));
    }

    private static ProcessHandle handle(long pid) {
        return ProcessHandle.of(pid)
                .orElseThrow(() -> new IllegalStateException("no process " + pid));
    }
}
