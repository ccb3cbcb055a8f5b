package scrip.bench.uses;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import scrip.bench.uses.Load.Result;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Surface;
import scrip.core.ledger.Command;
import scrip.core.organization.OrganizationId;
import scrip.core.organization.OrganizationKind;
import scrip.server.catalog.ShippedCatalogs;
import scrip.server.database.Database;
import scrip.server.database.DatabaseLocation;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Outcome;
import scrip.server.ledger.Realm;
import scrip.server.ledger.Settings;

/// `./scrip bench uses`: throughput, p50 and p99 of uses in process, compared with row locks on the
/// same tables.
public final class UsesBench {

    private static final String RESOURCE = "aimis/mimi-ai-report";
    private static final int ACCOUNTS = 10_000;
    private static final long UNITS = 1_000_000_000_000L;
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final int[] CALLERS = {64, 1_024};
    private static final int[] LOCK_CALLERS = {8, 16, 32, 64};
    private static final int LOCK_CONNECTIONS = 16;

    private final PrintStream out;
    private final Ledger ledger;
    private final Realm realm;
    private final RowLocks locks;
    private final Duration measured;
    private final List<Long> numbers = new ArrayList<>();

    private UsesBench(
            PrintStream out, Ledger ledger, Realm realm, RowLocks locks, Duration measured) {
        this.out = out;
        this.ledger = ledger;
        this.realm = realm;
        this.locks = locks;
        this.measured = measured;
    }

