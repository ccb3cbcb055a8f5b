package scrip.server.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import scrip.server.catalog.PublishedCatalogs;
import scrip.server.database.Database;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Settings;

/// Fills an empty database with a vendor's year.
public final class Demo {

    private static final Duration LEASE_WAIT_MAX = Duration.ofSeconds(10);

    private Demo() {}

    /// Plays a year up to now in the live realm, before anybody is served.
    ///
    /// @param now when the year ends
    /// @param tell told what is happening
    /// @throws IllegalArgumentException when somebody is in the database already, or another server
    ///   writes
    public static void fill(
            Database database, PublishedCatalogs catalogs, Instant now, Consumer<String> tell)
            throws InterruptedException {
        if (hasAccounts(database)) {
            throw new IllegalArgumentException(
                    "the demo fills an empty database only, and somebody is in this one: start"
                            + " without --demo, or set SCRIP_DATA to another folder");
        }
        tell.accept("playing a year of a vendor's life for the demo");
        long began = System.nanoTime();
        Timeline line = new Timeline(now);
        EastAlliance.tell(line);
        RhineAlliance.tell(line);
        Singles.tell(line);
        DemoClock clock = new DemoClock(now.minus(Duration.ofDays(Timeline.DAYS)));
        Ledger ledger =
                Ledger.start(
                        database,
                        catalogs::of,
                        clock,
                        java.time.InstantSource.system(),
                        Settings.standard());
        try {
            if (!ledger.awaitServing(LEASE_WAIT_MAX)) {
                throw new IllegalArgumentException(
                        "another server writes into this database: the demo is not played");
            }
            Stagehand hand = new Stagehand(ledger, ledger.realms().live(), clock);
            catalogs.publishShipped(ledger.realms().live(), now);
            line.play(hand);
            long milliseconds = (System.nanoTime() - began) / 1_000_000;
            tell.accept("played %,d commands in %,d ms".formatted(hand.booked(), milliseconds));
        } finally {
            ledger.close();
        }
    }

    private static boolean hasAccounts(Database database) {
        return database.audit(sql ->
                sql.sql("select exists (select from accounts)").query(Boolean.class).single());
    }
}
