package scrip.server.rehearse;

import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import scrip.core.ledger.Answer;
import scrip.core.money.Money;
import scrip.core.order.Line;
import scrip.core.order.Order;
import scrip.server.rehearse.Stage.CommandResult;

/// Describes the outcome of a command in the words of scenarios.
final class Outcomes {

    private final ScenarioNames names;

    Outcomes(ScenarioNames names) {
        this.names = names;
    }

    SortedMap<String, Object> of(CommandResult outcome) {
        SortedMap<String, Object> all = new TreeMap<>();
        if (outcome.refusal() != null) {
            all.put("refused", outcome.refusal().code().name());
        }
        switch (outcome.answer()) {
            case null -> {}
            case Answer.Done _, Answer.Granted _, Answer.Signed _ -> {}
            case Answer.Returned _, Answer.SaleAsked _, Answer.Visited _ -> {}
            case Answer.Used a -> {
                all.put("result", a.result().name());
                all.put("drawn", names.named(a.drawn()));
                all.put("arrears", a.arrears());
                all.put("available", a.available());
                all.put("late", a.late());
                all.put("emergency", a.emergency() != null);
            }
            case Answer.Held a -> {
                all.put("held", a.held());
                all.put("available", a.available());
            }
            case Answer.Settled a -> {
                all.put("drawn", names.named(a.drawn()));
                all.put("returned", names.named(a.returned()));
                all.put("arrears", a.arrears());
                all.put("available", a.available());
                all.put("emergency", a.emergency() != null);
            }
            case Answer.Corrected a -> {
                all.put("returned", names.named(a.returned()));
                all.put("arrears", a.arrears());
                all.put("available", a.available());
            }
            case Answer.Ordered a -> tell(all, a.order());
            case Answer.Quoted a -> priced(all, "QUOTED", a.quote().total(), a.quote().lines());
            case Answer.Paid a -> paid(all, a);
            case Answer.Banked a ->
                    all.put(
                            "state",
                            a.orders().isEmpty()
                                    ? a.payment().state().name()
                                    : a.orders().getFirst().state().name());
            case Answer.Licensed a -> all.put("state", a.state().name());
            case Answer.EmergencyAllowed a -> all.put("until", a.emergency().until());
            case Answer.Serviced a -> all.put("state", a.state().name());
        }
        return all;
    }

    private static void paid(SortedMap<String, Object> all, Answer.Paid paid) {
        if (paid.refusal() != null) {
            all.put("refused", paid.refusal().code().name());
        }
        if (!paid.orders().isEmpty()) {
            Currency currency = paid.orders().getFirst().due().currency();
            all.put("state", paid.orders().getFirst().state().name());
            all.put(
                    "due",
                    paid.orders().stream()
                            .map(Answer.PaidOrder::due)
                            .filter(due -> due.currency().equals(currency))
                            .reduce(Money.zero(currency), Money::plus)
                            .decimal()
                            .toPlainString());
        }
        all.put("unapplied", paid.unapplied().decimal().toPlainString());
    }

    static void tell(SortedMap<String, Object> all, Order order) {
        priced(all, order.state().name(), order.total(), order.lines());
    }

    private static void priced(
            SortedMap<String, Object> all, String state, Money total, List<Line> lines) {
        all.put("state", state);
        all.put("total", total.decimal().toPlainString());
        all.put("currency", total.currency().getCurrencyCode());
        all.put("agreed_price_unused", unused(lines));
    }

    /// Why an agreed price is not applied, for the first line where that is so (C9).
    private static String unused(List<Line> lines) {
        return lines.stream()
                .map(Line::agreedPriceUnused)
                .filter(Objects::nonNull)
                .findFirst()
                .map(why -> why.name().toLowerCase(Locale.ROOT))
                .orElse("none");
    }
}
