package scrip.server.demo;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import scrip.server.catalog.PublishedCatalogs;
import scrip.server.database.Database;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Realm;
import scrip.server.rehearse.Scenario;

/// Plays a vendor's year in a sandbox of its own, whose clock then stands at the instant of the
/// start until somebody moves it.
public final class Demo {

    /// The name of its sandbox.
    public static final String REALM = "demo";

    private Demo() {}

    /// How long before the end of the year the vendor begins to require approval of first purchases
    /// of a product.
    private static final Duration APPROVED_FOR = Duration.ofDays(20);

    private static final String APPROVED_PRODUCT = "ipc";

    /// Keeps strangers out of a demo: its users have a publicly known password, so it serves only
    /// this machine.
    ///
    /// @param host where the server will listen
    /// @param origin how others reach it; null if not set
    /// @throws IllegalArgumentException if others could reach it
    public static void keepLocal(String host, @Nullable String origin) {
        if (origin != null || !isLoopback(host)) {
            throw new IllegalArgumentException(
                    "the people of the demo have a password that everybody can read, so --demo"
                            + " serves this machine alone: leave SCRIP_HOST and SCRIP_ORIGIN out");
        }
    }

    /// Keeps the demo's users out of real data: the demo is played into a database of its own,
    /// which remains a demo for ever.
    ///
    /// @param wanted whether the demo was requested
    /// @throws IllegalArgumentException if demo and real data would mix
    public static void keepApart(Database database, boolean wanted) {
        boolean there = DemoPeople.areThere(database);
        if (there && !wanted) {
            throw new IllegalArgumentException(
                    "this database has the people of the demo, whose password everybody can read:"
                            + " start it with --demo, or set SCRIP_DATA to another folder");
        }
        if (wanted && !there && DemoPeople.areOthers(database)) {
            throw new IllegalArgumentException(
                    "this database has people or live organizations, and the demo's people would"
                            + " come in beside them: set SCRIP_DATA to an empty folder for --demo");
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }

    /// Plays a year up to now and creates the demo's users; does nothing if that was done before.
    ///
    /// @param at the end of the year
    /// @param tell receives progress messages
    public static void play(
            Ledger ledger,
            Database database,
            PublishedCatalogs catalogs,
            Instant at,
            Consumer<String> tell) {
        // Browsers have no finer time, so that "a day later" is the same for them.
        Instant now = at.truncatedTo(ChronoUnit.SECONDS);
        if (ledger.realms().isTaken(REALM)) {
            tell.accept(
                    DemoPeople.areThere(database)
                            ? "the demo has been played already"
                            : "the demo in this data folder is incomplete: empty the folder, or set"
                                    + " SCRIP_DATA to another, to play it again");
            return;
        }
        tell.accept("playing a year of a vendor's life for the demo");
        long began = System.nanoTime();
        List<Scenario> stories = Stories.all(now);
        DemoPeople people = DemoPeople.read(Stories.bytes(DemoPeople.FILE));
        Instant first = stories.stream().map(Scenario::begins).min(Instant::compareTo).orElse(now);
        Realm realm = ledger.realms().createSandbox(REALM, first);
        catalogs.stage(realm, APPROVED_PRODUCT, source -> approved(source, now));
        int played =
                new Storyteller(ledger, realm, catalogs.of(realm), now)
                        .play(stories, () -> people.join(database, ledger, realm, now));
        long milliseconds = (System.nanoTime() - began) / 1_000_000;
        tell.accept("played %,d events in %,d ms".formatted(played, milliseconds));
    }

    /// The shipped catalog, changed so that first purchases need the vendor's approval.
    private static String approved(String source, Instant now) {
        Instant since = now.minus(APPROVED_FOR).truncatedTo(ChronoUnit.SECONDS);
        return source.replaceFirst("(?m)^version: (\\S+)", "version: $1-approval")
                .replaceFirst("(?m)^effective: \\S+", "effective: " + since)
                .replaceFirst("(?m)^approval: \\S+", "approval: manual");
    }
}
