package scrip.server.metrics;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scrip.server.ledger.LedgerWorld;

/// The alarm is given once in earnest: a real Prometheus watches a real server by the rules of the
/// repository, its database stops, and the alerts fire.
class AlarmTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir Path folder;

    @Test
    void anAlertFiresWhenTheDatabaseStopsAndEndsWhenItIsBack() throws Exception {
        Program prometheus = Program.find("prometheus");
        Assumptions.assumeTrue(
                prometheus != null, "prometheus is not installed (Debian: apt install prometheus)");
        try (Watched watched = Watched.start(folder)) {
            int port = freePort();
            Process process =
                    prometheus.start(
                            folder.resolve("prometheus.log"),
                            "--config.file=" + configuration(watched),
                            "--storage.tsdb.path=" + folder.resolve("series"),
                            "--web.listen-address=127.0.0.1:" + port);
            try {
                LedgerWorld.until(
                        "a server that is well",
                        () -> ask(port, "/api/v1/query?query=scrip_lease_held").contains("\"1\""));
                assertTrue(!fires(port, "ScripDatabaseAway"));
                watched.stopDatabase();
                LedgerWorld.until("the alert", () -> fires(port, "ScripDatabaseAway"));
                LedgerWorld.until("the other alert", () -> fires(port, "ScripNotWriting"));
                watched.startDatabase();
                LedgerWorld.until("its end", () -> !fires(port, "ScripDatabaseAway"));
            } finally {
                process.destroy();
                process.waitFor();
            }
        }
    }

    /// The rules of the repository, only quicker.
    private String configuration(Watched watched) throws Exception {
        Path rules = folder.resolve("alerts.yaml");
        String quick = Files.readString(AlertsTest.RULES).replaceAll("for: [0-9]+[mh]", "for: 1s");
        Files.writeString(rules, quick);
        Path file = folder.resolve("prometheus.yaml");
        Files.writeString(
                file,
                """
                global:
                  scrape_interval: 1s
                  evaluation_interval: 1s
                rule_files: ["%s"]
                scrape_configs:
                  - job_name: scrip
                    metrics_path: /metrics
                    authorization:
                      credentials_file: %s
                    static_configs:
                      - targets: ["127.0.0.1:%d"]
                """
                        .formatted(rules, watched.tokenFile(), watched.managementPort()));
        return file.toString();
    }

    private static boolean fires(int port, String alert) {
        String answer = ask(port, "/api/v1/alerts");
        return answer.contains("\"status\":\"success\"")
                && answer.lines()
                        .flatMap(line -> Arrays.stream(line.split("\\{\"labels\"", -1)))
                        .anyMatch(one ->
                                one.contains("\"alertname\":\"" + alert + "\"")
                                        && one.contains("\"state\":\"firing\""));
    }

    /// Its answer; empty while it is starting.
    private static String ask(int port, String path) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException _) {
            return "";
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
