package scrip.server.pack;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.pack.PoolKey;
import scrip.server.database.Database;

/// Reads the movements of pools, as the role that sees one organization alone.
final class PackStore {

    private final Database database;

    PackStore(Database database) {
        this.database = database;
    }

    /// One posting: its fact, and its place among the postings of that fact.
    record Row(
            long seq,
            int line,
            Instant bookedAt,
            String from,
            String to,
            @Nullable Long pack,
            @Nullable Long use,
            long units) {}

    /// A place in the list of movements.
    record Cursor(long seq, int line) {}

    /// The postings of a pool before a place, newest first.
    List<Row> movements(int realm, long account, PoolKey pool, Cursor before, int most) {
        return database.read(
                List.of(account),
                sql ->
                        sql.sql(
                                        """
                                        select seq, line, booked_at, from_book, to_book, pack, use, units
                                        from postings
                                        where realm = :realm
                                            and account = :account
                                            and resource = :resource
                                            and storage_years = :years
                                            and (seq, line) < (:seq, :line)
                                        order by seq desc, line desc
                                        limit :most
                                        """)
                                .param("realm", realm)
                                .param("account", account)
                                .param("resource", pool.resource())
                                .param("years", pool.storageYears())
                                .param("seq", before.seq())
                                .param("line", before.line())
                                .param("most", most)
                                .query((row, _) ->
                                        new Row(
                                                row.getLong(1),
                                                row.getInt(2),
                                                row.getObject(3, OffsetDateTime.class).toInstant(),
                                                row.getString(4),
                                                row.getString(5),
                                                row.getObject(6, Long.class),
                                                row.getObject(7, Long.class),
                                                row.getLong(8)))
                                .list());
    }
}
