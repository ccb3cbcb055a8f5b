package scrip.bench.uses;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import scrip.core.ledger.Account;
import scrip.core.ledger.Command;
import scrip.core.ledger.Decide;
import scrip.core.ledger.Decision;
import scrip.core.ledger.Envelope;
import scrip.core.ledger.Memory;
import scrip.core.order.LineRequest;
import scrip.core.organization.OrganizationId;
import scrip.server.ledger.Outcome;
import scrip.server.ledger.Reading;

/// `./scrip bench large`: the cost of a use in an account with many packs, in one with many unpaid
/// orders, and in one with ten packs (X4); and how long each takes to load for the first time.
public final class LargeBench {

    private static final OrganizationId SMALL = new OrganizationId("small");
    private static final OrganizationId PACKS = new OrganizationId("packs");
    private static final OrganizationId ORDERS = new OrganizationId("orders");
    private static final List<OrganizationId> ALL = List.of(SMALL, PACKS, ORDERS);

    private static final int FEW = 10;
    private static final int PACKS_STANDARD = 40_000;
    private static final int ORDERS_STANDARD = 20_000;
    private static final int UNITS = 1_000_000;
    private static final int ROUNDS = 15;
    private static final int USES = 2_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final PrintStream out;
    private final Scratch scratch;
    private final int packs;
    private final int orders;
    private int keys;

    private LargeBench(PrintStream out, Scratch scratch, int packs, int orders) {
        this.out = out;
        this.scratch = scratch;
        this.packs = packs;
        this.orders = orders;
    }

    /// Fills three accounts, then measures.
    ///
    /// @param args the number of packs (default 40,000) and of orders (default 20,000)
    public static int run(List<String> args, PrintStream out)
            throws IOException, InterruptedException {
        int packs = args.isEmpty() ? PACKS_STANDARD : Integer.parseInt(args.getFirst());
        int orders = args.size() < 2 ? ORDERS_STANDARD : Integer.parseInt(args.get(1));
        try (Scratch scratch = new Scratch()) {
            LargeBench bench = new LargeBench(out, scratch, packs, orders);
            bench.fill();
            bench.load();
            bench.compare();
        }
        return 0;
    }

    private void fill() throws InterruptedException {
        try (Scratch.Server server = scratch.start()) {
            ALL.forEach(server::open);
            for (OrganizationId account : List.of(SMALL, ORDERS)) {
                server.all(FEW, i -> server.grant(account, UNITS, i));
            }
            double granting = server.all(packs, i -> server.grant(PACKS, UNITS, i));
            double ordering = server.all(orders, i -> server.submit(ORDERS, order(), "order-" + i));
            out.printf(
                    "filled: %,d packs in %.1f s, %,d unpaid orders in %.1f s%n",
                    packs, granting, orders, ordering);
        }
    }

    private static Command<?> order() {
        LineRequest line =
                new LineRequest(
                        "ipc/pre-consultation-assistant",
                        null,
                        null,
                        null,
                        1,
                        null,
                        null,
                        null,
                        null);
        return new Command.PlaceOrder(List.of(line), true, "bench", false, true);
    }

    /// Each load is done by a server that has just started; the first has never loaded an account.
    private void load() throws InterruptedException {
        for (OrganizationId account : ALL) {
            try (Scratch.Server server = scratch.start()) {
                long begun = System.nanoTime();
                long processor = PROCESS.getProcessCpuTime();
                long seq = server.ledger().read(server.realm(), account).account().seq();
                out.printf(
                        "%-7s loaded for the first time: %,.0f ms, %,.0f ms of processor (%,d"
                                + " facts)%n",
                        account,
                        (System.nanoTime() - begun) / 1e6,
                        (PROCESS.getProcessCpuTime() - processor) / 1e6,
                        seq);
            }
        }
    }

    private void compare() throws InterruptedException {
        try (Scratch.Server server = scratch.start()) {
            Figures deciding = new Figures();
            Figures booking = new Figures();
            for (int round = 0; round < ROUNDS; round++) {
                for (OrganizationId account : ALL) {
                    deciding.add(account, decide(server.ledger().read(server.realm(), account)));
                    booking.add(account, server.all(USES, _ -> use(server, account)) / USES);
                }
            }
            deciding.print("a use decided, processor time");
            booking.print("a use booked, %,d at once".formatted(USES));
        }
    }

    private CompletableFuture<Outcome> use(Scratch.Server server, OrganizationId account) {
        return server.submit(account, Scratch.use(account), "use-" + keys++);
    }

    /// Processor seconds for one decision; each decision continues from the state left by the one
    /// before.
    private double decide(Reading reading) {
        Account account = reading.account();
        Command<?> use = Scratch.use(account.id());
        long begun = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < USES; i++) {
            Envelope<?> envelope = new Envelope<>(use, "key", new UUID(0, i), "bench", "bench");
            account =
                    after(
                            Decide.decide(
                                    account,
                                    envelope,
                                    Memory.NONE,
                                    scratch.catalogs(),
                                    reading.now()));
        }
        return (THREADS.getCurrentThreadCpuTime() - begun) / 1e9 / USES;
    }

    private static Account after(Decision<?> decision) {
        if (decision instanceof Decision.Accepted<?> accepted) {
            return accepted.after();
        }
        throw new IllegalStateException("not accepted: " + decision);
    }

    /// The measurements of each account, taken in turns.
    private final class Figures {

        private final List<List<Double>> seconds =
                ALL.stream().map(_ -> (List<Double>) new ArrayList<Double>()).toList();

        void add(OrganizationId account, double one) {
            seconds.get(ALL.indexOf(account)).add(one);
        }

        /// The median of the rounds, without the first third, which is warm-up.
        private double median(OrganizationId account) {
            List<Double> warm = seconds.get(ALL.indexOf(account)).subList(ROUNDS / 3, ROUNDS);
            return warm.stream().sorted().toList().get(warm.size() / 2);
        }

        void print(String what) {
            out.printf(
                    "%s: %,.1f µs with %d packs; with %,d packs %,.1f µs, %.2f times; with %,d"
                            + " unpaid orders %,.1f µs, %.2f times%n",
                    what,
                    median(SMALL) * 1e6,
                    FEW,
                    packs,
                    median(PACKS) * 1e6,
                    median(PACKS) / median(SMALL),
                    orders,
                    median(ORDERS) * 1e6,
                    median(ORDERS) / median(SMALL));
        }
    }
}
