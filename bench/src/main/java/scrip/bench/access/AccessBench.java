package scrip.bench.access;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import scrip.bench.result.Targets;
import scrip.core.access.AccessReader;
import scrip.core.access.AccessState;
import scrip.core.access.AccountSource;
import scrip.core.access.Gate;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Surface;
import scrip.core.ledger.Account;
import scrip.core.organization.OrganizationId;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Reading;
import scrip.server.ledger.Realm;

/// `./scrip bench access`: answers of access in process, by the live clock.
public final class AccessBench {

    private static final int CALLED_WRONGLY = 2;
    private static final int ACCOUNTS = 10_000;
    private static final double MUST = 3.5;
    private static final double STRETCH = 8;
    private static final double MILLION = 1e6;
    private static final int SLICES = 10;
    private static final Duration SLICE = Duration.ofSeconds(1).dividedBy(SLICES);

    /// Takes the accounts in an order that jumps about in memory and meets each equally often.
    private static final int STRIDE = 7_919;

    private final PrintStream out;
    private final Buyers buyers;
    private final Options options;
    private final List<Cell> cells = new ArrayList<>();

    private AccessBench(PrintStream out, Buyers buyers, Options options) {
        this.out = out;
        this.buyers = buyers;
        this.options = options;
    }

    /// How long each cell is measured, and before that warmed up.
    private record Options(int seconds, int warmUpSeconds, @Nullable Path json) {

        static @Nullable Options of(List<String> args) {
            int seconds = 5;
            int warmUp = 15;
            Path json = null;
            for (int i = 0; i < args.size(); i += 2) {
                if (i + 1 == args.size()) {
                    return null;
                }
                String value = args.get(i + 1);
                switch (args.get(i)) {
                    case "--seconds" -> seconds = Integer.parseInt(value);
                    case "--warm-up" -> warmUp = Integer.parseInt(value);
                    case "--json" -> json = Path.of(value);
                    default -> {
                        return null;
                    }
                }
            }
            return new Options(seconds, warmUp, json);
        }
    }

    /// What a cell measures.
    private enum Side {
        /// A pool of cases.
        CASES,
        /// Software that requires other software.
        SOFTWARE,
        /// Only the clock, and a look into a map of the accounts.
        CLOCK_AND_MAP
    }

    /// @param all everything measured
    /// @param best the slice with the highest rate per core: what others left undisturbed most
    private record Cell(Side side, int accounts, int threads, Spin.Result all, Spin.Result best) {

        Cell plus(Cell other) {
            return new Cell(
                    side,
                    accounts,
                    threads,
                    all.plus(other.all),
                    other.best.ratePerCore() > best.ratePerCore() ? other.best : best);
        }
    }

    /// Measures each cell and prints the table.
    public static int run(List<String> args, PrintStream out)
            throws IOException, InterruptedException, ExecutionException {
        Options options = Options.of(args);
        if (options == null) {
            System.err.println("scrip: bench access [--seconds N] [--warm-up N] [--json FILE]");
            return CALLED_WRONGLY;
        }
        try (Buyers buyers = new Buyers(ACCOUNTS)) {
            AccessBench bench = new AccessBench(out, buyers, options);
            bench.measure();
            bench.target();
            if (options.json() != null) {
                Files.writeString(options.json(), bench.json());
            }
        }
        return 0;
    }

    private void measure() throws InterruptedException, ExecutionException {
        int processors = Runtime.getRuntime().availableProcessors();
        out.printf(
                "access in process, live clock, %d processors; %d s a cell after %d s of warm-up"
                        + " for each side%n",
                processors, options.seconds(), options.warmUpSeconds());
        out.println(
                "side            accounts  threads      answers/s  a core and second"
                        + "  in the best slice  bytes each");
        for (Side side : Side.values()) {
            Spin.run(processors, Duration.ofSeconds(options.warmUpSeconds()), call(side, ACCOUNTS));
        }
        for (int accounts : List.of(1, ACCOUNTS)) {
            for (int threads : List.of(1, processors)) {
                measure(accounts, threads);
            }
        }
    }

