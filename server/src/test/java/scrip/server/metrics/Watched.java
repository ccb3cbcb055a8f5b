package scrip.server.metrics;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import scrip.server.Caller;
import scrip.server.Perimeters;
import scrip.server.Server;
import scrip.server.ServerOptions;
import scrip.server.chain.Checkpoints;
import scrip.server.connection.ConnectionLimits;
import scrip.server.database.DatabaseLocation;
import scrip.server.database.LastDone;
import scrip.server.database.TestDatabase;
import scrip.server.ledger.LedgerWorld;
import scrip.server.signin.EmergencyUse;
import scrip.server.signin.Limits;

/// A server of its own that is watched, with everything that is known only sometimes: a backup, a
/// check and a head.
public final class Watched implements AutoCloseable {

    public static final String TOKEN = "token-of-a-server-that-is-watched";
    private static final String LOCAL = "127.0.0.1";
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_:][a-zA-Z0-9_:]*)[{ ]");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final TestDatabase test;
    private final Path folder;
    private final Server server;
    private final Connection superuser;

    private Watched(TestDatabase test, Path folder, Server server) throws Exception {
        this.test = test;
        this.folder = folder;
        this.server = server;
        this.superuser = test.superuser();
    }

    public static Watched start(Path folder) throws Exception {
        LastDone done = new LastDone(folder);
        done.note(LastDone.Task.BACKUP, new LastDone.Done(Instant.now(), 0));
        done.note(LastDone.Task.VERIFY, new LastDone.Done(Instant.now(), 3));
        TestDatabase test = TestDatabase.fresh();
        new Checkpoints(test.database(), InstantSource.system()).make();
        ServerOptions options =
                new ServerOptions(
                        new DatabaseLocation.Scratch(),
                        LOCAL,
                        0,
                        0,
                        folder.resolve("admin-token"),
                        TOKEN,
                        null,
                        false);
        Server server =
                Server.start(
                        options.with(Perimeters.of(ConnectionLimits.standard(), null))
                                .with(EmergencyUse.UNRECORDED),
                        test.database(),
                        InstantSource.system(),
                        Limits.standard());
        Watched watched = new Watched(test, folder, server);
        // Some of what is measured is there only once there was a request, or after a second.
        watched.main().get("/v1/organizations").is(200);
        LedgerWorld.until(
                "everything that is measured",
                () ->
                        names(watched.scrape())
                                .containsAll(
                                        Set.of(
                                                "scrip_deadline_lag_seconds",
                                                "http_server_requests_seconds_count")));
        return watched;
    }

    public Caller main() {
        return new Caller("http://" + LOCAL + ":" + server.port(), TOKEN, null);
    }

    public Caller metering() {
        return new Caller(
                "http://" + LOCAL + ":" + server.meteringPort().orElseThrow(), TOKEN, null);
    }

    TestDatabase test() {
        return test;
    }

    int managementPort() {
        return server.managementPort().orElseThrow();
    }

    /// The token of metrics, from the file for whoever collects them.
    String token() throws Exception {
        return Files.readString(tokenFile()).strip();
    }

    Path tokenFile() {
        return folder.resolve("metrics-token");
    }

    /// What whoever collects metrics gets.
    String scrape() {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            "http://"
                                                    + LOCAL
                                                    + ":"
                                                    + managementPort()
                                                    + "/metrics"))
                            .header("Authorization", "Bearer " + token())
                            .build();
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    /// The names of what was collected.
    static Set<String> names(String scraped) {
        return SAMPLE.matcher(scraped)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The value of one series.
    static double value(String scraped, String series) {
        return scraped.lines()
                .filter(line -> line.startsWith(series + " "))
                .map(line -> Double.valueOf(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + series));
    }

    /// The database takes no connections any more, and those it has end.
    public void stopDatabase() throws Exception {
        try (Statement statement = superuser.createStatement()) {
            allowConnections(statement, false);
            statement.execute(
                    """
                    select pg_terminate_backend(pid)
                    from pg_stat_activity
                    where datname = current_database()
                        and pid <> pg_backend_pid()
                    """);
        }
    }

    /// It takes connections again.
    void startDatabase() throws Exception {
        try (Statement statement = superuser.createStatement()) {
            allowConnections(statement, true);
        }
    }

    private static void allowConnections(Statement statement, boolean allowed) throws SQLException {
        statement.execute(
                "update pg_database set datallowconn = %s where datname = current_database()"
                        .formatted(allowed));
    }

    @Override
    public void close() throws SQLException {
        server.close();
        superuser.close();
        test.close();
    }
}
