package scrip.proof.crash;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Surface;
import scrip.core.ledger.Command;
import scrip.core.organization.OrganizationId;
import scrip.core.organization.OrganizationKind;
import scrip.core.pack.Pool;
import scrip.core.pack.PoolKey;
import scrip.server.catalog.ShippedCatalogs;
import scrip.server.database.Database;
import scrip.server.database.DatabaseLocation;
import scrip.server.database.DatabaseRole;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Outcome;
import scrip.server.ledger.Settings;
import scrip.server.rollup.Rollups;
import scrip.server.verify.Verification;

/// The process that is killed: the product's database and ledger, started as `./scrip start` starts
/// them. It reads commands as lines from the driver's socket and answers each when its future
/// completes.
///
/// It shuts down when the driver closes the socket.
public final class CrashServer {

    static final String RESOURCE = "aimis/mimi-ai-report";

    /// Terminates every answer, so that a truncated one is not taken for whole.
    static final String END = "\t;";

    /// Below the number of commands in flight, so that several batches are always queued.
    private static final int BATCH_MAX = 128;

    /// Below the number of accounts, so that accounts are evicted and loaded again under load.
    private static final int CACHED_MAX = 10;

    private static final int PORTION = 10;
    private static final int SNAPSHOT_EVERY = 100;

    /// Few, so that roll-ups are made in every round.
    private static final int ROLLUP_ROWS = 20;

    private static final Duration SERVING_MAX = Duration.ofSeconds(60);

    private final Database database;
    private final Duration lease;
    private final Plant plant;
    private final BufferedReader in;
    private final BufferedWriter out;
    private Ledger ledger;
    private Rollups rollups;

