package scrip.core.ledger;

import scrip.core.catalog.Catalogs;
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

    static Answer.SaleAsked request(
            Draft draft, Envelope<?> envelope, Catalogs catalogs, Command.RequestSale ask) {
        Item item =
                catalogs.item(ItemId.of(ask.item()), draft.now())
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
                        new SalesRequestId(envelope.id(0)),
                        item.id(),
                        ask.by(),
                        ask.contact(),
                        ask.note(),
                        draft.now(),
                        null,
                        null,
                        null,
                        "");
        draft.add(new Fact.SaleRequested(request));
        draft.notice(draft.now(), NoticeCode.SALE_REQUESTED, Subject.of(request));
        return new Answer.SaleAsked(request);
    }

    static Answer.SaleAsked close(Draft draft, Command.CloseSalesRequest ask) {
        SalesRequest request = open(draft, ask.request());
        OrderId placed = ask.order();
        if (placed != null) {
            Order order = Orders.known(draft, placed);
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
        SalesRequest closed = request.closed(ask.by(), draft.now(), placed, ask.answer());
        draft.add(new Fact.SalesRequestClosed(closed));
        draft.notice(draft.now(), NoticeCode.SALES_REQUEST_CLOSED, Subject.of(closed));
        return new Answer.SaleAsked(closed);
    }

    private static SalesRequest open(Draft draft, SalesRequestId id) {
        SalesRequest request = draft.account().trade().requests().get(id);
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
