package scrip.bench.uses;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import scrip.bench.measure.Load;
import scrip.bench.measure.Machine;
import scrip.bench.measure.Meter;
import scrip.bench.measure.Options;
import scrip.bench.measure.Postgres;
import scrip.bench.result.Recorded;
import scrip.bench.result.Targets;
import scrip.core.organization.OrganizationId;

/// `./scrip bench restart`: the first second of a ledger that has just started, after one that
/// ended orderly and after one that was killed, in turns with its rate when warm. Many accounts, a
/// part of them in use, each with some uses. The JVM and the database stay up, so what is measured
/// is the loading of accounts.
public final class RestartBench {

    private static final int ACCOUNTS = 100_000;
    private static final int IN_USE = 5_000;
    private static final int USES = 248;
    private static final int SECONDS = 10;
    private static final int WARM_UP_SECONDS = 15;
    private static final int ROUNDS = 3;
    private static final int CALLERS = 1_024;

    /// How the server before ended.
    private enum Ending {
        ORDERLY("ended orderly"),
        KILLED("killed");

        private final String text;

        Ending(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /// One cell.
    ///
    /// @param what warm, or how the server before ended
    /// @param jvmUs processor time of the JVM a use, loading of accounts included
    /// @param batch uses in one commit of any kind
    /// @param startedMs how long it took to serve
    private record Measured(
            String what,
            int round,
            double rate,
            double p50Ms,
            double p99Ms,
            double jvmUs,
            double pgUs,
            double batch,
            @Nullable Double othersPercent,
            double startedMs) {

        static final String HEADING =
                "%-14s %5s %9s %9s %9s %7s %7s %7s %7s %10s"
                        .formatted(
                                "server before",
                                "round",
                                "uses/s",
                                "p50 ms",
                                "p99 ms",
                                "JVM µs",
                                "PG µs",
                                "batch",
                                "others",
                                "serving ms");

        double processorUs() {
            return jvmUs + pgUs;
        }

        @Override
        public String toString() {
            return "%-14s %5d %,9.0f %9.1f %9.1f %7.1f %7.1f %7.1f %7s %10s"
                    .formatted(
                            what,
                            round,
                            rate,
                            p50Ms,
                            p99Ms,
                            jvmUs,
                            pgUs,
                            batch,
                            othersPercent == null ? "?" : "%.0f %%".formatted(othersPercent),
                            startedMs == 0 ? "" : "%,.0f".formatted(startedMs));
        }
    }

    private final PrintStream out;
    private final Scratch scratch;
    private final List<OrganizationId> accounts;
    private final Spread used;

    private RestartBench(
            PrintStream out, Scratch scratch, List<OrganizationId> accounts, Spread used) {
        this.out = out;
        this.scratch = scratch;
        this.accounts = accounts;
        this.used = used;
    }

    /// Fills, then restarts and measures.
    public static int run(List<String> args, PrintStream out)
            throws IOException,
                    SQLException,
                    InterruptedException,
                    ExecutionException,
                    Options.WrongOption {
        Options options =
                Options.of(
                        args,
                        "accounts",
                        "in-use",
                        "uses",
                        "seconds",
                        "warm-up",
                        "rounds",
                        "record");
        int accounts = options.number("accounts", 1, ACCOUNTS);
        int inUse = Math.min(accounts, options.number("in-use", 1, IN_USE));
        int uses = options.number("uses", 1, USES);
        int seconds = options.number("seconds", 1, SECONDS);
        int warmUp = options.number("warm-up", 1, WARM_UP_SECONDS);
        int rounds = options.number("rounds", 1, ROUNDS);
        try (Scratch scratch = new Scratch()) {
            Machine machine = Machine.of(scratch.folder());
            out.println(machine);
            RestartBench bench =
                    new RestartBench(
                            out,
                            scratch,
                            LedgerBooking.ids("account", accounts),
                            Spread.uniform(inUse));
            Map<String, Double> figures =
                    bench.reached(bench.rounds(uses, warmUp, seconds, rounds));
            Optional<String> record = options.text("record");
            if (record.isPresent()) {
                String plan = "%d accounts, %d in use".formatted(accounts, inUse);
                Recorded.of("restart", plan, machine, List.of(), figures).writeAs(record.get());
            }
        }
        return 0;
    }

    private void fill(Scratch.Server server, LedgerBooking ledger, int uses, int warmUp)
            throws InterruptedException, ExecutionException {
        LedgerBooking.open(server, accounts);
        int count = uses * used.accounts();
        double took =
                server.all(count, i -> ledger.submit(i % used.accounts(), "fill-" + i, false));
        out.printf(
                "%,d accounts, %,d of them in use with %,d uses each, stored at %,.0f/s%n",
                accounts.size(), used.accounts(), uses, count / took);
        Sides.closed(ledger, used, CALLERS, Duration.ofSeconds(warmUp), false);
    }

    /// Ends the server that runs and measures the next, as often as there are rounds. Round 0 is a
    /// warm-up that counts for nothing: accounts are loaded by code that has never run.
    private List<Measured> rounds(int uses, int warmUp, int seconds, int rounds)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        List<Measured> all = new ArrayList<>();
        Scratch.Server server = scratch.start();
        try (Meter meter = Meter.of(Postgres.in(scratch.folder()))) {
            fill(server, new LedgerBooking(server, accounts), uses, warmUp);
            out.println(Measured.HEADING);
            for (int round = 0; round <= rounds; round++) {
                for (Ending ending : Ending.values()) {
                    load(server, Duration.ofSeconds(seconds));
                    meter.restart();
                    Load.Result warm = load(server, Duration.ofSeconds(seconds));
                    all.add(measured("warm", round, warm, meter.cost(), 0));
                    end(server, ending);
                    long begun = System.nanoTime();
                    server = scratch.start();
                    double started = (System.nanoTime() - begun) / 1e6;
                    meter.restart();
                    Load.Result first = load(server, Duration.ofSeconds(1));
                    all.add(measured(ending.toString(), round, first, meter.cost(), started));
                }
            }
        } finally {
            server.close();
        }
        return all;
    }

