package scrip.server.notice;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.NoticeCode;
import scrip.core.organization.OrganizationId;
import scrip.server.database.Database;

/// Reads the notices of all organizations, for the vendor.
final class NoticeStore {

    private final Database database;

    NoticeStore(Database database) {
        this.database = database;
    }

    /// A place in the list.
    record Cursor(Instant bookedAt, long account, long seq) {

        static final Cursor FIRST = new Cursor(Instant.EPOCH, 0, 0);

        @Override
        public String toString() {
            return bookedAt + "_" + account + "_" + seq;
        }

        static @Nullable Cursor of(String text) {
            String[] parts = text.split("_", -1);
            return parts.length == 3
                    ? new Cursor(
                            Instant.parse(parts[0]),
                            Long.parseLong(parts[1]),
                            Long.parseLong(parts[2]))
                    : null;
        }
    }

    /// A notice and whose it is.
    record Row(
            long account,
            OrganizationId organization,
            long seq,
            NoticeCode code,
            @Nullable String item,
            String subject,
            @Nullable BigDecimal quantity,
            Instant effectiveAt,
            Instant bookedAt) {

        Cursor cursor() {
            return new Cursor(bookedAt, account, seq);
        }
    }

    /// The notices to the vendor behind a place, oldest first.
    List<Row> toVendor(int realm, Cursor after, int most) {
        String[] codes =
                Arrays.stream(NoticeCode.values())
                        .filter(NoticeCode::toVendor)
                        .map(NoticeCode::name)
                        .toArray(String[]::new);
        return database.audit(sql ->
                sql.sql(
                                """
                                select n.account, a.id, n.seq, n.code, n.item, n.subject,
                                    n.quantity, n.effective_at, n.booked_at
                                from notices n
                                join accounts a using (realm, account)
                                where n.realm = :realm
                                    and (n.booked_at, n.account, n.seq)
                                        > (:at, :account, :seq)
                                    and n.code = any (:codes)
                                order by n.booked_at, n.account, n.seq
                                limit :most
                                """)
                        .param("realm", realm)
                        .param("at", after.bookedAt().atOffset(ZoneOffset.UTC))
                        .param("account", after.account())
                        .param("seq", after.seq())
                        .param("codes", codes)
                        .param("most", most)
                        .query((row, _) ->
                                new Row(
                                        row.getLong(1),
                                        new OrganizationId(row.getString(2)),
                                        row.getLong(3),
                                        NoticeCode.valueOf(row.getString(4)),
                                        row.getString(5),
                                        row.getString(6),
                                        row.getBigDecimal(7),
                                        instant(row.getObject(8, OffsetDateTime.class)),
                                        instant(row.getObject(9, OffsetDateTime.class))))
                        .list());
    }

    private static Instant instant(OffsetDateTime at) {
        return at.toInstant();
    }
}
