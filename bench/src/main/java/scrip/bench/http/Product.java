package scrip.bench.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import scrip.core.catalog.Surface;
import scrip.core.ledger.Command;
import scrip.core.organization.OrganizationId;
import scrip.core.organization.OrganizationKind;
import scrip.server.Server;
import scrip.server.ServerOptions;
import scrip.server.database.DatabaseLocation;
import scrip.server.ledger.Outcome;

/// A server with accounts that have units of one resource in the live realm, and a product's key
/// that may ask as often as any key.
public final class Product implements AutoCloseable {

    /// What the accounts have units of.
    public static final String RESOURCE = "aimis/mimi-ai-report";

    private static final String TOKEN = "a-token-for-the-measurement-only";
    static final String LOCAL = "127.0.0.1";
    private static final Pattern SECRET = Pattern.compile("\"secret\":\"([^\"]+)\"");
    private static final long UNITS = 1_000_000_000L;
    private static final int WINDOW = 4_096;

    private final Path folder;
    private final Server server;
    private final String key;
    private final List<OrganizationId> accounts = new ArrayList<>();

    /// @param count how many accounts
    public Product(int count) throws IOException, InterruptedException {
        folder = Files.createTempDirectory("scrip-bench-");
        server =
                Server.start(
                        new ServerOptions(
                                new DatabaseLocation.Embedded(folder),
                                LOCAL,
                                0,
                                folder.resolve("admin-token"),
                                TOKEN));
        for (int i = 0; i < count; i++) {
            accounts.add(new OrganizationId(Template.account(i)));
        }
        all(i -> submit(i, opened(i), "open"));
        Instant until = Instant.now().plus(Duration.ofDays(365));
        all(i -> submit(i, new Command.GrantPack(RESOURCE, UNITS, null, null, until), "grant"));
        key = keyMade();
    }

    Path folder() {
        return folder;
    }

    /// The port for product services.
    int port() {
        return server.meteringPort().orElseThrow();
    }

    /// Where product services reach it.
    public URI root() {
        return URI.create("http://" + LOCAL + ":" + port());
    }

    /// The id of an account.
    public String account(int number) {
        return accounts.get(number).value();
    }

    /// The secret of the product's key.
    public String key() {
        return key;
    }

    /// How many accounts there are.
    public int accounts() {
        return accounts.size();
    }

    /// Books a use in process, and waits for the answer.
    void use(int account, String useKey) {
        accepted(
                submit(
                        account,
                        new Command.Use(
                                accounts.get(account),
                                null,
                                RESOURCE,
                                1,
                                null,
                                Surface.API,
                                null,
                                null,
                                false),
                        useKey));
    }

    /// The units that all accounts have left.
    long left() {
        long sum = 0;
        for (OrganizationId id : accounts) {
            var pools =
                    server.ledger()
                            .read(server.ledger().realms().live(), id)
                            .account()
                            .stock()
                            .pools();
            sum += pools.values().stream().mapToLong(p -> p.available()).sum();
        }
        return sum;
    }

    private Command<?> opened(int number) {
        return new Command.OpenAccount(
                OrganizationKind.INSTITUTION, accounts.get(number).value(), ZoneOffset.UTC, null);
    }

    private CompletableFuture<Outcome> submit(int account, Command<?> command, String commandKey) {
        return server.ledger()
                .submit(
                        server.ledger().realms().live(),
                        accounts.get(account),
                        command,
                        commandKey,
                        "bench",
                        "bench");
    }

    private void all(IntFunction<CompletableFuture<Outcome>> submitted) {
        List<CompletableFuture<Outcome>> pending = new ArrayList<>();
        for (int i = 0; i < accounts.size(); i++) {
            pending.add(submitted.apply(i));
            if (pending.size() == WINDOW || i == accounts.size() - 1) {
                pending.forEach(Product::accepted);
                pending.clear();
            }
        }
    }

    private static void accepted(CompletableFuture<Outcome> pending) {
        Outcome outcome = pending.join();
        if (!(outcome instanceof Outcome.Accepted)) {
            throw new IllegalStateException("not accepted: " + outcome);
        }
    }

    private String keyMade() throws IOException, InterruptedException {
        String body =
                """
                {"name": "bench", "product": "aimis", "actions": ["uses.write", "access.read"],
                 "units_per_second": 1000000, "expires_at": "%s"}
                """
                        .formatted(Instant.now().plus(Duration.ofDays(30)));
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://%s:%d/v1/keys"
                                                            .formatted(LOCAL, server.port())))
                                    .header("Authorization", "Bearer " + TOKEN)
                                    .header("Content-Type", "application/json")
                                    .header("Idempotency-Key", "bench")
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            Matcher secret = SECRET.matcher(answer.body());
            if (!secret.find()) {
                throw new IllegalStateException("no key: " + answer.body());
            }
            return secret.group(1);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
