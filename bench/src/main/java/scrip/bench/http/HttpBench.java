package scrip.bench.http;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.ToDoubleFunction;
import scrip.bench.measure.Load;
import scrip.bench.measure.Machine;
import scrip.bench.measure.Meter;
import scrip.bench.measure.Options;
import scrip.bench.measure.Postgres;
import scrip.bench.result.Recorded;
import scrip.bench.result.Targets;
import scrip.server.http.MeteringPort;

/// `./scrip bench http`: what HTTP adds to the ledger. An empty endpoint of the same connector,
/// questions about access, single uses, batches of uses, and in process as many uses at once, in
/// turns on one process.
public final class HttpBench {

    private static final int SECONDS = 10;
    private static final int WARM_UP_SECONDS = 15;
    private static final int ROUNDS = 2;
    private static final int ACCOUNTS = 10_000;
    private static final int CONNECTIONS = 512;
    private static final int BATCHES = 10;
    private static final int BATCH = 100;
    private static final int OK = 200;
    private static final int CREATED = 201;

    private final PrintStream out;
    private final Plan plan;
    private final Product product;
    private final Meter meter;
    private final int emptyPort;
    private final Asked asked;
    private final List<Cell> cells = new ArrayList<>();

    private enum Side {
        EMPTY,
        ACCESS,
        SINGLE_USES,
        BATCHES,
        IN_PROCESS;

        /// What one request asks.
        int units() {
            return this == BATCHES ? BATCH : 1;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private record Plan(
            int seconds, int warmUp, int rounds, int accounts, int connections, int batches) {

        static Plan of(Options options) throws Options.WrongOption {
            return new Plan(
                    options.number("seconds", 1, SECONDS),
                    options.number("warm-up", 1, WARM_UP_SECONDS),
                    options.number("rounds", 1, ROUNDS),
                    options.number("accounts", 1, ACCOUNTS),
                    options.number("connections", 1, CONNECTIONS),
                    options.number("batches", 1, BATCHES));
        }

        @Override
        public String toString() {
            return "--seconds %d --warm-up %d --rounds %d --accounts %d --connections %d --batches %d"
                    .formatted(seconds, warmUp, rounds, accounts, connections, batches);
        }
    }

    /// One side in one round.
    ///
    /// @param callers connections, or callers in process
    /// @param rate requests a second
    /// @param serverUs processor time of the JVM for a request, without the load generator's
    /// @param pgUs of PostgreSQL for a request
    /// @param ownUs of the load generator for a request
    private record Cell(
            Side side,
            int callers,
            double rate,
            double p50Ms,
            double p99Ms,
            double serverUs,
            double pgUs,
            double ownUs,
            double othersPercent) {

        double processorUs() {
            return serverUs + pgUs + ownUs;
        }

        double units() {
            return rate * side.units();
        }

        @Override
        public String toString() {
            return "%-12s %,7d %,10.0f %,10.0f %9.2f %9.2f %9.1f %9.1f %9.1f %7.0f %%"
                    .formatted(
                            side,
                            callers,
                            rate,
                            units(),
                            p50Ms,
                            p99Ms,
                            serverUs,
                            pgUs,
                            ownUs,
                            othersPercent);
        }
    }

    private HttpBench(PrintStream out, Plan plan, Product product, Meter meter, int emptyPort) {
        this.out = out;
        this.plan = plan;
        this.product = product;
        this.meter = meter;
        this.emptyPort = emptyPort;
        this.asked = new Asked(product.key(), product.accounts());
    }

    /// Measures all sides and prints them, then the targets.
    public static int run(List<String> args, PrintStream out)
            throws IOException,
                    SQLException,
                    InterruptedException,
                    ExecutionException,
                    Options.WrongOption {
        Options options =
                Options.of(
                        args,
                        "seconds",
                        "warm-up",
                        "rounds",
                        "accounts",
                        "connections",
                        "batches",
                        "record");
        Plan plan = Plan.of(options);
        try (Product product = new Product(plan.accounts());
                MeteringPort empty = MeteringPort.start(Product.LOCAL, 0, new EmptyServlet());
                Meter meter = Meter.of(Postgres.in(product.folder()))) {
            Machine machine = Machine.of(product.folder());
            out.println(machine);
            HttpBench bench = new HttpBench(out, plan, product, meter, empty.port());
            bench.measure();
            bench.printTargets();
            Optional<String> record = options.text("record");
            if (record.isPresent()) {
                Recorded.of("http", plan.toString(), machine, List.of(), bench.figures())
                        .writeAs(record.get());
            }
        }
        return 0;
    }

    private Connections opened(Side side, int callers) throws IOException {
        return switch (side) {
            case EMPTY -> new Connections(emptyPort, callers, asked.access(), OK);
            case ACCESS -> new Connections(product.port(), callers, asked.access(), OK);
            case SINGLE_USES -> new Connections(product.port(), callers, asked.use(), CREATED);
            case BATCHES, IN_PROCESS ->
                    new Connections(product.port(), callers, asked.batch(BATCH), OK);
        };
    }

    private void measure()
            throws IOException, SQLException, InterruptedException, ExecutionException {
        for (int half = 0; half < 2; half++) {
            for (Side side : Side.values()) {
                cell(side, Duration.ofSeconds(plan.warmUp()).dividedBy(2));
            }
        }
        out.printf(
                "%n%-12s %7s %10s %10s %9s %9s %9s %9s %9s %9s%n",
                "",
                "callers",
                "requests/s",
                "units/s",
                "p50 ms",
                "p99 ms",
                "JVM µs",
                "PG µs",
                "own µs",
                "others");
        long before = product.left();
        long used = 0;
        for (int round = 0; round < plan.rounds(); round++) {
            for (Side side : Side.values()) {
                Measured measured = cell(side, Duration.ofSeconds(plan.seconds()));
                cells.add(measured.cell());
                out.println(measured.cell());
                used += measured.used();
            }
        }
        if (before - product.left() != used) {
            throw new IllegalStateException(
                    "%d uses were answered, and %d are booked"
                            .formatted(used, before - product.left()));
        }
        out.println(
                "The times are for a request; 'own' is the load generator's, and in process the"
                        + " callers' is in the JVM's. A unit is a use or a question.");
    }

    private record Measured(Cell cell, long used) {}

    private Measured cell(Side side, Duration measured)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        int callers =
                switch (side) {
                    case EMPTY, ACCESS, SINGLE_USES -> plan.connections();
                    case BATCHES -> plan.batches();
                    case IN_PROCESS -> plan.batches() * BATCH;
                };
        Connections.Result result =
                side == Side.IN_PROCESS
                        ? inProcess(callers, measured)
                        : overHttp(side, callers, measured);
        Meter.Cost cost = meter.cost();
        double requests = result.answered();
        Double others = cost.othersPercent();
        boolean books = side != Side.EMPTY && side != Side.ACCESS;
        return new Measured(
                new Cell(
                        side,
                        callers,
                        result.perSecond(),
                        result.latencies().millis(0.5),
                        result.latencies().millis(0.99),
                        (cost.jvmMicros() - result.ownMicros()) / requests,
                        cost.postgresMicros() / requests,
                        result.ownMicros() / requests,
                        others == null ? Double.NaN : others),
                books ? result.answered() * side.units() : 0);
    }

