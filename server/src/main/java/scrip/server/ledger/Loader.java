package scrip.server.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import scrip.server.database.Database;
import scrip.server.database.DatabaseRole;

/// Loads accounts for readers, and into memory, on connections of the pool.
final class Loader {

    private final Database database;
    private final Settings settings;
    private final Standings standings;
    private final Snapshots snapshots;
    private final Runnable check;

    /// @param check throws an `UnavailableException` if this server may not answer
    Loader(
            Database database,
            Settings settings,
            Standings standings,
            Snapshots snapshots,
            Runnable check) {
        this.database = database;
        this.settings = settings;
        this.standings = standings;
        this.snapshots = snapshots;
        this.check = check;
    }

    /// A query to the store that loads accounts.
    interface Query<T> {
        T from(LoadStore load) throws SQLException;
    }

    /// The account now, from memory if it is there.
    CommittedAccount standing(Ref ref) {
        check.run();
        CommittedAccount cached = standings.accounts().get(ref);
        if (cached != null) {
            return cached;
        }
        CommittedAccount loaded = load(List.of(ref), true).get(ref);
        if (loaded == null) {
            throw new IllegalStateException("not loaded: " + ref);
        }
        // Loading takes time: the lease may have expired meanwhile.
        check.run();
        return loaded;
    }

    /// Loads accounts together, and into memory those that exist.
    ///
    /// @param used whether someone waits for them
    Map<Ref, CommittedAccount> load(Collection<Ref> refs, boolean used) {
        check.run();
        Map<Ref, Long> stamps = new HashMap<>();
        refs.forEach(ref -> stamps.put(ref, standings.accounts().stamp(ref)));
        Map<Ref, CommittedAccount> loaded = query(load -> load.load(stamps.keySet()));
        loaded.replaceAll((ref, found) -> kept(ref, found));
        stamps.forEach((ref, stamp) -> {
            CommittedAccount found = loaded.get(ref);
            if (found != null && found.number() != 0) {
                standings.accounts().offer(ref, found, stamp, used);
            }
        });
        return loaded;
    }

    private CommittedAccount kept(Ref ref, CommittedAccount found) {
        CommittedAccount checked = found.checked();
        return checked.hasGrown(settings.snapshotEvery()) && snapshots.offer(ref, checked)
                ? checked.kept()
                : checked;
    }

    /// Queries the store that loads accounts.
    <T> T query(Query<T> query) {
        try (Connection connection = database.dataSource(DatabaseRole.WRITER).getConnection()) {
            return query.from(new LoadStore(connection, Ledger.CORE));
        } catch (SQLException failure) {
            if (SqlFailure.isConnectionLost(failure)) {
                throw new UnavailableException(Outcome.Reason.DATABASE_AWAY);
            }
            throw new IllegalStateException(failure);
        }
    }
}
