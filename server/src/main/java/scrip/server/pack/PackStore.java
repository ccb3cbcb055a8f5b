package scrip.server.pack;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.pack.PoolKey;
import scrip.server.database.Database;
import scrip.server.database.Records;

/// Reads the movements of pools, as the database role that sees only one organization.
final class PackStore {

    private static final String COLUMNS =
            """
            select seq, line, booked_at, from_book as from, to_book as to, pack, use, units
            from postings
            where realm = :realm
                and account = :account
                and resource = :resource
                and storage_years = :years
                and (cast(:pack as bigint) is null or pack = :pack)
                and (cast(:book as text) is null
                    or from_book = cast(:book as book)
                    or to_book = cast(:book as book))
            """;

    private static final String NEWEST =
            """
                and (seq, line) < (:seq, :line)
            order by seq desc, line desc
            limit :most
            """;

    private static final String OLDEST =
            """
                and (seq, line) > (:seq, :line)
            order by seq, line
            limit :most
            """;

    private final Database database;

    PackStore(Database database) {
        this.database = database;
    }

    /// One posting: its fact, and its position among the postings of that fact.
    record Row(
            long seq,
            int line,
            Instant bookedAt,
            String from,
            String to,
            @Nullable Long pack,
            @Nullable Long use,
            long units) {}

    /// A position in the list of movements.
    record Cursor(long seq, int line) {

        /// Before the first row of a list.
        static Cursor first(boolean oldest) {
            return oldest ? new Cursor(0, 0) : new Cursor(Long.MAX_VALUE, 0);
        }
    }

    /// The postings of a pool after a position.
    ///
    /// @param pack of one pack only; null for all
    List<Row> movements(
            int realm,
            long account,
            PoolKey pool,
            @Nullable Long pack,
            Packs.Movements asked,
            int most) {
        String behind = asked.oldest() ? OLDEST : NEWEST;
        return database.read(
                List.of(account),
                sql ->
                        sql.sql(COLUMNS + behind)
                                .param("realm", realm)
                                .param("account", account)
                                .param("resource", pool.resource().toString())
                                .param("years", pool.storageYears())
                                .param("pack", pack)
                                .param("book", asked.book())
                                .param("seq", asked.after().seq())
                                .param("line", asked.after().line())
                                .param("most", most)
                                .query(Records.of(Row.class))
                                .list());
    }
}
