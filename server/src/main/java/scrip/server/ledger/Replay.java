package scrip.server.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Account;
import scrip.core.ledger.Apply;
import scrip.core.ledger.Entry;
import scrip.core.pack.Draw;
import scrip.core.pack.PoolKey;

/// Applies rows of the log to accounts, reading only the columns on which an account depends: they
/// are a third of all. [LogEntries] reads whole rows.
final class Replay {

    /// The columns of the log `l`, in the order in which they are read.
    static final String COLUMNS =
            """
            l.account, l.seq, l.facts_before, l.booked_at, l.body::text, l.resource,
            l.storage_years, l.owed, l.quantity, l.pack, l.draws
            """;

    private final ResultSet row;
    private String resource = "";
    private PoolKey pool = new PoolKey(ItemId.of(resource), 0);

    Replay(ResultSet row) {
        this.row = row;
    }

    /// The number of the account whose row is the current one.
    long number() throws SQLException {
        return row.getLong(1);
    }

    /// The account after the current row.
    Account applied(Account account) throws SQLException {
        long seq = row.getLong(2);
        Instant bookedAt = Objects.requireNonNull(Stored.instant(row, 4));
        String body = row.getString(5);
        if (body == null) {
            long owed = row.getLong(8);
            List<Draw> draws = LogReader.draws(row, 10, row.getLong(9) - owed);
            return Apply.used(account, seq, bookedAt, pool(), draws, owed);
        }
        Account next = account;
        LogEntries.Body facts = LedgerJson.body(body);
        for (Entry entry : LogEntries.entries(seq - row.getLong(3), bookedAt, facts)) {
            next = Apply.apply(next, entry);
        }
        return next;
    }

    /// Mostly the same as that of the row before.
    private PoolKey pool() throws SQLException {
        String stored = Objects.requireNonNull(row.getString(6));
        int years = row.getInt(7);
        if (!stored.equals(resource) || pool.storageYears() != years) {
            resource = stored;
            pool = new PoolKey(ItemId.of(stored), years);
        }
        return pool;
    }
}
