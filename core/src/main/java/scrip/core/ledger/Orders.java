package scrip.core.ledger;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.Item;
import scrip.core.order.Line;
import scrip.core.order.LineRequest;
import scrip.core.order.Order;
import scrip.core.order.OrderId;
import scrip.core.order.OrderState;
import scrip.core.order.Quote;
import scrip.core.order.QuoteId;
import scrip.core.order.Share;

/// Orders before their payment: placed, confirmed, cancelled, quoted, renewed (O1, O4, O6, C9).
final class Orders {

    private static final int LINES_MAX = 200;

    private Orders() {}

    static Answer.Ordered place(Case given, Command.PlaceOrder ask) {
        List<Line> lines =
                new Lines(given, limited(ask.lines()), ask.termsAccepted(), ask.byVendor()).check();
        return placed(given, lines, ask.acceptedBy(), ask.byVendor(), ask.confirm());
    }

    static Answer.Ordered confirm(Case given, Command.ConfirmOrder ask) {
        Order order = known(given, ask.order());
        if (order.state() == OrderState.CONFIRMED) {
            return new Answer.Ordered(order);
        }
        if (order.state() != OrderState.DRAFT) {
            throw notPayable(order);
        }
        return confirmed(given, order);
    }

    /// Confirms an order; an order with a total of zero is thereby settled (O9).
    private static Answer.Ordered confirmed(Case given, Order order) {
        given.add(new Fact.OrderConfirmed(order.confirmed(given.now())));
        if (order.paidWhole()) {
            Settlement.settleWaiting(given);
        }
        return new Answer.Ordered(known(given, order.id()));
    }

    static Answer.Ordered cancel(Case given, Command.CancelOrder ask) {
        Order order = known(given, ask.order());
        if (order.isPaid()) {
            throw RefusedException.of(
                    Code.REFUND_NOT_SUPPORTED,
                    "order " + order.id() + " is paid; refund is not supported");
        }
        if (order.state() == OrderState.CANCELLED) {
            return new Answer.Ordered(order);
        }
        if (order.state() == OrderState.EXPIRED) {
            throw notPayable(order);
        }
        List<Share> shares = given.account().trade().funds().shares(order.id());
        Order cancelled = order.cancelled();
        given.add(new Fact.OrderCancelled(cancelled));
        if (!shares.isEmpty()) {
            given.add(new Fact.MoneyFreed(order.id(), shares));
        }
        return new Answer.Ordered(cancelled);
    }

    static Answer.Quoted quote(Case given, Command.MakeQuote ask) {
        List<Line> lines = new Lines(given, limited(ask.lines()), true, ask.byVendor()).check();
        Quote quote = Quote.open(new QuoteId(given.id(0)), lines, Lines.total(lines), given.now());
        given.add(new Fact.QuoteMade(quote));
        return new Answer.Quoted(quote);
    }

    /// Places an order with the lines and prices of a quote that is still valid and was not
    /// accepted before. The lines are checked again, against the items as quoted (C1, C3, C9).
    static Answer.Ordered acceptQuote(Case given, Command.AcceptQuote ask) {
        Quote quote = given.account().trade().quotes().get(ask.quote());
        if (quote == null) {
            throw RefusedException.of(Code.UNKNOWN_QUOTE, "no quote " + ask.quote());
        }
        if (!quote.holdsAt(given.now())) {
            throw RefusedException.of(
                    Code.QUOTE_EXPIRED,
                    "quote " + quote.id() + " held for 30 days: ask for a new one");
        }
        if (quote.acceptedAs() != null) {
            throw RefusedException.of(
                    Code.QUOTE_ACCEPTED,
                    "quote "
                            + quote.id()
                            + " was accepted as order "
                            + quote.acceptedAs()
                            + ": ask for a new quote to order it again");
        }
        List<LineRequest> requests = quote.lines().stream().map(Line::request).toList();
        List<Line> lines = new Lines(given, requests, ask.termsAccepted(), true).accept(quote);
        Answer.Ordered answer = placed(given, lines, ask.acceptedBy(), false, true);
        given.add(new Fact.QuoteAccepted(quote.id(), answer.order().id()));
        return answer;
    }

