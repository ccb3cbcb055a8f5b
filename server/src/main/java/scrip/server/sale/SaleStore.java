package scrip.server.sale;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.NoticeCode;
import scrip.core.order.SalesRequestId;
import scrip.core.organization.OrganizationId;
import scrip.server.database.Database;

/// Finds the requests of every organization, by the notices that the vendor got of them.
final class SaleStore {

    private final Database database;

    SaleStore(Database database) {
        this.database = database;
    }

    /// A request and whose it is.
    record Row(OrganizationId organization, SalesRequestId request) {}

    /// The requests before one, newest first.
    List<Row> before(int realm, @Nullable UUID request, int most) {
        return database.audit(sql ->
                sql.sql(
                                """
                                select a.id, n.subject
                                from notices n
                                join accounts a using (realm, account)
                                where n.realm = :realm
                                    and n.code = :code
                                    and (cast(:before as text) is null or n.subject < :before)
                                order by n.subject desc
                                limit :most
                                """)
                        .param("realm", realm)
                        .param("code", NoticeCode.SALE_REQUESTED.name())
                        .param("before", request == null ? null : request.toString())
                        .param("most", most)
                        .query((row, _) ->
                                new Row(
                                        new OrganizationId(row.getString(1)),
                                        new SalesRequestId(UUID.fromString(row.getString(2)))))
                        .list());
    }
}
