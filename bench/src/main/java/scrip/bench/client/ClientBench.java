package scrip.bench.client;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import scrip.bench.http.Product;
import scrip.bench.measure.Machine;
import scrip.bench.measure.Options;
import scrip.client.ClientOptions;
import scrip.client.Question;
import scrip.client.ScripClient;
import scrip.client.SpoolState;
import scrip.client.Surface;
import scrip.client.Use;

/// `./scrip bench client`: what a product gets from the client, beside what it gets by a plain
/// call.
public final class ClientBench {

    private static final int SECONDS = 5;
    private static final int WARM_UP_SECONDS = 3;
    private static final int ACCOUNTS = 1_000;
    private static final int CALLERS = 32;
    private static final int ERROR = 400;
    private static final int ASKED_AT_ONCE = 1_000;

    private final PrintStream out;
    private final Product product;
    private final int seconds;
    private final int callers;
    private final List<Question> questions;
    private final HttpClient http = HttpClient.newHttpClient();

    private ClientBench(PrintStream out, Product product, int seconds, int callers) {
        this.out = out;
        this.product = product;
        this.seconds = seconds;
        this.callers = callers;
        this.questions =
                IntStream.range(0, product.accounts())
                        .mapToObj(
                                i -> Question.of(product.account(i), Product.RESOURCE, Surface.API))
                        .toList();
    }

    /// Something that is done again and again.
    private interface Step {
        void take(int number) throws IOException, InterruptedException;
    }

    /// How much was done.
    ///
    /// @param processorSeconds of the threads that did it, without those that helped them
    private record Done(long steps, double seconds, double processorSeconds) {}

    /// Measures everything and prints it.
    public static int run(List<String> args, PrintStream out)
            throws IOException, InterruptedException, ExecutionException, Options.WrongOption {
        Options options = Options.of(args, "seconds", "warm-up", "accounts", "callers");
        int seconds = options.number("seconds", 1, SECONDS);
        int warmUp = options.number("warm-up", 1, WARM_UP_SECONDS);
        int accounts = options.number("accounts", 1, ACCOUNTS);
        int callers = options.number("callers", 1, CALLERS);
        Path folder = Files.createTempDirectory("scrip-bench-client-");
        try (Product product = new Product(accounts)) {
            out.println(Machine.of(folder));
            ClientOptions wanted =
                    ClientOptions.of(product.root(), product.key())
                            .withFolder(folder)
                            .withFresh(Duration.ofHours(1));
            try (ScripClient client = ScripClient.open(wanted)) {
                new ClientBench(
                                new PrintStream(
                                        OutputStream.nullOutputStream(),
                                        true,
                                        StandardCharsets.UTF_8),
                                product,
                                warmUp,
                                callers)
                        .all(client, warmUp);
                new ClientBench(out, product, seconds, callers).all(client, seconds);
            }
        }
        return 0;
    }

    private void all(ScripClient client, int round)
            throws InterruptedException, ExecutionException {
        out.printf("%-44s %8s %14s %18s%n", "", "callers", "a second", "a processor second");
        questions.forEach(client::access);
        cell("access from the client's memory", 1, 1, i -> access(client, i));
        cell("access from the client's memory", 2, 1, i -> access(client, i));
        cell("access by a plain call", 1, 1, i -> plainAccess(i));
        cell("access by a plain call", callers, 1, i -> plainAccess(i));
        cell("a report to the spool", 1, 1, i -> client.report(use(round, "r1", i)));
        cell("a report to the spool", callers, 1, i -> client.report(use(round, "r", i)));
        delivered(client);
        cell("a use by a plain call", 1, 1, i -> plainUse(use(round, "p1", i)));
        cell("a use by a plain call", callers, 1, i -> plainUse(use(round, "p", i)));
        cell("a use by the client, gathered", callers, 1, i -> client.use(use(round, "g", i)));
    }

    private void cell(String name, int threads, int units, Step step)
            throws InterruptedException, ExecutionException {
        Done done = measured(threads, step);
        out.printf(
                "%-44s %8d %,14.0f %,18.0f%n",
                name,
                threads,
                done.steps() * units / done.seconds(),
                done.steps() * units / done.processorSeconds());
    }

    private void access(ScripClient client, int number) {
        if (!client.access(questions.get(number % questions.size())).isAllowed()) {
            throw new IllegalStateException("not allowed");
        }
    }

    private Use use(int round, String side, int number) {
        return Use.of(product.account(number % product.accounts()), Product.RESOURCE, 1)
                .key(
                        "%s-%d-%d-%d"
                                .formatted(side, round, Thread.currentThread().threadId(), number));
    }

    private void plainAccess(int number) throws IOException, InterruptedException {
        Question question = questions.get(number % questions.size());
        checked(
                HttpRequest.newBuilder(
                        at(
                                "/v1/access?organization=%s&feature=%s&surface=API"
                                        .formatted(question.organization(), question.feature()))));
    }

    private void plainUse(Use use) throws IOException, InterruptedException {
        String body =
                "{\"organization\":\"%s\",\"resource\":\"%s\",\"quantity\":1,\"key\":\"%s\"}"
                        .formatted(use.organization(), use.resource(), use.key());
        checked(
                HttpRequest.newBuilder(at("/v1/uses"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private URI at(String path) {
        return product.root().resolve(path);
    }

    private void checked(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(
                        request.header("Authorization", "Bearer " + product.key()).build(),
                        HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= ERROR) {
            throw new IllegalStateException(answer.body());
        }
    }

    /// Waits until all that was reported is booked, and prints how fast that went.
    private void delivered(ScripClient client) throws InterruptedException {
        SpoolState begin = client.reported();
        long begun = System.nanoTime();
        while (client.reported().queued() > 0) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        double took = (System.nanoTime() - begun) / 1e9;
        out.printf(
                "%-44s %8d %,14.0f %18s%n",
                "delivery of %,d reports that waited".formatted(begin.queued()),
                1,
                begin.queued() / took,
                "");
    }

    private Done measured(int threads, Step step) throws InterruptedException, ExecutionException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        List<Future<long[]>> all = new ArrayList<>();
        long begun = System.nanoTime();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i < threads; i++) {
                int first = i * 7;
                all.add(pool.submit(() -> worked(first, until, step)));
            }
        }
        double took = (System.nanoTime() - begun) / 1e9;
        long steps = 0;
        long nanos = 0;
        for (Future<long[]> one : all) {
            steps += one.get()[0];
            nanos += one.get()[1];
        }
        return new Done(steps, took, nanos / 1e9);
    }

    private static long[] worked(int first, long until, Step step) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long steps = 0;
        int number = first;
        try {
            // The clock is looked at now and then only: one step may take less than a look at it.
            int some = 1;
            while (System.nanoTime() < until) {
                long begun = System.nanoTime();
                for (int i = 0; i < some; i++) {
                    step.take(number);
                    number = (number + 1) & Integer.MAX_VALUE;
                }
                steps += some;
                some =
                        System.nanoTime() - begun < ASKED_AT_ONCE * 1_000L
                                ? Math.min(ASKED_AT_ONCE, some * 2)
                                : 1;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return new long[] {
            steps, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before
        };
    }
}
