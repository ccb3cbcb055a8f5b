package scrip.server.ledger;

import io.prometheus.metrics.model.registry.Collector;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import scrip.core.access.AccessReader;
import scrip.core.access.AccountSource;
import scrip.core.access.Gate;
import scrip.core.access.LastingAnswer;
import scrip.core.catalog.Catalogs;
import scrip.core.ledger.Account;
import scrip.core.ledger.Advance;
import scrip.core.ledger.Command;
import scrip.core.organization.OrganizationId;
import scrip.server.database.Database;

/// The entry to the accounts: submits commands to them and reads their state.
public final class Ledger implements AutoCloseable {

    /// The version of the rules, stored with each command. Raise it when `core` would derive
    /// another account from the same facts: snapshots of other versions are not used.
    public static final String CORE = "2";

    /// A command for one account.
    public record Directed(OrganizationId account, Command<?> command) {}

    /// A command for one account, with the caller's key.
    public record Keyed(OrganizationId account, Command<?> command, String key) {}

    /// How long stopping may take for the next start to be quick.
    private static final Duration SNAPSHOTS_MAX = Duration.ofSeconds(2);

    private final Database database;
    private final Standings standings;
    private final Realms realms;
    private final Snapshots snapshots;
    private final Writer writer;
    private final List<Collector> metrics;
    private final Loader loader;
    private final ColdAccounts cold;
    private final AccountsInUse inUse;
    private final LeaseKeeper keeper;
    private final Deadlines deadlines;
    private final Readings readings = new Readings();

    private Ledger(
            Database database,
            Function<Realm, Catalogs> catalogs,
            InstantSource clock,
            Settings settings) {
        this.database = database;
        this.standings = new Standings(settings.cachedMax());
        this.snapshots = new Snapshots(database);
        this.deadlines = new Deadlines(database, this, settings.tickMax());
        this.realms = new Realms(database, clock, _ -> deadlines.kick());
        Lease lease = new Lease(settings.leaseFor(), settings.monotonicNanos());
        Arrivals arrivals = new Arrivals(settings.queueMax());
        this.writer =
                new Writer(
                        database,
                        settings,
                        lease,
                        standings,
                        realms,
                        catalogs,
                        snapshots::offer,
                        arrivals);
        this.loader = new Loader(database, settings, standings, snapshots, this::check);
        this.cold = new ColdAccounts(settings.queueMax(), standings, loader::load, writer::submit);
        this.inUse = new AccountsInUse(database, standings, settings.cachedMax(), cold::expect);
        this.keeper = new LeaseKeeper(database, settings, lease, writer, clock);
        List<Collector> all = new ArrayList<>(arrivals.measures().collectors());
        all.add(lease.news().changes());
        all.addAll(Gauges.of(settings, writer, arrivals, lease, keeper));
        this.metrics = List.copyOf(all);
    }

    /// Starts the writer, which serves as soon as it has the lease.
    ///
    /// @param catalogs the catalogs published in a realm
    /// @param clock the clock of the live realm
    public static Ledger start(
            Database database,
            Function<Realm, Catalogs> catalogs,
            InstantSource clock,
            Settings settings) {
        Ledger ledger = new Ledger(database, catalogs, clock, settings);
        ledger.realms.reload();
        ledger.writer.start(ledger.inUse::recall);
        ledger.inUse.start();
        ledger.keeper.start();
        ledger.deadlines.start();
        return ledger;
    }

    /// What is measured of it, for whoever collects that.
    public List<Collector> metrics() {
        return metrics;
    }

    /// The realms and their clocks.
    public Realms realms() {
        return realms;
    }

    /// Submits one command. The future completes on a thread of the ledger: join it from another
    /// thread, and chain nothing slow to it.
    ///
    /// @param key the caller's idempotency key; null for a tick
    public CompletableFuture<Outcome> submit(
            Realm realm,
            OrganizationId account,
            Command<?> command,
            @Nullable String key,
            String actor,
            String requestId) {
        return submitTogether(
                realm, List.of(new Directed(account, command)), key, actor, requestId);
    }