    /// Measures each cell for a number of seconds (default 5) and prints the table.
    public static int run(List<String> args, PrintStream out)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        int seconds = args.isEmpty() ? 5 : Integer.parseInt(args.getFirst());
        Path folder = Files.createTempDirectory("scrip-bench-");
        Catalogs catalogs = new Catalogs(ShippedCatalogs.all());
        try (Database database = Database.open(new DatabaseLocation.Embedded(folder));
                Ledger ledger =
                        Ledger.start(
                                database,
                                _ -> catalogs,
                                InstantSource.system(),
                                Settings.standard())) {
            if (!ledger.awaitServing(Duration.ofSeconds(30))) {
                throw new IllegalStateException("the ledger did not start");
            }
            Realm realm =
                    ledger.realms().createSandbox("bench", Instant.parse("2026-01-10T09:00:00Z"));
            try (RowLocks locks = new RowLocks(database, realm.number(), LOCK_CONNECTIONS, ROWS)) {
                UsesBench bench =
                        new UsesBench(out, ledger, realm, locks, Duration.ofSeconds(seconds));
                bench.prepare();
                bench.measure();
            }
        } finally {
            delete(folder);
        }
        return 0;
    }

    /// Opens the accounts and grants each more units than it will use.
    private void prepare() {
        long begun = System.nanoTime();
        List<CompletableFuture<Outcome>> pending = new ArrayList<>();
        // The second half is for the row locks: two writers of one account would conflict.
        for (int i = 0; i < 2 * ACCOUNTS; i++) {
            pending.add(
                    submit(
                            i,
                            new Command.OpenAccount(
                                    OrganizationKind.INSTITUTION, "bench", ZoneId.of("UTC"), null),
                            "open-" + i));
            pending.add(
                    submit(
                            i,
                            new Command.GrantPack(RESOURCE, UNITS, null, null, null),
                            "grant-" + i));
            if (pending.size() > 1_000) {
                pending.forEach(UsesBench::accepted);
                pending.clear();
            }
        }
        pending.forEach(UsesBench::accepted);
        for (int i = ACCOUNTS; i < 2 * ACCOUNTS; i++) {
            numbers.add(ledger.number(realm, id(i)));
        }
        out.printf(
                "%,d accounts opened and topped up in %.1f s%n",
                2 * ACCOUNTS, (System.nanoTime() - begun) / 1e9);
    }

    private void measure() throws InterruptedException, ExecutionException {
        out.printf(
                "durable PostgreSQL, driver, ledger and database on %d processors, %d s a cell,"
                        + " in turns%n%n",
                Runtime.getRuntime().availableProcessors(), measured.toSeconds());
        for (int accounts : new int[] {1, ACCOUNTS}) {
            int bestCallers = LOCK_CALLERS[0];
            Result best = locks(bestCallers, accounts);
            for (int callers : LOCK_CALLERS) {
                Result result = locks(callers, accounts);
                if (result.perSecond() > best.perSecond()) {
                    best = result;
                    bestCallers = callers;
                }
            }
            row("select for update (its best)", bestCallers, accounts, best, best);
            for (int callers : CALLERS) {
                Result before = ledger(callers, accounts);
                Result again = locks(bestCallers, accounts);
                Result after = ledger(callers, accounts);
                Result ledgers = before.perSecond() < after.perSecond() ? before : after;
                row("ledger (worse of two runs)", callers, accounts, ledgers, best);
                row("select for update, between", bestCallers, accounts, again, best);
            }
            out.println();
        }
    }

    private void row(String what, int callers, int accounts, Result result, Result beside) {
        double ratio = result.perSecond() / beside.perSecond();
        out.printf(
                "%-30s %,6d accounts %,6d callers  %s   ×%.1f%n",
                what, accounts, callers, result, ratio);
    }

    private Result ledger(int callers, int accounts)
            throws InterruptedException, ExecutionException {
        long run = System.nanoTime();
        return Load.run(
                callers,
                WARM_UP,
                measured,
                (caller, n) -> {
                    int account = ThreadLocalRandom.current().nextInt(accounts);
                    String key = run + "-" + caller + "-" + n;
                    accepted(submit(account, USE, key));
                });
    }

    private Result locks(int callers, int accounts)
            throws InterruptedException, ExecutionException {
        long run = System.nanoTime();
        return Load.run(
                callers,
                WARM_UP,
                measured,
                (caller, n) -> {
                    int account = ThreadLocalRandom.current().nextInt(accounts);
                    locks.use(numbers.get(account), run + "-" + caller + "-" + n);
                });
    }

    private CompletableFuture<Outcome> submit(int account, Command<?> command, String key) {
        Command<?> sent =
                command instanceof Command.Use use
                        ? new Command.Use(
                                id(account),
                                null,
                                use.resource(),
                                use.quantity(),
                                null,
                                Surface.API,
                                null,
                                null,
                                false)
                        : command;
        return ledger.submit(realm, id(account), sent, key, "bench", "bench");
    }

    private static void accepted(CompletableFuture<Outcome> pending) {
        Outcome outcome = pending.join();
        if (!(outcome instanceof Outcome.Accepted)) {
            throw new IllegalStateException("not accepted: " + outcome);
        }
    }

    private static OrganizationId id(int account) {
        return new OrganizationId("account-" + account);
    }

    private static final Command.Use USE =
            new Command.Use(
                    new OrganizationId("account-0"),
                    null,
                    RESOURCE,
                    1,
                    null,
                    Surface.API,
                    null,
                    null,
                    false);

    private static final RowLocks.Rows ROWS =
            new RowLocks.Rows(
                    """
                    {"pool":{"resource":"aimis/mimi-ai-report","storage_years":0},"key":"1-1-1",\
                    "organization":"account-0","quantity":1,"event_at":"2026-01-10T09:00:00Z",\
                    "late":false,"reported":false,"surface":"API","held":[],\
                    "draws":[{"pack":2,"units":1}],"owed":0}
                    """,
                    """
                    {"organization":"account-0","resource":"aimis/mimi-ai-report","quantity":1,\
                    "surface":"API","reported":false}
                    """,
                    """
                    {"result":"BOOKED","pool":{"resource":"aimis/mimi-ai-report",\
                    "storage_years":0},"drawn":[{"pack":"019b0000-0000-7000-8000-000000000000",\
                    "units":1}],"arrears":0,"available":999999999,"late":false}
                    """);

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
