package scrip.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scrip.server.catalog.PublishedCatalogs;
import scrip.server.chain.DailyHeads;
import scrip.server.database.Database;
import scrip.server.database.LastDone;
import scrip.server.database.StartSteps;
import scrip.server.demo.Demo;
import scrip.server.http.AdminToken;
import scrip.server.http.MetricsToken;
import scrip.server.http.TerminalKey;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Settings;
import scrip.server.license.LicenseCommand;
import scrip.server.license.LicenseKey;
import scrip.server.mail.Mailer;
import scrip.server.rollup.Rollups;

/// What HTTP stands on. Stopped in the reverse of the order in which it was laid.
///
/// @param writer whether this server has the lease, as opposed to standing by
record Foundation(
        Database database,
        Ledger ledger,
        Rollups rollups,
        DailyHeads heads,
        PublishedCatalogs catalogs,
        AdminToken token,
        MetricsToken metricsToken,
        LastDone lastDone,
        TerminalKey terminalKey,
        LicenseKey licenseKey,
        boolean writer)
        implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Foundation.class);
    private static final Duration LEASE_WAIT_MAX = Duration.ofSeconds(10);

    /// Starts it on an open database, which is closed with it.
    static Foundation lay(ServerOptions options, Database database, StartSteps steps)
            throws IOException, InterruptedException {
        PublishedCatalogs catalogs = new PublishedCatalogs(database);
        Ledger ledger = null;
        boolean laid = false;
        try {
            Demo.keepApart(database, options.demo());
            AdminToken token = AdminToken.of(options.token(), options.tokenFile());
            Path folder = options.tokenFile().toAbsolutePath().resolveSibling("");
            MetricsToken metricsToken = MetricsToken.in(folder);
            TerminalKey terminalKey = TerminalKey.of(folder);
            LicenseKey licenseKey =
                    LicenseKey.of(
                            options.tokenFile().resolveSibling(LicenseCommand.LICENSE_KEY_FILE));
            InstantSource clock = InstantSource.system();
            ledger = Ledger.start(database, catalogs::of, clock, Settings.standard());
            catalogs.publishShipped(ledger.realms().live(), clock.instant());
            steps.done("catalogs");
            boolean writer = ledger.awaitServing(LEASE_WAIT_MAX);
            if (options.demo() && writer) {
                Demo.play(
                        ledger, database, catalogs, clock.instant(), line -> LOG.info("{}", line));
            }
            catalogs.watch();
            steps.done("ledger");
            Rollups rollups = new Rollups(database, ledger);
            rollups.start();
            DailyHeads heads =
                    new DailyHeads(
                            database,
                            clock,
                            ledger::isServing,
                            licenseKey,
                            options.heads(),
                            new Mailer(options.mail()),
                            options.origin());
            heads.start();
            laid = true;
            return new Foundation(
                    database,
                    ledger,
                    rollups,
                    heads,
                    catalogs,
                    token,
                    metricsToken,
                    new LastDone(folder),
                    terminalKey,
                    licenseKey,
                    writer);
        } finally {
            if (!laid) {
                close(catalogs, ledger, database);
            }
        }
    }

    @Override
    public void close() {
        heads.close();
        rollups.close();
        close(catalogs, ledger, database);
    }

    private static void close(
            PublishedCatalogs catalogs, @Nullable Ledger ledger, Database database) {
        catalogs.close();
        if (ledger != null) {
            ledger.close();
        }
        database.close();
    }
}
