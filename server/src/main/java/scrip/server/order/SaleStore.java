package scrip.server.order;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.NoticeCode;
import scrip.core.ledger.Subject;
import scrip.core.order.SalesRequestId;
import scrip.core.organization.OrganizationId;
import scrip.core.standing.Waiting;
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

    /// The open requests older than one, newest first.
    ///
    /// @param organization the only organization to list; null for all
    List<Row> openBefore(
            int realm, @Nullable SalesRequestId request, @Nullable String organization, int most) {
        return database.readAll(sql ->
                sql.sql(
                                """
                                select a.id, w.subject
                                from waits w
                                join accounts a using (realm, account)
                                where w.realm = :realm
                                    and w.kind = :kind
                                    and (cast(:before as text) is null or w.subject < :before)
                                    and (cast(:organization as text) is null
                                        or a.id = :organization)
                                order by w.subject desc
                                limit :most
                                """)
                        .param("realm", realm)
                        .param("kind", Waiting.Kind.SALE.name())
                        .param("before", request == null ? null : SubjectText.of(request))
                        .param("organization", organization)
                        .param("most", most)
                        .query((row, _) -> row(row))
                        .list());
    }

    /// The requests older than one, newest first.
    List<Row> before(
            int realm, @Nullable SalesRequestId request, @Nullable String organization, int most) {
        return database.readAll(sql ->
                sql.sql(
                                """
                                select a.id, n.subject
                                from notices n
                                join accounts a using (realm, account)
                                where n.realm = :realm
                                    and n.code = :code
                                    and (cast(:before as text) is null or n.subject < :before)
                                    and (cast(:organization as text) is null
                                        or a.id = :organization)
                                order by n.subject desc
                                limit :most
                                """)
                        .param("realm", realm)
                        .param("code", NoticeCode.SALE_REQUESTED.name())
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