    /// Places an order with the lines of a paid one, at today's prices, without one-time services
    /// and perpetual licenses (O6).
    static Answer.Ordered renew(Case given, Command.RenewOrder ask) {
        Order old = known(given, ask.order());
        List<LineRequest> requests =
                old.lines().stream()
                        .filter(l -> renewable(given, l))
                        .map(Line::request)
                        .map(Orders::renewing)
                        .toList();
        if (!old.isPaid() || requests.isEmpty()) {
            throw RefusedException.of(
                    Code.ORDER_NOT_PAYABLE,
                    old.isPaid()
                            ? "order " + old.id() + " has nothing that can be renewed"
                            : "order " + old.id() + " was never paid: place a new one");
        }
        List<Line> lines = new Lines(given, requests, ask.termsAccepted(), ask.byVendor()).check();
        return placed(given, lines, ask.acceptedBy(), ask.byVendor(), true);
    }

    static Order known(Case given, OrderId id) {
        Order order = given.account().trade().orders().get(id);
        if (order == null) {
            throw RefusedException.of(Code.UNKNOWN_ORDER, "no order " + id);
        }
        return order;
    }

    static RefusedException notPayable(Order order) {
        return order.state() == OrderState.EXPIRED
                ? RefusedException.of(
                        Code.ORDER_EXPIRED,
                        "order " + order.id() + " expired unpaid at " + order.expiresAt())
                : RefusedException.of(
                        Code.ORDER_NOT_PAYABLE,
                        order.recalled()
                                ? "the payment of order " + order.id() + " was recalled by the bank"
                                : "order "
                                        + order.id()
                                        + " is "
                                        + order.state()
                                        + ", not to be paid");
    }

    private static Answer.Ordered placed(
            Case given, List<Line> lines, String acceptedBy, boolean byVendor, boolean confirm) {
        Order order =
                Order.placed(
                        new OrderId(given.id(0)),
                        lines,
                        Lines.total(lines),
                        terms(given, lines),
                        acceptedBy,
                        byVendor,
                        given.now());
        given.add(new Fact.OrderPlaced(order));
        if (!confirm) {
            return new Answer.Ordered(order);
        }
        return confirmed(given, order);
    }

    private static SortedMap<String, String> terms(Case given, List<Line> lines) {
        SortedMap<String, String> versions = new TreeMap<>();
        for (Line line : lines) {
            versions.put(
                    line.product(),
                    given.catalogs()
                            .version(line.product(), line.catalogVersion())
                            .map(Catalog::termsVersion)
                            .orElseThrow());
        }
        return Collections.unmodifiableSortedMap(versions);
    }

    private static boolean renewable(Case given, Line line) {
        Item item = given.catalogs().sold(line.item(), line.catalogVersion());
        return switch (item) {
            case Item.Subscription _, Item.Metered _, Item.Capacity _, Item.Maintenance _ -> true;
            case Item.OneTimeService _, Item.Perpetual _ -> false;
        };
    }

    /// The line of a renewal: without a start date, and extending sets instead of adding them (O6,
    /// R14).
    private static LineRequest renewing(LineRequest r) {
        return new LineRequest(
                r.item(),
                r.holder(),
                r.plan(),
                r.quantity(),
                r.months(),
                r.years(),
                r.storageYears(),
                null,
                null);
    }

    private static List<LineRequest> limited(List<LineRequest> lines) {
        if (lines.isEmpty() || lines.size() > LINES_MAX) {
            throw new IllegalArgumentException("an order has 1 to " + LINES_MAX + " lines");
        }
        return lines;
    }
}
