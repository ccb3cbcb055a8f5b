package scrip.server.payment;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Command;
import scrip.core.ledger.Refusal;
import scrip.core.money.Money;
import scrip.core.order.OrderId;
import scrip.core.order.Payment;
import scrip.core.order.PaymentId;
import scrip.core.organization.OrganizationId;
import scrip.server.account.Accounts;
import scrip.server.http.Call;
import scrip.server.http.Input;
import scrip.server.http.Page;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.role.Permission;

/// The operations on money.
final class PaymentRoutes implements Routes {

    private static final String ALL = Route.ACCOUNT + "/payments";
    private static final String ONE = ALL + "/{payment}";
    private static final int ORDERS_MAX = 20;
    private static final int REFERENCE_CHARACTERS_MAX = 200;

    private final Payments payments;
    private final Accounts accounts;

    PaymentRoutes(Payments payments, Accounts accounts) {
        this.payments = payments;
        this.accounts = accounts;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.post(ALL, Permission.ORDERS_PAY, this::pay),
                Route.get(ALL, Permission.PAYMENTS_READ, this::list),
                Route.get(ONE, Permission.PAYMENTS_READ, this::one),
                Route.post(
                        ONE + "/recall",
                        Permission.PAYMENTS_RECORD,
                        c -> change(c, Command.RecallPayment::new)),
                Route.post(
                        ONE + "/reinstate",
                        Permission.PAYMENTS_RECORD,
                        c -> change(c, Command.ReinstatePayment::new)),
                Route.get(
                        Route.ACCOUNT + "/unapplied-money",
                        Permission.PAYMENTS_READ,
                        this::unapplied),
                Route.post(
                        Route.ACCOUNT + "/unapplied-money/apply",
                        Permission.PAYMENTS_APPLY,
                        this::apply));
    }

    private record RefusalView(String code, String detail) {}

    private record OrderView(OrderId order, String state, Money due) {}

    private record View(
            @Nullable PaymentId payment,
            List<OrderView> orders,
            Money unapplied,
            @Nullable RefusalView refusal) {}

    private record BankedView(PaymentView payment, List<OrderView> orders, Money unapplied) {}

    private Reply pay(Call call) {
        OrganizationId account = call.organization();
        Input body = call.body();
        Payment.Method method = body.choice("method", Payment.Method.class);
        if (method == Payment.Method.TRANSFER) {
            // Only the vendor can record that money has arrived.
            call.require(Permission.PAYMENTS_RECORD, account);
        } else if (call.realm().isLive()) {
            body.fault(
                    "method",
                    "the provider sandbox is for sandboxes only: here the vendor records a transfer");
        }
        Command.Pay command = method == Payment.Method.TRANSFER ? transfer(body) : bySandbox(body);
        String key = call.key();
        call.checked();
        return Reply.created(view(accounts.book(call.granted(account), command, key)));
    }

    private static Command.Pay transfer(Input body) {
        List<OrderId> orders = body.has("orders") ? orders(body) : List.of();
        return new Command.Pay(
                orders,
                MoneyWanted.read(body.object("amount")),
                body.instantOrNull("received_at"),
                body.textOrNull("reference", REFERENCE_CHARACTERS_MAX),
                body.flag("distinct", false));
    }

    private static Command.Pay bySandbox(Input body) {
        for (String name : List.of("amount", "received_at", "reference", "distinct")) {
            if (body.has(name)) {
                body.fault(name, "is for the method transfer only: leave it out");
            }
        }
        return Command.Pay.bySandbox(orders(body));
    }

    private static List<OrderId> orders(Input body) {
        return body.uuids("orders", ORDERS_MAX).stream().map(OrderId::new).toList();
    }

    private Reply list(Call call) {
        OrganizationId account = call.organization();
        int limit = Page.limit(call);
        String after = Page.afterOrNull(call);
        Payments.Filter filter =
                new Payments.Filter(
                        call.query().choiceOrNull("state", Payment.State.class),
                        call.query().textOrNull("reference", REFERENCE_CHARACTERS_MAX));
        Instant asOf = call.asOf();
        call.checked();
        List<PaymentView> rows =
                payments.page(call, account, filter, after, limit + 1, asOf).stream()
                        .map(PaymentView::of)
                        .toList();
        return Reply.ok(Page.of(call, rows, limit, PaymentView::id));
    }

    private Reply one(Call call) {
        OrganizationId account = call.organization();
        PaymentId id = new PaymentId(call.uuid("payment"));
        Instant asOf = call.asOf();
        call.checked();
        return Reply.ok(PaymentView.of(payments.find(call, account, id, asOf)));
    }

    private Reply change(Call call, Function<PaymentId, Command<Answer.Banked>> command) {
        OrganizationId account = call.organization();
        PaymentId id = new PaymentId(call.uuid("payment"));
        call.bodyOrNothing();
        String key = call.key();
        call.checked();
        Answer.Banked banked = accounts.book(call.granted(account), command.apply(id), key);
        return Reply.ok(
                new BankedView(
                        PaymentView.of(banked.payment()),
                        orders(banked.orders()),
                        banked.unapplied()));
    }

    private Reply unapplied(Call call) {
        OrganizationId account = call.organization();
        Instant asOf = call.asOf();
        call.checked();
        return Reply.ok(payments.sums(call, account, asOf));
    }

    private Reply apply(Call call) {
        OrganizationId account = call.organization();
        Input body = call.body();
        OrderId order = new OrderId(body.uuid("order"));
        Money amount = MoneyWanted.read(body.object("amount"));
        String key = call.key();
        call.checked();
        return Reply.created(
                view(
                        accounts.book(
                                call.granted(account),
                                new Command.ApplyMoney(order, amount),
                                key)));
    }

    private static View view(Answer.Paid paid) {
        Refusal refusal = paid.refusal();
        return new View(
                paid.payment(),
                orders(paid.orders()),
                paid.unapplied(),
                refusal == null ? null : new RefusalView(refusal.code().name(), refusal.detail()));
    }

    private static List<OrderView> orders(List<Answer.PaidOrder> orders) {
        return orders.stream()
                .map(o -> new OrderView(o.order(), o.state().name(), o.due()))
                .toList();
    }
}