    private Connections.Result overHttp(Side side, int callers, Duration measured)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        try (Connections connections = opened(side, callers)) {
            meter.restart();
            return connections.run(measured);
        }
    }

    private Connections.Result inProcess(int callers, Duration measured)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        meter.restart();
        long run = System.nanoTime();
        Load.Result result =
                Load.closed(
                        callers,
                        measured,
                        (caller, n) ->
                                product.use(
                                        ThreadLocalRandom.current().nextInt(product.accounts()),
                                        run + "-" + caller + "-" + n));
        return new Connections.Result(result.requests(), result.perSecond(), result.latencies(), 0);
    }

    private void printTargets() {
        double empty = mean(Side.EMPTY, Cell::rate);
        double emptyUs = mean(Side.EMPTY, Cell::processorUs);
        out.printf(
                "%nBy processor time, load generator included, which hardly depends on what else the"
                        + " machine does: access %.2f ×, single uses %.2f ×, uses in batches %.2f"
                        + " ×.%n",
                emptyUs / mean(Side.ACCESS, Cell::processorUs),
                emptyUs / mean(Side.SINGLE_USES, Cell::processorUs),
                BATCH
                        * mean(Side.IN_PROCESS, Cell::processorUs)
                        / mean(Side.BATCHES, Cell::processorUs));
        Targets.print(
                out,
                List.of(
                        Targets.Target.more(
                                "access × empty endpoint",
                                " ×",
                                0.75,
                                0.9,
                                mean(Side.ACCESS, Cell::rate) / empty),
                        Targets.Target.more(
                                "single uses × empty endpoint",
                                " ×",
                                0.3,
                                0.45,
                                mean(Side.SINGLE_USES, Cell::rate) / empty),
                        Targets.Target.more(
                                "uses in batches of 100 × in process",
                                " ×",
                                0.8,
                                0.95,
                                mean(Side.BATCHES, Cell::units)
                                        / mean(Side.IN_PROCESS, Cell::units))));
    }

    private Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (Side side : Side.values()) {
            figures.put(side + ", requests/s", mean(side, Cell::rate));
            figures.put(side + ", units/s", mean(side, Cell::units));
            figures.put(side + ", p50 ms", mean(side, Cell::p50Ms));
            figures.put(side + ", p99 ms", mean(side, Cell::p99Ms));
            figures.put(side + ", JVM µs a request", mean(side, Cell::serverUs));
            figures.put(side + ", PG µs a request", mean(side, Cell::pgUs));
            figures.put(side + ", load generator µs a request", mean(side, Cell::ownUs));
            figures.put(side + ", others %", mean(side, Cell::othersPercent));
        }
        return figures;
    }

    private double mean(Side side, ToDoubleFunction<Cell> figure) {
        return cells.stream()
                .filter(c -> c.side() == side)
                .mapToDouble(figure)
                .average()
                .orElseThrow();
    }
}
