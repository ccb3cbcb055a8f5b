package scrip.bench.uses;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Surface;
import scrip.core.ledger.Command;
import scrip.core.organization.OrganizationId;
import scrip.core.organization.OrganizationKind;
import scrip.server.catalog.ShippedCatalogs;
import scrip.server.database.Database;
import scrip.server.database.DatabaseLocation;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Outcome;
import scrip.server.ledger.Realm;
import scrip.server.ledger.Settings;

/// A temporary database with the shipped catalogs and one sandbox; deleted on close.
final class Scratch implements AutoCloseable {

    /// The resource that every account uses.
    static final String RESOURCE = "aimis/mimi-ai-report";

    private static final String REALM = "bench";
    private static final Instant NOW = Instant.parse("2026-01-10T09:00:00Z");

    private final Path folder;
    private final Database database;
    private final Catalogs catalogs = new Catalogs(ShippedCatalogs.all());

    /// A durable one.
    Scratch() throws IOException {
        this(Files.createTempDirectory("scrip-bench-"));
    }

    private Scratch(Path folder) {
        this(folder, Database.open(new DatabaseLocation.Embedded(folder)));
    }

    private Scratch(Path folder, Database database) {
        this.folder = folder;
        this.database = database;
    }

    /// One that would lose everything in a crash: starts fast, and writes no full-page images.
    static Scratch forgetful() throws IOException {
        return new Scratch(
                Files.createTempDirectory("scrip-bench-"),
                Database.open(new DatabaseLocation.Scratch()));
    }

    /// The folder with the database, if it is durable.
    Path folder() {
        return folder;
    }

    Database database() {
        return database;
    }

    Catalogs catalogs() {
        return catalogs;
    }

    /// A server that has just started, with nothing cached.
    Server start() throws InterruptedException {
        Ledger ledger =
                Ledger.start(database, _ -> catalogs, InstantSource.system(), Settings.standard());
        if (!ledger.awaitServing(Duration.ofSeconds(30))) {
            throw new IllegalStateException("the ledger did not start");
        }
        Realm realm =
                ledger.realms()
                        .find(REALM)
                        .orElseGet(() -> ledger.realms().createSandbox(REALM, NOW));
        return new Server(ledger, realm);
    }

    @Override
    public void close() throws IOException {
        database.close();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /// A use of one unit by an account for itself.
    static Command<?> use(OrganizationId account) {
        return new Command.Use(account, null, RESOURCE, 1, null, Surface.API, null, null, false);
    }

    /// A server on this database.
    record Server(Ledger ledger, Realm realm) implements AutoCloseable {

        private static final int WINDOW = 4_096;

        /// Opens an account and waits for the answer.
        void open(OrganizationId account) {
            accepted(opened(account));
        }

        /// Opens an account.
        CompletableFuture<Outcome> opened(OrganizationId account) {
            return submit(
                    account,
                    new Command.OpenAccount(
                            OrganizationKind.INSTITUTION, account.value(), ZoneId.of("UTC"), null),
                    "open");
        }

        /// Grants a pack of the resource that ends the given number of minutes after one year.
        CompletableFuture<Outcome> grant(OrganizationId account, long units, int minutes) {
            Instant until = NOW.plus(Duration.ofDays(365)).plus(Duration.ofMinutes(minutes));
            return submit(
                    account,
                    new Command.GrantPack(RESOURCE, units, null, null, until),
                    "grant-" + minutes);
        }

        CompletableFuture<Outcome> submit(OrganizationId account, Command<?> command, String key) {
            return ledger.submit(realm, account, command, key, "bench", "bench");
        }

        /// Submits a number of commands, a window at a time, and waits for the answers.
        ///
        /// @return the seconds it took
        double all(int count, IntFunction<CompletableFuture<Outcome>> submitted) {
            long begun = System.nanoTime();
            List<CompletableFuture<Outcome>> pending = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                pending.add(submitted.apply(i));
                if (pending.size() == WINDOW || i == count - 1) {
                    pending.forEach(Server::accepted);
                    pending.clear();
                }
            }
            return (System.nanoTime() - begun) / 1e9;
        }

        static void accepted(CompletableFuture<Outcome> pending) {
            Outcome outcome = pending.join();
            if (!(outcome instanceof Outcome.Accepted)) {
                throw new IllegalStateException("not accepted: " + outcome);
            }
        }

        /// Ends as if it were killed: stores nothing more, and does not release the lease.
        void kill() {
            ledger.abandon();
        }

        @Override
        public void close() {
            ledger.close();
        }
    }
}
