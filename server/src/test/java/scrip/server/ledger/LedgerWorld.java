package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Surface;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Command;
import scrip.core.order.LineRequest;
import scrip.core.organization.OrganizationId;
import scrip.core.organization.OrganizationKind;
import scrip.core.pack.Pool;
import scrip.core.pack.PoolKey;
import scrip.server.catalog.ShippedCatalogs;
import scrip.server.database.Database;
import scrip.server.database.TestDatabase;
import scrip.server.verify.Verification;

/// A ledger on a fresh database, with a sandbox whose clock the test moves.
public final class LedgerWorld implements AutoCloseable {

    static final Instant START = Instant.parse("2026-03-01T09:00:00Z");
    static final String AI = "aimis/mimi-ai-report";
    static final Catalogs CATALOGS = new Catalogs(ShippedCatalogs.all());
    static final Settings SETTINGS = Settings.standard();
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Duration SERVING_MAX = Duration.ofSeconds(20);
    private static final int ANSWER_SECONDS_MAX = 60;
    private static final int POLL_NANOSECONDS = 1_000_000;

    final TestDatabase test;
    final Settings settings;
    Ledger ledger;
    Realm realm;

    private final Function<Realm, Catalogs> catalogs;

    private LedgerWorld(TestDatabase test, Settings settings, Function<Realm, Catalogs> catalogs) {
        this.test = test;
        this.settings = settings;
        this.catalogs = catalogs;
        this.ledger = open(settings);
        this.realm = ledger.realms().createSandbox("box-" + NUMBER.incrementAndGet(), START);
    }

    static LedgerWorld fresh() {
        return fresh(SETTINGS);
    }

    static LedgerWorld fresh(Settings settings) {
        return fresh(settings, _ -> CATALOGS);
    }

    static LedgerWorld fresh(Settings settings, Function<Realm, Catalogs> catalogs) {
        return new LedgerWorld(TestDatabase.fresh(), settings, catalogs);
    }

    private Ledger open(Settings with) {
        return serving(Ledger.start(test.database(), catalogs, InstantSource.system(), with));
    }

    /// A further ledger on the same database, not awaited.
    static Ledger another(Database database, Settings with) {
        return Ledger.start(database, _ -> CATALOGS, InstantSource.system(), with);
    }

    static Ledger serving(Ledger ledger) {
        try {
            if (!ledger.awaitServing(SERVING_MAX)) {
                throw new AssertionError("the ledger does not serve");
            }
            return ledger;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /// Stops the ledger and starts another on the same database.
    void restart() {
        ledger.close();
        ledger = open(settings);
    }

    static OrganizationId org(String id) {
        return new OrganizationId(id);
    }

    static Command.OpenAccount institution(String name) {
        return new Command.OpenAccount(OrganizationKind.INSTITUTION, name, ZoneOffset.UTC, null);
    }

    static Command.OpenAccount consortium(String name) {
        return new Command.OpenAccount(OrganizationKind.CONSORTIUM, name, ZoneOffset.UTC, null);
    }

    static Command.GrantPack pack(long quantity) {
        return new Command.GrantPack(AI, quantity, null, null, null);
    }

    static Command.SignAgreement agreement() {
        return new Command.SignAgreement(
                "aimis",
                "A-1",
                "Dr Li",
                LocalDate.parse("2026-02-20"),
                null,
                null,
                null,
                List.of(),
                BigDecimal.ZERO,
                new TreeMap<>());
    }

    static Command.PlaceOrder order(long quantity) {
        LineRequest line = new LineRequest(AI, null, null, quantity, null, null, null, null, null);
        return new Command.PlaceOrder(List.of(line), true, "tester", false, true);
    }

    static Command.Use use(String org, long quantity) {
        return use(org, quantity, null);
    }

    static Command.Use use(String org, long quantity, @Nullable String subject) {
        return new Command.Use(
                org(org), null, AI, quantity, null, Surface.API, null, subject, false);
    }

    Outcome submit(String org, Command<?> command, @Nullable String key) {
        return await(ledger.submit(realm, org(org), command, key, "tester", "request"));
    }

    Answer accepted(String org, Command<?> command, String key) {
        Outcome outcome = submit(org, command, key);
        if (outcome instanceof Outcome.Accepted accepted) {
            return accepted.answer();
        }
        throw new AssertionError("not accepted: " + outcome);
    }

    CompletableFuture<Outcome> submitted(String org, Command<?> command, @Nullable String key) {
        return ledger.submit(realm, org(org), command, key, "tester", "request");
    }

    /// The pool of AI cases of an account, now.
    Pool pool(String org) {
        return ledger.read(realm, org(org)).account().pool(PoolKey.withoutTerm(ItemId.of(AI)));
    }

    /// Runs a query that returns one number, as a superuser.
    long number(String sql) {
        return test.number(sql);
    }

    /// The last snapshot of an account, as it is stored.
    byte[] snapshot(long account) {
        return test.one(
                "select body from snapshots where account = %d order by seq desc limit 1"
                        .formatted(account),
                row -> row.getBytes(1));
    }

    /// Runs a query that returns one text, as a superuser.
    String text(String sql) {
        return test.text(sql);
    }

    /// Runs a statement as a superuser.
    void superuser(String sql) {
        try (Connection connection = test.superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new AssertionError(sql, failure);
        }
    }

    /// Polls until the condition holds.
    public static void until(String what, BooleanSupplier yes) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(ANSWER_SECONDS_MAX);
        while (!yes.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within a minute: " + what);
            }
            LockSupport.parkNanos(POLL_NANOSECONDS);
        }
    }

    /// Opens an institution with a pack.
    void open(String org, long quantity) {
        accepted(org, institution(org), "open");
        accepted(org, pack(quantity), "grant");
    }

    static Outcome await(Future<Outcome> future) {
        try {
            return future.get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException failure) {
            throw new AssertionError(failure);
        }
    }

    /// Audits the database in its current state.
    void audit() {
        assertEquals(List.of(), new Verification(test.database()).run().findings());
    }

    /// Every test ends with an audit.
    @Override
    public void close() {
        ledger.close();
        try {
            audit();
        } finally {
            test.close();
        }
    }
}
