package scrip.core.ledger;

import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.order.Order;
import scrip.core.order.OrderId;
import scrip.core.order.SalesRequest;
import scrip.core.order.SalesRequestId;

/// Requests to the vendor's sales for what only they can place (C7), closed with the order that
/// came of them, or without one.
final class Sales {

    private Sales() {}

    static Answer.SaleAsked request(Case given, Command.RequestSale ask) {
        Item item =
                given.catalogs()
                        .item(ItemId.of(ask.item()), given.now())
                        .orElseThrow(() ->
                                RefusedException.of(
                                        Code.UNKNOWN_ITEM,
                                        "the catalog has no item " + ask.item()));
        if (!item.salesOnly()) {
            throw RefusedException.of(
                    Code.NOT_SALES_ONLY, item.id() + " can be ordered: place an order");
        }
        SalesRequest request =
                new SalesRequest(
                        new SalesRequestId(given.id(0)),
                        item.id(),
                        ask.by(),
                        ask.contact(),
                        ask.note(),
                        given.now(),
                        null,
                        null,
                        null,
                        "");
        given.add(new Fact.SaleRequested(request));
        given.notice(NoticeCode.SALE_REQUESTED, Subject.of(request));
        return new Answer.SaleAsked(request);
    }

    static Answer.SaleAsked close(Case given, Command.CloseSalesRequest ask) {
        SalesRequest request = open(given, ask.request());
        OrderId placed = ask.order();
        if (placed != null) {
            Order order = Orders.known(given, placed);
            boolean fits =
                    order.byVendor()
                            && order.lines().stream()
                                    .anyMatch(l -> l.item().equals(request.item()));
            if (!fits) {
                throw RefusedException.of(
                        Code.ORDER_NOT_OF_REQUEST,
                        "order "
                                + placed
                                + " was not placed by the vendor with a line of "
                                + request.item());
            }
        }
        SalesRequest closed = request.closed(ask.by(), given.now(), placed, ask.answer());
        given.add(new Fact.SalesRequestClosed(closed));
        given.notice(NoticeCode.SALES_REQUEST_CLOSED, Subject.of(closed));
        return new Answer.SaleAsked(closed);
    }

    private static SalesRequest open(Case given, SalesRequestId id) {
        SalesRequest request = given.account().trade().requests().get(id);
        if (request == null) {
            throw RefusedException.of(Code.UNKNOWN_SALES_REQUEST, "no request to sales " + id);
        }
        if (!request.isOpen()) {
            throw RefusedException.of(
                    Code.SALES_REQUEST_CLOSED,
                    "request " + id + " was closed by " + request.closedBy());
        }
        return request;
    }
}
