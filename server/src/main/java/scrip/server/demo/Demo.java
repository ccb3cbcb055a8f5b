package scrip.server.demo;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import scrip.server.catalog.PublishedCatalogs;
import scrip.server.database.Database;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Realm;

/// A vendor's year in a sandbox of its own, whose clock then stands at the instant at which it was
/// played, until somebody moves it.
public final class Demo {

    /// The name of its sandbox.
    public static final String REALM = "demo";

    private Demo() {}

    /// Since when, before the end of the year, the vendor approves first purchases of a product.
    private static final Duration APPROVED_FOR = Duration.ofDays(20);

    private static final String APPROVED_PRODUCT = "ipc";

    /// Keeps strangers out of a demo: its people have a password that everybody can read, so it
    /// serves this machine alone.
    ///
    /// @param host where the server will listen
    /// @param origin how others reach it; null: nobody said that they do
    /// @throws IllegalArgumentException if others could reach it
    public static void keepLocal(String host, @Nullable String origin) {
        if (origin != null || !isLoopback(host)) {
            throw new IllegalArgumentException(
                    "the people of the demo have a password that everybody can read, so --demo"
                            + " serves this machine alone: leave SCRIP_HOST and SCRIP_ORIGIN out");
        }
    }

    /// Keeps the demo's people out of what is real: the demo is played into a database of its own,
    /// which is a demo ever after.
    ///
    /// @param wanted whether the demo was asked for
    /// @throws IllegalArgumentException if they would meet
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

    /// Plays a year up to now, and lets the demo's people in; nothing if that was done before.
    ///
    /// @param at when the year ends
    /// @param tell told what is happening
    public static void play(
            Ledger ledger,
            Database database,
            PublishedCatalogs catalogs,
            Instant at,
            Consumer<String> tell) {
        // A day later is then what a browser takes it for, too.
        Instant now = at.truncatedTo(ChronoUnit.SECONDS);
        if (ledger.realms().find(REALM).isPresent()) {
            tell.accept(
                    DemoPeople.areThere(database)
                            ? "the demo is there already"
                            : "a demo that was broken off is there: empty the data folder, or set"
                                    + " SCRIP_DATA to another, to play it whole");
            return;
        }
        tell.accept("playing a year of a vendor's life for the demo");
        long began = System.nanoTime();
        Timeline line = new Timeline(now);
        EastAlliance.tell(line);
        RhineAlliance.tell(line);
        Singles.tell(line);
        Counter.tell(line);
        Instant first = now.minus(Duration.ofDays(Timeline.DAYS));
        Realm realm = ledger.realms().createSandbox(REALM, first);
        catalogs.stage(realm, APPROVED_PRODUCT, source -> approved(source, now));
        Stagehand hand = new Stagehand(ledger, realm);
        line.play(hand);
        hand.moveTo(now);
        Counter.proposeReturn(hand, DemoPeople.join(database, ledger, realm, now));
        long milliseconds = (System.nanoTime() - began) / 1_000_000;
        tell.accept("played %,d commands in %,d ms".formatted(hand.booked(), milliseconds));
    }

    /// The catalog as it ships, but that first purchases wait for the vendor.
    private static String approved(String source, Instant now) {
        Instant since = now.minus(APPROVED_FOR).truncatedTo(ChronoUnit.SECONDS);
        return source.replaceFirst("(?m)^version: (\\S+)", "version: $1-approval")
                .replaceFirst("(?m)^effective: \\S+", "effective: " + since)
                .replaceFirst("(?m)^approval: \\S+", "approval: manual");
    }
}
