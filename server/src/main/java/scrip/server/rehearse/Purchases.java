package scrip.server.rehearse;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Command;
import scrip.core.money.Money;
import scrip.core.order.CapacityChoice;
import scrip.core.order.LineRequest;
import scrip.core.order.Order;
import scrip.core.order.OrderId;
import scrip.core.order.PaymentId;
import scrip.core.organization.OrganizationId;
import scrip.server.rehearse.ScenarioNames.Owned;
import scrip.server.rehearse.Stage.CommandResult;

/// The verbs by which scenarios buy: quotes, orders, payments and renewals.
final class Purchases {

    private final ScenarioNames names;
    private final Checks checks;
    private final Outcomes outcomes;
    private final BiFunction<OrganizationId, Command<?>, CommandResult> submit;

    Purchases(
            ScenarioNames names,
            Checks checks,
            Outcomes outcomes,
            BiFunction<OrganizationId, Command<?>, CommandResult> submit) {
        this.names = names;
        this.checks = checks;
        this.outcomes = outcomes;
        this.submit = submit;
    }

    SortedMap<String, Object> buy(StepFields f) {
        CommandResult placed = place(f, org(f), List.of(line(f)), List.of(f.text("as")));
        return placed.answer() instanceof Answer.Ordered
                ? settleNew(f, placed)
                : outcomes.of(placed);
    }

    SortedMap<String, Object> order(StepFields f) {
        List<StepFields> lines = f.all("lines");
        return outcomes.of(
                place(
                        f,
                        org(f),
                        lines.stream().map(Purchases::line).toList(),
                        lines.stream().map(l -> l.text("as")).toList()));
    }

    private CommandResult place(
            StepFields f, OrganizationId account, List<LineRequest> lines, List<String> lineNames) {
        CommandResult outcome =
                submit.apply(
                        account,
                        new Command.PlaceOrder(
                                lines,
                                terms(f),
                                Play.WHO,
                                f.textOr("by", "").equals("vendor"),
                                true));
        if (outcome.answer() instanceof Answer.Ordered ordered) {
            names.order(f.text("as"), account, ordered.order(), lineNames);
        }
        return outcome;
    }

    /// Pays a new order at once through the sandbox provider, and describes its resulting state.
    private SortedMap<String, Object> settleNew(StepFields f, CommandResult placed) {
        Owned<OrderId> order = names.order(f.text("as"));
        if (checks.order(order).isPaid()) {
            // An order with a total of zero is settled by its confirmation (O9).
            return orderState(order);
        }
        CommandResult paid =
                submit.apply(placed.account(), Command.Pay.bySandbox(List.of(order.id())));
        return paid.refusal() != null ? outcomes.of(paid) : orderState(order);
    }

    SortedMap<String, Object> pay(StepFields f) {
        List<String> named = new ArrayList<>(f.texts("orders"));
        if (f.has("order")) {
            named.add(f.text("order"));
        }
        List<Owned<OrderId>> orders = named.stream().map(names::order).toList();
        if (orders.isEmpty()) {
            throw new ScenarioNames.NoSuchNameException("name the order, or orders, that is paid");
        }
        List<OrderId> ids = orders.stream().map(Owned::id).toList();
        OrganizationId account = orders.getFirst().account();
        BigDecimal amount = f.decimalOrNull("amount");
        return amount == null
                ? booked(f, account, Command.Pay.bySandbox(ids))
                : booked(
                        f,
                        account,
                        transfer(
                                f,
                                ids,
                                checks.order(orders.getFirst()).total().currency(),
                                amount));
    }

    /// Records a transfer that names no order.
    SortedMap<String, Object> receive(StepFields f) {
        Currency named = f.currencyOrNull("currency");
        Currency currency = named == null ? checks.currency(org(f)) : named;
        return booked(f, org(f), transfer(f, List.of(), currency, f.decimal("amount")));
    }

    private static Command.Pay transfer(
            StepFields f, List<OrderId> orders, Currency currency, BigDecimal amount) {
        return new Command.Pay(
                orders,
                Money.exactly(amount, currency),
                f.instantOrNull("received_at"),
                f.textOrNull("reference"),
                f.flag("distinct", false));
    }

