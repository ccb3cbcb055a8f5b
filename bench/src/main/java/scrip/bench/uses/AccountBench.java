package scrip.bench.uses;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import scrip.bench.measure.Load;
import scrip.core.access.Gate;
import scrip.core.catalog.Surface;
import scrip.core.organization.OrganizationId;
import scrip.server.ledger.Outcome;

/// `./scrip bench account`: how long an account with many uses takes to load, and the latency of
/// `access` while the writer is busy with it.
public final class AccountBench {

    private static final OrganizationId ACCOUNT = new OrganizationId("hot");
    private static final int WINDOW = 4_096;
    private static final int LOADS = 20;
    private static final long UNITS = 1_000_000_000L;

    private final PrintStream out;
    private final Scratch scratch;

    private AccountBench(PrintStream out, Scratch scratch) {
        this.out = out;
        this.scratch = scratch;
    }

    /// Books a number of uses (default 1,000,000) on one account, then measures.
    public static int run(List<String> args, PrintStream out)
            throws IOException, InterruptedException, ExecutionException {
        int uses = args.isEmpty() ? 1_000_000 : Integer.parseInt(args.getFirst());
        try (Scratch scratch = new Scratch()) {
            AccountBench bench = new AccountBench(out, scratch);
            bench.fill(uses);
            bench.load(uses);
        }
        return 0;
    }

    private void fill(int uses) throws InterruptedException, ExecutionException {
        try (Scratch.Server server = scratch.start()) {
            server.open(ACCOUNT);
            Scratch.Server.accepted(server.grant(ACCOUNT, UNITS, 0));
            double seconds = server.all(uses, i -> use(server, "use-" + i));
            out.printf(
                    "%,d uses booked on one account, %,d at a time: %,.0f/s%n",
                    uses, WINDOW, uses / seconds);
            answerWhileBusy(server);
        }
    }

    private void answerWhileBusy(Scratch.Server server)
            throws InterruptedException, ExecutionException {
        Load.Result idle = access(server);
        Thread busy = Thread.ofVirtual().unstarted(() -> keepBusy(server));
        busy.start();
        Load.Result result = access(server);
        busy.interrupt();
        busy.join();
        out.println("access, one caller, writer idle:  " + idle);
        out.println("access, one caller, writer busy:  " + result);
    }

    private Load.Result access(Scratch.Server server)
            throws InterruptedException, ExecutionException {
        Gate.Question question =
                new Gate.Question(ACCOUNT, Scratch.RESOURCE, Surface.PATIENT, null, null);
        Load.Request one =
                (_, _) -> {
                    var reading = server.ledger().read(server.realm(), ACCOUNT);
                    Gate.answer(
                            List.of(reading.account()),
                            question,
                            scratch.catalogs(),
                            reading.now());
                };
        Load.closed(1, Duration.ofSeconds(1), one);
        return Load.closed(1, Duration.ofSeconds(3), one);
    }

    private static void keepBusy(Scratch.Server server) {
        List<CompletableFuture<Outcome>> pending = new ArrayList<>();
        for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
            pending.add(use(server, "busy-" + i));
            if (pending.size() == WINDOW) {
                pending.forEach(Scratch.Server::accepted);
                pending.clear();
            }
        }
        pending.forEach(Scratch.Server::accepted);
    }

    /// Each load is done by a ledger that has just started, with nothing cached.
    private void load(int uses) throws InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < LOADS; i++) {
            try (Scratch.Server server = scratch.start()) {
                long begun = System.nanoTime();
                long seq = server.ledger().read(server.realm(), ACCOUNT).account().seq();
                millis.add((System.nanoTime() - begun) / 1e6);
                if (seq < uses) {
                    throw new IllegalStateException("uses are missing: " + seq);
                }
            }
        }
        out.printf(
                "loaded %d times from the database: first %.1f ms, slowest after it %.1f ms%n",
                LOADS,
                millis.getFirst(),
                millis.stream().skip(1).max(Comparator.naturalOrder()).orElse(0.0));
    }

    private static CompletableFuture<Outcome> use(Scratch.Server server, String key) {
        return server.submit(ACCOUNT, Scratch.use(ACCOUNT), key);
    }
}
