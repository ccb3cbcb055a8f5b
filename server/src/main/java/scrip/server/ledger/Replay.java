package scrip.server.ledger;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
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

    /// The columns of the log `l`, in the order in which they are read. Draws from one pack, as
    /// nearly all are, come as two numbers.
    static final String COLUMNS =
            """
            l.account, l.seq, l.facts_before, l.booked_at, l.body::text, l.resource,
            l.storage_years, l.owed, cardinality(l.draws), l.draws[1], l.draws[2],
            case when cardinality(l.draws) > 2 then l.draws end
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
            return Apply.used(account, seq, bookedAt, pool(), draws(), row.getLong(8));
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

    private List<Draw> draws() throws SQLException {
        int count = row.getInt(9);
        if (count <= 2) {
            return count == 0 ? List.of() : List.of(new Draw(row.getLong(10), row.getLong(11)));
        }
        Array stored = row.getArray(12);
        Long[] pairs = (Long[]) stored.getArray();
        List<Draw> draws = new ArrayList<>(pairs.length / 2);
        for (int at = 0; at + 1 < pairs.length; at += 2) {
            draws.add(new Draw(pairs[at], pairs[at + 1]));
        }
        return List.copyOf(draws);
    }
}
