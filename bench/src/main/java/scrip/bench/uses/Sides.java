package scrip.bench.uses;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import scrip.bench.measure.Load;
import scrip.bench.measure.Meter;
import scrip.bench.measure.Postgres;
import scrip.bench.result.Cell;
import scrip.bench.result.Side;
import scrip.core.organization.OrganizationId;

/// All sides, ready to run on one database, and the meter beside them.
final class Sides implements AutoCloseable {

    private final Scratch scratch;
    private final LedgerBooking ledger;
    private final List<Long> numbers;
    private final Optional<Pgbench> pgbench;
    private final Meter meter;

    /// What a side is asked to do.
    ///
    /// @param callers of a baseline also its connections
    /// @param offered arrivals a second; null if each caller waits for its answer
    record Ask(
            Side side,
            Spread spread,
            int callers,
            boolean subjects,
            @Nullable Double offered,
            int seconds) {}

    private Sides(
            Scratch scratch,
            LedgerBooking ledger,
            List<Long> numbers,
            Optional<Pgbench> pgbench,
            Meter meter) {
        this.scratch = scratch;
        this.ledger = ledger;
        this.numbers = numbers;
        this.pgbench = pgbench;
        this.meter = meter;
    }

    /// Opens accounts for the ledger and as many for the baselines: two writers of one account
    /// would conflict.
    static Sides open(Scratch scratch, Scratch.Server server, int accounts)
            throws IOException, SQLException {
        List<OrganizationId> ours = LedgerBooking.ids("account", accounts);
        List<OrganizationId> theirs = LedgerBooking.ids("baseline", accounts);
        LedgerBooking.open(server, ours);
        server.all(accounts, i -> server.opened(theirs.get(i)));
        List<Long> numbers = new ArrayList<>();
        for (OrganizationId one : theirs) {
            numbers.add(server.ledger().number(server.realm(), one));
        }
        Postgres postgres = Postgres.in(scratch.folder());
        FunctionCalls.create(scratch.database());
        return new Sides(
                scratch,
                new LedgerBooking(server, ours),
                numbers,
                Pgbench.find(scratch.database(), postgres, scratch.folder(), accounts),
                Meter.of(postgres));
    }

    /// Whether a side can be asked.
    boolean has(Side side) {
        return side != Side.PGBENCH || pgbench.isPresent();
    }

    /// Runs one side under one load and measures what it cost.
    Cell cell(Ask ask, int round)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        Load.Result result = run(ask);
        Meter.Cost cost = meter.cost();
        double uses = Math.max(1, result.requests());
        boolean client = ask.side() == Side.PGBENCH;
        return new Cell(
                ask.side(),
                ask.spread().accounts(),
                ask.callers(),
                ask.subjects(),
                result.perSecond(),
                ask.offered(),
                result.latencies().millis(0.5),
                result.latencies().millis(0.99),
                result.latencies().millis(0.999),
                (client ? cost.clientMicros() : cost.jvmMicros()) / uses,
                cost.postgresMicros() / uses,
                cost.walBytes() / uses,
                cost.diskBytes() / uses,
                cost.walImageBytes() / uses,
                uses / Math.max(1, cost.commits()),
                cost.othersPercent(),
                ask.spread().isZipf(),
                round,
                ask.seconds(),
                result.unanswered(),
                result.errorPercent());
    }

    /// Runs one side under one load.
    Load.Result run(Ask ask)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        if (ask.side() != Side.LEDGER) {
            meter.awaitFree(ask.callers());
        }
        return switch (ask.side()) {
            case LEDGER -> load(ledger, ask);
            case ROW_LOCK -> {
                try (RowLocks locks = new RowLocks(scratch.database(), numbers, ask.callers())) {
                    yield load(locks, ask);
                }
            }
            case FUNCTION -> {
                try (FunctionCalls calls =
                        new FunctionCalls(scratch.database(), numbers, ask.callers())) {
                    yield load(calls, ask);
                }
            }
            case PGBENCH -> {
                meter.restart();
                yield pgbench.orElseThrow().run(ask.spread(), ask.callers(), ask.seconds());
            }
        };
    }

    private Load.Result load(Booking booking, Ask ask)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        meter.restart();
        Duration measured = Duration.ofSeconds(ask.seconds());
        return ask.offered() == null
                ? closed(booking, ask.spread(), ask.callers(), measured, ask.subjects())
                : Load.open(
                        ask.offered(),
                        ask.callers(),
                        measured,
                        request(booking, ask.spread(), ask.subjects()));
    }

    /// Callers that wait for each answer before they ask again.
    static Load.Result closed(
            Booking booking, Spread spread, int callers, Duration measured, boolean subjects)
            throws InterruptedException, ExecutionException {
        return Load.closed(callers, measured, request(booking, spread, subjects));
    }

    /// Uses whose keys are new, about as long as a random one in hexadecimal digits.
    private static Load.Request request(Booking booking, Spread spread, boolean subjects) {
        long run = System.nanoTime();
        return (caller, n) -> booking.use(spread.next(), run + "-" + caller + "-" + n, subjects);
    }

    @Override
    public void close() throws SQLException {
        meter.close();
    }
}
