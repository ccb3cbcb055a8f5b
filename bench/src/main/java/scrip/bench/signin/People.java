package scrip.bench.signin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import scrip.server.Server;
import scrip.server.ServerOptions;
import scrip.server.database.DatabaseLocation;

/// A server with people who have a password and a place in one organization.
final class People implements AutoCloseable {

    static final String PASSWORD = "seven green umbrellas";

    private static final String TOKEN = "a-token-for-the-measurement-only";
    private static final String HOST = "127.0.0.1";
    private static final String ORGANIZATION = "/v1/organizations/first-hospital";
    private static final Pattern LINK = Pattern.compile("\"link\":\"[^\"#]*#([^\"]+)\"");
    private static final Duration ANSWER_MAX = Duration.ofSeconds(60);

    private final Path folder;
    private final Server server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    People(int count) throws IOException, InterruptedException {
        folder = Files.createTempDirectory("scrip-bench-");
        server =
                Server.start(
                        new ServerOptions(
                                new DatabaseLocation.Embedded(folder),
                                HOST,
                                0,
                                folder.resolve("admin-token"),
                                TOKEN));
        try (HttpClient client = client(1)) {
            asked(
                    client,
                    "PUT",
                    ORGANIZATION,
                    "{\"kind\": \"INSTITUTION\", \"name\": \"Hospital\"}");
            for (int i = 0; i < count; i++) {
                join(client, i);
            }
        }
    }

    private void join(HttpClient client, int number) throws IOException, InterruptedException {
        String made =
                asked(
                        client,
                        "POST",
                        ORGANIZATION + "/invitations",
                        "{\"email\": \"%s\", \"roles\": [\"VIEWER\"]}".formatted(email(number)));
        Matcher link = LINK.matcher(made);
        if (!link.find()) {
            throw new IllegalStateException("no link: " + made);
        }
        asked(
                client,
                "POST",
                "/v1/invitations/accept",
                """
                {"token": "%s", "name": "Wang Fang", "password": "%s", "locale": "en"}
                """
                        .formatted(link.group(1), PASSWORD));
    }

    private String asked(HttpClient client, String method, String path, String body)
            throws IOException, InterruptedException {
        boolean open = path.endsWith("/accept");
        HttpRequest.Builder request = request(method, path, body);
        HttpResponse<String> answer =
                client.send(
                        (open ? request : request.header("Authorization", "Bearer " + TOKEN))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(path + ": " + answer.body());
        }
        return answer.body();
    }

    static String email(int number) {
        return "person-" + number + "@hospital.example";
    }

    Path folder() {
        return folder;
    }

    /// A connection from one of the addresses of this machine: 127.0.0.1, 127.0.0.2, and so on.
    HttpClient client(int address) throws IOException {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(threads)
                .localAddress(InetAddress.ofLiteral("127.0.0." + address))
                .build();
    }

    ExecutorService threads() {
        return threads;
    }

    HttpRequest.Builder request(String method, String path, String body) {
        return HttpRequest.newBuilder(
                        URI.create("http://%s:%d%s".formatted(HOST, server.port(), path)))
                .timeout(ANSWER_MAX)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", path.hashCode() + "-" + System.nanoTime())
                .method(method, HttpRequest.BodyPublishers.ofString(body));
    }

    HttpRequest signIn(String email, String password) {
        return request(
                        "POST",
                        "/v1/session",
                        "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, password))
                .build();
    }

    @Override
    public void close() throws IOException {
        threads.close();
        server.close();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
