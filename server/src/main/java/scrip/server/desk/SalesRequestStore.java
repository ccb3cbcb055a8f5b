package scrip.server.desk;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.server.database.Database;

/// Keeps what buyers asked of sales.
final class SalesRequestStore {

    private final Database database;

    SalesRequestStore(Database database) {
        this.database = database;
    }

    /// A request.
    record Row(
            UUID id,
            String organization,
            @Nullable String item,
            String contact,
            String message,
            Instant asked) {}

    /// Keeps a request, unless one of that id is there.
    void add(int realm, Row row) {
        database.transact(sql ->
                sql.sql(
                                """
                                insert into sales_requests
                                    (realm, request, organization, item, contact, message, asked_at)
                                values (:realm, :request, :organization, :item, :contact, :message,
                                    :at)
                                on conflict do nothing
                                """)
                        .param("realm", realm)
                        .param("request", row.id())
                        .param("organization", row.organization())
                        .param("item", row.item())
                        .param("contact", row.contact())
                        .param("message", row.message())
                        .param("at", row.asked().atOffset(ZoneOffset.UTC))
                        .update());
    }

    /// The requests of a realm, newest first.
    List<Row> newest(int realm, int most) {
        return database.audit(sql ->
                sql.sql(
                                """
                                select request, organization, item, contact, message, asked_at
                                from sales_requests
                                where realm = :realm
                                order by asked_at desc, request
                                limit :most
                                """)
                        .param("realm", realm)
                        .param("most", most)
                        .query((row, _) ->
                                new Row(
                                        row.getObject(1, UUID.class),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4),
                                        row.getString(5),
                                        row.getObject(6, OffsetDateTime.class).toInstant()))
                        .list());
    }
}
