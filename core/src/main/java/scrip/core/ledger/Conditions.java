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

/// The vendor's conditions before an order takes effect: a signed agreement (C6) and an approval
/// (O3). Both apply only to an account's first purchase of a product, and both are determined by
/// the version under which the order was confirmed, however long it then waits for payment (C1).
public final class Conditions {

    private Conditions() {}

    /// The products of an order that require an agreement before payment and for which none is
    /// signed.
    ///
    /// @param order one that was not paid yet
    public static List<String> missingAgreements(Account account, Order order, Catalogs catalogs) {
        return firstOf(account, order, catalogs)
                .filter(Catalog::agreementRequired)
                .map(Catalog::product)
                .filter(p -> !account.trade().agreements().containsKey(p))
                .toList();
    }

    /// Whether the vendor has to approve an order before it is activated.
    ///
    /// @param order one that was not paid yet
    public static boolean awaitsApproval(Account account, Order order, Catalogs catalogs) {
        return firstOf(account, order, catalogs).anyMatch(c -> c.approval() == Approval.MANUAL);
    }

    /// The catalogs under which an order was confirmed, for products that the account has not
    /// bought before.
    private static Stream<Catalog> firstOf(Account account, Order order, Catalogs catalogs) {
        Collection<String> bought = account.trade().productsPaid();
        return order.lines().stream()
                .filter(l -> !bought.contains(l.product()))
                .flatMap(l -> confirmedUnder(order, l, catalogs).stream())
                .distinct();
    }

    /// The catalog under which a line was confirmed. An order confirmed when it was placed uses the
    /// version of its lines, which for an order from a quote is the quote's (C9); a draft uses the
    /// version in force when it was confirmed.
    private static Optional<Catalog> confirmedUnder(Order order, Line line, Catalogs catalogs) {
        var confirmedAt = order.confirmedAt();
        return confirmedAt == null || confirmedAt.equals(order.acceptedAt())
                ? catalogs.version(line.product(), line.catalogVersion())
                : catalogs.inForce(line.product(), confirmedAt);
    }
}
