package scrip.proof.simulate;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.Catalogs;
import scrip.server.database.Database;
import scrip.server.database.DatabaseLocation;
import scrip.server.ledger.FailPoint;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Settings;
import scrip.server.verify.Verification;

/// One database and the server that writes to it. The server may die in the middle of a batch: its
/// writer stops where it is and never continues, and another server takes over the database.
final class Installation implements AutoCloseable {

    private static final Duration START_MAX = Duration.ofSeconds(60);

    /// Shorter than in the product, since every new server waits for it to expire.
    private static final Duration LEASE = Duration.ofSeconds(1);

    private static final int BATCHES_LEAST = 20;
    private static final int BATCHES_MOST = 90;

    private final Database database = Database.open(new DatabaseLocation.Scratch());
    private final Map<String, Catalogs> published = new ConcurrentHashMap<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Server> abandoned = new ArrayList<>();
    private final Dice dice;
    private Server server;
    private int deathsLeft;
    private int deaths;

    /// @param deaths how many servers die before one stays
    Installation(int deaths, Dice dice) throws InterruptedException {
        this.dice = dice;
        this.deathsLeft = deaths;
        server = start();
    }

    /// A server, and a future that completes when it dies.
    record Server(Ledger ledger, CompletableFuture<Void> dead) {}

    private Server start() throws InterruptedException {
        CompletableFuture<Void> dead = new CompletableFuture<>();
        Settings settings = Settings.standard();
        if (deathsLeft > 0) {
            FailPoint.Point place = dice.of(FailPoint.Point.values());
            long batches = dice.between(BATCHES_LEAST, BATCHES_MOST);
            settings = mortal(settings, FailPoint.of(place, batches, () -> die(dead)));
        }
        Ledger ledger =
                Ledger.start(
                        database,
                        realm -> published.getOrDefault(realm.name(), new Catalogs(List.of())),
                        InstantSource.system(),
                        settings);
        if (!ledger.awaitServing(START_MAX)) {
            throw new IllegalStateException("the ledger did not start on its scratch database");
        }
        return new Server(ledger, dead);
    }

    private static Settings mortal(Settings usual, FailPoint death) {
        return new Settings(
                usual.queueMax(),
                usual.batchMax(),
                usual.cachedMax(),
                usual.snapshotEvery(),
                usual.tickMax(),
                usual.portion(),
                LEASE,
                usual.patience(),
                usual.clockOffMax(),
                usual.monotonicNanos(),
                death);
    }

    /// The writer's thread blocks until everything is over, and then ends with an error.
    private void die(CompletableFuture<Void> dead) {
        Thread.currentThread().setUncaughtExceptionHandler((_, _) -> {});
        dead.complete(null);
        boolean waiting = true;
        while (waiting) {
            try {
                over.await();
                waiting = false;
            } catch (InterruptedException _) {
                // A dead server is not woken.
            }
        }
        throw new DeadError();
    }

    private static final class DeadError extends Error {
        private static final long serialVersionUID = 1L;
    }

    /// The living server; a new one if the last has died.
    synchronized Server server() {
        if (server.dead().isDone()) {
            server.ledger().abandon();
            abandoned.add(server);
            deathsLeft--;
            deaths++;
            try {
                server = start();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted");
            }
        }
        return server;
    }

    /// How many servers have died so far.
    synchronized int deaths() {
        return deaths;
    }

    /// Creates a realm for a world.
    void createRealm(String name, List<Catalog> catalogs, Instant at) {
        published.put(name, new Catalogs(catalogs));
        server().ledger().realms().createSandbox(name, at);
    }

    Catalogs catalogs(String realm) {
        return published.getOrDefault(realm, new Catalogs(List.of()));
    }

    Verification.Report verify() {
        return new Verification(database).run();
    }

    /// How many transactions took keys, how many took several, and how many took several for one
    /// account.
    record Batches(long all, long several, long severalOfOne) {}

    Batches batches() {
        return database.readAll(sql ->
                sql.sql(
                                """
                                select count(*),
                                    count(*) filter (where keys > 1),
                                    count(*) filter (where most > 1)
                                from (
                                    select transaction, sum(keys) as keys, max(keys) as most
                                    from (
                                        select xmin::text as transaction, count(*) as keys
                                        from log
                                        where key is not null
                                        group by xmin::text, account) a
                                    group by transaction) b
                                """)
                        .query((row, _) ->
                                new Batches(row.getLong(1), row.getLong(2), row.getLong(3)))
                        .single());
    }

    @Override
    public void close() {
        server().ledger().close();
        over.countDown();
        database.close();
    }
}