    private SortedMap<String, Object> booked(
            StepFields f, OrganizationId account, Command.Pay payment) {
        CommandResult outcome = submit.apply(account, payment);
        if (outcome.answer() instanceof Answer.Paid paid && paid.payment() != null && f.has("as")) {
            names.payment(f.text("as"), account, paid.payment());
        }
        return outcomes.of(outcome);
    }

    /// Recalls a payment, as the bank does: the one named, or the last payment of an order.
    SortedMap<String, Object> recall(StepFields f) {
        if (f.has("payment")) {
            Owned<PaymentId> payment = names.payment(f.text("payment"));
            return outcomes.of(
                    submit.apply(payment.account(), new Command.RecallPayment(payment.id())));
        }
        if (!f.has("order")) {
            throw new ScenarioNames.NoSuchNameException(
                    "name the payment, or the order, that is recalled");
        }
        Owned<OrderId> order = names.order(f.text("order"));
        return outcomes.of(submit.apply(order.account(), new Command.RecallOrder(order.id())));
    }

    /// Reinstates a recalled payment. The names of packs then stand for those bought again.
    SortedMap<String, Object> reinstate(StepFields f) {
        Owned<PaymentId> payment = names.payment(f.text("payment"));
        CommandResult outcome =
                submit.apply(payment.account(), new Command.ReinstatePayment(payment.id()));
        if (outcome.answer() instanceof Answer.Banked banked) {
            for (Answer.PaidOrder order : banked.orders()) {
                Owned<OrderId> owned = new Owned<>(payment.account(), order.order());
                names.again(payment.account(), checks.order(owned));
            }
        }
        return outcomes.of(outcome);
    }

    SortedMap<String, Object> quote(StepFields f) {
        List<StepFields> lines = f.all("lines");
        CommandResult outcome =
                submit.apply(
                        org(f),
                        new Command.MakeQuote(
                                lines.stream().map(Purchases::line).toList(),
                                f.textOr("by", "").equals("vendor")));
        if (outcome.answer() instanceof Answer.Quoted quoted) {
            names.quote(
                    f.text("as"),
                    org(f),
                    quoted.quote().id(),
                    lines.stream().map(l -> l.text("as")).toList());
        }
        return outcomes.of(outcome);
    }

    SortedMap<String, Object> acceptQuote(StepFields f) {
        var quote = names.quote(f.text("quote"));
        CommandResult outcome =
                submit.apply(
                        quote.account(), new Command.AcceptQuote(quote.id(), terms(f), Play.WHO));
        if (outcome.answer() instanceof Answer.Ordered ordered) {
            names.order(
                    f.text("as"),
                    quote.account(),
                    ordered.order(),
                    names.quoteLines(f.text("quote")));
        }
        return outcomes.of(outcome);
    }

    SortedMap<String, Object> renew(StepFields f) {
        Owned<OrderId> old = names.order(f.text("order"));
        CommandResult outcome =
                submit.apply(
                        old.account(), new Command.RenewOrder(old.id(), terms(f), Play.WHO, false));
        if (outcome.answer() instanceof Answer.Ordered ordered) {
            Order order = ordered.order();
            String as = f.text("as");
            names.order(
                    as, old.account(), order, order.lines().size() == 1 ? List.of(as) : List.of());
            return settleNew(f, outcome);
        }
        return outcomes.of(outcome);
    }

    private SortedMap<String, Object> orderState(Owned<OrderId> order) {
        SortedMap<String, Object> all = new TreeMap<>();
        Outcomes.tell(all, checks.order(order));
        return all;
    }

    private static LineRequest line(StepFields f) {
        return new LineRequest(
                f.text("item"),
                f.from("for", OrganizationId::new),
                f.textOrNull("plan"),
                f.wholeOrNull("quantity"),
                f.intOrNull("months"),
                f.intOrNull("years"),
                f.intOrNull("storage_years"),
                f.dateOrNull("starts"),
                f.from("capacity", c -> CapacityChoice.valueOf(c.toUpperCase(Locale.ROOT))));
    }

    private static boolean terms(StepFields f) {
        return !f.textOr("terms", "accepted").equals("missing");
    }

    private static OrganizationId org(StepFields f) {
        return new OrganizationId(f.text("org"));
    }
}