    /// Submits commands one behind the other without waiting, each accepted or refused by itself.
    /// Those on one account are decided in their order. If one of them is not taken, those behind
    /// it on the same account are not either, and are answered like it.
    public List<CompletableFuture<Outcome>> submitInOrder(
            Realm realm, List<Keyed> commands, String actor, String requestId) {
        Sequence sequence = new Sequence();
        List<CompletableFuture<Outcome>> futures = new ArrayList<>(commands.size());
        for (Keyed one : commands) {
            Submission submission =
                    Submission.of(
                            realm,
                            List.of(new Directed(one.account(), one.command())),
                            one.key(),
                            actor,
                            requestId,
                            sequence.next());
            if (!submission.isStranded()) {
                cold.submit(submission);
            }
            futures.add(submission.future());
        }
        return List.copyOf(futures);
    }

    /// Submits commands on several accounts, accepted all together or not at all. The first command
    /// leads: the key is looked up and taken in its account, and its answer is the answer to the
    /// submission. A command that needs a key of its own (use, hold, correction) can only be the
    /// first.
    public CompletableFuture<Outcome> submitTogether(
            Realm realm,
            List<Directed> commands,
            @Nullable String key,
            String actor,
            String requestId) {
        Submission submission = Submission.of(realm, commands, key, actor, requestId);
        cold.submit(submission);
        return submission.future();
    }

    /// The account now. Once a command has been answered, every later reading shows its effect. A
    /// reading never waits for the writer and stores nothing.
    ///
    /// @throws UnavailableException when this server may not answer
    public Reading read(Realm realm, OrganizationId id) {
        return read(realm, id, realms.now(realm));
    }

    /// The account now, where the clock of its realm has been read already: for an answer that
    /// takes several accounts.
    ///
    /// @param clock read since the answer was asked for
    /// @throws UnavailableException when this server may not answer
    public Reading read(Realm realm, OrganizationId id, Instant clock) {
        Ref ref = new Ref(realm.number(), id);
        CommittedAccount standing = loader.standing(ref);
        Account account = standing.account();
        Instant last = account.bookedAt();
        Instant now = clock.isBefore(last) ? last : clock;
        return standing.isDueBy(now)
                ? readings.of(ref, standing, now)
                : new Reading(account, List.of(), now);
    }

    /// An answer of access kept for an account as it still is; null if there is none. Computing it
    /// from a reading would give the same.
    ///
    /// @param clock of the realm, read since the answer was asked for
    /// @throws UnavailableException when this server may not answer
    public AccountSource.@Nullable Known known(
            Realm realm, Gate.Question question, Catalogs catalogs, Instant clock) {
        check();
        if (realm.isLive() && !standings.marks(clock)) {
            LastingAnswer near = standings.answers().find(question, catalogs, clock);
            if (near != null) {
                return new AccountSource.Known(near, clock);
            }
        }
        CommittedAccount standing =
                standings.accounts().get(new Ref(realm.number(), question.holder()));
        LastingAnswer answer =
                standing == null ? null : standing.answers().find(question, catalogs, clock);
        return answer == null ? null : new AccountSource.Known(answer, clock);
    }

    /// Keeps an answer of access that was computed from a reading of one account, unless the
    /// account has changed since or something was due.
    ///
    /// @param standsAlone as in `LastingAnswer`
    @SuppressWarnings("ReferenceEquality") // The very account that was read.
    public void keep(
            Realm realm,
            AccessReader.Answered answered,
            Gate.Question question,
            Catalogs catalogs,
            boolean standsAlone) {
        CommittedAccount standing =
                standings.accounts().get(new Ref(realm.number(), question.holder()));
        if (standing != null && standing.account() == answered.accounts().getFirst()) {
            standing.answers()
                    .keep(
                            LastingAnswer.of(answered, question, catalogs, standsAlone),
                            realm.isLive() ? standings.answers() : null);
        }
    }

