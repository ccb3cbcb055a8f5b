package scrip.server.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scrip.core.pack.PoolKey;
import scrip.server.database.PageOrder;
import scrip.server.database.Records;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Reading;
import scrip.server.ledger.Realm;

/// Reads the movements of pools, as the database role that sees only one organization.
public final class Movements {

    private static final String OF_POOL =
            """
            account = :account
                and seq <= :until
                and resource = :resource
                and storage_years = :years
            """;

    private static final String FILTER =
            """
            where (cast(:pack as bigint) is null or pack = :pack)
                and (cast(:book as text) is null
                    or from_book = cast(:book as book)
                    or to_book = cast(:book as book))
            """;

    private static final String OTHER =
            """
            select *
            from (
                select seq, line, booked_at, from_book, to_book, pack, use, units
                from other_postings
                where %s) other
            """
                    .formatted(OF_POOL);

    private final Ledger ledger;

    public Movements(Ledger ledger) {
        this.ledger = ledger;
    }

    /// One posting: its fact, and its position among the postings of that fact.
    public record Row(
            long seq,
            int line,
            Instant bookedAt,
            String from,
            String to,
            @Nullable Long pack,
            @Nullable Long use,
            long units) {}

    /// A position in the list of movements.
    public record Cursor(long seq, int line) {

        /// Before the first row of a list.
        public static Cursor first(boolean oldest) {
            return oldest ? new Cursor(0, 0) : new Cursor(Long.MAX_VALUE, 0);
        }
    }

    /// Which movements of a pool to list.
    ///
    /// @param pack the number of the fact that made the pack, for those of one pack; null for all
    /// @param book from or to one book only; null for all
    public record Filter(
            PoolKey pool,
            @Nullable Long pack,
            @Nullable String book,
            boolean oldest,
            Cursor after) {

        /// This filter for one pack only.
        public Filter ofPack(long one) {
            return new Filter(pool, one, book, oldest, after);
        }
    }

    /// The postings of a pool after a position, as far as they are booked in a reading.
    public List<Row> list(Realm realm, Reading reading, Filter filter, int most) {
        Map<String, @Nullable Object> parameters = Records.parameters(filter);
        parameters.putAll(Records.parameters(filter.after()));
        parameters.put("resource", filter.pool().resource());
        parameters.put("years", filter.pool().storageYears());
        parameters.put("until", reading.bookedSeq());
        parameters.put("most", most);
        return ledger.rows(
                realm,
                reading.account().id(),
                query(filter.oldest()),
                parameters,
                Records.of(Row.class));
    }

    /// A page of the plain uses and one of all other postings, and of both the first rows.
    private static String query(boolean oldest) {
        String page = PageOrder.of("seq, line", ":seq, :line", oldest);
        return """
        select seq, line, booked_at, from_book as from, to_book as to, pack, use, units
        from ((%s) union all (%s)) both_halves
        where true
        """
                        .formatted(plain(oldest) + FILTER + page, OTHER + FILTER + page)
                + page;
    }

    /// The postings of plain uses. The view `postings` has them too, but all of its rows would be
    /// sorted before a page is cut.
    private static String plain(boolean oldest) {
        return """
        select *
        from (
            select l.seq, p.line, l.booked_at, p.from_book, p.to_book, p.pack, l.seq as use,
                p.units
            from log l
            cross join lateral (
                select d.line, 'AVAILABLE'::book as from_book, 'USED'::book as to_book, d.pack,
                    d.units
                from drawn(l.pack, l.quantity, l.owed, l.draws) d
                union all
                select coalesce(cardinality(l.draws) / 2, (l.pack is not null)::int) + 1,
                    'ARREARS', 'USED', null, l.owed
                where l.owed is not null) p
            where l.body is null
                and %s
                and l.seq %s :seq) plain
        """
                .formatted(OF_POOL.replace("and seq", "and l.seq"), oldest ? ">=" : "<=");
    }
}
