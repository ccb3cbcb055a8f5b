package scrip.server.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Command;
import scrip.core.money.Money;
import scrip.core.order.CapacityChoice;
import scrip.core.order.LineRequest;
import scrip.core.order.OrderId;
import scrip.core.order.Quote;
import scrip.core.order.QuoteId;
import scrip.core.organization.OrganizationId;
import scrip.server.http.Call;
import scrip.server.http.Input;
import scrip.server.http.Page;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;

/// The operations on orders and quotes.
final class OrderRoutes implements Routes {

    private static final String ALL = "/v1/organizations/{organization}/orders";
    private static final String ONE = ALL + "/{order}";
    private static final String QUOTES = "/v1/organizations/{organization}/quotes";
    private static final int LINES_MAX = 100;
    private static final int NAME_CHARACTERS_MAX = 200;
    private static final long QUANTITY_MAX = 1_000_000_000;
    private static final int TERM_MAX = 1_200;

    private final Orders orders;

    OrderRoutes(Orders orders) {
        this.orders = orders;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.post(ALL, this::place),
                Route.get(ALL, this::list),
                Route.get(ONE, this::one),
                Route.post(ONE + "/confirm", c -> change(c, Command.ConfirmOrder::new)),
                Route.post(ONE + "/cancel", c -> change(c, Command.CancelOrder::new)),
                Route.post(ONE + "/approve", c -> change(c, Command.ApproveOrder::new)),
                Route.post(ONE + "/recall", c -> change(c, Command.RecallPayment::new)),
                Route.post(ONE + "/renew", this::renew),
                Route.post(ONE + "/refund", this::refund),
                Route.post(QUOTES, this::quote),
                Route.post(QUOTES + "/{quote}/accept", this::acceptQuote));
    }

    private record QuoteView(
            QuoteId id,
            List<OrderView.LineView> lines,
            Money total,
            Instant quotedAt,
            Instant holdsUntil) {}

    private Reply place(Call call) {
        OrganizationId account = call.organization();
        Input body = call.body();
        Command.PlaceOrder command =
                new Command.PlaceOrder(
                        lines(body),
                        body.flag("terms_accepted", false),
                        acceptedBy(call, body),
                        body.flag("by_vendor", false),
                        body.flag("confirm", true));
        String key = call.key();
        call.checked();
        return Reply.created(OrderView.of(orders.book(call, account, command, key), null));
    }

    private Reply list(Call call) {
        OrganizationId account = call.organization();
        int limit = Page.limit(call);
        UUID after = call.query().uuidOrNull("after");
        Instant asOf = orders.asOf(call);
        call.checked();
        List<OrderView> rows =
                orders.page(call, account, after, limit + 1, asOf).stream()
                        .map(OrderRoutes::view)
                        .toList();
        return Reply.ok(Page.of("orders", rows, limit, OrderView::id));
    }

    private Reply one(Call call) {
        OrganizationId account = call.organization();
        OrderId id = call.order();
        Instant asOf = orders.asOf(call);
        call.checked();
        return Reply.ok(view(orders.find(call, account, id, asOf)));
    }

    private Reply change(Call call, Function<OrderId, Command> command) {
        OrganizationId account = call.organization();
        OrderId id = call.order();
        call.bodyOrNothing();
        String key = call.key();
        call.checked();
        return Reply.ok(OrderView.of(orders.book(call, account, command.apply(id), key), null));
    }

    private Reply renew(Call call) {
        OrganizationId account = call.organization();
        OrderId id = call.order();
        Input body = call.body();
        Command command =
                new Command.RenewOrder(
                        id,
                        body.flag("terms_accepted", false),
                        acceptedBy(call, body),
                        body.flag("by_vendor", false));
        String key = call.key();
        call.checked();
        return Reply.created(OrderView.of(orders.book(call, account, command, key), null));
    }

    private Reply refund(Call call) {
        OrganizationId account = call.organization();
        OrderId id = call.order();
        call.bodyOrNothing();
        call.checked();
        throw orders.refund(call, account, id);
    }

    private Reply quote(Call call) {
        OrganizationId account = call.organization();
        Input body = call.body();
        Command.MakeQuote command =
                new Command.MakeQuote(lines(body), body.flag("by_vendor", false));
        String key = call.key();
        call.checked();
        Quote quote = orders.quote(call, account, command, key);
        return Reply.created(
                new QuoteView(
                        quote.id(),
                        quote.lines().stream().map(OrderView.LineView::of).toList(),
                        quote.total(),
                        quote.quotedAt(),
                        quote.quotedAt().plus(Quote.HOLDS_FOR)));
    }

    private Reply acceptQuote(Call call) {
        OrganizationId account = call.organization();
        QuoteId id = new QuoteId(call.uuid("quote"));
        Input body = call.body();
        Command command =
                new Command.AcceptQuote(
                        id, body.flag("terms_accepted", false), acceptedBy(call, body));
        String key = call.key();
        call.checked();
        return Reply.created(OrderView.of(orders.book(call, account, command, key), null));
    }

    private static OrderView view(Orders.Found found) {
        return OrderView.of(found.order(), found.reading().now());
    }

    private static String acceptedBy(Call call, Input body) {
        String name = body.textOrNull("accepted_by", NAME_CHARACTERS_MAX);
        return name == null ? call.actor() : name;
    }

    private static List<LineRequest> lines(Input body) {
        return body.objects("lines", LINES_MAX).stream().map(OrderRoutes::line).toList();
    }

    private static LineRequest line(Input line) {
        return new LineRequest(
                line.text("item", NAME_CHARACTERS_MAX),
                line.organizationOrNull("for"),
                line.textOrNull("plan", NAME_CHARACTERS_MAX),
                line.wholeOrNull("quantity", -QUANTITY_MAX, QUANTITY_MAX),
                term(line, "months"),
                term(line, "years"),
                term(line, "storage_years"),
                line.dateOrNull("starts"),
                line.choiceOrNull("capacity", CapacityChoice.class));
    }

    private static @Nullable Integer term(Input line, String name) {
        return line.intOrNull(name, -TERM_MAX, TERM_MAX);
    }
}
