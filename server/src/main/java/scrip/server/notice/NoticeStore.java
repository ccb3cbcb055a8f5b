package scrip.server.notice;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.NoticeCode;
import scrip.core.organization.OrganizationId;
import scrip.server.database.Database;
import scrip.server.database.PageOrder;
import scrip.server.database.Records;
import scrip.server.http.Forms;

/// Reads the notices of all organizations, for the vendor.
final class NoticeStore {

    private final Database database;

    NoticeStore(Database database) {
        this.database = database;
    }

    /// A position in the list.
    record Cursor(Instant bookedAt, long account, long seq) {

        static final Cursor FIRST = new Cursor(Instant.EPOCH, 0, 0);
        static final Cursor LAST = new Cursor(Instant.parse("9999-01-01T00:00:00Z"), 0, 0);

        @Override
        public String toString() {
            return bookedAt + "_" + account + "_" + seq;
        }

        static @Nullable Cursor of(String text) {
            String[] parts = text.split("_", -1);
            Instant at = parts.length == 3 ? Forms.instant(parts[0]) : null;
            return at == null
                    ? null
                    : new Cursor(at, Long.parseLong(parts[1]), Long.parseLong(parts[2]));
        }
    }

    /// A notice and its organization.
    record Row(
            long account,
            OrganizationId organization,
            long seq,
            NoticeCode code,
            String subject,
            @Nullable BigDecimal quantity,
            Instant effectiveAt,
            Instant bookedAt) {

        Cursor cursor() {
            return new Cursor(bookedAt, account, seq);
        }
    }

    /// Which notices to list.
    ///
    /// @param organization the only organization to list; null for all
    /// @param after null to start from the first
    record Filter(
            Set<NoticeCode> codes,
            @Nullable OrganizationId organization,
            boolean newest,
            @Nullable Cursor after) {}

    private static final String COLUMNS =
            """
            select n.account, a.id as organization, n.seq, n.code, n.subject, n.quantity, n.effective_at, n.booked_at
            from notices n
            join accounts a using (realm, account)
            where n.realm = :realm
                and n.code = any (:codes)
                and (cast(:organization as text) is null or a.id = :organization)
            """;

    /// The notices to the vendor after a position.
    List<Row> toVendor(int realm, Filter filter, int most) {
        Cursor given = filter.after();
        Cursor after = given != null ? given : filter.newest() ? Cursor.LAST : Cursor.FIRST;
        String page =
                PageOrder.of(
                        "n.booked_at, n.account, n.seq",
                        ":bookedAt, :account, :seq",
                        !filter.newest());
        return database.readAll(sql ->
                sql.sql(COLUMNS + page)
                        .param("realm", realm)
                        .param("organization", filter.organization())
                        .params(Records.parameters(after))
                        .param("codes", filter.codes())
                        .param("most", most)
                        .query(Records.of(Row.class))
                        .list());
    }
}
