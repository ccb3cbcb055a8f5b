package scrip.bench.uses;

import java.io.IOException;
import java.io.PrintStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import scrip.bench.measure.Options;
import scrip.core.catalog.Surface;
import scrip.core.ledger.Command;
import scrip.core.organization.OrganizationId;
import scrip.core.organization.OrganizationKind;
import scrip.server.ledger.Ledger.Directed;
import scrip.server.ledger.Outcome;

/// `./scrip bench members`: the cost of a member's use of its consortium's pool, in a consortium
/// with two members and in one with thousands; and how long each takes to load for the first time.
public final class MembersBench {

    private static final int FEW = 2;
    private static final int MANY = 5_000;
    private static final int UNITS = 1_000_000_000;
    private static final int USES = 5_000;
    private static final int ROUNDS = 15;

    /// A consortium and its members.
    private record Consortium(OrganizationId id, List<OrganizationId> members) {

        static Consortium of(String name, int members) {
            List<OrganizationId> all = new ArrayList<>();
            for (int n = 0; n < members; n++) {
                all.add(new OrganizationId(name + "-" + n));
            }
            return new Consortium(new OrganizationId(name), all);
        }
    }

    private final PrintStream out;
    private final Scratch scratch;
    private final List<Consortium> both;
    private int keys;

    private MembersBench(PrintStream out, Scratch scratch, int many) {
        this.out = out;
        this.scratch = scratch;
        this.both = List.of(Consortium.of("few", FEW), Consortium.of("many", many));
    }

    /// Fills two consortia, then measures.
    public static int run(List<String> args, PrintStream out)
            throws IOException, InterruptedException, Options.WrongOption {
        int many = Options.of(args, "members").number("members", 1, MANY);
        try (Scratch scratch = new Scratch()) {
            MembersBench bench = new MembersBench(out, scratch, many);
            bench.fill();
            bench.load();
            bench.compare();
        }
        return 0;
    }

    private void fill() throws InterruptedException {
        try (Scratch.Server server = scratch.start()) {
            for (Consortium one : both) {
                Scratch.Server.accepted(
                        server.submit(
                                one.id(),
                                new Command.OpenAccount(
                                        OrganizationKind.CONSORTIUM,
                                        one.id().value(),
                                        ZoneId.of("UTC"),
                                        null),
                                "open"));
                Scratch.Server.accepted(server.grant(one.id(), UNITS, 0));
                int count = one.members().size();
                server.all(count, i -> server.opened(one.members().get(i)));
                double joining = server.all(count, i -> joined(server, one, i));
                out.printf("%,d members joined in %.1f s%n", count, joining);
            }
        }
    }

    private CompletableFuture<Outcome> joined(Scratch.Server server, Consortium one, int member) {
        OrganizationId institution = one.members().get(member);
        return server.ledger()
                .submitTogether(
                        server.realm(),
                        List.of(
                                new Directed(one.id(), new Command.AddMember(institution)),
                                new Directed(institution, new Command.JoinConsortium(one.id()))),
                        "join-" + member,
                        "bench",
                        "bench");
    }

    /// Each load is done by a server that has just started; the first has never loaded an account.
    private void load() throws InterruptedException {
        for (Consortium one : both) {
            try (Scratch.Server server = scratch.start()) {
                long begun = System.nanoTime();
                server.ledger().read(server.realm(), one.id());
                out.printf(
                        "%,d members: loaded for the first time in %,.0f ms%n",
                        one.members().size(), (System.nanoTime() - begun) / 1e6);
            }
        }
    }

    private void compare() throws InterruptedException {
        List<List<Double>> seconds = List.of(new ArrayList<>(), new ArrayList<>());
        try (Scratch.Server server = scratch.start()) {
            for (int round = 0; round < ROUNDS; round++) {
                for (int n = 0; n < both.size(); n++) {
                    Consortium one = both.get(n);
                    seconds.get(n).add(server.all(USES, i -> use(server, one, i)) / USES);
                }
            }
        }
        double few = median(seconds.getFirst());
        double many = median(seconds.getLast());
        out.printf(
                "a member's use booked on its consortium, %,d at once: %,.1f µs with %,d members;"
                        + " with %,d members %,.1f µs, %.2f times%n",
                USES,
                few * 1e6,
                both.getFirst().members().size(),
                both.getLast().members().size(),
                many * 1e6,
                many / few);
    }

    /// Two members use in turns in either consortium, so that both touch as many accounts.
    private CompletableFuture<Outcome> use(Scratch.Server server, Consortium one, int n) {
        OrganizationId member = one.members().get(n % FEW);
        return server.submit(
                one.id(),
                new Command.Use(
                        member,
                        one.id(),
                        Scratch.RESOURCE,
                        1,
                        null,
                        Surface.API,
                        null,
                        null,
                        false),
                "use-" + keys++);
    }

    /// Of the rounds without the first third, which is warm-up.
    private static double median(List<Double> seconds) {
        List<Double> warm = seconds.subList(ROUNDS / 3, ROUNDS);
        return warm.stream().sorted().toList().get(warm.size() / 2);
    }
}
