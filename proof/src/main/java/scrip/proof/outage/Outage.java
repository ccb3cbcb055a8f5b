package scrip.proof.outage;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// One outage: the server is away for an hour while the product works on and is killed twice.
public final class Outage {

    static final Instant BEGIN = Instant.parse("2026-03-01T09:00:00Z");
    private static final Duration AWAY = Duration.ofHours(1);
    private static final int ORGANIZATIONS = 8;
    private static final long GRANTED = 10_000_000;

    /// What happens when, in percent of what is reported: the server goes away; the product is
    /// killed before it has reported what it was told to by then, and once more; the server comes
    /// back.
    private static final int UP_TO_AWAY = 15;

    private static final int AWAY_AT = 10;
    private static final int UP_TO_KILL = 40;
    private static final int KILLED_AT = 30;
    private static final int UP_TO_OTHER_KILL = 65;
    private static final int KILLED_AGAIN_AT = 55;
    private static final int UP_TO_BACK = 85;
    private static final int ALL = 100;
    private static final long LOOK_MILLIS = 10;
    private static final Duration LONGEST = Duration.ofMinutes(20);

    private final PrintStream out;
    private final int each;
    private final List<String> organizations =
            IntStream.range(0, ORGANIZATIONS).mapToObj(i -> "hospital-" + i).toList();
    private final Map<String, Integer> accepted = ProductProcess.nothingAccepted();
    private final Map<String, Integer> told = new HashMap<>();
    private final List<String> findings = new ArrayList<>();
    private final long begun = System.nanoTime();

    private Outage(int uses, PrintStream out) {
        this.each = Math.ceilDiv(uses, ORGANIZATIONS);
        this.out = out;
    }

    /// Plays it.
    ///
    /// @param uses how many are reported at least
    /// @return what was found wrong
    public static List<String> play(int uses, PrintStream out)
            throws IOException, InterruptedException {
        Outage outage = new Outage(uses, out);
        try (Installation installation = new Installation(BEGIN)) {
            outage.play(installation);
        }
        return outage.findings;
    }

    private void play(Installation installation) throws IOException, InterruptedException {
        organizations.forEach(organization -> {
            installation.institution(organization);
            installation.post(
                    "/v1/organizations/" + organization + "/grants",
                    "{\"resource\": \"%s\", \"quantity\": %d}"
                            .formatted(ReportingProduct.RESOURCE, GRANTED));
        });
        String key = installation.key("aimis");
        Path folder = Files.createDirectory(installation.folder().resolve("product"));
        ProductProcess product = ProductProcess.start(installation, key, folder, BEGIN, accepted);
        expectAccess(product, "ALLOWED false");
        report(product, UP_TO_AWAY);
        await(AWAY_AT);
        report(product, UP_TO_KILL);
        installation.stop();
        tell("the server is away");
        await(KILLED_AT);
        product = killed(product, installation, key, folder, 1);
        report(product, UP_TO_OTHER_KILL);
        await(KILLED_AGAIN_AT);
        product = killed(product, installation, key, folder, 2);
        report(product, UP_TO_BACK);
        // Shares of each organization are whole.
        await(UP_TO_BACK - 1);
        product.tell("clock " + BEGIN.plus(AWAY));
        expectAccess(product, "ALLOWED true");
        String[] state = product.ask("state");
        tell("an hour later %s reports wait on disk".formatted(state[1]));
        report(product, ALL);
        installation.start();
        installation.clock(BEGIN.plus(AWAY));
        tell("the server is back");
        await(ALL);
        tell("all are reported");
        drained(product);
        tell("all are delivered");
        product.close();
        findings.addAll(Audit.findings(installation.database(), organizations, each, GRANTED));
        tell(
                "audited: %,d uses reported by %d organizations, %s"
                        .formatted(
                                (long) each * ORGANIZATIONS,
                                ORGANIZATIONS,
                                findings.isEmpty()
                                        ? "each booked once and in order"
                                        : String.join("; ", findings)));
    }

    /// Has it report up to so many percent of all; what it reports already goes on.
    private void report(ProductProcess product, int upTo) {
        int until = (int) ((long) each * upTo / ALL);
        for (String organization : organizations) {
            int from = told.getOrDefault(organization, accepted.getOrDefault(organization, 0));
            product.tell("report %s %d %d".formatted(organization, from, until));
            told.put(organization, until);
        }
    }

    /// Kills the product in the middle of its reports, a part of the hour later. Another continues
    /// with those that it was not told to be on disk, whether they are or not, under their own
    /// keys.
    private ProductProcess killed(
            ProductProcess product, Installation installation, String key, Path folder, int time)
            throws IOException, InterruptedException {
        product.kill();
        told.clear();
        tell("the product is killed");
        Instant now = BEGIN.plus(AWAY.multipliedBy(time).dividedBy(3));
        ProductProcess next = ProductProcess.start(installation, key, folder, now, accepted);
        expectAccess(next, "ALLOWED true");
        return next;
    }

    private void expectAccess(ProductProcess product, String expected) throws InterruptedException {
        for (String organization : organizations) {
            String[] words = product.ask("access " + organization);
            String found = String.join(" ", words).substring("access ".length());
            if (!found.equals(expected)) {
                findings.add("access of %s: %s, not %s".formatted(organization, found, expected));
            }
        }
    }

    private long percent() {
        return accepted.values().stream().mapToLong(i -> i).sum()
                * ALL
                / (each * (long) ORGANIZATIONS);
    }

    private void await(int percent) throws InterruptedException {
        while (percent() < percent) {
            look();
        }
    }

    private void drained(ProductProcess product) throws InterruptedException {
        while (findings.isEmpty()) {
            String[] state = product.ask("state");
            if (!state[2].equals("0") || !state[3].equals("0")) {
                findings.add("refused or damaged: " + String.join(" ", state));
            }
            if (state[1].equals("0")) {
                return;
            }
            look();
        }
    }

    private void look() throws InterruptedException {
        if (System.nanoTime() - begun > LONGEST.toNanos()) {
            throw new IllegalStateException("it does not get on: " + percent() + " %");
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }

    private void tell(String what) {
        out.printf("%6.1f s  %3d %%  %s%n", (System.nanoTime() - begun) / 1e9, percent(), what);
    }
}
