package scrip.server.order;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Subject;
import scrip.core.order.SalesRequestId;
import scrip.core.organization.OrganizationId;
import scrip.server.database.Database;
import scrip.server.ledger.SubjectText;

/// Finds the requests of all organizations through the notices to the vendor about them.
final class SaleStore {

    private final Database database;

    SaleStore(Database database) {
        this.database = database;
    }

    /// A request and its organization.
    record Row(OrganizationId organization, SalesRequestId request) {}

    private static final String OPEN =
            """
            with requests as (
                select account, subject
                from waits
                where realm = :realm
                    and kind = 'SALE'
            )
            """;

    private static final String ALL =
            """
            with requests as (
                select account, subject
                from notices
                where realm = :realm
                    and code = 'SALE_REQUESTED'
            )
            """;

    private static final String PAGE =
            """
            select a.id, r.subject
            from requests r
            join accounts a using (account)
            where (cast(:before as text) is null or r.subject < :before)
                and (cast(:organization as text) is null or a.id = :organization)
            order by r.subject desc
            limit :most
            """;

    /// The requests older than one, newest first.
    ///
    /// @param open whether to list only those that are still open
    /// @param organization the only organization to list; null for all
    List<Row> before(
            int realm,
            boolean open,
            @Nullable SalesRequestId request,
            @Nullable OrganizationId organization,
            int most) {
        return database.readAll(sql ->
                sql.sql((open ? OPEN : ALL) + PAGE)
                        .param("realm", realm)
                        .param("before", request == null ? null : SubjectText.of(request))
                        .param("organization", organization)
                        .param("most", most)
                        .query((row, _) -> row(row))
                        .list());
    }

    private static Row row(ResultSet row) throws SQLException {
        String text = row.getString(2);
        if (SubjectText.read(text) instanceof Subject.OfSalesRequest(var request, _)) {
            return new Row(new OrganizationId(row.getString(1)), request);
        }
        throw new IllegalStateException("no request to sales: " + text);
    }
}
