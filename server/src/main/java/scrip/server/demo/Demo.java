package scrip.server.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import scrip.server.database.Database;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Realm;

/// A vendor's year in a sandbox of its own, whose clock then stands at the instant at which it was
/// played, until somebody moves it.
public final class Demo {

    /// The name of its sandbox.
    public static final String REALM = "demo";

    private Demo() {}

    /// Plays a year up to now, and lets the demo's people in; nothing if that was done before.
    ///
    /// @param now when the year ends
    /// @param tell told what is happening
    public static void play(Ledger ledger, Database database, Instant now, Consumer<String> tell) {
        if (ledger.realms().find(REALM).isPresent()) {
            tell.accept(
                    People.areThere(database)
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
        Instant first = now.minus(Duration.ofDays(Timeline.DAYS));
        Realm realm = ledger.realms().createSandbox(REALM, first);
        Stagehand hand = new Stagehand(ledger, realm);
        line.play(hand);
        hand.moveTo(now);
        People.join(database, ledger, realm, now);
        long milliseconds = (System.nanoTime() - began) / 1_000_000;
        tell.accept("played %,d commands in %,d ms".formatted(hand.booked(), milliseconds));
    }
}
