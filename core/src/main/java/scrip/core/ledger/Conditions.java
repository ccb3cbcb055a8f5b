package scrip.core.ledger;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import scrip.core.catalog.Approval;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.Catalogs;
import scrip.core.order.Line;
import scrip.core.order.Order;

/// What the vendor demands before an order takes effect: a signed agreement (C6) and an approval
/// (O3). Both are asked before an account's first purchase of a product only, and both by the
/// version under which the order was confirmed, however long it then waits for its payment (C1).
public final class Conditions {

    private Conditions() {}

    /// The products of an order whose agreement must be signed before it is paid, and is not.
    ///
    /// @param order one that was not paid yet
    public static List<String> missingAgreements(Account account, Order order, Catalogs catalogs) {
        return firstOf(account, order, catalogs)
                .filter(Catalog::agreementRequired)
                .map(Catalog::product)
                .filter(p -> !account.trade().agreements().containsKey(p))
                .toList();
    }

    /// Whether the vendor approves an order before it is activated.
    ///
    /// @param order one that was not paid yet
    public static boolean awaitsApproval(Account account, Order order, Catalogs catalogs) {
        return firstOf(account, order, catalogs).anyMatch(c -> c.approval() == Approval.MANUAL);
    }

    /// The catalogs under which an order was confirmed, of the products that the account has not
    /// bought before.
    private static Stream<Catalog> firstOf(Account account, Order order, Catalogs catalogs) {
        Collection<String> bought = account.trade().productsPaid();
        return order.lines().stream()
                .filter(l -> !bought.contains(l.product()))
                .flatMap(l -> confirmedUnder(order, l, catalogs).stream())
                .distinct();
    }

    /// An order that was confirmed as it was placed was confirmed under the version of its lines,
    /// which for one made of a quote is the quote's (C9); a draft under the version in force when
    /// it was confirmed later.
    private static Optional<Catalog> confirmedUnder(Order order, Line line, Catalogs catalogs) {
        var confirmedAt = order.confirmedAt();
        return confirmedAt == null || confirmedAt.equals(order.acceptedAt())
                ? catalogs.version(line.product(), line.catalogVersion())
                : catalogs.inForce(line.product(), confirmedAt);
    }
}
