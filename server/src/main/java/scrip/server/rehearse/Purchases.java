package scrip.server.rehearse;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import scrip.core.ledger.Command;
import scrip.core.money.Money;
import scrip.core.order.CapacityChoice;
import scrip.core.order.LineRequest;
import scrip.core.order.OrderId;
import scrip.server.ledger.Ledger.Directed;
import scrip.server.rehearse.ScenarioNames.NoSuchNameException;
import scrip.server.rehearse.ScenarioNames.Owned;

/// Translates the verbs by which scenarios buy: quotes, orders, payments and renewals.
final class Purchases {

    private final String who;
    private final ScenarioNames names;
    private final Checks checks;

    Purchases(String who, ScenarioNames names, Checks checks) {
        this.who = who;
        this.names = names;
        this.checks = checks;
    }

    Directed command(String verb, StepFields f) {
        return switch (verb) {
            case "quote" -> Verbs.own(f, new Command.MakeQuote(lines(f), byVendor(f)));
            case "accept_quote" ->
                    names.quotes
                            .get(f.text("quote"))
                            .to(quote -> new Command.AcceptQuote(quote, terms(f), who));
            case "buy" -> place(f, List.of(line(f)));
            case "order" -> place(f, lines(f));
            case "approve" -> order(f).to(Command.ApproveOrder::new);
            case "cancel" -> order(f).to(Command.CancelOrder::new);
            case "renew" -> order(f).to(old -> new Command.RenewOrder(old, terms(f), who, false));
            case "pay" -> pay(f);
            case "receive" -> Verbs.own(f, transfer(f, List.of(), currency(f)));
            case "apply" ->
                    Verbs.own(
                            f,
                            new Command.ApplyMoney(
                                    order(f).id(), money(f, currencyOr(f, order(f)))));
            case "propose_return" ->
                    Verbs.own(
                            f,
                            new Command.ProposeReturn(
                                    money(f, currency(f)),
                                    f.text("to"),
                                    f.textOr("note", ""),
                                    f.textOr("by", who)));
            case "recall" -> recall(f);
            case "reinstate" ->
                    names.payments.get(f.text("payment")).to(Command.ReinstatePayment::new);
            case "request_sale" ->
                    Verbs.own(
                            f,
                            new Command.RequestSale(
                                    f.text("item"),
                                    f.textOr("by", who),
                                    f.textOr("contact", ""),
                                    f.textOr("note", "")));
            case "close_request" -> {
                OrderId order = f.from("order", name -> names.orders.get(name).id());
                yield names.requests
                        .get(f.text("request"))
                        .to(request ->
                                new Command.CloseSalesRequest(
                                        request, order, f.textOr("by", who), f.textOr("note", "")));
            }
            default -> throw new IllegalArgumentException("no verb " + verb);
        };
    }

    private Directed place(StepFields f, List<LineRequest> lines) {
        boolean confirm = !f.flag("draft", false);
        return Verbs.own(f, new Command.PlaceOrder(lines, terms(f), who, byVendor(f), confirm));
    }

    private Directed pay(StepFields f) {
        List<String> named = new ArrayList<>(f.texts("orders"));
        if (f.has("order")) {
            named.add(f.text("order"));
        }
        List<Owned<OrderId>> orders = named.stream().map(names.orders::get).toList();
        if (orders.isEmpty()) {
            throw new NoSuchNameException("name the order, or orders, that is paid");
        }
        List<OrderId> ids = orders.stream().map(Owned::id).toList();
        Owned<OrderId> first = orders.getFirst();
        return first.to(_ ->
                f.has("amount") ? transfer(f, ids, currencyOf(first)) : Command.Pay.bySandbox(ids));
    }

    private static Command.Pay transfer(StepFields f, List<OrderId> orders, Currency currency) {
        return new Command.Pay(
                orders,
                money(f, currency),
                f.instantOrNull("received_at"),
                f.textOrNull("reference"),
                f.flag("distinct", false));
    }

    /// Recalls a payment, as the bank does: the one named, or the last payment of an order.
    private Directed recall(StepFields f) {
        if (f.has("payment")) {
            return names.payments.get(f.text("payment")).to(Command.RecallPayment::new);
        }
        if (!f.has("order")) {
            throw new NoSuchNameException("name the payment, or the order, that is recalled");
        }
        return order(f).to(Command.RecallOrder::new);
    }

    /// @throws NoSuchNameException for more decimals than the currency has
    private static Money money(StepFields f, Currency currency) {
        BigDecimal amount = f.decimal("amount");
        if (amount.stripTrailingZeros().scale() > currency.getDefaultFractionDigits()) {
            throw new NoSuchNameException(amount + " has more decimals than " + currency + " has");
        }
        return Money.stated(amount, currency);
    }

    private Currency currencyOf(Owned<OrderId> order) {
        return checks.order(order).total().currency();
    }

    private Currency currencyOr(StepFields f, Owned<OrderId> order) {
        Currency named = f.currencyOrNull("currency");
        return named == null ? currencyOf(order) : named;
    }

    private Owned<OrderId> order(StepFields f) {
        return names.orders.get(f.text("order"));
    }

    private Currency currency(StepFields f) {
        Currency named = f.currencyOrNull("currency");
        return named == null ? checks.currency(f.organization("org")) : named;
    }

    private static List<LineRequest> lines(StepFields f) {
        return f.all("lines").stream().map(Purchases::line).toList();
    }

    private static LineRequest line(StepFields f) {
        return new LineRequest(
                f.text("item"),
                f.organizationOrNull("for"),
                f.textOrNull("plan"),
                f.wholeOrNull("quantity"),
                f.intOrNull("months"),
                f.intOrNull("years"),
                f.intOrNull("storage_years"),
                f.dateOrNull("starts"),
                f.from("capacity", c -> CapacityChoice.valueOf(c.toUpperCase(Locale.ROOT))));
    }

    private static boolean byVendor(StepFields f) {
        return f.textOr("by", "").equals("vendor");
    }

    private static boolean terms(StepFields f) {
        return !f.textOr("terms", "accepted").equals("missing");
    }
}
