package scrip.bench.uses;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import scrip.bench.measure.Load;
import scrip.bench.measure.Machine;
import scrip.bench.measure.Options;
import scrip.bench.result.Recorded;
import scrip.bench.result.Targets;
import scrip.core.organization.OrganizationId;

/// `./scrip bench restart`: the first second of a ledger that has just started, beside its rate
/// when warm. Many accounts, a part of them in use, each with some uses. The JVM and the database
/// stay up, so what is measured is the loading of accounts.
public final class RestartBench {

    private static final int ACCOUNTS = 100_000;
    private static final int IN_USE = 5_000;
    private static final int USES = 248;
    private static final int SECONDS = 10;
    private static final int WARM_UP_SECONDS = 15;
    private static final int ROUNDS = 3;
    private static final int CALLERS = 1_024;

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
            throws IOException, InterruptedException, ExecutionException, Options.WrongOption {
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
            double warm = bench.fill(uses, warmUp, seconds);
            Map<String, Double> figures = bench.restart(rounds, warm);
            Optional<String> record = options.text("record");
            if (record.isPresent()) {
                String plan = "%d accounts, %d in use".formatted(accounts, inUse);
                Recorded.of("restart", plan, machine, List.of(), figures).writeAs(record.get());
            }
        }
        return 0;
    }

    private double fill(int uses, int warmUp, int seconds)
            throws InterruptedException, ExecutionException {
        try (Scratch.Server server = scratch.start()) {
            LedgerBooking.open(server, accounts);
            LedgerBooking ledger = new LedgerBooking(server, accounts);
            int count = uses * used.accounts();
            double took =
                    server.all(count, i -> ledger.submit(i % used.accounts(), "fill-" + i, false));
            out.printf(
                    "%,d accounts, %,d of them in use with %,d uses each, stored at %,.0f/s%n",
                    accounts.size(), used.accounts(), uses, count / took);
            Sides.closed(ledger, used, CALLERS, Duration.ofSeconds(warmUp), false);
            Load.Result warm =
                    Sides.closed(ledger, used, CALLERS, Duration.ofSeconds(seconds), false);
            out.println("warm           " + warm);
            return warm.perSecond();
        }
    }

    private Map<String, Double> restart(int rounds, double warm)
            throws InterruptedException, ExecutionException {
        List<Double> rates = new ArrayList<>();
        List<Double> slow = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            long begun = System.nanoTime();
            try (Scratch.Server server = scratch.start()) {
                LedgerBooking ledger = new LedgerBooking(server, accounts);
                double started = (System.nanoTime() - begun) / 1e6;
                Load.Result first =
                        Sides.closed(ledger, used, CALLERS, Duration.ofSeconds(1), false);
                out.printf("first second   %s   serving after %,.0f ms%n", first, started);
                rates.add(first.perSecond());
                slow.add(first.latencies().millis(0.99));
            }
        }
        double share = 100 * mean(rates) / warm;
        Targets.print(
                out,
                List.of(
                        Targets.Target.more(
                                "first second after a restart, of the warm rate",
                                " %",
                                60,
                                90,
                                share),
                        Targets.Target.less(
                                "its p99, until each use begun in it is answered",
                                " ms",
                                200,
                                200,
                                mean(slow))));
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("uses/s, warm", warm);
        figures.put("uses/s, first second", mean(rates));
        figures.put("p99 ms, first second", mean(slow));
        return figures;
    }

    private static double mean(List<Double> all) {
        return all.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}