    private CrashServer(
            Database database, Ledger ledger, Duration lease, Plant plant, Socket socket)
            throws IOException {
        this.database = database;
        this.ledger = ledger;
        this.rollups = rollups();
        this.lease = lease;
        this.plant = plant;
        this.in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        this.out =
                new BufferedWriter(
                        new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8));
    }

    /// Serves the driver.
    ///
    /// @param args the data folder, or the URL of another server's database; the driver's port, the
    ///   lease duration in milliseconds, the planted fault
    public static void main(String[] args) throws IOException, SQLException, InterruptedException {
        boolean beside = args[0].startsWith("jdbc:");
        DatabaseLocation place =
                beside
                        ? new DatabaseLocation.External(args[0], null, null)
                        : new DatabaseLocation.Embedded(Path.of(args[0]));
        int port = Integer.parseInt(args[1]);
        Duration lease = Duration.ofMillis(Long.parseLong(args[2]));
        Plant plant = Plant.valueOf(args[3]);
        try (Database database = Database.open(place)) {
            if (plant == Plant.COMMIT_LATE) {
                commitLate(database);
            }
            Ledger ledger = ledger(database, lease);
            if (!beside) {
                awaitServing(ledger);
            }
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setTcpNoDelay(true);
                new CrashServer(database, ledger, lease, plant, socket).serve();
            }
        }
    }

    /// A ledger with the fail point that is currently set.
    private static Ledger ledger(Database database, Duration lease) {
        Settings standard = Settings.standard();
        Settings settings =
                new Settings(
                        standard.queueMax(),
                        BATCH_MAX,
                        CACHED_MAX,
                        SNAPSHOT_EVERY,
                        standard.tickMax(),
                        PORTION,
                        lease,
                        standard.patience(),
                        standard.clockOffMax(),
                        standard.monotonicNanos(),
                        standard.failPoint());
        Catalogs catalogs = new Catalogs(ShippedCatalogs.all());
        return Ledger.start(database, _ -> catalogs, InstantSource.system(), settings);
    }

    /// The projector, started.
    private Rollups rollups() {
        Rollups started = new Rollups(database, ledger, ROLLUP_ROWS);
        started.start();
        return started;
    }

    private static void awaitServing(Ledger ledger) throws InterruptedException {
        if (!ledger.awaitServing(SERVING_MAX)) {
            throw new IllegalStateException("the ledger does not serve");
        }
    }

    /// Plants commits that do not wait for the disk, after the checks at start and at each
    /// connection have passed. It covers transactions that book a fact and those that renew the
    /// lease; the latter would otherwise flush the log of all before them.
    private static void commitLate(Database database) throws SQLException {
        try (Connection connection = database.connect(DatabaseRole.OWNER);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    create or replace function commit_late() returns trigger language plpgsql as
                    $$ begin perform set_config('synchronous_commit', 'off', true); return null; end $$;
                    create or replace trigger commit_late before insert on log
                    for each statement execute function commit_late();
                    create or replace trigger commit_late before update on lease
                    for each statement execute function commit_late();
                    """);
        }
    }

    private void serve() throws IOException, InterruptedException {
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split("\t", -1);
                switch (words[1]) {
                    case "VERIFY" -> verify(words[0]);
                    case "READ" -> read(words[0], new OrganizationId(words[2]));
                    case "AWAIT" -> reply(words[0], "" + ledger.awaitServing(SERVING_MAX));
                    case "ARM" -> arm(words[0], words[2]);
                    default -> submit(words);
                }
            }
        } finally {
            rollups.close();
            ledger.close();
        }
    }

    private void verify(String id) {
        Verification.Report report = new Verification(database).run();
        String all = String.join(" | ", report.findings());
        reply(id, report.findings().size() + "\t" + report.summary() + "\t" + all);
    }

    private void read(String id, OrganizationId account) {
        Pool pool =
                ledger.read(ledger.realms().live(), account)
                        .account()
                        .pool(PoolKey.withoutTerm(ItemId.of(RESOURCE)));
        reply(id, pool.available() + "\t" + pool.arrears());
    }

    /// Continues with a fresh ledger that has a fail point, which is faster than a new process.
    private void arm(String id, String failPoint) throws InterruptedException {
        rollups.close();
        ledger.close();
        System.setProperty("SCRIP_FAIL_POINT", failPoint);
        ledger = ledger(database, lease);
        rollups = rollups();
        awaitServing(ledger);
        reply(id, "true");
    }

    private void submit(String[] words) {
        String id = words[0];
        OrganizationId account = new OrganizationId(words[2]);
        boolean early =
                plant == Plant.ANSWER_EARLY && words[1].equals(RememberedKey.Kind.USE.name());
        if (early) {
            reply(id, "ACCEPTED\tnow\tanswered early");
        }
        // The answer is sent on the ledger's thread that answers; otherwise a death after the
        // answer could
        // precede it.
        var _ =
                ledger.submit(
                                ledger.realms().live(),
                                account,
                                command(words, account),
                                words[3],
                                "crash",
                                "crash-" + id)
                        .whenComplete((outcome, failure) -> {
                            if (!early) {
                                reply(id, text(outcome, failure));
                            }
                        });
    }

    private static Command<?> command(String[] words, OrganizationId account) {
        long units = Long.parseLong(words[4]);
        String subject = words[5].isEmpty() ? null : words[5];
        return switch (RememberedKey.Kind.valueOf(words[1])) {
            case OPEN ->
                    new Command.OpenAccount(
                            OrganizationKind.INSTITUTION, words[2], ZoneOffset.UTC, null);
            case GRANT -> new Command.GrantPack(RESOURCE, units, null, null, null);
            case USE ->
                    new Command.Use(
                            account,
                            null,
                            RESOURCE,
                            units,
                            null,
                            Surface.API,
                            null,
                            subject,
                            false);
        };
    }

    private static String text(@Nullable Outcome outcome, @Nullable Throwable failure) {
        return switch (outcome) {
            case null -> "FAILED\t" + failure;
            case Outcome.Accepted accepted ->
                    "ACCEPTED\t"
                            + (accepted.repeated() ? "again" : "now")
                            + "\t"
                            + accepted.answer();
            case Outcome.Refused refused -> "REFUSED\t" + refused.refusal().code();
            case Outcome.Unavailable unavailable -> "UNAVAILABLE\t" + unavailable.reason();
        };
    }

    private synchronized void reply(String id, String text) {
        try {
            out.write(id + "\t" + text.replace('\n', ' ') + END + "\n");
            out.flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
