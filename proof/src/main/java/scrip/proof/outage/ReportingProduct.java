package scrip.proof.outage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import scrip.client.ClientOptions;
import scrip.client.Question;
import scrip.client.ScripClient;
import scrip.client.ScripException;
import scrip.client.SpoolState;
import scrip.client.Surface;
import scrip.client.Use;

/// The process that is killed: a product that reports uses with the client. It reads commands as
/// lines, and says what has been accepted after the client has said so.
public final class ReportingProduct {

    static final String RESOURCE = "aimis/mimi-ai-report";

    private final ScripClient client;
    private final PrintStream out;
    private final Instant begin;
    private final Map<String, ExecutorService> threads = new HashMap<>();

    private static volatile Instant now = Instant.EPOCH;

    private ReportingProduct(ScripClient client, PrintStream out, Instant begin) {
        this.client = client;
        this.out = out;
        this.begin = begin;
    }

    /// Serves the driver until its input ends.
    ///
    /// @param args the server, the key, the realm, the client's folder, the instant that it is, and
    ///   that of the first use
    public static void main(String[] args) throws IOException {
        now = Instant.parse(args[4]);
        InstantSource clock = () -> now;
        ClientOptions options =
                ClientOptions.of(URI.create(args[0]), args[1])
                        .withRealm(args[2])
                        .withFolder(Path.of(args[3]))
                        .withFresh(Duration.ofMinutes(1))
                        .withTimes(
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(2))
                        .withClock(clock);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (ScripClient client = ScripClient.open(options);
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            ReportingProduct product = new ReportingProduct(client, out, Instant.parse(args[5]));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                product.told(line.split(" ", -1));
            }
            product.threads.values().forEach(ExecutorService::close);
        }
    }

    private void told(String[] words) {
        switch (words[0]) {
            case "clock" -> now = Instant.parse(words[1]);
            case "report" ->
                    threads.computeIfAbsent(words[1], _ -> Executors.newSingleThreadExecutor())
                            .execute(() ->
                                    report(
                                            words[1],
                                            Integer.parseInt(words[2]),
                                            Integer.parseInt(words[3])));
            case "access" -> access(words[1]);
            case "state" -> state();
            default -> throw new IllegalArgumentException(words[0]);
        }
    }

    /// Reports uses of one organization in their order, each once it is known that the one before
    /// is on disk.
    private void report(String organization, int from, int until) {
        for (int i = from; i < until; i++) {
            client.report(
                    Use.of(organization, RESOURCE, quantity(i))
                            .key(organization + "-" + i)
                            .eventAt(eventAt(i)));
            say("accepted " + organization + " " + i);
        }
        say("reported " + organization);
    }

    /// Not always the same, so that the sum tells which were booked.
    static long quantity(int number) {
        return 1L + number % 7;
    }

    /// When it happened, which is its own: who reports it again says the same.
    private Instant eventAt(int number) {
        return begin.plusMillis(number);
    }

    private void access(String organization) {
        String answer;
        try {
            var access = client.access(Question.of(organization, RESOURCE, Surface.API));
            answer = access.state() + " " + access.offline();
        } catch (ScripException failed) {
            answer = failed.getClass().getSimpleName() + " " + failed.getMessage();
        }
        say("access " + answer);
    }

    private void state() {
        SpoolState state = client.reported();
        say(
                "state %d %d %d %s"
                        .formatted(
                                state.queued(),
                                state.refused(),
                                state.damaged(),
                                state.lastError().orElse("")));
    }

    private synchronized void say(String line) {
        out.println(line);
    }
}
