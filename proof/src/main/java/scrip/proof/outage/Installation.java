package scrip.proof.outage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import scrip.server.Server;
import scrip.server.ServerOptions;
import scrip.server.database.Database;
import scrip.server.database.DatabaseLocation;
import scrip.server.http.Json;
import scrip.server.signin.EmergencyUse;
import tools.jackson.databind.JsonNode;

/// A server of the program in this process, with a sandbox, that can go away and come back at the
/// same address.
public final class Installation implements AutoCloseable {

    /// The sandbox that everything happens in.
    public static final String REALM = "outage";

    private static final String LOCAL = "127.0.0.1";
    private static final String TOKEN = "a-token-for-the-proof-only";
    private static final int ERROR = 400;

    private final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private Server server;
    private final int port;

    /// Starts it.
    ///
    /// @param now of the sandbox
    public Installation(Instant now) throws IOException, InterruptedException {
        // The operating system user that runs PostgreSQL must be able to enter the folder.
        this.folder =
                Files.createTempDirectory(
                        "scrip-outage-",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx--x--x")));
        this.server = started(0);
        this.port = server.port();
        put("/v1/sandboxes/" + REALM, "{\"now\": \"" + now + "\"}");
    }

    private Server started(int at) throws IOException, InterruptedException {
        return Server.start(
                new ServerOptions(
                                new DatabaseLocation.Embedded(folder.resolve("data")),
                                LOCAL,
                                at,
                                folder.resolve("data").resolve("admin-token"),
                                TOKEN)
                        .with(EmergencyUse.UNRECORDED));
    }

    /// Where it is reached.
    public URI root() {
        return URI.create("http://" + LOCAL + ":" + port);
    }

    /// What authenticates who may do everything.
    public String token() {
        return TOKEN;
    }

    Path folder() {
        return folder;
    }

    /// It goes away.
    public void stop() {
        server.close();
    }

    /// It comes back.
    public void start() throws IOException, InterruptedException {
        server = started(port);
    }

    Database database() {
        return server.database();
    }

    /// Moves the clock of the sandbox.
    public void clock(Instant now) {
        post("/v1/sandboxes/" + REALM + "/clock", "{\"now\": \"" + now + "\"}");
    }

    /// Opens an institution.
    public void institution(String id) {
        put(
                "/v1/organizations/" + id,
                "{\"kind\": \"INSTITUTION\", \"name\": \"%s\", \"zone\": \"UTC\"}".formatted(id));
    }

    /// Buys one line and pays for it.
    public void buy(String organization, String line) {
        String at = "/v1/organizations/" + organization;
        String order =
                post(at + "/orders", "{\"terms_accepted\": true, \"lines\": [%s]}".formatted(line))
                        .get("id")
                        .asString();
        post(at + "/payments", "{\"orders\": [\"%s\"], \"method\": \"SANDBOX\"}".formatted(order));
    }

    /// The secret of a key of a product, for everything that it does while it works.
    public String key(String product) {
        return post(
                        "/v1/keys",
                        """
                        {"name": "product", "product": "%s", "actions": ["uses.write", "access.read"],
                         "units_per_second": 1000000, "expires_at": "%s"}
                        """
                                .formatted(product, Instant.now().plus(Duration.ofDays(30))))
                .get("secret")
                .asString();
    }

    public JsonNode post(String path, String body) {
        return send("POST", path, body);
    }

    public JsonNode put(String path, String body) {
        return send("PUT", path, body);
    }

    private JsonNode send(String method, String path, @Nullable String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(root().resolve(path))
                        .header("Authorization", "Bearer " + TOKEN)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .method(
                                method,
                                HttpRequest.BodyPublishers.ofString(body == null ? "" : body));
        if (!path.startsWith("/v1/sandboxes")) {
            request.header("Scrip-Realm", REALM);
        }
        try {
            HttpResponse<String> answer =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= ERROR) {
                throw new IllegalStateException(method + " " + path + ": " + answer.body());
            }
            return Json.tree(answer.body().isEmpty() ? "{}" : answer.body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() throws IOException {
        http.close();
        server.close();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
