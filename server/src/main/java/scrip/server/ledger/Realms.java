package scrip.server.ledger;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import scrip.server.database.Database;
import scrip.server.database.Records;

/// The realms and their clocks. The live realm has the server's clock, truncated to microseconds,
/// the database's precision; a sandbox has an instant that only moves when told.
public final class Realms {

    private static final int LIVE_NUMBER = 1;

    private final Database database;
    private final InstantSource clock;
    private final Consumer<Realm> moved;
    private final Map<Integer, Realm> realms = new ConcurrentHashMap<>();
    private final Map<Integer, Instant> clocks = new ConcurrentHashMap<>();
    private final Set<Integer> removed = ConcurrentHashMap.newKeySet();

    /// @param moved told of each sandbox whose clock was moved
    Realms(Database database, InstantSource clock, Consumer<Realm> moved) {
        this.database = database;
        this.clock = clock;
        this.moved = moved;
    }

    private record Row(
            int realm,
            String name,
            Realm.Kind kind,
            @Nullable Instant clockAt,
            @Nullable Instant removedAt) {}

    /// Reads all realms again, since another server may have changed them.
    void reload() {
        List<Row> rows =
                database.readAll(sql ->
                        sql.sql(
                                        """
                                        select realm, name, kind, clock_at, removed_at
                                        from realms
                                        order by realm
                                        """)
                                .query(Records.of(Row.class))
                                .list());
        for (Row row : rows) {
            known(row);
        }
    }

    private Realm known(Row row) {
        Realm realm = new Realm(row.realm(), row.name(), row.kind());
        Instant at = row.clockAt();
        if (at != null) {
            clocks.put(row.realm(), at);
        }
        realms.put(row.realm(), realm);
        if (row.removedAt() != null) {
            removed.add(row.realm());
        }
        return realm;
    }

    /// The realm in which organizations really buy.
    public Realm live() {
        return new Realm(LIVE_NUMBER, "live", Realm.Kind.LIVE);
    }

    /// All realms that were not removed.
    public List<Realm> all() {
        return realms.values().stream()
                .filter(this::isThere)
                .sorted(Comparator.comparingInt(Realm::number))
                .toList();
    }

    /// Whether a realm was not removed.
    public boolean isThere(Realm realm) {
        return !removed.contains(realm.number());
    }

    /// Whether a realm has that name or, before it was removed, had it.
    public boolean isTaken(String name) {
        return realms.values().stream().anyMatch(r -> r.name().equals(name));
    }

    /// The realm with a number that it once had told. It may have been removed since: entries of
    /// the audit log still tell its name.
    ///
    /// @throws NoSuchElementException if there is none
    public Realm numbered(int number) {
        Realm realm = realms.get(number);
        if (realm == null) {
            throw new NoSuchElementException("there is no realm " + number);
        }
        return realm;
    }

    public Optional<Realm> find(String name) {
        return realms.values().stream()
                .filter(r -> r.name().equals(name) && isThere(r))
                .findFirst();
    }

    /// Creates a sandbox whose clock stands at an instant.
    ///
    /// @throws IllegalArgumentException if a realm of that name exists or did
    public Realm createSandbox(String name, Instant at) {
        if (isTaken(name)) {
            throw new IllegalArgumentException("there is a realm " + name);
        }
        Instant exact = at.truncatedTo(ChronoUnit.MICROS);
        int number =
                database.transact(sql ->
                        sql.sql(
                                        """
                                        insert into realms (realm, name, kind, clock_at)
                                        select max(realm) + 1, :name, 'SANDBOX', :at
                                        from realms
                                        returning realm
                                        """)
                                .param("name", name)
                                .param("at", exact)
                                .query(Integer.class)
                                .single());
        return known(new Row(number, name, Realm.Kind.SANDBOX, exact, null));
    }

    /// Sets the clock of a sandbox.
    ///
    /// @throws IllegalArgumentException for the live realm, whose clock nobody moves
    public void moveClock(Realm realm, Instant at) {
        if (realm.isLive()) {
            throw new IllegalArgumentException("the clock of the live realm is the server's");
        }
        Instant exact = at.truncatedTo(ChronoUnit.MICROS);
        database.transact(sql ->
                sql.sql(
                                """
                                update realms
                                set clock_at = :at
                                where realm = :realm
                                """)
                        .param("at", exact)
                        .param("realm", realm.number())
                        .update());
        clocks.put(realm.number(), exact);
        moved.accept(realm);
    }

    /// Forgets a sandbox that was removed in the database: from now on nobody finds it.
    public void forget(Realm sandbox) {
        removed.add(sandbox.number());
    }

    /// The time by the clock of a realm.
    public Instant now(Realm realm) {
        if (realm.isLive()) {
            return clock.instant().truncatedTo(ChronoUnit.MICROS);
        }
        Instant at = clocks.get(realm.number());
        if (at == null) {
            throw new IllegalArgumentException("there is no realm " + realm.name());
        }
        return at;
    }
}