    /// The account as of a past instant, that instant included. Selected by booking time, so the
    /// answer never changes afterwards (T6).
    ///
    /// @throws UnavailableException when this server may not answer
    public Reading readAsOf(Realm realm, OrganizationId id, Instant instant) {
        check();
        Instant exact = instant.truncatedTo(ChronoUnit.MICROS);
        Ref ref = new Ref(realm.number(), id);
        CommittedAccount standing = loader.query(load -> load.loadAsOf(ref, exact));
        Account account = standing.account();
        Advance.Advanced advanced = Advance.to(account, exact);
        return new Reading(advanced.account(), advanced.entries(), exact);
    }

    /// Whether this server is the writer now.
    public boolean isServing() {
        return writer.isServing();
    }

    /// Whether, as far as this server knows, another one is the writer.
    public boolean isStandby() {
        return writer.refusal() == Outcome.Reason.STANDBY;
    }

    /// Waits until this server is the writer, but not longer than `most`.
    public boolean awaitServing(Duration most) throws InterruptedException {
        return writer.awaitServing(most);
    }

    /// Whether an account is in memory; for tests.
    boolean holds(Realm realm, OrganizationId account) {
        return standings.accounts().get(new Ref(realm.number(), account)) != null;
    }

    /// Lets the lease expire, as a hanging server would; for tests.
    void stopRenewing() {
        keeper.close();
    }

    /// Stops as a crashing server would: answers nothing more and releases nothing, so another
    /// server can take the lease only when it has expired. For simulations of crashes.
    public void abandon() {
        deadlines.close();
        writer.abandon();
        keeper.close();
        inUse.abandon();
        snapshots.abandon();
    }

    /// Answers everything in the queue, then stops and releases the lease. Another server may take
    /// over at once; what makes the next start quick is stored meanwhile.
    @Override
    public void close() {
        boolean wasServing = isServing();
        deadlines.close();
        cold.close();
        try {
            writer.stop();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        keeper.close();
        inUse.close();
        if (wasServing) {
            snapshots.keep(standings.accounts().usedSince(0), SNAPSHOTS_MAX.toNanos());
        }
        snapshots.close();
    }

    /// The accounts that have bought licenses for another institution (C4).
    ///
    /// @throws UnavailableException when this server may not answer
    public List<OrganizationId> buyersFor(Realm realm, OrganizationId institution) {
        check();
        Ref ref = new Ref(realm.number(), institution);
        List<OrganizationId> cached = standings.buyers().get(ref);
        if (cached != null) {
            return cached;
        }
        long stamp = standings.buyers().stamp(ref);
        List<OrganizationId> loaded = List.copyOf(loadBuyersFor(ref));
        standings.buyers().offer(ref, loaded, stamp);
        check();
        return loaded;
    }

    private List<OrganizationId> loadBuyersFor(Ref institution) {
        return database.readAll(sql ->
                sql.sql(
                                """
                                select a.id
                                from beneficiaries b
                                join accounts a using (realm, account)
                                where b.realm = :realm
                                    and b.holder = :holder
                                order by a.id
                                """)
                        .param("realm", institution.realm())
                        .param("holder", institution.id())
                        .query((row, _) -> new OrganizationId(row.getString(1)))
                        .list());
    }

    /// Rows of one account, read as the database's reader role, which sees those of that account
    /// alone; none for an account that does not exist.
    ///
    /// @param query has the parameters `:realm` and `:account` beside the given ones
    public <T> List<T> rows(
            Realm realm,
            OrganizationId id,
            String query,
            Map<String, ? extends @Nullable Object> parameters,
            RowMapper<T> mapper) {
        long number = number(realm, id);
        return number == 0
                ? List.of()
                : database.read(
                        List.of(number),
                        sql ->
                                sql.sql(query)
                                        .param("realm", realm.number())
                                        .param("account", number)
                                        .params(parameters)
                                        .query(mapper)
                                        .list());
    }

    /// The account's number in the database; 0 if there is no such account.
    public long number(Realm realm, OrganizationId id) {
        return loader.standing(new Ref(realm.number(), id)).number();
    }

    private void check() {
        Outcome.Reason reason = writer.readRefusal();
        if (reason != null) {
            throw new UnavailableException(reason);
        }
    }
}
