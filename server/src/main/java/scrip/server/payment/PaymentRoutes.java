package scrip.server.payment;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Command;
import scrip.core.ledger.Refusal;
import scrip.core.money.Money;
import scrip.core.order.OrderId;
import scrip.core.organization.OrganizationId;
import scrip.server.account.Accounts;
import scrip.server.http.Call;
import scrip.server.http.Input;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.role.Permission;

/// The operations on money.
final class PaymentRoutes implements Routes {

    private static final String ACCOUNT = "/v1/organizations/{organization}";
    private static final int ORDERS_MAX = 100;
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
                Route.post(ACCOUNT + "/payments", Permission.ORDERS_PAY, this::pay),
                Route.get(ACCOUNT + "/unapplied-money", Permission.PAYMENTS_READ, this::unapplied),
                Route.post(
                        ACCOUNT + "/unapplied-money/apply",
                        Permission.PAYMENTS_APPLY,
                        this::apply));
    }

    private enum Method {
        SANDBOX,
        TRANSFER
    }

    private record RefusalView(String code, String detail) {}

    private record OrderView(OrderId order, String state, Money due) {}

    private record View(List<OrderView> orders, Money unapplied, @Nullable RefusalView refusal) {}

    private Reply pay(Call call) {
        OrganizationId account = call.organization();
        Input body = call.body();
        List<OrderId> orders = body.uuids("orders", ORDERS_MAX).stream().map(OrderId::new).toList();
        Method method = body.choice("method", Method.class);
        if (method == Method.TRANSFER || call.realm().isLive()) {
            // Nobody but the vendor says that money has come.
            call.require(Permission.PAYMENTS_RECORD, account);
        }
        Instant receivedAt = body.instantOrNull("received_at");
        String reference = body.textOrNull("reference", REFERENCE_CHARACTERS_MAX);
        String key = call.key();
        BigDecimal amount = null;
        if (method == Method.TRANSFER) {
            amount = amount(call, account, body, orders);
        } else {
            onlyForTransfers(body, "amount");
            onlyForTransfers(body, "received_at");
            onlyForTransfers(body, "reference");
        }
        call.checked();
        return Reply.created(
                view(
                        accounts.book(
                                call.granted(account),
                                new Command.Pay(orders, amount, receivedAt, reference),
                                key)));
    }

    private Reply unapplied(Call call) {
        OrganizationId account = call.organization();
        Instant asOf = call.asOf();
        call.checked();
        return Reply.ok(Map.of("unapplied", payments.unapplied(call, account, asOf)));
    }

    private Reply apply(Call call) {
        OrganizationId account = call.organization();
        Input body = call.body();
        OrderId order = new OrderId(body.uuid("order"));
        String key = call.key();
        BigDecimal amount = amount(call, account, body, List.of(order));
        call.checked();
        return Reply.created(
                view(
                        accounts.book(
                                call.granted(account),
                                new Command.ApplyMoney(order, amount),
                                key)));
    }

    /// The amount of money in the body, in the currency of the orders and with no more decimals.
    private BigDecimal amount(Call call, OrganizationId account, Input body, List<OrderId> orders) {
        Input money = body.object("amount");
        BigDecimal amount = money.decimal("amount");
        String code = money.text("currency", 3);
        call.checked();
        Currency currency = payments.currency(call, account, orders);
        if (currency == null) {
            return amount;
        }
        if (!currency.getCurrencyCode().equals(code)) {
            money.fault("currency", "the orders are in " + currency.getCurrencyCode());
        }
        int decimals = currency.getDefaultFractionDigits();
        if (amount.signum() == 0 || amount.stripTrailingZeros().scale() > decimals) {
            money.fault("amount", "write more than 0, with at most " + decimals + " decimals");
        }
        return amount;
    }

    private static void onlyForTransfers(Input body, String name) {
        if (body.has(name)) {
            body.fault(name, "is for the method transfer only: leave it out");
        }
    }

    private static View view(Answer.Paid paid) {
        Refusal refusal = paid.refusal();
        return new View(
                paid.orders().stream()
                        .map(o -> new OrderView(o.order(), o.state().name(), o.due()))
                        .toList(),
                paid.unapplied(),
                refusal == null ? null : new RefusalView(refusal.code().name(), refusal.detail()));
    }
}