    private static void end(Scratch.Server server, Ending ending) {
        switch (ending) {
            case ORDERLY -> server.close();
            case KILLED -> server.kill();
        }
    }

    private Load.Result load(Scratch.Server server, Duration duration)
            throws InterruptedException, ExecutionException {
        LedgerBooking ledger = new LedgerBooking(server, accounts);
        return Sides.closed(ledger, used, CALLERS, duration, false);
    }

    private Measured measured(
            String what, int round, Load.Result result, Meter.Cost cost, double startedMillis) {
        Measured measured =
                new Measured(
                        what,
                        round,
                        result.perSecond(),
                        result.latencies().millis(0.5),
                        result.latencies().millis(0.99),
                        cost.jvmMicros() / result.requests(),
                        cost.postgresMicros() / result.requests(),
                        (double) result.requests() / Math.max(1, cost.commits()),
                        cost.othersPercent(),
                        startedMillis);
        out.println(measured);
        return measured;
    }

    /// Prints the targets beside what was reached.
    private Map<String, Double> reached(List<Measured> all) {
        Map<String, Double> figures = new LinkedHashMap<>();
        double warm = mean(all, "warm", Measured::rate);
        figures.put("uses/s, warm", warm);
        List<Targets.Target> targets = new ArrayList<>();
        for (Ending ending : Ending.values()) {
            double rate = mean(all, ending.toString(), Measured::rate);
            double slow = mean(all, ending.toString(), Measured::p99Ms);
            double work =
                    mean(all, "warm", Measured::processorUs)
                            / mean(all, ending.toString(), Measured::processorUs);
            targets.add(
                    Targets.Target.more(
                            "first second after a server %s, of the warm rate".formatted(ending),
                            " %",
                            60,
                            90,
                            100 * rate / warm));
            targets.add(
                    Targets.Target.less(
                            "its p99, until each use begun in it is answered",
                            " ms",
                            200,
                            200,
                            slow));
            figures.put("uses/s, first second, " + ending, rate);
            figures.put("p99 ms, first second, " + ending, slow);
            figures.put("uses by processor time, of warm, " + ending, work);
        }
        Targets.print(out, targets);
        return figures;
    }

    private static double mean(List<Measured> all, String what, ToDoubleFunction<Measured> figure) {
        return all.stream()
                .filter(m -> m.what().equals(what) && m.round() > 0)
                .mapToDouble(figure)
                .average()
                .orElse(0);
    }
}
