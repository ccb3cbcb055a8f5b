package scrip.proof.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import scrip.server.Server;
import scrip.server.ServerOptions;
import scrip.server.connection.ConnectionLimits;
import scrip.server.connection.Hosts;
import scrip.server.connection.Perimeter;
import scrip.server.connection.Proxies;
import scrip.server.database.Database;
import scrip.server.database.DatabaseLocation;
import scrip.server.signin.Limits;

/// What a real server reads: requests as they are on the wire, and the bodies of its operations.
final class HttpParsers implements AutoCloseable {

    private static final String TOKEN = "token-of-the-fuzzed-server";
    private static final String REALM = "fuzz";
    private static final int REQUEST_BYTES_MAX = 16_000;
    private static final int BODY_BYTES_MAX = 64_000;

    /// Hashing a password takes much memory by design.
    private static final long ALLOCATED_MAX = 500_000_000;

    private static final Limits.Rate MANY = new Limits.Rate(1_000_000_000, Duration.ofSeconds(1));

    private final Server server;
    private final Exchange main;
    private final Exchange metering;

    private HttpParsers(Server server) {
        this.server = server;
        this.main = new Exchange(server.port());
        this.metering = new Exchange(server.meteringPort().orElseThrow());
    }

    /// Starts a server on a scratch database, behind a proxy on this machine.
    static HttpParsers start(Path folder) throws IOException, InterruptedException {
        ServerOptions options =
                new ServerOptions(
                                new DatabaseLocation.Scratch(),
                                Perimeter.LOOPBACK,
                                0,
                                folder.resolve("admin-token"),
                                TOKEN)
                        .with(
                                new Perimeter(
                                        null,
                                        Perimeter.LOOPBACK,
                                        Proxies.of(Perimeter.LOOPBACK),
                                        Hosts.of("scrip.example", null),
                                        false,
                                        null,
                                        ConnectionLimits.standard()));
        Server server =
                Server.start(
                        options,
                        Database.open(options.place()),
                        InstantSource.system(),
                        new Limits(Duration.ofSeconds(1), MANY, MANY, MANY, MANY));
        HttpParsers parsers = new HttpParsers(server);
        for (String known : Examples.BEGINNING) {
            parsers.operation(known.getBytes(StandardCharsets.UTF_8));
        }
        return parsers;
    }

    List<Parser> all() {
        return List.of(
                new Parser(
                        "operation",
                        BODY_BYTES_MAX,
                        ALLOCATED_MAX,
                        Examples.operations(),
                        this::operation),
                new Parser(
                        "request",
                        REQUEST_BYTES_MAX,
                        ALLOCATED_MAX,
                        Examples.requests(TOKEN),
                        main::send),
                new Parser(
                        "metered request",
                        REQUEST_BYTES_MAX,
                        ALLOCATED_MAX,
                        Examples.meteredRequests(TOKEN),
                        metering::send));
    }

    /// Calls an operation with the admin token.
    ///
    /// @param input a line with method, path and type, and the body
    private void operation(byte[] input) throws IOException {
        int end = 0;
        while (end < input.length && input[end] != '\n') {
            end++;
        }
        String[] line =
                new String(input, 0, end, StandardCharsets.ISO_8859_1).strip().split(" ", 3);
        if (line.length < 3 || !isOneLine(line) || line[0].equals("CONNECT")) {
            return;
        }
        byte[] body = Arrays.copyOfRange(input, Math.min(input.length, end + 1), input.length);
        String head =
                """
                %s %s HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer %s\r
                Scrip-Realm: %s\r
                Idempotency-Key: %s\r
                Content-Type: %s\r
                Content-Length: %d\r
                \r
                """
                        .formatted(
                                line[0],
                                line[1],
                                TOKEN,
                                REALM,
                                Integer.toHexString(Arrays.hashCode(input)),
                                line[2],
                                body.length);
        main.ask(head, body, !line[0].equals("HEAD"));
    }

    private static boolean isOneLine(String[] words) {
        return String.join("", words).chars().noneMatch(c -> c < ' ' || c == 127)
                && words[0].toUpperCase(Locale.ROOT).equals(words[0]);
    }

    @Override
    public void close() {
        server.close();
    }
}