    /// Measures the sides in turns, a slice at a time, so that whatever else the machine does meets
    /// all of them.
    private void measure(int accounts, int threads)
            throws InterruptedException, ExecutionException {
        Map<Side, Cell> measured = new EnumMap<>(Side.class);
        Map<Side, Spin.Call> calls = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            calls.put(side, call(side, accounts));
        }
        for (int slice = 0; slice < options.seconds() * SLICES; slice++) {
            for (Map.Entry<Side, Spin.Call> one : calls.entrySet()) {
                Side side = one.getKey();
                Spin.Result now = Spin.run(threads, SLICE, one.getValue());
                measured.merge(side, new Cell(side, accounts, threads, now, now), Cell::plus);
            }
        }
        for (Cell cell : measured.values()) {
            cells.add(cell);
            out.printf(
                    "%-15s %,8d %8d %,14.0f %,18.0f %,18.0f %,11.1f%n",
                    name(cell.side()),
                    accounts,
                    threads,
                    cell.all().rate(),
                    cell.all().ratePerCore(),
                    cell.best().ratePerCore(),
                    cell.all().bytesEach());
        }
    }

    private void target() {
        cells.stream()
                .filter(c -> c.side() == Side.CASES && c.accounts() == ACCOUNTS && c.threads() == 1)
                .findFirst()
                .ifPresent(cell ->
                        Targets.print(
                                out,
                                List.of(
                                        Targets.Target.more(
                                                "access in process, 10,000 accounts, live"
                                                        + " clock: answers a core and second",
                                                " M",
                                                MUST,
                                                STRETCH,
                                                cell.all().ratePerCore() / MILLION))));
    }

    private Spin.Call call(Side side, int accounts) {
        return switch (side) {
            case CASES -> asking(Buyers.CASES, accounts);
            case SOFTWARE -> asking(Buyers.SOFTWARE, accounts);
            case CLOCK_AND_MAP -> looking(accounts);
        };
    }

    private Spin.Call asking(String feature, int accounts) {
        Source source = new Source(buyers.ledger(), buyers.realm());
        Catalogs catalogs = buyers.catalogs();
        List<Gate.Question> questions =
                buyers.ids().stream()
                        .map(id -> new Gate.Question(id, feature, Surface.API, null, null))
                        .toList();
        return (thread, n) -> {
            Gate.Question question = questions.get(place(thread, n, accounts));
            AccessReader.Answered answered = AccessReader.answer(source, question, catalogs, null);
            if (answered.access().state() != AccessState.ALLOWED) {
                throw new IllegalStateException("not allowed: " + answered.access());
            }
            return answered.at().hashCode();
        };
    }

    private Spin.Call looking(int accounts) {
        InstantSource clock = InstantSource.system();
        List<OrganizationId> ids = buyers.ids();
        Map<OrganizationId, Account> map = new ConcurrentHashMap<>();
        for (OrganizationId id : ids) {
            map.put(id, buyers.ledger().read(buyers.realm(), id).account());
        }
        return (thread, n) -> {
            Account account = map.get(ids.get(place(thread, n, accounts)));
            return clock.instant().hashCode() + (account == null ? 0 : 1);
        };
    }

    private static int place(int thread, long n, int accounts) {
        return (int) ((n + thread) * STRIDE % accounts);
    }

    private record Source(Ledger ledger, Realm realm) implements AccountSource {

        @Override
        public Read read(OrganizationId id, @Nullable Instant asOf) {
            Reading reading = ledger.read(realm, id);
            return new Read(reading.account(), reading.now());
        }

        @Override
        public @Nullable Known known(Gate.Question question, Catalogs catalogs) {
            return ledger.known(realm, question, catalogs, ledger.realms().now(realm));
        }

        @Override
        public void answered(
                AccessReader.Answered answered,
                Gate.Question question,
                Catalogs catalogs,
                boolean standsAlone) {
            ledger.keep(realm, answered, question, catalogs, standsAlone);
        }

        @Override
        public List<OrganizationId> buyersFor(OrganizationId organization) {
            return ledger.buyersFor(realm, organization);
        }
    }

    private static String name(Side side) {
        return side.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String json() {
        List<String> lines = new ArrayList<>();
        for (Cell cell : cells) {
            lines.add(
                    """
                      { "side": "%s", "accounts": %d, "threads": %d, "rate": %.0f, \
                    "rate_per_core": %.0f, "best_rate_per_core": %.0f, "bytes": %.1f }\
                    """
                            .formatted(
                                    name(cell.side()),
                                    cell.accounts(),
                                    cell.threads(),
                                    cell.all().rate(),
                                    cell.all().ratePerCore(),
                                    cell.best().ratePerCore(),
                                    cell.all().bytesEach()));
        }
        return "[\n" + String.join(",\n", lines) + "\n]\n";
    }
}
