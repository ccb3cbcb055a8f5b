package scrip.server.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Command;
import scrip.core.order.LineRequest;
import scrip.core.order.OrderId;
import scrip.core.order.OrderState;
import scrip.core.organization.OrganizationId;
import scrip.server.account.Accounts;
import scrip.server.http.Call;
import scrip.server.http.Forms;
import scrip.server.http.Input;
import scrip.server.http.Page;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.role.Permission;

/// The operations on orders and quotes.
final class OrderRoutes implements Routes {

    private static final String ALL = Route.ACCOUNT + "/orders";
    private static final String ONE = ALL + "/{order}";

    private final Orders orders;
    private final Accounts accounts;

    OrderRoutes(Orders orders, Accounts accounts) {
        this.orders = orders;
        this.accounts = accounts;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.post(ALL, Permission.ORDERS_WRITE, this::place),
                Route.get(ALL, Permission.ORDERS_READ, this::list),
                Route.get(ONE, Permission.ORDERS_READ, this::one),
                Route.post(
                        ONE + "/confirm",
                        Permission.ORDERS_WRITE,
                        c -> change(c, Command.ConfirmOrder::new)),
                Route.post(
                        ONE + "/cancel",
                        Permission.ORDERS_WRITE,
                        c -> change(c, Command.CancelOrder::new)),
                Route.post(
                        ONE + "/approve",
                        Permission.ORDERS_APPROVE,
                        c -> change(c, Command.ApproveOrder::new)),
                Route.post(
                        ONE + "/recall",
                        Permission.PAYMENTS_RECORD,
                        c -> change(c, Command.RecallOrder::new)),
                Route.post(ONE + "/renew", Permission.ORDERS_WRITE, this::renew),
                Route.post(ONE + "/refund", Permission.ORDERS_WRITE, this::refund));
    }

    private Reply place(Call call) {
        OrganizationId account = call.organization();
        Input body = call.body();
        boolean byVendor = byVendor(call, account, body);
        Command.PlaceOrder command =
                new Command.PlaceOrder(
                        lines(body),
                        body.flag("terms_accepted", false),
                        acceptedBy(call, body),
                        byVendor,
                        body.flag("confirm", true));
        String key = call.key();
        call.checked();
        return Reply.created(
                OrderView.of(accounts.book(call.granted(account), command, key).order(), null));
    }

    private Reply list(Call call) {
        OrganizationId account = call.organization();
        int limit = Page.limit(call);
        UUID after = Page.idAfter(call);
        Orders.Filter filter =
                new Orders.Filter(
                        call.query().choiceOrNull("state", OrderState.class),
                        ItemId.ofNullable(
                                call.query().textOrNull("item", Forms.NAME_CHARACTERS_MAX)),
                        Page.isOldestFirst(call));
        Instant asOf = call.asOf();
        call.checked();
        List<OrderView> rows =
                orders.page(call.granted(account), filter, after, limit + 1, asOf).stream()
                        .map(OrderRoutes::view)
                        .toList();
        return Reply.ok(Page.of(call, rows, limit, OrderView::id));
    }

    private Reply one(Call call) {
        OrganizationId account = call.organization();
        OrderId id = call.order();
        Instant asOf = call.asOf();
        call.checked();
        return Reply.ok(view(orders.find(call.granted(account), id, asOf)));
    }

    private Reply change(Call call, Function<OrderId, Command<Answer.Ordered>> command) {
        OrganizationId account = call.organization();
        OrderId id = call.order();
        call.bodyOrNothing();
        String key = call.key();
        call.checked();
        return Reply.ok(
                OrderView.of(
                        accounts.book(call.granted(account), command.apply(id), key).order(),
                        null));
    }

    private Reply renew(Call call) {
        OrganizationId account = call.organization();
        OrderId id = call.order();
        Input body = call.body();
        Command<Answer.Ordered> command =
                new Command.RenewOrder(
                        id,
                        body.flag("terms_accepted", false),
                        acceptedBy(call, body),
                        byVendor(call, account, body));
        String key = call.key();
        call.checked();
        return Reply.created(
                OrderView.of(accounts.book(call.granted(account), command, key).order(), null));
    }

    private Reply refund(Call call) {
        OrganizationId account = call.organization();
        OrderId id = call.order();
        call.bodyOrNothing();
        call.checked();
        throw orders.refund(call.granted(account), id);
    }

    private static OrderView view(Orders.OrderReading found) {
        return OrderView.of(found.order(), found.reading().now());
    }

    static String acceptedBy(Call call, Input body) {
        return call.by(body, "accepted_by");
    }

    static boolean byVendor(Call call, OrganizationId account, Input body) {
        boolean byVendor = body.flag("by_vendor", false);
        if (byVendor) {
            call.require(Permission.ORDERS_SELL, account);
        }
        return byVendor;
    }

    private static List<LineRequest> lines(Input body) {
        return LinesWanted.read(body);
    }
}
