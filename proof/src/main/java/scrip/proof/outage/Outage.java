package scrip.proof.outage;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// One outage: the server is away for an hour while the product works on and is killed twice.
public final class Outage {

    private static final Instant BEGIN = Instant.parse("2026-03-01T09:00:00Z");
    private static final Duration AWAY = Duration.ofHours(1);
    private static final int ORGANIZATIONS = 8;
    private static final long GRANTED = 10_000_000;

    /// When what happens, in percent of what is reported.
    private static final int AWAY_AT = 15;

    private static final int KILLED_AT = 40;
    private static final int KILLED_AGAIN_AT = 65;
    private static final int BACK_AT = 85;
    private static final int ALL = 100;
    private static final long LOOK_MILLIS = 10;
    private static final Duration LONGEST = Duration.ofMinutes(20);

    private final PrintStream out;
    private final int each;
    private final List<String> organizations =
            IntStream.range(0, ORGANIZATIONS).mapToObj(i -> "hospital-" + i).toList();
    private final Map<String, Integer> accepted = ProductProcess.nothingAccepted();
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
        ProductProcess product =
                ProductProcess.start(installation, key, folder, BEGIN, accepted);
        expectAccess(product, "ALLOWED false");
        report(product);
        await(AWAY_AT);
        installation.stop();
        tell("the server is away");
        await(KILLED_AT);
        product = killed(product, installation, key, folder);
        await(KILLED_AGAIN_AT);
        product = killed(product, installation, key, folder);
        await(BACK_AT);
        product.tell("clock " + BEGIN.plus(AWAY));
        expectAccess(product, "ALLOWED true");
        String[] state = product.ask("state");
        tell("an hour later %s reports wait on disk".formatted(state[1]));
        installation.start();
        installation.clock(BEGIN.plus(AWAY));
        tell("the server is back");
        await(ALL);
        tell("all are reported");
        drained(product);
        tell("all are delivered");
        product.close();
        findings.addAll(
                Audit.findings(installation.database(), organizations, each, GRANTED));
        tell(
                "audited: %,d uses reported by %d organizations, %s"
                        .formatted(
                                (long) each * ORGANIZATIONS,
                                ORGANIZATIONS,
                                findings.isEmpty()
                                        ? "each booked once and in order"
                                        : String.join("; ", findings)));
    }

    private void report(ProductProcess product) {
        for (String organization : organizations) {
            product.tell(
                    "report %s %d %d"
                            .formatted(
                                    organization, accepted.getOrDefault(organization, 0), each));
        }
    }

    /// Kills the product in the middle of its reports. Another continues with those that it was not
    /// told to be on disk, whether they are or not, under their own keys.
    private ProductProcess killed(
            ProductProcess product, Installation installation, String key, Path folder)
            throws IOException, InterruptedException {
        product.kill();
        tell("the product is killed");
        ProductProcess next =
                ProductProcess.start(installation, key, folder, sandboxTime(), accepted);
        expectAccess(next, "ALLOWED true");
        report(next);
        return next;
    }

    /// The hour passes while the product reports.
    private Instant sandboxTime() {
        long percent = Math.clamp(percent(), AWAY_AT, BACK_AT);
        return BEGIN.plusSeconds(AWAY.toSeconds() * (percent - AWAY_AT) / (BACK_AT - AWAY_AT));
    }

    private void expectAccess(ProductProcess product, String expected)
            throws InterruptedException {
        for (String organization : organizations) {
            String[] words = product.ask("access " + organization);
            String found = String.join(" ", words).substring("access ".length());
            if (!found.equals(expected)) {
                findings.add("access of %s: %s, not %s".formatted(organization, found, expected));
            }
        }
    }

    private long percent() {
        return accepted.values().stream().mapToLong(i -> i).sum() * ALL / (each * (long) ORGANIZATIONS);
    }

    private void await(int percent) throws InterruptedException {
        while (percent() < percent) {
            look();
        }
    }

    private void drained(ProductProcess product) throws InterruptedException {
        while (true) {
            String[] state = product.ask("state");
            if (!state[2].equals("0") || !state[3].equals("0")) {
                findings.add("refused or damaged: " + String.join(" ", state));
                return;
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
