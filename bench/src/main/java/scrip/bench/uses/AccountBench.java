package scrip.bench.uses;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import scrip.core.access.Gate;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Surface;
import scrip.core.ledger.Command;
import scrip.core.organization.OrganizationId;
import scrip.core.organization.OrganizationKind;
import scrip.server.catalog.ShippedCatalogs;
import scrip.server.database.Database;
import scrip.server.database.Place;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Outcome;
import scrip.server.ledger.Realm;
import scrip.server.ledger.Settings;

/// `./scrip bench account`: how long an account with many uses takes to load, and `access` while
/// the writer is busy with it.
public final class AccountBench {

    private static final String RESOURCE = "aimis/mimi-ai-report";
    private static final OrganizationId ACCOUNT = new OrganizationId("hot");
    private static final int WINDOW = 4_096;
    private static final int LOADS = 20;
    private static final long UNITS = 1_000_000_000L;

    private final PrintStream out;
    private final Catalogs catalogs = new Catalogs(ShippedCatalogs.all());

    private AccountBench(PrintStream out) {
        this.out = out;
    }

    /// Books a number of uses (default 1,000,000) on one account, then measures.
    public static int run(List<String> args, PrintStream out)
            throws IOException, InterruptedException, ExecutionException {
        int uses = args.isEmpty() ? 1_000_000 : Integer.parseInt(args.getFirst());
        Path folder = Files.createTempDirectory("scrip-bench-");
        try (Database database = Database.open(new Place.Embedded(folder))) {
            AccountBench bench = new AccountBench(out);
            bench.fill(database, uses);
            bench.load(database, uses);
        } finally {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
        return 0;
    }

    private Ledger start(Database database) throws InterruptedException {
        Ledger ledger =
                Ledger.start(database, _ -> catalogs, InstantSource.system(), Settings.standard());
        if (!ledger.awaitServing(Duration.ofSeconds(30))) {
            throw new IllegalStateException("the ledger did not start");
        }
        return ledger;
    }

    private void fill(Database database, int uses) throws InterruptedException, ExecutionException {
        try (Ledger ledger = start(database)) {
            Realm realm =
                    ledger.realms().createSandbox("bench", Instant.parse("2026-01-10T09:00:00Z"));
            accepted(
                    submit(
                            ledger,
                            realm,
                            new Command.OpenAccount(
                                    OrganizationKind.INSTITUTION, "hot", ZoneId.of("UTC"), null),
                            "open"));
            accepted(
                    submit(
                            ledger,
                            realm,
                            new Command.GrantPack(RESOURCE, UNITS, null, null, null),
                            "grant"));
            long begun = System.nanoTime();
            List<CompletableFuture<Outcome>> pending = new ArrayList<>();
            for (int i = 0; i < uses; i++) {
                pending.add(submit(ledger, realm, use(), "use-" + i));
                if (pending.size() == WINDOW) {
                    pending.forEach(AccountBench::accepted);
                    pending.clear();
                }
            }
            pending.forEach(AccountBench::accepted);
            double seconds = (System.nanoTime() - begun) / 1e9;
            out.printf(
                    "%,d uses booked on one account, %,d at a time: %,.0f/s%n",
                    uses, WINDOW, uses / seconds);
            answerWhileBusy(ledger, realm);
        }
    }

    private void answerWhileBusy(Ledger ledger, Realm realm)
            throws InterruptedException, ExecutionException {
        Load.Result idle = access(ledger, realm);
        Thread busy = Thread.ofVirtual().unstarted(() -> keepBusy(ledger, realm));
        busy.start();
        Load.Result result = access(ledger, realm);
        busy.interrupt();
        busy.join();
        out.println("access, one caller, writer idle:  " + idle);
        out.println("access, one caller, writer busy:  " + result);
    }

    private Load.Result access(Ledger ledger, Realm realm)
            throws InterruptedException, ExecutionException {
        Gate.Question question = new Gate.Question(ACCOUNT, RESOURCE, Surface.PATIENT, null, null);
        return Load.run(
                1,
                Duration.ofSeconds(1),
                Duration.ofSeconds(3),
                (_, _) -> {
                    var reading = ledger.read(realm, ACCOUNT);
                    Gate.answer(List.of(reading.account()), question, catalogs, reading.now());
                });
    }

    private static void keepBusy(Ledger ledger, Realm realm) {
        List<CompletableFuture<Outcome>> pending = new ArrayList<>();
        for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
            pending.add(submit(ledger, realm, use(), "busy-" + i));
            if (pending.size() == WINDOW) {
                pending.forEach(AccountBench::accepted);
                pending.clear();
            }
        }
        pending.forEach(AccountBench::accepted);
    }

    /// Each load is by a ledger that has just started and has nothing in memory.
    private void load(Database database, int uses) throws InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < LOADS; i++) {
            try (Ledger ledger = start(database)) {
                Realm realm = ledger.realms().find("bench").orElseThrow();
                long begun = System.nanoTime();
                long seq = ledger.read(realm, ACCOUNT).account().seq();
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

    private static CompletableFuture<Outcome> submit(
            Ledger ledger, Realm realm, Command<?> command, String key) {
        return ledger.submit(realm, ACCOUNT, command, key, "bench", "bench");
    }

    private static Command<?> use() {
        return new Command.Use(ACCOUNT, null, RESOURCE, 1, null, Surface.API, null, null, false);
    }

    private static void accepted(CompletableFuture<Outcome> pending) {
        Outcome outcome = pending.join();
        if (!(outcome instanceof Outcome.Accepted)) {
            throw new IllegalStateException("not accepted: " + outcome);
        }
    }
}
