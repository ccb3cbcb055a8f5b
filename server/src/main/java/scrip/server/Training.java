package scrip.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import scrip.server.database.Database;
import scrip.server.database.DatabaseLocation;

/// A start that Java watches to make its start cache: on a scratch database, with a few requests.
/// It needs no network and touches no data. See `docs/decisions/0030-a-start-cache.md`.
final class Training {

    private static final List<String> VISITED =
            List.of(
                    "/health",
                    "/health/liveness",
                    "/health/readiness",
                    "/metrics",
                    "/",
                    "/docs",
                    "/v1/organizations",
                    "/v1/catalogs",
                    "/v1/organizations/training/pools");

    private Training() {}

    /// @param programs where PostgreSQL's programs are left for later starts
    static void run(Path programs) throws IOException, InterruptedException {
        Database.unpackPrograms(programs);
        Path folder = Files.createTempDirectory("scrip-training-");
        ServerOptions options =
                new ServerOptions(
                        new DatabaseLocation.Scratch(),
                        "127.0.0.1",
                        0,
                        folder.resolve("admin-token"),
                        null);
        try (Server server = Server.start(options)) {
            server.setUpLink();
            put(server, "/v1/organizations/training", "{'kind': 'institution', 'name': 'T'}");
            for (String path : VISITED) {
                status(open(server, path));
            }
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private static HttpURLConnection open(Server server, String path) throws IOException {
        URI address = URI.create("http://127.0.0.1:" + server.port() + path);
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + server.token().orElseThrow());
        return connection;
    }

    private static void put(Server server, String path, String json) throws IOException {
        HttpURLConnection connection = open(server, path);
        connection.setRequestMethod("PUT");
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        connection.getOutputStream().write(body);
        status(connection);
    }

    /// Reads the answer, whatever it is: a refusal is an answer too.
    private static void status(HttpURLConnection connection) throws IOException {
        boolean refused = connection.getResponseCode() >= HttpURLConnection.HTTP_BAD_REQUEST;
        try (InputStream answer =
                refused ? connection.getErrorStream() : connection.getInputStream()) {
            if (answer != null) {
                answer.readAllBytes();
            }
        }
    }
}
